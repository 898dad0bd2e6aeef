from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from talkgraph.errors import UnreadableError
from talkgraph.sources import SourceFile, find_recaps, read_recaps
from talkgraph.sources.structured.pyvideo import is_pyvideo, read_pyvideo

if TYPE_CHECKING:
    from pathlib import Path

TALK: dict[str, Any] = {
    "title": "Small pages",
    "speakers": ["Nora Lindqvist and Bo Ek", "Various speakers"],
    "description": "How we built a shop with Astro.",
    "summary": "None\n",
    "recorded": "2026-04-01",
    "language": "eng",
    "videos": [
        {"type": "mp4", "url": "https://files.example/7.mp4?expires=1"},
        {"type": "youtube", "url": "https://video.example/7"},
    ],
}


def put(folder: Path, value: object = TALK, name: str = "small-pages") -> Path:
    """A talk in the folder of its event, as pyvideo has it."""
    (folder / "videos").mkdir(parents=True, exist_ok=True)
    (folder / "category.json").write_text(json.dumps({"title": "Harbour Web 3"}))
    file = folder / "videos" / f"{name}.json"
    file.write_text(json.dumps(value))
    return file


def test_a_talk_with_its_event_and_speakers() -> None:
    programme = read_pyvideo(TALK, {"title": "Harbour Web 3"})

    (talk,) = programme.talks
    assert programme.event is not None
    assert programme.event.name == "Harbour Web 3"
    assert [person.name for person in talk.speakers] == ["Nora Lindqvist", "Bo Ek"]
    assert (talk.title, talk.abstract) == ("Small pages", "How we built a shop with Astro.")
    assert talk.address == "https://video.example/7"


def test_the_day_of_the_upload_dates_the_talk_and_not_the_event() -> None:
    programme = read_pyvideo(TALK, {"title": "Harbour Web 3"})

    assert programme.event is not None
    assert programme.event.start is None
    assert programme.talks[0].published == date(2026, 4, 1)


def test_older_files_name_their_event_themselves() -> None:
    programme = read_pyvideo({**TALK, "category": "Harbour Web 2"})

    assert programme.event is not None
    assert programme.event.name == "Harbour Web 2"


def test_a_summary_that_the_description_repeats_stands_once() -> None:
    programme = read_pyvideo({**TALK, "summary": "How we built a shop", "abstract": "More."})

    assert programme.talks[0].abstract == "How we built a shop with Astro.\n\nMore."


@pytest.mark.parametrize("value", [[], "talk", {}, {"title": "Harbour Web 3"}, {"name": "a-package"}])
def test_other_json_is_no_talk(value: object) -> None:
    assert not is_pyvideo(value)


@pytest.mark.parametrize("key", ["title", "speakers", "description", "recorded", "language", "videos"])
@pytest.mark.parametrize("value", [None, 7, [], {}, [None], [[]], "", {"a": 1}])
def test_values_of_another_type_are_nothing(key: str, value: object, tmp_path: Path) -> None:
    put(tmp_path, {**TALK, key: value})
    for file in find_recaps([tmp_path]):
        assert len(read_recaps(file)) == (key != "title" and file.source != "category.json")


def test_a_folder_of_talks_is_read_with_its_events(tmp_path: Path) -> None:
    put(tmp_path / "harbour-web-3")
    (tmp_path / "package.json").write_text('{"name": "a-package"}')

    documents = [document for file in find_recaps([tmp_path]) for document in read_recaps(file)]

    assert [document.source for document in documents] == ["harbour-web-3/videos/small-pages.json"]
    assert documents[0].text.startswith(
        "event: Harbour Web 3\n\nspeakers: Nora Lindqvist, Bo Ek\n\nSmall pages"
    )


def test_no_file_outside_of_the_folder_is_looked_at(tmp_path: Path) -> None:
    file = put(tmp_path / "harbour-web-3")

    for given in (file, file.parent):
        (found,) = find_recaps([given])
        assert found.beside == ()
        assert "Harbour Web 3" not in read_recaps(found)[0].text


def test_a_link_that_leads_out_of_the_folder_names_no_event(tmp_path: Path) -> None:
    put(tmp_path / "harbour-web-3")
    category = tmp_path / "harbour-web-3" / "category.json"
    category.rename(tmp_path / "elsewhere.json")
    category.symlink_to(tmp_path / "elsewhere.json")

    assert [file.beside for file in find_recaps([tmp_path / "harbour-web-3"])] == [()]


def test_json_that_was_given_itself_must_hold_talks(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "a-package"}')

    with pytest.raises(UnreadableError, match="JSON without talks"):
        read_recaps(SourceFile(tmp_path / "package.json", "package.json"))


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"a": 1e999}{'])
def test_broken_json_is_told_of(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text)

    with pytest.raises(UnreadableError, match=r"a\.json: .*JSON"):
        read_recaps(SourceFile(tmp_path / "a.json", "a.json"))
