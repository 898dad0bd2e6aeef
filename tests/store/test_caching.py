from __future__ import annotations

import logging
from datetime import date, datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.model import (
    Block,
    BlockKind,
    Claim,
    Document,
    Evidence,
    Kind,
    Link,
    Literal,
    LocalThing,
    Markup,
    MarkupKind,
    Predicate,
    Rejection,
    Unread,
    UnreadAs,
)
from talkgraph.resolution import RecapClaims
from talkgraph.store import ManifestEntry, StoreFolder, dump_recap, load_recap
from tests.examples import DOTSCALE, MEETUP, example_recaps

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = st.text(max_size=12)
_OFFSET = st.integers(0, 10**7)
_THING = st.builds(LocalThing, st.sampled_from(Kind), _TEXT)
_SCALAR = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | _TEXT
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.binary(max_size=6)
)
_VALUE: st.SearchStrategy[Any] = st.recursive(
    _SCALAR,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(_TEXT | st.integers() | st.dates(), inner, max_size=3)
    ),
    max_leaves=6,
)
_DOCUMENT = st.builds(
    Document,
    source=_TEXT,
    text=_TEXT,
    blocks=st.lists(
        st.builds(Block, _OFFSET, _OFFSET, st.sampled_from(BlockKind), _OFFSET, _OFFSET), max_size=2
    ).map(tuple),
    links=st.lists(st.builds(Link, _OFFSET, _OFFSET, _TEXT), max_size=2).map(tuple),
    markups=st.lists(st.builds(Markup, _OFFSET, _OFFSET, st.sampled_from(MarkupKind)), max_size=2).map(tuple),
    title=st.none() | _TEXT,
    published=st.none() | st.dates(),
    language=_TEXT,
    address=st.none() | _TEXT,
    metadata=st.dictionaries(_TEXT, _VALUE, max_size=3).map(MappingProxyType),
)
_CLAIM = st.builds(
    Claim,
    subject=_THING,
    predicate=st.sampled_from(Predicate),
    object=_THING | st.builds(Literal, _TEXT, _TEXT) | st.sampled_from(Kind),
    evidence=st.builds(Evidence, _OFFSET, _OFFSET, _TEXT),
    confidence=st.floats(0, 1),
    rule=_TEXT,
)
_REJECTION = st.builds(Rejection, _CLAIM, _TEXT, st.booleans())
_UNREAD = st.builds(
    Unread, _TEXT, st.sampled_from(UnreadAs), _OFFSET, st.builds(Evidence, _OFFSET, _OFFSET, _TEXT)
)
_RECAP = st.builds(
    RecapClaims,
    _DOCUMENT,
    st.lists(_CLAIM, max_size=3).map(tuple),
    st.lists(_REJECTION, max_size=2).map(tuple),
    st.lists(_UNREAD, max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(_RECAP)
def test_a_recap_comes_back_as_it_was(recap: RecapClaims) -> None:
    text = dump_recap(recap)
    assert load_recap(text) == recap
    assert dump_recap(load_recap(text)) == text


def test_kinds_come_back_as_kinds() -> None:
    recap = load_recap(dump_recap(example_recaps()[0]))
    types = [claim.object for claim in recap.claims if claim.predicate is Predicate.TYPE]
    assert all(isinstance(kind, Kind) for kind in types)
    assert isinstance(recap.unread[0].seen_as, UnreadAs)
    assert recap.document.blocks[0].kind is BlockKind.TITLE


def test_types_that_look_alike_stay_apart() -> None:
    values = {
        "datetime": datetime(2016, 4, 25, 9),
        "date": date(2016, 4, 25),
        "time": time(9),
        "tuple": (1, 2),
        "list": [1, 2],
        "tagged": {"$date": "no date"},
        "one": 1,
        "true": True,
    }
    recap = RecapClaims(Document("a.md", "", metadata=MappingProxyType(values)), ())
    found = load_recap(dump_recap(recap)).document.metadata
    assert found == values
    assert [type(value) for value in found.values()] == [type(value) for value in values.values()]


def test_metadata_that_are_no_plain_values_are_refused() -> None:
    recap = RecapClaims(Document("a.md", "", metadata=MappingProxyType({"set": {1}})), ())
    with pytest.raises(TypeError, match="metadata hold a set"):
        dump_recap(recap)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', '{"format": 2}', "null"])
def test_what_was_not_dumped_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the json module's own messages are among them
        load_recap(text)


def test_what_another_version_kept_is_refused() -> None:
    text = dump_recap(example_recaps()[0])
    with pytest.raises(ValueError, match="format 1 is not 2"):
        load_recap(text.replace('"format":2', '"format":1'))


def test_claims_are_kept_under_a_hash_of_them(tmp_path: Path) -> None:
    place = StoreFolder(tmp_path / "db")
    with place.lock():
        name = place.save_claims(example_recaps()[0])
        assert place.save_claims(example_recaps()[0]) == name != place.save_claims(example_recaps()[1])
    assert StoreFolder(tmp_path / "db").load_claims(name) == example_recaps()[0]


def test_the_manifest_comes_back_and_drops_claims_of_no_recap(tmp_path: Path) -> None:
    place = StoreFolder(tmp_path / "db")
    with place.lock():
        kept, dropped = (place.save_claims(recap) for recap in example_recaps())
        entries = {"b.md": ManifestEntry("hash-b", kept), "a.md": ManifestEntry("hash-a", kept)}
        place.write_manifest(entries)
    assert place.read_manifest() == entries
    assert list(place.read_manifest()) == ["a.md", "b.md"]
    assert place.load_claims(kept) is not None
    assert place.load_claims(dropped) is None


_SOURCES = st.sampled_from(["a.md", '}, "b.md', '\\}, "', "é\n", "}, ", ""]) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=8
)


@settings(max_examples=40, deadline=None)
@given(entries=st.dictionaries(_SOURCES, st.builds(ManifestEntry, _SOURCES, _SOURCES, _SOURCES), max_size=4))
def test_any_manifest_comes_back_and_has_a_line_for_each_recap(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, ManifestEntry]
) -> None:
    place = StoreFolder(tmp_path_factory.mktemp("store") / "db")
    with place.lock():
        place.write_manifest(entries)

    assert place.read_manifest() == dict(sorted(entries.items()))
    lines = (place.path / "recaps.json").read_text(encoding="utf-8").split("\n")
    assert len(lines) == max(1, len(entries)) + 3


