from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.extraction.pairs import EVENT_PREDICATES, PAIR_PREDICATES, Pair, pairs_of
from talkgraph.model import Kind, Predicate, relations
from tests.extraction.samples import prepare

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor


def pairs(extractor: Extractor, text: str) -> list[Pair]:
    known = {
        "people": ["Jane Doe"],
        "organizations": ["Algolia"],
        "technologies": ["Slack", "Electron", "Redux"],
        "places": ["Paris"],
    }
    doc = prepare(extractor, text, **{kind: [n for n in names if n in text] for kind, names in known.items()})
    return list(pairs_of(doc, list(doc.spans["names"]), [(0, len(doc), ("Jane Doe",))]))


def ends(found: list[Pair]) -> list[tuple[str | None, str]]:
    return [(pair.subject.id_ if pair.subject is not None else None, pair.object.id_) for pair in found]


def test_two_names_in_a_sentence_are_a_pair_each_way_that_a_relation_fits(extractor: Extractor) -> None:
    assert set(ends(pairs(extractor, "Slack is built on Electron."))) == {
        ("Slack", "Electron"),
        ("Electron", "Slack"),
    }
    assert set(ends(pairs(extractor, "Jane Doe uses Redux."))) == {("Jane Doe", "Redux"), (None, "Jane Doe")}


def test_a_company_alone_is_a_pair_with_the_event(extractor: Extractor) -> None:
    (pair,) = pairs(extractor, "We met at Algolia.")

    assert pair.subject is None
    assert set(pair.predicates) <= set(EVENT_PREDICATES)


def test_names_of_neighbouring_sentences_are_pairs_without_patterns(extractor: Extractor) -> None:
    found = pairs(extractor, "Slack is popular. Electron is below.")

    assert ("Slack", "Electron") in ends(found)
    assert all(pair.patterns == () and "across" in pair.features for pair in found)


def test_a_name_said_again_is_paired_in_its_own_sentence_only(extractor: Extractor) -> None:
    found = pairs(extractor, "Slack is popular. Slack is built on Electron.")

    assert not any("across" in pair.features for pair in found)


def test_sentences_apart_make_no_pair(extractor: Extractor) -> None:
    assert pairs(extractor, "Slack is popular. It rained a lot. Electron is below.") == []


def test_the_same_thing_twice_is_no_pair(extractor: Extractor) -> None:
    assert pairs(extractor, "Slack is Slack.") == []


def test_a_pattern_names_the_pair_that_it_states(extractor: Extractor) -> None:
    found = {ends([pair])[0]: pair for pair in pairs(extractor, "Slack is built on Electron.")}

    assert Predicate.BUILDS_ON in dict(found["Slack", "Electron"].patterns)
    assert Predicate.BUILDS_ON not in dict(found["Electron", "Slack"].patterns)


def test_predicates_fit_the_kinds_and_features_are_sorted(extractor: Extractor) -> None:
    found = pairs(
        extractor,
        "Jane Doe, from Algolia in Paris, did not use Redux. Slack, maybe. It is built on Electron.",
    )

    assert len(found) > 8
    for pair in found:
        subject = Kind(pair.subject.label_) if pair.subject is not None else Kind.EVENT
        assert pair.predicates
        for predicate in pair.predicates:
            assert predicate in PAIR_PREDICATES
            assert relations()[predicate].fits(subject, Kind(pair.object.label_))
        assert list(pair.features) == sorted(set(pair.features))
        assert pair.start <= pair.object.start < pair.object.end <= pair.end
    speaks = [pair for pair in found if pair.subject is not None and pair.subject.id_ == "Jane Doe"]
    assert all("s speaks" in pair.features for pair in speaks if "across" not in pair.features)


def test_a_hedge_is_seen(extractor: Extractor) -> None:
    assert any("hedge=not" in pair.features for pair in pairs(extractor, "Slack is not built on Electron."))
    assert not any("hedge=not" in pair.features for pair in pairs(extractor, "Slack is built on Electron."))
