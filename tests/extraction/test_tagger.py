from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.extraction.features import COLUMNS
from talkgraph.extraction.kinds import KINDS, LABELS
from talkgraph.extraction.tagger import (
    VECTOR_WIDTH,
    NameTagger,
    Tagged,
    apart,
    build_network,
    decode,
    network_input,
)
from talkgraph.model import Kind

NLP = spacy.blank("en")


@st.composite
def score_tables(draw: st.DrawFn, most: int = 9) -> np.ndarray:
    """Label probabilities of any tokens: each row sums to one, with zeros and ties."""
    rows = draw(
        st.lists(
            st.lists(st.integers(0, 4), min_size=len(LABELS), max_size=len(LABELS)).filter(any), max_size=most
        )
    )
    table = np.array(rows, dtype=float).reshape(len(rows), len(LABELS))
    return table / table.sum(axis=1, keepdims=True) if rows else table


def labels_of(names: list[Tagged], size: int) -> tuple[int, ...]:
    """The label sequence that some names are."""
    path = [0] * size
    for name in names:
        for i in range(name.start, name.end):
            path[i] = LABELS.index(f"{'B' if i == name.start else 'I'}-{name.kind}")
    return tuple(path)


def is_valid(path: tuple[int, ...]) -> bool:
    """Whether no name begins in its middle."""
    words = ["O", *(LABELS[label] for label in path)]
    return all(not word.startswith("I-") or before[2:] == word[2:] for before, word in pairwise(words))


def likelihood(path: tuple[int, ...], scores: np.ndarray) -> float:
    """Log probability of a label sequence."""
    return float(sum(np.log(np.maximum(scores[i, label], 1e-9)) for i, label in enumerate(path)))


@given(score_tables())
def test_names_are_apart_in_order_and_sure_to_some_degree(scores: np.ndarray) -> None:
    last = 0
    for name in decode(scores):
        assert last <= name.start < name.end <= len(scores)
        assert name.kind in KINDS
        assert 0.0 <= name.score <= 1.0
        last = name.end


@settings(max_examples=25, deadline=None)
@given(score_tables(most=2))
def test_no_other_sequence_without_a_broken_name_is_likelier(scores: np.ndarray) -> None:
    size = len(scores)
    best = labels_of(decode(scores), size)
    others = [path for path in product(range(len(LABELS)), repeat=size) if is_valid(path)]

    assert is_valid(best)
    assert likelihood(best, scores) >= max(likelihood(path, scores) for path in others) - 1e-9


def test_no_name_begins_in_its_middle() -> None:
    scores = np.full((2, len(LABELS)), 0.01)
    scores[0, LABELS.index("O")] = 0.6
    scores[0, LABELS.index("B-Person")] = 0.3
    scores[1, LABELS.index("I-Person")] = 0.9

    assert [(name.start, name.end) for name in decode(scores)] == [(0, 2)]


def test_two_names_side_by_side_stay_two() -> None:
    scores = np.full((3, len(LABELS)), 0.01)
    for i, label in enumerate(["B-Person", "B-Person", "I-Person"]):
        scores[i, LABELS.index(label)] = 0.9

    assert [(name.start, name.end) for name in decode(scores)] == [(0, 1), (1, 3)]


def test_a_kind_does_not_change_inside_a_name() -> None:
    scores = np.full((2, len(LABELS)), 0.001)
    scores[0, LABELS.index("B-Person")] = 0.9
    scores[1, LABELS.index("I-Place")] = 0.6
    scores[1, LABELS.index("I-Person")] = 0.3

    assert [(name.start, name.end, name.kind) for name in decode(scores)] == [(0, 2, Kind.PERSON)]


def test_no_tokens_no_names() -> None:
    assert decode(np.zeros((0, len(LABELS)))) == []
    doc = NLP("")
    assert NameTagger(NLP)(doc).spans["tagged"].attrs["scores"] == []


@pytest.mark.parametrize("text", ["", "Jane", "Jane Doe uses C++ \n\n « Elm »"])
def test_the_network_sees_features_and_vectors_of_every_token(text: str) -> None:
    doc = NLP(text)

    assert network_input(doc).shape == (len(doc), len(COLUMNS) + VECTOR_WIDTH)


def test_hashes_survive_the_way_into_the_network() -> None:
    keys = network_input(NLP("Jane Doe uses Elm"))[:, : len(COLUMNS)]

    assert (keys == keys.astype("uint64").astype("float64")).all()
    assert (keys < 2.0**48).all()


def test_the_untrained_network_gives_probabilities() -> None:
    network = build_network(width=8, embedding=4, depth=1)
    data = network_input(NLP("Jane uses Elm"))
    network.initialize(X=[data])
    (scores,) = network.predict([data])

    assert scores.shape == (3, len(LABELS))
    assert np.allclose(scores.sum(axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("HTML / CSS", ["HTML", "CSS"]),
        ("JavaScript / Quux", ["JavaScript"]),
        ("Quux / Frobnitz", ["Quux / Frobnitz"]),
        ("TCP/IP", ["TCP/IP"]),
        ("React Native", ["React Native"]),
    ],
)
def test_names_on_both_sides_of_a_slash_are_two(words: str, names: list[str]) -> None:
    doc = NLP(words)
    parts = apart(doc, Tagged(0, len(doc), Kind.TECHNOLOGY, 0.9))

    assert [doc[part.start : part.end].text for part in parts] == names


def test_other_kinds_keep_their_slashes() -> None:
    doc = NLP("HTML / CSS")
    name = Tagged(0, 3, Kind.ORGANIZATION, 0.9)

    assert apart(doc, name) == [name]
