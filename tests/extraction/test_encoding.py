from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Span

from talkgraph.extraction.encoding import (
    DISTANCE_EDGES,
    PAIR_LABELS,
    ROLE_LABELS,
    Reading,
    Readings,
    distance_rows,
    softmax,
)
from talkgraph.extraction.kinds import KINDS, LABELS

NLP = spacy.blank("en")
WIDTH, PAIR, QUERY = 4, 3, 2


def heads(seed: int = 1) -> dict[str, np.ndarray]:
    """Heads of a small network with fixed random weights."""
    chance = np.random.default_rng(seed)
    rows, columns = 2 * WIDTH, PAIR
    sizes = {
        "kinds": (len(KINDS), rows),
        "distances": (2 * len(DISTANCE_EDGES) + 2, columns),
        "roles_in": (columns, rows),
        "roles_out": (len(ROLE_LABELS), columns),
        **dict.fromkeys(("subjects", "objects", "subjects2", "objects2"), (columns, rows)),
        "queries": (QUERY, columns),
        "keys": (QUERY, WIDTH),
        "values": (columns, WIDTH),
        "pairs_mid": (columns, columns),
        "pairs_out": (len(PAIR_LABELS), columns),
    }
    out = {f"{name}.weight": chance.normal(size=size) for name, size in sizes.items()}
    return out | {f"{name}.bias": chance.normal(size=size[0]) for name, size in sizes.items()}


def readings(*windows: tuple[range, range]) -> Readings:
    """Readings of a document of eight tokens; each window as the tokens it holds and those it is about."""
    chance = np.random.default_rng(7)
    hidden = chance.normal(size=(8, WIDTH))
    out = [
        Reading(
            {token: row for row, token in enumerate(tokens)},
            frozenset(own),
            np.arange(len(tokens)),
            np.arange(len(tokens)),
            hidden[list(tokens)],
        )
        for tokens, own in windows
    ]
    return Readings(tuple(out), np.zeros((8, len(LABELS))), heads())


def mentions(*places: tuple[int, int, str, str]) -> list[Span]:
    doc = NLP("a b c d e f g h")
    return [Span(doc, start, end, label=kind, span_id=key) for start, end, kind, key in places]


JANE, REDUX, ELM = (0, 1, "Person", "Jane"), (3, 5, "Technology", "Redux"), (7, 8, "Technology", "Elm")


def test_every_two_mentions_of_a_window_are_read_in_both_directions() -> None:
    found = {(i, j) for i, j, _ in readings((range(8), range(8))).pairs(mentions(JANE, REDUX, ELM))}

    assert found == {(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)}


def test_mentions_of_one_thing_make_no_pair() -> None:
    twice = (5, 6, "Technology", "Redux")

    assert not list(readings((range(8), range(8))).pairs(mentions(REDUX, twice)))


def test_mentions_of_different_windows_make_no_pair() -> None:
    apart = readings((range(4), range(4)), (range(4, 8), range(4, 8)))

    assert not list(apart.pairs(mentions(JANE, ELM)))


def test_two_mentions_of_the_context_are_not_read_again() -> None:
    overlapping = readings((range(6), range(6)), (range(8), range(6, 8)))

    found = [(i, j) for i, j, _ in overlapping.pairs(mentions(JANE, REDUX, ELM))]

    assert len(found) == len(set(found)) == 6


def test_likelihoods_lie_between_0_and_1_and_depend_on_the_direction() -> None:
    likely = {(i, j): p for i, j, p in readings((range(8), range(8))).pairs(mentions(JANE, REDUX))}

    assert all(((p >= 0) & (p <= 1)).all() and p.shape == (len(PAIR_LABELS),) for p in likely.values())
    assert not np.allclose(likely[0, 1], likely[1, 0])


def test_pairs_that_nothing_can_hold_between_are_left_out_and_change_no_other() -> None:
    read = readings((range(8), range(8)))
    every = {(i, j): p for i, j, p in read.pairs(mentions(JANE, REDUX, ELM))}

    found = {
        (i, j): p
        for i, j, p in read.pairs(mentions(JANE, REDUX, ELM), fits=lambda one, _: one.label_ == "Person")
    }

    assert set(found) == {(0, 1), (0, 2)}
    for pair, likely in found.items():
        np.testing.assert_allclose(likely, every[pair], rtol=1e-5)


def test_roles_are_read_where_a_mention_is_at_home() -> None:
    overlapping = readings((range(6), range(6)), (range(8), range(6, 8)))
    roles = overlapping.roles(mentions(JANE, ELM))

    assert roles.shape == (2, len(ROLE_LABELS))
    assert (roles > 0).all()
    assert not readings((range(4), range(4))).roles(mentions(ELM)).any()


@pytest.mark.parametrize(("gap", "row"), [(1, 0), (2, 0), (3, 1), (8, 3), (81, 7), (-1, 8), (-30, 13)])
def test_the_row_of_a_distance_tells_how_far_and_which_is_first(gap: int, row: int) -> None:
    assert distance_rows(np.array([0, gap]))[0, 1] == row


def test_shares_add_up_to_one() -> None:
    shares = softmax(np.array([[1000.0, 999.0], [-1000.0, -1000.0]]))

    assert np.allclose(shares.sum(axis=1), 1)
    assert shares[0, 0] > shares[0, 1]
    assert shares[1, 0] == 0.5
