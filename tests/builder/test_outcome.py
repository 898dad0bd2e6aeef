from __future__ import annotations

from talkgraph.builder.fingerprint import fingerprint
from talkgraph.builder.outcome import summarise
from talkgraph.model import Document
from talkgraph.resolution import RecapClaims
from tests.examples import DOTSCALE, example_recaps


def test_a_summary_counts_things_and_statements_once() -> None:
    outcome = summarise(example_recaps()[0], fresh=True)

    assert outcome.source == DOTSCALE
    assert (outcome.talks, outcome.people, outcome.technologies) == (2, 2, 3)
    assert outcome.statements == 18
    assert outcome.fresh
    assert outcome.skipped == ""


def test_a_recap_without_claims_counts_nothing() -> None:
    outcome = summarise(RecapClaims(Document("a.md", ""), ()), fresh=False, skipped="nothing was found")

    assert (outcome.talks, outcome.people, outcome.technologies, outcome.statements) == (0, 0, 0, 0)
    assert outcome.skipped == "nothing was found"


def test_the_fingerprint_is_a_hash_that_stays() -> None:
    first = fingerprint()
    fingerprint.cache_clear()

    assert len(first) == 64
    assert fingerprint() == first
