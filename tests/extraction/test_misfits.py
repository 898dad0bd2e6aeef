from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.extraction.misfits import misfits_of
from talkgraph.model import Predicate
from tests.extraction.samples import prepare

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor
    from talkgraph.extraction.misfits import Misfit


def found_in(
    extractor: Extractor,
    text: str,
    *,
    people: tuple[str, ...] = (),
    organizations: tuple[str, ...] = (),
    technologies: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
) -> list[Misfit]:
    doc = prepare(
        extractor,
        text,
        people=people,
        organizations=organizations,
        technologies=technologies,
        places=places,
    )
    return list(misfits_of(doc, list(doc.spans["names"])))


def test_a_name_of_the_wrong_kind_keeps_a_pattern_from_its_statement(extractor: Extractor) -> None:
    found = found_in(extractor, "Jane Doe works at Zorkel.", people=("Jane Doe",), technologies=("Zorkel",))

    assert {(m.subject.text, m.predicate, m.object.text, m.turned) for m in found} == {
        ("Jane Doe", Predicate.WORKS_FOR, "Zorkel", False)
    }
    assert all(m.pattern.startswith("works_for") and (m.start, m.end) == (0, 6) for m in found)


def test_what_fits_the_other_way_is_marked(extractor: Extractor) -> None:
    found = found_in(extractor, "Zorkel uses Jane Doe.", people=("Jane Doe",), technologies=("Zorkel",))

    assert {(m.subject.text, m.object.text, m.turned) for m in found if m.predicate == Predicate.USES} == {
        ("Zorkel", "Jane Doe", True)
    }


def test_a_pattern_that_takes_one_end_as_it_stands_is_believed_before_one_that_turns(
    extractor: Extractor,
) -> None:
    text = "Last, Jane Doe from Zorkel: the Zorkel projects share a house."
    found = found_in(extractor, text, people=("Jane Doe",), technologies=("Zorkel",))

    assert Predicate.WORKS_FOR in {misfit.predicate for misfit in found}
    assert not any(misfit.turned for misfit in found)


def test_what_fits_is_no_misfit(extractor: Extractor) -> None:
    text = "Jane Doe works at Algolia. Algolia uses Redux."
    assert not found_in(
        extractor, text, people=("Jane Doe",), organizations=("Algolia",), technologies=("Redux",)
    )


def test_a_pair_that_a_pattern_relates_is_left_out_in_both_directions(extractor: Extractor) -> None:
    text = "Redux was created by Jane Doe, who works at Redux."
    found = found_in(extractor, text, people=("Jane Doe",), technologies=("Redux",))

    assert not [m for m in found if m.object.start < m.subject.start < 7]
    assert {m.subject.start for m in found} <= {4}


@pytest.mark.parametrize("text", ["Nantes works for Elm.", "Elm and Jane Doe.", "Elm"])
def test_nothing_where_neither_end_is_what_the_pattern_asks_for(extractor: Extractor, text: str) -> None:
    given = {"places": ("Nantes",), "technologies": ("Elm",), "people": ("Jane Doe",)}
    there = {kind: tuple(name for name in names if name in text) for kind, names in given.items()}

    assert found_in(extractor, text, **there) == []


def test_a_thing_is_not_related_to_itself(extractor: Extractor) -> None:
    assert found_in(extractor, "Zorkel works at Zorkel.", technologies=("Zorkel",)) == []