def test_the_stamps_of_claims_are_those_of_each(tmp_path: Path) -> None:
    place = StoreFolder(tmp_path / "db")
    assert place.claims_stamps() == {}
    with place.lock():
        names = [place.save_claims(recap) for recap in example_recaps()]

    assert place.claims_stamps() == {name: place.claims_stamp(name) for name in names}


@pytest.mark.parametrize("text", ["{", "[]", '{"a.md": 1}', '{"a.md": {"content": "x"}}'])
def test_a_damaged_manifest_is_told_by_the_claims_and_every_recap_is_to_be_read_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    place = StoreFolder(tmp_path / "db")
    with place.lock():
        names = [place.save_claims(recap) for recap in example_recaps()]
    (tmp_path / "db" / "recaps.json").write_text(text)
    with caplog.at_level(logging.WARNING):
        found = place.read_manifest()
    assert found == {DOTSCALE: ManifestEntry("", names[0]), MEETUP: ManifestEntry("", names[1])}
    assert "recaps.json is damaged" in caplog.text


def test_claims_of_a_build_that_never_ended_are_not_remembered(tmp_path: Path) -> None:
    place = StoreFolder(tmp_path / "db")
    with place.lock():
        place.save_claims(example_recaps()[0])
    assert not place.read_manifest()
    (tmp_path / "db" / "CURRENT").write_text("0123456789abcdef\n")
    assert list(place.read_manifest()) == [DOTSCALE]


def test_there_is_no_manifest_before_the_first_build(tmp_path: Path) -> None:
    assert not StoreFolder(tmp_path / "db").read_manifest()


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff"])
def test_damaged_claims_are_none(tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: bytes) -> None:
    place = StoreFolder(tmp_path / "db")
    with place.lock():
        name = place.save_claims(example_recaps()[0])
    (tmp_path / "db" / "claims" / f"{name}.json").write_bytes(damage)
    assert place.load_claims(name) is None
    assert "cannot be used" in caplog.text


def test_claims_that_were_changed_are_none(tmp_path: Path) -> None:
    place = StoreFolder(tmp_path / "db")
    with place.lock():
        name = place.save_claims(example_recaps()[0])
    file = tmp_path / "db" / "claims" / f"{name}.json"
    file.write_text(file.read_text().replace("libp2p", "libp3p"))
    assert place.load_claims(name) is None
