from __future__ import annotations

from itertools import combinations

from talkgraph.explorer.looks import kind_looks, network_options, pulls, relation_words
from talkgraph.model import Kind, Predicate, relations

NAMES = {Predicate.NAME, Predicate.ALTERNATE_NAME, Predicate.URL}

# M. Okabe and K. Ito, "Color Universal Design"; grey for what stands outside.
PALETTE = {"#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#999999"}


def test_every_kind_has_a_look_of_its_own() -> None:
    looks = kind_looks()
    assert set(looks) == set(Kind)
    for one, two in combinations(looks.values(), 2):
        assert (one.shape, one.hollow) != (two.shape, two.hollow)
    assert {look.color for look in looks.values()} <= PALETTE


def test_every_relation_has_headings_for_both_sides() -> None:
    assert set(relation_words()) == set(relations()) - NAMES
    for words in relation_words().values():
        assert words.outgoing[None]
        assert words.incoming[None]


def test_pulls_are_of_relations() -> None:
    assert set(pulls()) <= set(relation_words())


def test_the_canvas_opens_at_rest() -> None:
    options = network_options()
    assert options["physics"] is False
    assert options["edges"]["smooth"] is False
    assert options["interaction"]["hideEdgesOnDrag"] is True
