"""When the next graph is made of the last one, and when it is not: the graph is the same."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from talkgraph.builder import build
from talkgraph.builder import renewing as renewing_module
from talkgraph.builder.renewing import renew_anew
from talkgraph.corrections import CorrectionsInForce, parse_corrections
from talkgraph.model import DEFAULT_BASE
from talkgraph.store import DEFAULT_MIN_CONFIDENCE, Settings, Store, StoreFolder, open_store
from tests.builder.recaps import BUNDLE, EVENING, NIGHT, NOON, nquads, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("lent_extractor")


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    return put(tmp_path / "posts", {"evening.md": EVENING, "2023/night.md": NIGHT})


@pytest.fixture
def store(posts: Path, tmp_path: Path) -> Path:
    """A store of two recaps; a third one waits beside them."""
    build([posts], store=tmp_path / "db")
    put(posts, {"noon.txt": NOON})
    return tmp_path / "db"


def place(store: Path) -> Path:
    return store / "generations" / (store / "CURRENT").read_text().strip()


def tables(generation: Path) -> set[int]:
    """The inodes of a generation's tables."""
    return {path.stat().st_ino for path in (generation / "graph").glob("*.sst")}


def shares(store: Path, reader: Store) -> bool:
    """Whether a store's graph has files in common with the one that a reader still has open."""
    return bool(tables(place(store)) & tables(store / "generations" / reader.generation))


def is_right(store: Path, posts: Path, tmp_path: Path) -> bool:
    """Whether a store is as one that is built of the same recaps from nothing."""
    outcome = build([posts], store=tmp_path / "again.db")
    return (
        nquads(store) == nquads(tmp_path / "again.db") and open_store(store).generation == outcome.generation
    )


def test_one_more_recap_leaves_most_files_as_they_are(store: Path, posts: Path, tmp_path: Path) -> None:
    reader = open_store(store)
    build([posts], store=store)

    assert shares(store, reader)
    assert is_right(store, posts, tmp_path)
    assert nquads(store).count(b"recap/noon>") > 0
    assert b"recap/noon>" not in b"".join(str(quad).encode() for quad in reader.graph)


def test_a_build_without_news_writes_no_graph(posts: Path, tmp_path: Path) -> None:
    build([posts], store=tmp_path / "db")
    before = place(tmp_path / "db").stat()
    build([posts], store=tmp_path / "db")

    after = place(tmp_path / "db").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


CORRECTED = "- rename: Jane Doe\n  into: Jane Roe\n- reject: [Jane Doe, works for, Algolia]\n- ignore: Zed\n"


def test_one_more_recap_leaves_most_files_as_they_are_with_corrections_in_force(
    store: Path, posts: Path, tmp_path: Path
) -> None:
    noon = posts / "noon.txt"
    text = noon.read_text()
    noon.unlink()
    put(posts, {"corrections.yaml": CORRECTED})
    build([posts], store=store)
    reader = open_store(store)

    put(posts, {"noon.txt": text})
    outcome = build([posts], store=store)

    assert shares(store, reader)
    assert is_right(store, posts, tmp_path)
    assert [str(each) for each in outcome.unmatched] == [
        "corrections.yaml:4: ignore changes nothing: no recap names 'Zed'"
    ]
    lines = nquads(store)
    assert b"recap/noon>" in lines
    assert b"person/jane-doe>" not in lines


def test_a_build_without_news_writes_no_graph_with_corrections_in_force(posts: Path, tmp_path: Path) -> None:
    store = tmp_path / "db"
    put(posts, {"corrections.yaml": CORRECTED})
    first = build([posts], store=store)
    before = place(store).stat()
    again = build([posts], store=store)

    after = place(store).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (again.unmatched, again.things) == (first.unmatched, first.things)
    assert [replace(recap, fresh=True) for recap in again.recaps] == list(first.recaps)


def test_changed_corrections_make_the_graph_anew(posts: Path, tmp_path: Path) -> None:
    store = tmp_path / "db"
    put(posts, {"corrections.yaml": CORRECTED})
    build([posts], store=store)

    put(posts, {"corrections.yaml": CORRECTED.replace("Jane Roe", "Jane Poe")})
    build([posts], store=store)

    assert is_right(store, posts, tmp_path)
    assert b'"Jane Poe"' in nquads(store)
    assert b'"Jane Roe"' not in nquads(store)


