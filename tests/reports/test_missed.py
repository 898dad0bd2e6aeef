"""The report on what was not understood."""

from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.graph import TalkGraph
from talkgraph.model import Evidence, Unread, UnreadAs
from talkgraph.reports import FORMATS, MissedWords, missed_words, render
from tests.reports.sketches import Sketch

TERM, LINK, HEADING = UnreadAs.CAPITALISED, UnreadAs.LINKED, UnreadAs.HEADING


def unread(words: str, seen_as: UnreadAs = TERM, times: int = 1, start: int = 0) -> Unread:
    quote = f"We saw {words}."
    return Unread(words, seen_as, times, Evidence(start, start + len(quote), quote))


def missing(first: tuple[Unread, ...] = (), second: tuple[Unread, ...] = ()) -> TalkGraph:
    """A graph of two recaps that leave words unread; the second by source comes first."""
    sketch = Sketch()
    late, early = sketch.recap("Zulu", "2016-04-27", "https://blog.example/zulu"), sketch.recap("Alpha")
    return replace(sketch.graph(), unread=MappingProxyType({late: first, early: second}))


def listed(answer: MissedWords) -> list[tuple[str, str, int, tuple[str, ...]]]:
    return [(entry.words, entry.seen_as.value, entry.times, entry.recaps) for entry in answer.words]


def test_the_most_frequent_come_first_then_the_alphabet_whatever_the_case() -> None:
    graph = missing((unread("beta"), unread("Gamma", times=3), unread("Delta"), unread("alpha", HEADING)))

    assert [entry.words for entry in missed_words(graph).words] == ["Gamma", "alpha", "beta", "Delta"]


def test_the_same_words_of_several_recaps_are_one_entry() -> None:
    graph = missing((unread("IPLD", times=2),), (unread("Ipld"), unread("CRDT")))

    assert listed(missed_words(graph)) == [
        ("Ipld", "capitalised term", 3, ("Alpha", "Zulu")),
        ("CRDT", "capitalised term", 1, ("Alpha",)),
    ]


def test_what_looked_like_several_things_is_several_entries() -> None:
    graph = missing((unread("IPLD"),), (unread("IPLD", LINK),))

    assert listed(missed_words(graph)) == [
        ("IPLD", "capitalised term", 1, ("Zulu",)),
        ("IPLD", "linked name", 1, ("Alpha",)),
    ]


def test_the_first_place_in_each_recap_is_the_evidence() -> None:
    (entry,) = missed_words(missing((unread("IPLD", start=90),), (unread("IPLD", start=7),))).words

    assert [(place.recap, place.quote, place.published) for place in entry.evidence] == [
        ("Alpha", "We saw IPLD.", None),
        ("Zulu", "We saw IPLD.", "2016-04-27"),
    ]


@pytest.mark.parametrize("name", ["Zulu", "zulu", "zulu.md"])
def test_it_keeps_to_a_recap(name: str) -> None:
    answer = missed_words(missing((unread("IPLD"),), (unread("CRDT"),)), recap=name)

    assert (answer.recap, listed(answer)) == ("Zulu", [("IPLD", "capitalised term", 1, ("Zulu",))])
    assert render(answer).startswith("What was not understood in “Zulu”\n")


def test_an_unknown_recap_is_met_with_near_names() -> None:
    with pytest.raises(NotFoundError) as caught:
        missed_words(missing(), recap="Zuluu")
    assert caught.value.suggestions[0] == "Zulu"


def test_a_limit_says_how_many_there_are() -> None:
    answer = missed_words(missing((unread("A1"), unread("B1"), unread("C1"))), limit=2)

    assert [entry.words for entry in answer.words] == ["A1", "B1"]
    assert answer.total == 3
    assert "The first 2 of 3." in render(answer)


@pytest.mark.parametrize("format_", [format_ for format_ in FORMATS if format_ != "csv"])
def test_nothing_is_said_in_words(format_: str) -> None:
    words = "No capitalised term, linked name or talk-like heading was left without a result."
    if format_ == "json":
        assert json.loads(render(missed_words(TalkGraph()), "json")) == {
            "recap": None,
            "total": 0,
            "words": [],
        }
    else:
        assert words in render(missed_words(TalkGraph()), format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_shows_the_place_where_it_is_asked_for(format_: str) -> None:
    answer = missed_words(missing((unread("IPLD", LINK, 2),)))

    assert "IPLD" in render(answer, format_)
    assert "We saw IPLD." not in render(answer, format_)
    assert "We saw IPLD." in render(answer, format_, why=True)
    assert "linked name" in render(answer, format_)


def test_a_table_has_a_line_for_each() -> None:
    lines = render(missed_words(missing((unread("IPLD", LINK, 12), unread("CRDT"))))).splitlines()

    assert lines[2].split() == ["Words", "Seen", "as", "Times", "Recaps"]
    assert lines[3] == "IPLD   linked name          12  Zulu"
    assert lines[4] == "CRDT   capitalised term      1  Zulu"
