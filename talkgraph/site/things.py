"""Pages of things and recaps."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from talkgraph.explorer import relation_words
from talkgraph.model import Kind, Predicate
from talkgraph.pages import linked_data, linked_recap, portrait, read_recap, sketch
from talkgraph.reports import event_programme
from talkgraph.site.occasions import newest_first
from talkgraph.site.rendering import data_address, list_path, render
from talkgraph.site.settings import folders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.pages import Portrait, RecapReading
    from talkgraph.site.material import Material
    from talkgraph.store import Store

__all__ = ["recap_pages", "thing_pages"]


def thing_pages(material: Material) -> Iterator[tuple[str, bytes]]:
    """A page of each thing: of an event with its programme, of a series with its editions."""
    templates = {Kind.TALK: "talk", Kind.EVENT: "event", Kind.SERIES: "series"}
    for iri, thing in material.graph.things.items():
        here = material.here(material.addresses.path(iri))
        drawn = portrait(material.graph, iri, material.degrees)
        yield render(
            templates.get(thing.kind, "thing"),
            material,
            here,
            title=thing.name,
            linked_data=linked_data(material.graph, iri, partial(data_address, material, here)),
            it=drawn,
            sketch=sketch(drawn, here.address),
            list_address=here.root + list_path(folders()[thing.kind]),
            links={},
            related=material.related.get(iri),
            **_told(material, drawn),
        )


def _told(material: Material, drawn: Portrait) -> dict[str, Any]:
    """What the page of a talk, an event or a series tells in its own way."""
    thing = drawn.thing
    match thing.kind:
        case Kind.TALK:
            return {"talk": material.talks[thing.iri], "occasions": material.occasions}
        case Kind.EVENT:
            return {
                "told": (
                    _heading(Predicate.SUPER_EVENT, Kind.EVENT),
                    _heading(Predicate.SPOKE_AT, Kind.EVENT),
                ),
                "programme": event_programme(material.graph, thing.iri).programme,
                "occasion": material.occasions[thing.iri],
                "recap_of": material.recaps_by_source,
            }
        case Kind.SERIES:
            told = _heading(Predicate.SUPER_EVENT, Kind.SERIES)
            said = {
                fact.other.iri: fact.quotes
                for group in drawn.groups
                if group.heading == told
                for fact in group.facts
                if fact.other is not None and fact.other.iri in material.occasions
            }
            editions = newest_first(material.occasions[event] for event in said)
            return {"told": (told,), "editions": editions, "said": said}
        case _:
            return {}


def _heading(predicate: Predicate, kind: Kind) -> str:
    """The heading above what leads to a thing of a kind."""
    headings = relation_words()[predicate].incoming
    return headings.get(kind, headings[None])


def recap_pages(material: Material, store: Store) -> Iterator[tuple[str, bytes]]:
    """A page of each recap: its sentences, with what was read in them."""
    for iri in material.graph.recaps:
        reading = read_recap(store, iri)
        if reading is not None:
            yield _recap_page(material, reading)


def _recap_page(material: Material, reading: RecapReading) -> tuple[str, bytes]:
    recap = reading.recap
    here = material.here(material.addresses.path(recap.iri))
    return render(
        "recap",
        material,
        here,
        title=recap.title,
        linked_data=linked_recap(recap, partial(data_address, material, here)),
        it=_known(material, reading),
        list_address=here.root + list_path(folders()[Kind.RECAP]),
    )


def _known(material: Material, reading: RecapReading) -> RecapReading:
    """The same without what is said of things that are too uncertain to be in the graph."""
    things = material.graph.things
    passages = (
        replace(
            passage,
            said=tuple(
                said
                for said in passage.said
                if said.subject in things and (said.object is None or said.object in things)
            ),
            named=tuple(naming for naming in passage.named if naming.thing in things),
        )
        for passage in reading.passages
    )
    return replace(reading, passages=tuple(each for each in passages if each.said or each.named))
