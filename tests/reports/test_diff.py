"""What changed between two graphs."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.graph import TalkGraph, project
from talkgraph.model import DEFAULT_BASE, Iri, Kind, Predicate
from talkgraph.reports import FORMATS, diff_graphs, render
from talkgraph.reports.rebasing import base_of, rebased
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.reports import GraphDiff, StatementChange
    from talkgraph.store import Store


def changes(diff: GraphDiff) -> dict[str, int]:
    return {name: count for name, count in diff.counts.items() if count}


def texts(found: Iterable[StatementChange]) -> list[str]:
    return [each.text for each in found]


def company(*, name: str = "Acme", also: tuple[str, ...] = (), confidence: float = 0.8) -> TalkGraph:
    """Ada works for a company."""
    sketch = Sketch()
    ada, acme = sketch.thing(Kind.PERSON, "Ada"), sketch.thing(Kind.ORGANIZATION, name, *also)
    sketch.say(ada, Predicate.WORKS_FOR, acme, "Ada is with Acme.", confidence=confidence)
    return sketch.graph()


def test_a_graph_and_itself() -> None:
    diff = diff_graphs(six_talks(), six_talks())

    assert changes(diff) == {}
    assert "Nothing changed: both graphs say the same." in render(diff)


def test_a_statement_more_and_one_less_in_words() -> None:
    before = company()
    sketch = Sketch()
    ada, tool = sketch.thing(Kind.PERSON, "Ada"), sketch.thing(Kind.TECHNOLOGY, "Tool")
    sketch.say(ada, Predicate.USES, tool, "Ada lives by Tool.")
    more = sketch.graph()
    after = TalkGraph(
        MappingProxyType({**before.things, **more.things}),
        more.statements,
        before.recaps,
        MappingProxyType({}),
    )

    diff = diff_graphs(before, after)
    assert changes(diff) == {"added_things": 1, "added_statements": 1, "gone_statements": 1}
    assert texts(diff.added) == ["Ada uses Tool"]
    assert texts(diff.gone) == ["Ada works for Acme"]
    assert "Ada lives by Tool." not in render(diff)
    assert "“Ada lives by Tool.” (Notes, 2016-05-01)" in render(diff, why=True)
    assert "“Ada is with Acme.” (Notes, 2016-05-01)" in render(diff, why=True)


def test_recaps_added_and_removed() -> None:
    first, second = Sketch(), Sketch()
    for sketch, title in ((first, "A Monday"), (second, "An evening")):
        ada, acme = sketch.thing(Kind.PERSON, "Ada"), sketch.thing(Kind.ORGANIZATION, "Acme")
        sketch.say(ada, Predicate.WORKS_FOR, acme, "Ada is with Acme.", recap=sketch.recap(title))

    diff = diff_graphs(first.graph(), second.graph())
    assert changes(diff) == {"added_recaps": 1, "gone_recaps": 1}
    assert [(each.title, each.added) for each in diff.recaps] == [("A Monday", False), ("An evening", True)]


def test_a_name_that_changed_under_the_same_iri() -> None:
    before = company()
    acme = next(iri for iri, thing in before.things.items() if thing.name == "Acme")
    after = replace(
        before,
        things=MappingProxyType({**before.things, acme: replace(before.things[acme], name="ACME Ltd")}),
    )

    diff = diff_graphs(before, after)
    assert changes(diff) == {"changed_things": 1}
    (change,) = diff.changed
    assert change.before is not None
    assert change.after is not None
    assert (change.how, change.before.name, change.after.name) == ("renamed", "Acme", "ACME Ltd")


def test_a_thing_with_another_iri_is_known_by_a_shared_name() -> None:
    diff = diff_graphs(company(), company(name="Acme Ltd", also=("Acme",)))

    assert changes(diff) == {"changed_things": 1}
    assert [change.how for change in diff.changed] == ["renamed"]
    assert "Acme    Acme Ltd  has another name" in render(diff)


def test_a_thing_that_another_has_taken_up_is_one_with_it() -> None:
    def graph(*, apart: bool) -> TalkGraph:
        sketch = Sketch()
        ada = sketch.thing(Kind.PERSON, "Ada")
        tool = sketch.thing(Kind.TECHNOLOGY, "Tool", *(() if apart else ("The Tool",)))
        sketch.say(ada, Predicate.CREATED, tool, "Ada made Tool.")
        other = sketch.thing(Kind.TECHNOLOGY, "The Tool") if apart else tool
        sketch.say(ada, Predicate.USES, other, "Ada uses The Tool.")
        return sketch.graph()

    diff = diff_graphs(graph(apart=True), graph(apart=False))
    assert changes(diff) == {"changed_things": 1}
    assert [change.how for change in diff.changed] == ["merged"]
    assert changes(diff_graphs(graph(apart=False), graph(apart=True))) == {
        "added_things": 1,
        "gone_names": 1,
        "added_statements": 1,
        "gone_statements": 1,
    }


def test_a_thing_of_another_kind_is_retyped() -> None:
    def graph(kind: Kind) -> TalkGraph:
        sketch = Sketch()
        talk, zorkel = sketch.thing(Kind.TALK, "A talk"), sketch.thing(kind, "Zorkel")
        sketch.say(talk, Predicate.MENTIONS, zorkel, "It mentions Zorkel.")
        return sketch.graph()

    diff = diff_graphs(graph(Kind.TECHNOLOGY), graph(Kind.ORGANIZATION))
    assert changes(diff) == {"changed_things": 1}
    assert "Zorkel (technology)  Zorkel (organization)  is of another kind" in render(diff)


def test_talks_of_one_title_at_two_events_are_two() -> None:
    def graph(event: str, speaker: str) -> TalkGraph:
        sketch = Sketch()
        evening, ada = sketch.thing(Kind.EVENT, event), sketch.thing(Kind.PERSON, speaker)
        talk = Iri(f"{DEFAULT_BASE}talk/{event.lower()}/opening")
        sketch.say(talk, Predicate.SUPER_EVENT, evening, "It was the opening.")
        sketch.say(talk, Predicate.PERFORMER, ada, "She opened it.")
        made = sketch.graph()
        thing = replace(made.things[evening], iri=talk, kind=Kind.TALK, name="Opening")
        return replace(made, things=MappingProxyType({**made.things, talk: thing}))

    apart = diff_graphs(graph("Monday", "Ada"), graph("Tuesday", "Grace"))
    assert {each.how for each in apart.things} == {"added", "gone"}
    assert apart.counts["changed_things"] == 0
    same = diff_graphs(graph("Monday", "Ada"), graph("Tuesday", "Ada"))
    assert [(each.how, each.after and each.after.name) for each in same.changed] == [("moved", "Opening")]


def test_names_and_addresses() -> None:
    diff = diff_graphs(company(also=("ACME",)), company(also=("Acme Corp",)))

    assert changes(diff) == {"added_names": 1, "gone_names": 1}
    assert [(each.name, each.added) for each in diff.names] == [("Acme Corp", True), ("ACME", False)]


@pytest.mark.parametrize(
    ("confidence", "counted"), [(0.85, "confidences"), (0.75, "confidences"), (0.84, "slight")]
)
def test_a_changed_confidence(confidence: float, counted: str) -> None:
    diff = diff_graphs(company(confidence=0.8), company(confidence=confidence))

    assert changes(diff) == {counted: 1}
    if counted == "confidences":
        (change,) = diff.confidences
        assert (change.text, change.before, change.after) == ("Ada works for Acme", 0.8, confidence)


def test_another_sentence_is_counted() -> None:
    before = company()
    (statement,) = before.statements
    (quote,) = statement.quotes
    after = replace(before, statements=(replace(statement, quotes=(replace(quote, text="Ada. Acme."),)),))

    assert changes(diff_graphs(before, after)) == {"reworded": 1}


def test_a_symmetric_statement_is_the_same_from_either_end() -> None:
    def graph(*, turned: bool) -> TalkGraph:
        sketch = Sketch()
        ends = [sketch.thing(Kind.TECHNOLOGY, name) for name in ("Nuts", "Bolts")]
        first, second = reversed(ends) if turned else ends
        sketch.say(first, Predicate.ALTERNATIVE_TO, second, "Nuts or Bolts.")
        return sketch.graph()

    assert changes(diff_graphs(graph(turned=False), graph(turned=True))) == {}


def test_what_follows_from_other_statements_comes_last() -> None:
    sketch = Sketch()
    zoe, event = sketch.thing(Kind.PERSON, "Zoe"), sketch.thing(Kind.EVENT, "Evening")
    ada, acme = sketch.thing(Kind.PERSON, "Adam"), sketch.thing(Kind.ORGANIZATION, "Acme")
    sketch.derive(ada, Predicate.SPOKE_AT, event)
    sketch.say(zoe, Predicate.WORKS_FOR, acme)

    diff = diff_graphs(TalkGraph(), sketch.graph())
    assert texts(diff.added) == ["Zoe works for Acme", "Adam spoke at Evening"]


def test_another_base_changes_nothing_but_is_told_of() -> None:
    graph = six_talks()
    moved = rebased(graph, DEFAULT_BASE, "https://meetup.example/talks/")
    assert base_of(moved) == "https://meetup.example/talks/"

    diff = diff_graphs(graph, moved)
    assert changes(diff) == {}
    assert "https://meetup.example/talks/" in render(diff)


def test_a_limit_cuts_lists_and_not_counts() -> None:
    whole, cut = diff_graphs(TalkGraph(), six_talks()), diff_graphs(TalkGraph(), six_talks(), limit=3)

    assert cut.counts == whole.counts
    assert cut.added == whole.added[:3]
    assert f"Statements added, 3 of {len(whole.added)}" in render(cut)


@pytest.mark.parametrize("output_format", FORMATS)
def test_every_format(output_format: str) -> None:
    assert "Juan Benet" in render(diff_graphs(TalkGraph(), six_talks()), output_format, why=True)


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_what_is_added_one_way_is_gone_the_other(first: set[int], second: set[int]) -> None:
    graph = six_talks()

    def part(without: set[int]) -> TalkGraph:
        kept = (each for number, each in enumerate(graph.statements) if number not in without)
        return replace(graph, statements=tuple(kept))

    there, back = diff_graphs(part(first), part(second)), diff_graphs(part(second), part(first))
    assert texts(there.added) == texts(back.gone)
    assert texts(there.gone) == texts(back.added)
    assert len(there.gone) == len({n for n in second - first if n < len(graph.statements)})


def test_the_order_of_things_makes_no_difference(example_store: Store) -> None:
    graph = project(example_store)
    backwards = TalkGraph(
        MappingProxyType(dict(reversed(list(graph.things.items())))),
        tuple(reversed(graph.statements)),
        graph.recaps,
    )

    assert diff_graphs(TalkGraph(), graph) == diff_graphs(TalkGraph(), backwards)
