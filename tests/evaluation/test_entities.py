from __future__ import annotations

from talkgraph.evaluation import Gold, GoldEntity, GoldEvent, Measure
from talkgraph.model import Kind
from tests.evaluation.comparing import counted, found
from tests.reports.sketches import Sketch

GIT = GoldEntity("Git", Kind.TECHNOLOGY, ("git scm",))
GITHUB = GoldEntity("GitHub", Kind.TECHNOLOGY, other_kinds=(Kind.ORGANIZATION,))
JUAN = GoldEntity("Juan Benet", Kind.PERSON)


def test_any_name_of_either_side_counts() -> None:
    sketch = Sketch()
    sketch.thing(Kind.TECHNOLOGY, "The Git", "Linus's tool")
    sketch.thing(Kind.PERSON, "Benet", "Juan Benet")
    gold = Gold("a.md", entities=(GIT, JUAN, GITHUB))
    assert counted(gold, sketch.graph(), Measure.ENTITY) == (2, 0, 1)
    assert counted(gold, sketch.graph(), "entity Technology") == (1, 0, 1)
    assert found(gold, sketch.graph(), Measure.ENTITY) == [("missed", "Technology GitHub")]


def test_what_the_gold_does_not_list_is_wrong() -> None:
    sketch = Sketch()
    sketch.thing(Kind.PLACE, "Docker")
    gold = Gold("a.md", entities=(GIT,))
    assert counted(gold, sketch.graph(), Measure.ENTITY) == (0, 1, 1)
    assert ("wrong", "Place Docker") in found(gold, sketch.graph(), Measure.ENTITY)


def test_another_type_counts_only_as_any_type() -> None:
    sketch = Sketch()
    sketch.thing(Kind.ORGANIZATION, "Git")
    gold = Gold("a.md", entities=(GIT,))
    assert counted(gold, sketch.graph(), Measure.ENTITY) == (0, 1, 1)
    assert counted(gold, sketch.graph(), "entity Organization") == (0, 1, 0)
    assert counted(gold, sketch.graph(), Measure.ENTITY_OF_ANY_TYPE) == (1, 0, 0)
    assert found(gold, sketch.graph(), Measure.ENTITY) == [("mistyped", "Organization Git, not Technology")]


def test_another_type_that_the_gold_allows_is_right() -> None:
    sketch = Sketch()
    sketch.thing(Kind.ORGANIZATION, "GitHub")
    gold = Gold("a.md", entities=(GITHUB,))
    assert counted(gold, sketch.graph(), "entity Organization") == (1, 0, 0)


def test_of_two_right_types_one_is_one_too_many() -> None:
    sketch = Sketch()
    sketch.thing(Kind.ORGANIZATION, "GitHub")
    sketch.thing(Kind.TECHNOLOGY, "GitHub")
    gold = Gold("a.md", entities=(GITHUB,))
    assert counted(gold, sketch.graph(), Measure.ENTITY) == (1, 1, 0)
    assert counted(gold, sketch.graph(), "entity Technology") == (1, 0, 0)
    assert counted(gold, sketch.graph(), "entity Organization") == (0, 1, 0)


def test_one_entity_as_two_things_is_one_too_many() -> None:
    sketch = Sketch()
    sketch.thing(Kind.TECHNOLOGY, "Git")
    sketch.thing(Kind.TECHNOLOGY, "git scm")
    gold = Gold("a.md", entities=(GIT,))
    assert counted(gold, sketch.graph(), Measure.ENTITY) == (1, 1, 0)
    assert counted(gold, sketch.graph(), Measure.ENTITY_OF_ANY_TYPE) == (1, 1, 0)
    assert [verdict for verdict, _ in found(gold, sketch.graph(), Measure.ENTITY)] == ["not merged"]


def test_a_thing_goes_to_the_entity_of_its_type_and_main_name() -> None:
    sketch = Sketch()
    sketch.thing(Kind.TECHNOLOGY, "Docker")
    sketch.thing(Kind.ORGANIZATION, "Docker")
    company = GoldEntity("Docker Inc.", Kind.ORGANIZATION, ("Docker",))
    product = GoldEntity("Docker", Kind.TECHNOLOGY)
    for entities in ((company, product), (product, company)):
        gold = Gold("a.md", entities=entities)
        assert counted(gold, sketch.graph(), Measure.ENTITY) == (2, 0, 0)


def test_what_is_optional_is_neither_asked_for_nor_punished() -> None:
    sketch = Sketch()
    sketch.thing(Kind.PLACE, "Scrum")
    gold = Gold("a.md", entities=(GoldEntity("Scrum", Kind.TECHNOLOGY, optional=True),))
    assert counted(gold, sketch.graph(), Measure.ENTITY) == (0, 0, 0)
    assert counted(gold, Sketch().graph(), Measure.ENTITY) == (0, 0, 0)


def test_events_are_entities_even_where_they_are_not_listed() -> None:
    gold = Gold("a.md", events=(GoldEvent("dotScale 2016"),))
    assert counted(gold, Sketch().graph(), "entity Event") == (0, 0, 1)
    listed = Gold("a.md", gold.events, entities=(GoldEntity("DotScale 2016", Kind.EVENT),))
    assert counted(listed, Sketch().graph(), "entity Event") == (0, 0, 1)


def test_series_and_editions_are_counted_together_and_topics_not_at_all() -> None:
    sketch = Sketch()
    sketch.thing(Kind.SERIES, "dotScale")
    sketch.thing(Kind.TOPIC, "the web")
    gold = Gold("a.md", entities=(GoldEntity("dotScale", Kind.EVENT),))
    assert counted(gold, sketch.graph(), "entity Event") == (1, 0, 0)
    assert counted(gold, sketch.graph(), Measure.ENTITY) == (1, 0, 0)
