"""Several recaps in one text, and one recap that must stay whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.model import BlockKind
from talkgraph.sources import find_recaps, read_plain, read_recaps
from talkgraph.sources.bundle import split_bundle

if TYPE_CHECKING:
    from pathlib import Path

BODY = "First talk was by Ana, about queues. " + " ".join(
    ["She showed how they fill up when nobody looks."] * 8
)


def recap(title: str, opening: str, body: str = BODY) -> str:
    return f"{title}\n\n{opening}\n\nQueues at night\n\n{body}"


TERN = recap("Tern Conf 2021", "Last week I went to Tern Conf, a conference in Lisbon with 300 attendees.")
GULL = recap("GullTalks May 2020", "Yesterday evening GullTalks took place at Fjordline, who hosted us.")
SKUA = recap("Skua #12", "Twelfth edition of Skua tonight, and the venue was full.")


@pytest.mark.parametrize(
    "between", ["\n\n", "\n\n\n\n\n", "\n\n\f\n", "\n\n==========\n\n", "\n\n* * *\n\n", "\r\n\r\n"]
)
def test_recaps_one_after_the_other(between: str) -> None:
    parts = split_bundle(between.join([TERN, GULL, SKUA]))
    titles = [read_plain(part.text, "a.txt").title for part in parts]
    assert titles == ["Tern Conf 2021", "GullTalks May 2020", "Skua #12"]


def test_underlined_titles() -> None:
    text = "\n\n".join(one.replace("\n\n", "\n==============\n\n", 1) for one in (TERN, GULL))
    assert len(split_bundle(text)) == 2


def test_documents_are_numbered_and_count_lines_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    path.write_text(f"{TERN}\n\n{GULL}\n", "utf-8")
    first, second = read_recaps(find_recaps([path])[0])
    assert (first.source, second.source) == ("all.txt", "all.txt#2")
    assert second.title == "GullTalks May 2020"
    lines = path.read_text("utf-8").split("\n")
    for block in second.blocks:
        assert lines[block.line - 1] == second.words(block)


@pytest.mark.parametrize(
    "heading",
    [
        "What happened in 2016",
        "ECMAScript 2015",
        "Next: Tern Conf 2022",
        "Tern Conf 2021, day two",
        "March 2016",
        "Lightning talks",
        "Route #66",
    ],
)
def test_section_of_one_recap_is_no_recap(heading: str) -> None:
    text = f"{TERN}\n\n{heading}\n\nThen Bo told us about it. {BODY}\n\n{BODY}"
    assert len(split_bundle(text)) == 1
    assert len(split_bundle(text.replace(heading, f"----------\n\n{heading}"))) == 1


def test_section_about_another_event_under_a_title_that_is_none_of_an_edition() -> None:
    assert len(split_bundle(f"My autumn\n\nI travelled. {BODY}\n\n{GULL}\n\n{SKUA}")) == 1


def test_short_last_section_is_no_recap() -> None:
    text = "Tern Lisbon 2022\n\nThe conference took place this week a year ago; this year Tern is in May."
    assert len(split_bundle(f"{TERN}\n\n{text}")) == 1


@pytest.mark.parametrize("text", ["", "Tern Conf 2021", "Tern Conf 2021\n\nGull Conf 2022\n\n", BODY])
def test_little_text_stays_whole(text: str) -> None:
    assert [part.text for part in split_bundle(text)] == [text]


def test_thousands_of_titles_take_no_time() -> None:
    assert split_bundle("Foo Conf 2016\n\nWe met at Foo Conf this week.\n\nBar Conf 2017\n\n" * 5000)


def test_no_recap_of_the_corpus_is_split(checkout: Path) -> None:
    files = find_recaps([checkout / "corpus"])
    documents = [document for file in files for document in read_recaps(file)]
    assert len(documents) > 10
    for document in documents:
        shown = [b for b in document.blocks if b.kind not in {BlockKind.METADATA, BlockKind.CAPTION}]
        text = "\n\n".join(document.words(block) for block in shown)
        assert len(split_bundle(text)) == 1, document.source


def test_five_recaps_in_one_file(shared: Path) -> None:
    documents = read_recaps(find_recaps([shared / "recaps/five-recaps-in-one-file.txt"])[0])
    assert [document.source for document in documents] == [
        "five-recaps-in-one-file.txt",
        *(f"five-recaps-in-one-file.txt#{number}" for number in range(2, 6)),
    ]
    assert [(document.title or "")[-4:] for document in documents] == ["2017", "2017", "2016", "2016", "2016"]
