from __future__ import annotations

import pytest

from talkgraph.evaluation import Gold, GoldEntity, GoldEvent, GoldRelation, Measure
from talkgraph.graph import TalkGraph
from talkgraph.model import Kind, Predicate
from tests.evaluation.comparing import counted, found
from tests.reports.sketches import Sketch

ENTITIES = (
    GoldEntity("IPFS", Kind.TECHNOLOGY, ("InterPlanetary File System",)),
    GoldEntity("HTTP", Kind.TECHNOLOGY),
    GoldEntity("CERN", Kind.ORGANIZATION),
    GoldEntity("Paris", Kind.PLACE),
    GoldEntity("Numa", Kind.PLACE),
    GoldEntity("dotScale 2016", Kind.EVENT),
    GoldEntity("dotScale", Kind.SERIES),
)


def _stated(*statements: tuple[tuple[Kind, str], Predicate, tuple[Kind, str]]) -> TalkGraph:
    sketch = Sketch()
    for subject, predicate, object_ in statements:
        sketch.say(sketch.thing(*subject), predicate, sketch.thing(*object_))
    return sketch.graph()


def _gold(*relations: GoldRelation) -> Gold:
    return Gold("a.md", entities=ENTITIES, relations=relations)


IPFS, HTTP = (Kind.TECHNOLOGY, "InterPlanetary File System"), (Kind.TECHNOLOGY, "HTTP")
CERN, EDITION, SERIES = (Kind.ORGANIZATION, "CERN"), (Kind.EVENT, "dotScale 2016"), (Kind.SERIES, "dotScale")


def test_a_relation_by_any_names_of_its_ends() -> None:
    graph = _stated((CERN, Predicate.USES, IPFS))
    assert counted(_gold(GoldRelation("CERN", "uses", "IPFS")), graph, Measure.RELATION) == (1, 0, 0)
    turned = _gold(GoldRelation("IPFS", "uses", "CERN"))
    assert counted(turned, graph, "relation uses") == (0, 1, 1)
    assert found(turned, graph, Measure.RELATION) == [
        ("missed", "IPFS uses CERN"),
        ("wrong", "CERN uses InterPlanetary File System"),
    ]


def test_an_alternative_counts_in_either_direction_and_once() -> None:
    gold = _gold(GoldRelation("IPFS", "alternativeTo", "HTTP"), GoldRelation("HTTP", "alternativeTo", "IPFS"))
    for graph in (
        _stated((IPFS, Predicate.ALTERNATIVE_TO, HTTP)),
        _stated((HTTP, Predicate.ALTERNATIVE_TO, IPFS)),
        _stated((IPFS, Predicate.ALTERNATIVE_TO, HTTP), (HTTP, Predicate.ALTERNATIVE_TO, IPFS)),
    ):
        assert counted(gold, graph, Measure.RELATION) == (1, 0, 0)


def test_an_optional_relation_is_neither_asked_for_nor_punished() -> None:
    gold = _gold(GoldRelation("CERN", "uses", "IPFS", optional=True))
    assert counted(gold, _stated((CERN, Predicate.USES, IPFS)), Measure.RELATION) == (0, 0, 0)
    assert counted(gold, TalkGraph(), Measure.RELATION) == (0, 0, 0)


@pytest.mark.parametrize(
    ("field", "name", "predicate", "kind", "asked"),
    [
        ("hosts", "CERN", Predicate.HOST, Kind.ORGANIZATION, 1),
        ("organizers", "CERN", Predicate.ORGANIZER, Kind.ORGANIZATION, 1),
        ("sponsors", "CERN", Predicate.SPONSOR, Kind.ORGANIZATION, 1),
        ("city", "Paris", Predicate.LOCATION, Kind.PLACE, 1),
        ("venue", "Numa", Predicate.LOCATION, Kind.PLACE, 0),
    ],
)
def test_events_state_relations_too(
    field: str, name: str, predicate: Predicate, kind: Kind, asked: int
) -> None:
    gold = Gold("a.md", (GoldEvent("dotScale 2016", related={field: (name,)}),), entities=ENTITIES)
    graph = _stated((EDITION, predicate, (kind, name)))
    assert counted(gold, graph, Measure.RELATION) == (asked, 0, 0)
    assert counted(gold, TalkGraph(), Measure.RELATION) == (0, 0, asked)


def test_an_edition_and_its_series_count_as_one() -> None:
    events = (GoldEvent("dotScale 2016", series="dotScale"),)
    gold = Gold("a.md", events, entities=ENTITIES, relations=(GoldRelation("CERN", "organizes", "dotScale"),))
    for event in (EDITION, SERIES):
        assert counted(gold, _stated((event, Predicate.ORGANIZER, CERN)), Measure.RELATION) == (1, 0, 0)
    apart = Gold("a.md", entities=ENTITIES, relations=gold.relations)
    assert counted(apart, _stated((EDITION, Predicate.ORGANIZER, CERN)), Measure.RELATION) == (0, 1, 1)


def test_relations_of_things_that_the_gold_does_not_know_are_wrong() -> None:
    graph = _stated((CERN, Predicate.USES, (Kind.TECHNOLOGY, "Docker")))
    assert counted(_gold(), graph, Measure.RELATION) == (0, 1, 0)


def test_gold_relations_of_names_that_are_no_entities_are_left_out() -> None:
    gold = _gold(GoldRelation("CERN", "uses", "Docker"))
    assert counted(gold, TalkGraph(), Measure.RELATION) == (0, 0, 0)