def truncate(pattern: str) -> Callable[[Path], None]:
    def spoil(generation: Path) -> None:
        for file in generation.glob(pattern):
            data = file.read_bytes()
            file.write_bytes(data[: len(data) // 2])

    return spoil


def flip(pattern: str) -> Callable[[Path], None]:
    def spoil(generation: Path) -> None:
        for file in generation.glob(pattern):
            data = bytearray(file.read_bytes())
            data[len(data) // 2] ^= 255
            file.write_bytes(bytes(data))

    return spoil


def forget_stamps(generation: Path) -> None:
    """As it was written before there were any."""
    file = generation / "generation.json"
    facts = json.loads(file.read_text())
    file.write_text(json.dumps({name: facts[name] for name in ("base", "min_confidence")}))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "outlines cut off": truncate("outlines.db"),
    "outlines changed": flip("outlines.db"),
    "outlines gone": lambda generation: (generation / "outlines.db").unlink(),
    "tables cut off": truncate("graph/*.sst"),
    "tables changed": flip("graph/*.sst"),
    "a table gone": lambda generation: next((generation / "graph").glob("*.sst")).unlink(),
    "manifest cut off": truncate("graph/MANIFEST-*"),
    "graph gone": lambda generation: shutil.rmtree(generation / "graph"),
    "description cut off": truncate("generation.json"),
    "description gone": lambda generation: (generation / "generation.json").unlink(),
    "description of before": forget_stamps,
    "generation gone": shutil.rmtree,
}


def test_a_build_without_news_removes_what_a_killed_one_left_behind(posts: Path, tmp_path: Path) -> None:
    store = tmp_path / "db"
    build([posts], store=store)
    shutil.copytree(place(store), store / "generations" / "0336ec412d569fc1")

    build([posts], store=store)

    assert [path.name for path in (store / "generations").iterdir()] == [place(store).name]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_graph_is_not_built_upon(store: Path, posts: Path, tmp_path: Path, damage: str) -> None:
    old = tables(place(store))
    for file in (place(store) / "graph").glob("*.sst"):
        (tmp_path / f"kept-{file.name}").hardlink_to(file)  # so that no new file gets its inode
    DAMAGES[damage](place(store))
    build([posts], store=store)

    assert is_right(store, posts, tmp_path)
    assert not tables(place(store)) & old


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_graph_is_made_again_though_nothing_changed(
    posts: Path, tmp_path: Path, damage: str
) -> None:
    store = tmp_path / "db"
    first = build([posts], store=store)
    DAMAGES[damage](place(store))

    again = build([posts], store=store)
    assert (again.generation, again.things) == (first.generation, first.things)
    assert again.recaps == tuple(replace(recap, fresh=False) for recap in first.recaps)
    assert is_right(store, posts, tmp_path)


def test_outlines_of_another_program_are_not_used(
    store: Path, posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = open_store(store)
    monkeypatch.setattr(renewing_module, "graph_fingerprint", lambda: "another")
    build([posts], store=store)

    assert not shares(store, reader)
    put(posts, {"noon.txt": NOON.replace("Jane Doe", "Tim Low")})
    reader = open_store(store)
    build([posts], store=store)
    assert shares(store, reader)
    assert is_right(store, posts, tmp_path)


def test_a_graph_that_another_way_wrote_is_built_upon_no_more(
    store: Path, posts: Path, tmp_path: Path
) -> None:
    from talkgraph.store import write_store
    from tests.examples import example_recaps, example_resolution

    write_store(example_recaps(), example_resolution(), store)
    build([posts], store=store)

    assert is_right(store, posts, tmp_path)


def test_claims_that_are_lost_of_a_recap_that_must_be_written_anew_are_drawn_again(
    tmp_path: Path,
) -> None:
    posts = put(tmp_path / "posts", {"a.md": EVENING, "all.txt": BUNDLE})
    store = tmp_path / "db"
    build([posts], store=store)
    manifest = json.loads((store / "recaps.json").read_text())
    (store / "claims" / f"{manifest['a.md']['claims']}.json").unlink()
    put(posts, {"deep/a.md": NOON})  # another recap of that name: both get another IRI
    outcome = build([posts], store=store)

    assert {recap.source: recap.fresh for recap in outcome.recaps} == {
        "a.md": True,
        "all.txt": False,
        "all.txt#2": False,
        "deep/a.md": True,
    }
    assert is_right(store, posts, tmp_path)


def test_where_neither_outlines_nor_graph_can_be_written_only_the_graph_is_told_of(
    posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(renewing_module, "fill", refuse)
    with monkeypatch.context() as full:
        full.setattr("talkgraph.store.folder.StoreFolder.add_generation", refuse)
        with pytest.raises(OSError, match="No space left"):
            build([posts], store=tmp_path / "db")
    assert caplog.messages == []

    build([posts], store=tmp_path / "db")

    assert [message for message in caplog.messages if "look at all claims again" in message]
    assert not list((tmp_path / "db").glob(".outlines*"))


def test_where_the_claims_of_a_recap_are_lost_all_claims_are_taken_at_once(tmp_path: Path) -> None:
    said = parse_corrections("- rename: Ada Moreau\n  into: Ada M.\n", "corrections.yaml")
    for corrections in (CorrectionsInForce(()), CorrectionsInForce([said])):
        folder = StoreFolder(tmp_path / "db")
        with folder.lock():
            settings = Settings(DEFAULT_BASE, DEFAULT_MIN_CONFIDENCE)
            assert renew_anew(folder, ["a.md"], lambda _: None, settings, corrections) is None
        assert not list((tmp_path / "db").glob(".outlines*"))
