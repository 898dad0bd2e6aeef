"""What corrections make of recaps, up to the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.corrections import CorrectionsInForce, correct, parse_corrections
from talkgraph.model import Kind, Literal, Predicate
from talkgraph.resolution import resolve
from talkgraph.store import merge_recaps
from tests.resolution.sketches import Sketch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.resolution import RecapClaims

ELECTRON = "electron.md"
PARIS = "paris.md"


def recaps() -> list[RecapClaims]:
    """Two evenings: one with Juan Benet of Google, one with a Juan and a David Martin of both."""
    first, second = Sketch(ELECTRON), Sketch(PARIS)
    first.talk(1, "dotScale 2016", "The permanent web", ["Juan Benet"])
    first.talk(2, "dotScale 2016", "On tables", ["David Martin"])
    person = first.thing(Kind.PERSON, "Juan Benet", "Juan")
    google = first.thing(Kind.ORGANIZATION, "Google")
    first.relate(person, Predicate.WORKS_FOR, google)
    golang = first.thing(Kind.TECHNOLOGY, "Golang")
    first.relate(person, Predicate.USES, golang)
    first.relate(golang, Predicate.BUILDS_ON, first.thing(Kind.TECHNOLOGY, "Plan 9"))
    first.thing(Kind.TOPIC, "table")
    first.date("dotScale 2016", "2016-04-25")
    second.thing(Kind.TECHNOLOGY, "Go", "the Go language")
    second.thing(Kind.TOPIC, "Electron")
    second.thing(Kind.PERSON, "David Martin")
    juan = second.thing(Kind.PERSON, "Juan")
    second.relate(juan, Predicate.USES, second.thing(Kind.TECHNOLOGY, "Go"))
    return [first.recap, second.recap]


class Outcome:
    """The graph of the recaps with some corrections."""

    def __init__(self, text: str, given: Sequence[RecapClaims] | None = None) -> None:
        self.corrected = correct(
            given or recaps(), CorrectionsInForce([parse_corrections(text, "corrections.yaml")])
        )
        ordered = [self.corrected.recaps[source] for source in sorted(self.corrected.recaps)]
        self.resolution = resolve(ordered, hints=self.corrected.hints)
        hearing = self.corrected.hearing(self.resolution)
        self.graph = merge_recaps(ordered, self.resolution, keeps=hearing.keeps)
        self.unmatched = [str(each) for each in self.corrected.unmatched(hearing)]

    def names(self, kind: Kind) -> set[str]:
        return {thing.name for thing in self.graph.merged.things.values() if thing.kind is kind}

    def iris(self, name: str) -> set[str]:
        things = self.graph.merged.things.values()
        return {thing.iri.value.rpartition("/id/")[2] for thing in things if thing.name == name}

    def stated(self, *predicates: Predicate) -> set[tuple[str, str, str]]:
        def name(end: object) -> str:
            things = self.graph.merged.things
            return next(
                (thing.name for iri, thing in things.items() if iri == end),
                end.value if isinstance(end, Literal) else str(end),
            )

        return {
            (name(subject), predicate.value, name(target))
            for subject, predicate, target in self.graph.merged.statements
            if predicate in predicates
        }


def test_without_corrections_the_recaps_stay_as_they_are() -> None:
    corrected = correct(recaps(), CorrectionsInForce([parse_corrections("# none\n", "corrections.yaml")]))

    assert list(corrected.recaps.values()) == recaps()


def test_merged_names_are_one_thing_with_the_name_that_is_told() -> None:
    outcome = Outcome("- merge: [Go, Golang]\n  into: Golang\n")

    assert outcome.names(Kind.TECHNOLOGY) == {"Golang", "Plan 9"}
    assert outcome.iris("Golang") == {"technology/golang"}
    assert ("Juan", "tg:uses", "Golang") in outcome.stated(Predicate.USES)
    assert ("Golang", "schema:alternateName", "the Go language") in outcome.stated(Predicate.ALTERNATE_NAME)
    assert outcome.unmatched == []


def test_merging_may_give_a_new_name_and_join_a_first_name() -> None:
    outcome = Outcome("- merge: [Juan, Juan Benet]\n  into: Juan B. Benet\n  kind: person\n")

    assert outcome.names(Kind.PERSON) == {"Juan B. Benet", "David Martin"}
    assert outcome.iris("Juan B. Benet") == {"person/juan-b-benet"}


def test_names_of_two_kinds_are_no_reason_to_merge() -> None:
    outcome = Outcome("- merge: [Go, table]\n")

    assert outcome.unmatched == ["corrections.yaml:1: merge changes nothing: no recap names 'Go' or 'table'"]


def test_a_name_of_two_kinds_is_renamed_in_each_and_they_stay_two() -> None:
    given = recaps()
    other = Sketch("other.md")
    other.thing(Kind.TECHNOLOGY, "Electron")
    outcome = Outcome("- rename: Electron\n  into: Electron.js\n", [*given, other.recap])

    assert outcome.iris("Electron.js") == {"topic/electron-js", "technology/electron-js"}


def test_a_renamed_thing_keeps_its_old_name_as_another() -> None:
    outcome = Outcome("- rename: David Martin\n  into: Dávid Martinez\n")

    assert outcome.iris("Dávid Martinez") == {"person/david-martinez"}
    assert ("Dávid Martinez", "schema:alternateName", "David Martin") in outcome.stated(
        Predicate.ALTERNATE_NAME
    )


def test_a_renamed_talk_is_called_so() -> None:
    outcome = Outcome("- rename: The permanent web\n  into: A web that stays\n")

    assert outcome.names(Kind.TALK) == {"A web that stays", "On tables"}
    assert outcome.iris("A web that stays") == {"talk/dotscale-2016/a-web-that-stays"}


def test_a_split_name_is_another_thing_in_its_recap() -> None:
    outcome = Outcome(f"- split: David Martin\n  recap: {PARIS}\n")

    assert outcome.iris("David Martin") == {"person/david-martin", "person/david-martin-paris"}


def test_a_split_name_may_get_a_name_of_its_own() -> None:
    outcome = Outcome(f"- split: David Martin\n  recap: {PARIS}\n  into: David Martin of Lyon\n")

    assert outcome.names(Kind.PERSON) >= {"David Martin", "David Martin of Lyon"}
    assert outcome.stated(Predicate.PERFORMER) >= {("On tables", "schema:performer", "David Martin")}


def test_a_retyped_name_is_of_its_new_kind_and_joins_its_like() -> None:
    outcome = Outcome("- retype: Electron\n  into: technology\n  kind: topic\n")

    assert "Electron" in outcome.names(Kind.TECHNOLOGY)
    assert outcome.names(Kind.TOPIC) == {"table"}


def test_an_ignored_name_vanishes_with_what_is_said_of_it() -> None:
    outcome = Outcome("- ignore: [Google, table]\n")

    assert outcome.names(Kind.ORGANIZATION) | outcome.names(Kind.TOPIC) == {"Electron"}
    assert outcome.stated(Predicate.WORKS_FOR) == set()


def test_an_ignored_other_name_leaves_the_thing() -> None:
    outcome = Outcome("- ignore: the Go language\n")

    assert "Go" in outcome.names(Kind.TECHNOLOGY)
    assert outcome.stated(Predicate.ALTERNATE_NAME) == {("Juan Benet", "schema:alternateName", "Juan")}


def test_a_rejected_statement_is_not_made_by_any_name_of_its_ends() -> None:
    for words in ("[Juan Benet, works for, Google]", "[Juan, works for, google]", "[Google, employs, Juan]"):
        outcome = Outcome(f"- reject: {words}\n")
        assert outcome.stated(Predicate.WORKS_FOR) == set(), words
        assert outcome.names(Kind.ORGANIZATION) == {"Google"}
        assert outcome.unmatched == []


def test_a_rejection_may_hold_in_one_recap_alone() -> None:
    outcome = Outcome(f"- reject: [Juan Benet, works for, Google]\n  recap: {PARIS}\n")

    assert outcome.stated(Predicate.WORKS_FOR) == {("Juan Benet", "schema:worksFor", "Google")}
    (unmatched,) = outcome.unmatched
    assert unmatched.endswith("no recap states 'Juan Benet works for Google' in paris.md")


def test_a_name_may_be_rejected() -> None:
    outcome = Outcome("- reject: [Go, is also called, the Go language]\n")

    assert ("Go", "schema:alternateName", "the Go language") not in outcome.stated(Predicate.ALTERNATE_NAME)


def test_an_asserted_statement_has_the_entry_as_its_sentence() -> None:
    entry = "assert: [Juan Benet, created, IPFS]\n  kinds: [person, technology]\n  by: Ada"
    outcome = Outcome(f"- {entry}\n")

    assert ("Juan Benet", "tg:created", "IPFS") in outcome.stated(Predicate.CREATED)
    (claim,) = (
        claim for claim in outcome.graph.claims["corrections.yaml"] if claim.predicate is Predicate.CREATED
    )
    assert claim.evidence.quote == entry
    assert (claim.confidence, claim.rule) == (1.0, "corrections.assert")


def test_an_assertion_that_leaves_the_kinds_open_is_named() -> None:
    outcome = Outcome("- assert: [Grace Hopper, created, COBOL]\n")

    assert outcome.stated(Predicate.CREATED) == set()
    assert "add a line 'kinds: [subject, object]'" in outcome.unmatched[0]


def test_an_assertion_of_a_talk_means_the_talk_of_that_title() -> None:
    outcome = Outcome("- assert: [The permanent web, is about, Golang]\n")

    assert ("The permanent web", "schema:about", "Golang") in outcome.stated(Predicate.ABOUT)
    assert outcome.names(Kind.TALK) == {"The permanent web", "On tables"}


def test_of_two_things_of_one_name_that_of_the_recap_is_meant() -> None:
    text = f"- split: David Martin\n  recap: {PARIS}\n- assert: [David Martin, uses, Go]\n  recap: {PARIS}\n"
    outcome = Outcome(text)

    (using,) = (
        subject
        for subject, predicate, _ in outcome.graph.merged.statements
        if predicate is Predicate.USES and outcome.graph.merged.things[subject].name == "David Martin"
    )
    assert using.value.endswith("person/david-martin-paris")


def test_a_confirmed_statement_is_certain_and_one_that_nobody_makes_is_named() -> None:
    text = "- confirm: [Juan Benet, works for, Google]\n- confirm: [Juan Benet, works for, Go]\n"
    outcome = Outcome(text)

    certain = {
        claim.confidence
        for claims in outcome.graph.claims.values()
        for claim in claims
        if claim.predicate is Predicate.WORKS_FOR
    }
    assert max(certain) == 1.0
    assert outcome.unmatched == [
        "corrections.yaml:2: confirm changes nothing: no recap states 'Juan Benet works for Go'"
    ]


def test_the_date_of_an_event_is_the_one_that_is_told() -> None:
    outcome = Outcome("- date: dotScale 2016\n  is: 2016-04-24\n")

    assert outcome.stated(Predicate.START_DATE) == {("dotScale 2016", "schema:startDate", "2016-04-24")}


def test_a_recap_may_be_left_out_or_get_its_date() -> None:
    outcome = Outcome("- ignore-recap: par*\n- published: electron.md\n  is: 2016-05-01\n")

    assert set(outcome.corrected.recaps) == {ELECTRON}
    assert outcome.corrected.ignored == {PARIS}
    published = outcome.corrected.recaps[ELECTRON].document.published
    assert published is not None
    assert published.isoformat() == "2016-05-01"


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("- merge: [Rust, Oxide]", "no recap names 'Rust' or 'Oxide'"),
        ("- merge: [Go, Oxide]", "no recap names 'Oxide'"),
        ("- rename: Rust\n  into: Oxide", "no recap names 'Rust'"),
        ("- retype: Rust\n  into: topic", "no recap names 'Rust'"),
        ("- retype: Go\n  into: technology", "no recap names 'Go'"),
        ("- ignore: Go\n  kind: person", "no recap names 'Go' as a person"),
        ("- split: Go\n  recap: electron.md", "no recap names 'Go' in electron.md"),
        ("- reject: [Go, uses, Rust]", "no recap states 'Go uses Rust'"),
        ("- date: dotCSS 2015\n  is: 2015-12-04", "no recap names an event 'dotCSS 2015'"),
        ("- published: nowhere.md\n  is: 2015-12-04", "there is no such recap"),
        ("- ignore-recap: nowhere*", "there is no such recap"),
    ],
)
def test_a_correction_that_changes_nothing_is_named(entry: str, reason: str) -> None:
    verb = entry[2:].partition(":")[0]

    assert Outcome(entry).unmatched == [f"corrections.yaml:1: {verb} changes nothing: {reason}"]


def confidences(text: str) -> set[float]:
    claims = Outcome(text).graph.claims
    return {claim.confidence for source in (ELECTRON, PARIS) for claim in claims[source]}


def test_verdicts_that_surprise_weigh_what_else_the_rule_made() -> None:
    wrong = "- reject: [Juan Benet, works for, Google]\n  rule: sketch\n  confidence: 0.9\n"

    assert confidences(wrong) == {round(0.9 - 0.9 / 21, 4)}
    assert confidences(wrong * 4) == {round(0.9 - 3.6 / 24, 4)}


def test_verdicts_without_rule_or_confidence_weigh_nothing() -> None:
    assert confidences("- reject: [Juan Benet, works for, Google]\n  rule: sketch\n") == {0.9}
    assert confidences("- reject: [Juan Benet, works for, Google]\n  confidence: 0.9\n") == {0.9}


def test_corrections_do_not_depend_on_the_order_of_recaps() -> None:
    text = "- merge: [Go, Golang]\n  into: Go\n- rename: Juan\n  into: Juan Perez\n  recap: paris.md\n"
    files = [parse_corrections(text, "corrections.yaml")]
    graphs = []
    for given in (recaps(), recaps()[::-1]):
        corrected = correct(given, CorrectionsInForce(files))
        resolution = resolve(corrected.recaps.values(), hints=corrected.hints)
        hearing = corrected.hearing(resolution)
        graphs.append(merge_recaps(corrected.recaps.values(), resolution, keeps=hearing.keeps).lines())

    assert graphs[0] == graphs[1]
