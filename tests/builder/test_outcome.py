from __future__ import annotations

from dataclasses import replace

from talkgraph.builder.outcome import RecapOutcome, summarise
from talkgraph.model import Document, Kind, LocalThing
from talkgraph.resolution import RecapClaims, resolve
from talkgraph.store import merge_recaps
from tests.examples import DOTSCALE, example_recaps, example_resolution


def test_a_summary_counts_things_and_statements_once() -> None:
    outcome = summarise(DOTSCALE, merge_recaps(example_recaps(), example_resolution()), fresh=True)

    assert outcome.source == DOTSCALE
    assert (outcome.talks, outcome.people, outcome.technologies) == (2, 2, 3)
    assert outcome.statements == 18
    assert outcome.fresh
    assert outcome.skipped == ""


def test_a_summary_counts_what_is_in_the_graph() -> None:
    first, second = example_recaps()
    git = next(claim for claim in first.claims if claim.object is Kind.TECHNOLOGY)
    weak = replace(git, subject=LocalThing(Kind.TECHNOLOGY, "Abacus"), confidence=0.1)
    recaps = [replace(first, claims=(*first.claims, weak)), second]

    def outcome(confidence: float) -> RecapOutcome:
        return summarise(
            DOTSCALE, merge_recaps(recaps, resolve(recaps), min_confidence=confidence), fresh=True
        )

    assert (outcome(0).technologies, outcome(0.3).technologies) == (4, 3)
    assert (outcome(0).statements, outcome(0.61).statements) == (18, 16)
    assert (outcome(0.99).talks, outcome(0.99).people, outcome(0.99).statements) == (0, 0, 0)


def test_a_recap_without_claims_counts_nothing() -> None:
    recaps = [RecapClaims(Document("a.md", ""), ())]
    outcome = summarise(
        "a.md", merge_recaps(recaps, resolve(recaps)), fresh=False, skipped="nothing was found"
    )

    assert (outcome.talks, outcome.people, outcome.technologies, outcome.statements) == (0, 0, 0, 0)
    assert outcome.skipped == "nothing was found"
