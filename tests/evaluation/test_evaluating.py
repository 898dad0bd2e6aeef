from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from talkgraph.builder import build
from talkgraph.errors import SourceError
from talkgraph.evaluation import Evaluation, Measure, evaluate
from talkgraph.evaluation.building import build_alone, graph_in_memory
from talkgraph.graph import project
from talkgraph.model import Kind
from talkgraph.store import open_store
from tests.examples import example_recaps

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.extraction import Extractor


@pytest.fixture(scope="module")
def samples(checkout: Path) -> Path:
    return checkout / "tests" / "data" / "evaluation"


@pytest.fixture(scope="module")
def outcome(samples: Path) -> Evaluation:
    return evaluate(samples / "recaps", samples / "gold")


def test_every_recap_with_gold_is_scored(outcome: Evaluation) -> None:
    assert [score.document for score in outcome.documents] == ["one-talk.txt", "small-data-evening.md"]
    assert outcome.failures == ()
    assert outcome.counts[Measure.TALK].tp == 3
    assert outcome.counts[Measure.SPEAKER].tp == sum(
        score.counts[Measure.SPEAKER].tp for score in outcome.documents
    )


def test_findings_carry_the_sentence_and_the_rule(outcome: Evaluation) -> None:
    findings = [finding for score in outcome.documents for finding in score.findings]
    assert "Technology Abacus" in [finding.text for finding in findings if finding.verdict == "missed"]
    wrong = [finding for finding in findings if finding.verdict == "wrong"]
    assert all(quote.text and quote.rule for finding in wrong for quote in finding.quotes)


def test_entities_and_speakers_are_among_the_judged_claims(outcome: Evaluation) -> None:
    right = {claim.measure for claim in outcome.claims if claim.right}
    assert {Measure.ENTITY, Measure.SPEAKER} <= right


def test_a_higher_confidence_leaves_things_out_of_the_graph(samples: Path, extractor: Extractor) -> None:
    path = samples / "recaps" / "small-data-evening.md"
    weak, certain = (build_alone(path, extractor, min_confidence=least) for least in (0.0, 0.9))
    assert set(certain.graph.things) < set(weak.graph.things)
    assert weak.graph == weak.whole == certain.whole
    assert weak.types == certain.types


def test_figures_are_those_of_a_confidence_and_all_claims_are_judged(
    samples: Path, outcome: Evaluation
) -> None:
    certain = evaluate(samples / "recaps", samples / "gold", min_confidence=0.9)
    entities, fewer = (one.counts[Measure.ENTITY] for one in (outcome, certain))
    assert fewer.tp + fewer.fp < entities.tp + entities.fp
    assert certain.claims == outcome.claims
    assert {claim.confidence >= 0.9 for claim in certain.claims} == {True, False}


def test_a_number_that_is_no_confidence_is_refused(samples: Path) -> None:
    with pytest.raises(ValueError, match="30 is no confidence"):
        evaluate(samples / "recaps", samples / "gold", min_confidence=30)


@pytest.mark.parametrize("settings", [{}, {"min_confidence": 0.9}])
def test_the_graph_is_that_of_a_build(
    samples: Path, tmp_path: Path, extractor: Extractor, settings: dict[str, float]
) -> None:
    path = samples / "recaps" / "small-data-evening.md"
    build([path], store=tmp_path / "store", **settings)  # type: ignore[arg-type]
    assert build_alone(path, extractor, **settings).graph == project(open_store(tmp_path / "store"))


def test_types_have_their_claims_most_certain_first() -> None:
    recap = example_recaps()[0]
    typed = next(claim for claim in recap.claims if claim.object is Kind.TECHNOLOGY)
    more = (replace(typed, confidence=0.2, rule="less"), replace(typed, confidence=1.0, rule="more"))
    lone = graph_in_memory([replace(recap, claims=(*recap.claims, *more))])
    iri = next(iri for iri, thing in lone.graph.things.items() if thing.name == typed.subject.key)
    assert [quote.rule for quote in lone.types[iri]] == ["more", typed.rule, "less"]
    assert {quote.text for quote in lone.types[iri]} == {typed.evidence.quote}


def test_a_recap_that_cannot_be_read_counts_as_empty(samples: Path, tmp_path: Path) -> None:
    shutil.copy(samples / "recaps" / "one-talk.txt", tmp_path)
    outcome = evaluate(tmp_path, samples / "gold")
    assert [score.document for score in outcome.documents] == ["one-talk.txt", "small-data-evening.md"]
    assert [failure.path for failure in outcome.failures] == [tmp_path / "small-data-evening.md"]
    assert outcome.documents[1].counts[Measure.TALK].fn == 2
    assert outcome.documents[1].claims == ()


def test_only_some_of_the_recaps(samples: Path) -> None:
    outcome = evaluate(samples / "recaps", samples / "gold", only="evening")
    assert [score.document for score in outcome.documents] == ["small-data-evening.md"]


def test_one_gold_file(samples: Path) -> None:
    outcome = evaluate(samples / "recaps", samples / "gold" / "one-talk.json")
    assert [score.document for score in outcome.documents] == ["one-talk.txt"]


def test_nothing_to_compare_is_an_error(samples: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no gold is for a recap with 'nowhere' in its name"):
        evaluate(samples / "recaps", samples / "gold", only="nowhere")
    with pytest.raises(SourceError, match="no such folder of recaps"):
        evaluate(samples / "gone", samples / "gold")
    with pytest.raises(SourceError, match="holds no gold file"):
        evaluate(samples / "recaps", tmp_path)


def test_parts_and_floors(outcome: Evaluation) -> None:
    half = outcome.part(lambda document: document.endswith(".txt"))
    assert half.counts[Measure.TALK].tp == 1
    assert outcome.value("topic recall") == outcome.counts[Measure.TOPIC].recall
    assert outcome.below({"talk": 1.0, "entity": 1.0}) == outcome.below({"entity": 1.0})
    (shortfall,) = outcome.below({"entity": 1.0})
    assert str(shortfall) == f"entity is {outcome.value('entity'):.3f}, below 1"
    assert outcome.value("relation sponsors") == 0.0
    with pytest.raises(ValueError, match="no measure is called 'entitty'"):
        outcome.below({"entitty": 0.5})
