from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from talkgraph.errors import SourceError, UnreadableError
from talkgraph.evaluation import GoldEntity, GoldRelation, GoldTalk, find_gold, read_gold
from talkgraph.model import Kind

if TYPE_CHECKING:
    from pathlib import Path


def _gold(**changes: object) -> dict[str, Any]:
    whole: dict[str, Any] = {"doc": "a.md", "events": [], "talks": [], "entities": [], "relations": []}
    return {**whole, **changes}


def _read(tmp_path: Path, content: object) -> Any:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return read_gold(path)


def test_everything_is_read(tmp_path: Path) -> None:
    gold = _read(
        tmp_path,
        _gold(
            events=[
                {"name": "dotScale 2016", "aliases": ["dotScale"], "series": "dotScale", "city": "Paris"},
                {"name": "After party", "venue": None, "hosts": ["Numa", "CERN"], "sponsors": []},
            ],
            talks=[
                {"event": "dotScale 2016", "title": None, "topics": [["web", "the web"]], "optional": True}
            ],
            entities=[{"name": "GitHub", "type": "Technology", "alt_types": ["Organization"]}],
            relations=[{"s": "Git", "p": "partOf", "o": "GitHub"}],
        ),
    )
    assert gold.document == "a.md"
    assert [dict(event.related) for event in gold.events] == [
        {"city": ("Paris",)},
        {"hosts": ("Numa", "CERN")},
    ]
    assert gold.talks == (GoldTalk("dotScale 2016", topics=(("web", "the web"),), optional=True),)
    assert gold.entities == (GoldEntity("GitHub", Kind.TECHNOLOGY, other_kinds=(Kind.ORGANIZATION,)),)
    assert gold.relations == (GoldRelation("Git", "partOf", "GitHub"),)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ([], "the whole is no object"),
        ({}, "doc is missing"),
        (_gold(doc=" "), "doc is no text"),
        ({"doc": "a.md"}, "events is missing; write [] if there are none"),
        (_gold(talks={}), "talks is no list"),
        (_gold(talks=["Git"]), "talks[0] is no object"),
        (_gold(talks=[{"title": "Git"}]), "talks[0].event is missing"),
        (_gold(talks=[{"event": "X", "speakers": "Juan"}]), "talks[0].speakers is no list"),
        (_gold(talks=[{"event": "X", "topics": ["web"]}]), "talks[0].topics is no list of lists"),
        (_gold(events=[{"name": "X", "city": 7}]), "events[0].city is no text"),
        (_gold(entities=[{"name": "X"}]), "entities[0].type is missing"),
        (
            _gold(entities=[{"name": "X", "type": "Topic"}]),
            "entities[0].type is 'Topic', which is none of Event",
        ),
        (_gold(entities=[{"name": "X", "type": "Person", "optional": "no"}]), "is neither true nor false"),
        (_gold(entities=[{"name": "\ud800", "type": "Person"}]), "entities[0].name holds half a character"),
        (_gold(relations=[{"s": "X", "p": "likes", "o": "Y"}]), "relations[0].p is 'likes'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, content: object, complaint: str) -> None:
    with pytest.raises(SourceError) as caught:
        _read(tmp_path, content)
    assert complaint in str(caught.value)
    assert caught.value.path == tmp_path / "gold.json"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b'{\n "doc": }', "gold.json:2: is not JSON"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"[" * 100_000, "is not a gold file"),
    ],
)
def test_files_that_are_no_json(tmp_path: Path, data: bytes, complaint: str) -> None:
    path = tmp_path / "gold.json"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=complaint):
        read_gold(path)


def test_a_folder_gives_its_json_files_sorted(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("b.json", "a.json", "README.md", "below/c.json"):
        (tmp_path / name).touch()
    assert [path.name for path in find_gold(tmp_path)] == ["a.json", "b.json"]
    assert find_gold(tmp_path / "README.md") == (tmp_path / "README.md",)


def test_no_gold_at_a_path(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no gold file"):
        find_gold(tmp_path)
    with pytest.raises(UnreadableError, match="no such file or folder"):
        find_gold(tmp_path / "gone")
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_gold(tmp_path)
