"""The reports by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.reports import Question, SpeakerProfile, plain, report_kind, report_kinds, run_report
from talkgraph.reports.registry import _FUNCTIONS
from tests.reports.sketches import six_talks


def test_every_listed_report_has_a_function_and_the_other_way_round() -> None:
    assert list(report_kinds()) == list(_FUNCTIONS)


def test_every_example_asks_its_own_report() -> None:
    for kind in report_kinds().values():
        assert kind.example.startswith(f"talkgraph report {kind.name}")
        assert (len(kind.example.split()) > 3) or kind.argument is None


def test_a_report_is_asked_by_name() -> None:
    answer = run_report(six_talks(), "speaker", Question("Juan"))

    assert isinstance(answer, SpeakerProfile)
    assert answer.person.name == "Juan Benet"


def test_an_unknown_report_is_met_with_near_names() -> None:
    with pytest.raises(NotFoundError) as caught:
        report_kind("relate")
    assert caught.value.suggestions == ("related",)


@pytest.mark.parametrize(
    ("name", "question", "complaint"),
    [
        ("speaker", Question(), "needs PERSON"),
        ("stats", Question("IPFS"), "no single thing"),
        ("stats", Question(limit=3), "takes no limit"),
        ("related", Question("IPFS", year=2016), "takes no year"),
        ("event", Question("dotScale 2016", event="dotScale"), "takes no event"),
        ("talks", Question(recap="A Monday"), "takes no recap"),
        ("missed", Question(year=2016), "takes no year"),
        ("path", Question("IPFS"), "needs OTHER"),
        ("speaker", Question("Juan", "IPFS"), "about no two things"),
        ("talks", Question(against=Path("old")), "takes no against"),
    ],
)
def test_a_question_has_to_suit_the_report(name: str, question: Question, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        run_report(six_talks(), name, question)


def test_what_is_no_plain_data_is_refused() -> None:
    with pytest.raises(TypeError, match="set is no plain data"):
        plain({1, 2})
