"""The build on Spark, held against the build on this machine: the same bytes."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from talkgraph.builder import build
from talkgraph.cli import main
from talkgraph.errors import CorrectionsError, FrontMatterError, NoRecapsError, UnreadableError
from talkgraph.spark import SparkOutcome, build_on_spark, open_session, write_store_of
from talkgraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from tests.spark.conftest import Cluster

RECAP = """\
# {event} in March {year}

## Anchors and offline pages

{first} of Harbour Labs presented Seawall, which builds on libp2p. Seawall is written in Rust.

## {second}: Fast queries

{second} works at Algolia. She showed how Nuts and Electron work together.
"""


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """Recaps in several folders that speak of the same people, one of them broken."""
    folder = tmp_path / "posts"
    people = ["Ada Moreau", "Bo Lindqvist", "Cleo Okafor", "Dan Silva"]
    for number in range(6):
        place = folder / str(2015 + number % 3) / f"{2015 + number % 3}-03-0{number + 1}-harbour.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        words = {"event": f"Harbour Meetup {number % 2 + 1}", "year": 2015 + number % 3}
        place.write_text(RECAP.format(first=people[number % 4], second=people[(number + 1) % 4], **words))
    (folder / "2015" / "notes.md").write_text((folder / "2015" / "2015-03-01-harbour.md").read_text())
    odd = folder / "2017" / "c, d [1] {x}" / "100%25 é#?.md"
    odd.parent.mkdir()
    odd.write_text("# Odd names\n\nCleo Okafor presented Seawall.\n")
    (folder / "2016" / "notes.md").write_text("# Notes\n\nAda Moreau presented IPFS.\n")
    (folder / "README.md").write_text("How to add a recap.")
    (folder / "broken.md").write_text("---\ntitle: [\n---\nText.\n")
    return folder


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with open_session("local[2]", {"spark.driver.host": "127.0.0.1"}) as one:
        yield one


def local_lines(posts: Path, folder: Path) -> bytes:
    build([posts], store=folder)
    return b"".join(sorted((open_store(folder).graph.dump(format=nquads()) or b"").splitlines(keepends=True)))


def nquads() -> Any:
    import pyoxigraph as ox

    return ox.RdfFormat.N_QUADS


def test_it_is_the_graph_of_this_machine(posts: Path, tmp_path: Path, session: Any) -> None:
    outcome = build_on_spark(session, [str(posts)], partitions=2)
    assert b"".join(outcome.local()) == local_lines(posts, tmp_path / "db")
    (failure,) = outcome.failures
    assert isinstance(failure, FrontMatterError)
    assert str(failure).startswith(f"file:{posts}/broken.md")
    assert outcome.recaps == 9


@pytest.mark.scale
def test_the_number_of_parts_makes_no_difference(posts: Path, session: Any) -> None:
    lines = [list(build_on_spark(session, [str(posts)], partitions=parts).local()) for parts in (1, 5)]
    assert lines[0] == lines[1]


@pytest.mark.scale
def test_nothing_is_less_certain_than_asked_for(posts: Path, tmp_path: Path, session: Any) -> None:
    outcome = build_on_spark(session, [str(posts)], min_confidence=0.9, partitions=2)
    build([posts], store=tmp_path / "db", min_confidence=0.9)
    lines = (open_store(tmp_path / "db").graph.dump(format=nquads()) or b"").splitlines(keepends=True)
    assert list(outcome.local()) == sorted(lines)


def test_what_is_missing_or_empty_is_said(tmp_path: Path, session: Any) -> None:
    with pytest.raises(UnreadableError, match="nowhere: cannot be read"):
        build_on_spark(session, [str(tmp_path / "nowhere")])
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoRecapsError, match="the folder holds no recap"):
        build_on_spark(session, [str(tmp_path / "empty")])


def test_corrections_are_not_passed_over(posts: Path, session: Any) -> None:
    (posts / "corrections.yaml").write_text("[]\n")
    with pytest.raises(CorrectionsError, match="is not applied on Spark"):
        build_on_spark(session, [str(posts)])


def test_corrections_that_a_store_holds_are_not_passed_over(posts: Path, tmp_path: Path) -> None:
    (posts / "corrections.yaml").write_text("- ignore-recap: 2016/notes.md\n")
    build([posts], store=tmp_path / "db")
    before = open_store(tmp_path / "db").generation
    with pytest.raises(CorrectionsError, match="holds corrections"):
        write_store_of(SparkOutcome(0, (), None), tmp_path / "db")
    assert open_store(tmp_path / "db").generation == before


def test_a_cluster_that_loses_a_worker_makes_the_same_graph(
    posts: Path, tmp_path: Path, cluster: Cluster, session: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    session.stop()  # there is one session in a process
    settings = {"spark.driver.host": "127.0.0.1", "spark.executor.memory": "512m"}
    with open_session(cluster.master, settings) as own:
        tracker = own.sparkContext.statusTracker()

        def kill_once_it_extracts() -> None:
            done = threading.Event()
            while not done.wait(0.1):
                if any(
                    stage is not None and stage.numActiveTasks
                    for stage in map(tracker.getStageInfo, tracker.getActiveStageIds())
                ):
                    done.wait(6)  # in the middle of the first stage or behind it
                    cluster.kill_a_worker()
                    return

        killer = threading.Thread(target=kill_once_it_extracts)
        killer.start()
        outcome = build_on_spark(own, [str(posts)], partitions=2)
        lines = b"".join(outcome.local())
        killer.join()
    assert cluster.workers[0].wait() != 0
    assert lines == local_lines(posts, tmp_path / "db")


def test_the_command_writes_a_store_and_n_quads(posts: Path, tmp_path: Path, session: Any) -> None:
    session.stop()
    (posts / "broken.md").unlink()
    expected = local_lines(posts, tmp_path / "local.db")
    words = ["build", str(posts), "--engine", "spark", "--master", "local[2]", "-q"]
    assert main([*words, "--store", str(tmp_path / "spark.db")]) == 0
    assert open_store(tmp_path / "spark.db").generation == open_store(tmp_path / "local.db").generation
    assert main([*words, "--nquads", f"file://{tmp_path}/parts"]) == 0
    parts = sorted((tmp_path / "parts").glob("part-*"))
    assert b"".join(part.read_bytes() for part in parts) == expected
    again = build([posts], store=tmp_path / "spark.db")
    assert again.generation == open_store(tmp_path / "local.db").generation


@pytest.mark.parametrize(
    "words", [["--engine", "spark", "--explain"], ["--master", "local[2]"], ["--nquads", "x"]]
)
def test_options_that_do_not_go_together_are_wrong_usage(words: list[str], posts: Path) -> None:
    assert main(["build", str(posts), *words]) == 2


def test_a_master_that_is_none_is_said_in_one_line(posts: Path, tmp_path: Path) -> None:
    words = ["build", str(posts), "--engine", "spark", "--master", "nonsense"]
    command = [sys.executable, "-m", "talkgraph", *words, "--store", str(tmp_path / "db")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1].startswith("talkgraph: Spark at nonsense: Java does not start")
    assert "Traceback" not in run.stderr
