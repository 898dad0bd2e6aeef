"""Names with accents, other spellings and small typos, in every report that takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.model import Kind
from talkgraph.reports import Question, render, run_report
from talkgraph.reports.naming import read_name
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from talkgraph.graph import TalkGraph


def two_near_names() -> TalkGraph:
    sketch = Sketch()
    sketch.thing(Kind.TECHNOLOGY, "Gruntly")
    sketch.thing(Kind.TECHNOLOGY, "Gruntle")
    return sketch.graph()


@pytest.mark.parametrize("name", ["IPFS", "ipfs", "Interplanetary file-system", "technology/ipfs"])
def test_a_name_as_it_may_be_written_is_no_typo(name: str) -> None:
    reading = read_name(six_talks(), name)

    assert (reading.thing.name, reading.typed) == ("IPFS", None)


def test_a_small_typo_is_passed_over_and_kept() -> None:
    reading = read_name(six_talks(), "Algloia")

    assert (reading.thing.name, reading.typed) == ("Algolia", "Algloia")


def test_a_typo_that_could_mean_two_things_is_not_passed_over() -> None:
    with pytest.raises(NotFoundError) as caught:
        read_name(two_near_names(), "Gruntli")
    assert set(caught.value.suggestions) == {"Gruntle", "Gruntly"}


def test_another_edition_is_no_typo() -> None:
    with pytest.raises(NotFoundError) as caught:
        read_name(six_talks(), "dotScale 2015")
    assert caught.value.suggestions[0] == "dotScale 2016"


@pytest.mark.parametrize(
    ("report", "question", "line"),
    [
        ("speaker", Question("Juan Bennet"), "I read 'Juan Bennet' as Juan Benet."),
        ("technology", Question("Dokcer"), "I read 'Dokcer' as Docker."),
        ("company", Question("Theatre Ldt"), "I read 'Theatre Ldt' as Théâtre Ltd."),
        ("event", Question("dotSkale 2016"), "I read 'dotSkale 2016' as dotScale 2016."),
        ("experts", Question("Electorn"), "I read 'Electorn' as Electron."),
        ("path", Question("Eve Roy", "Dokcer"), "I read 'Dokcer' as Docker."),
        ("talks", Question(event="dotSkale 2016"), "I read 'dotSkale 2016' as dotScale 2016."),
    ],
)
def test_reports_say_how_they_read_a_typo(report: str, question: Question, line: str) -> None:
    assert line in render(run_report(six_talks(), report, question)).splitlines()


@pytest.mark.parametrize("report", ["speaker", "technology", "company", "event", "experts"])
def test_reports_say_nothing_where_there_was_none(report: str) -> None:
    names = {"speaker": "Juan", "company": "theatre ltd", "event": "dotscale 2016"}

    assert "I read" not in render(run_report(six_talks(), report, Question(names.get(report, "docker"))))
