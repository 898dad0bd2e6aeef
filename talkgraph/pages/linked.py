"""A thing in the words of schema.org, as search engines read it in a page.

Source: https://schema.org/Event, https://schema.org/Person and
https://schema.org/Organization.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.model import Iri, Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkgraph.graph import Recap, Statement, TalkGraph, Thing

__all__ = ["linked_data", "linked_recap"]

_TYPES = {
    Kind.TALK: "Event",
    Kind.EVENT: "Event",
    Kind.SERIES: "EventSeries",
    Kind.PERSON: "Person",
    Kind.ORGANIZATION: "Organization",
    Kind.PLACE: "Place",
    Kind.TECHNOLOGY: "Thing",
    Kind.TOPIC: "DefinedTerm",
}
# What schema.org has no word for stays out of it; Turtle has everything.
_OUTGOING = {
    Predicate.SUPER_EVENT: "superEvent",
    Predicate.PERFORMER: "performer",
    Predicate.ABOUT: "about",
    Predicate.START_DATE: "startDate",
    Predicate.LOCATION: "location",
    Predicate.ORGANIZER: "organizer",
    Predicate.SPONSOR: "sponsor",
    Predicate.WORKS_FOR: "worksFor",
}
_INCOMING = {
    (Predicate.SUPER_EVENT, Kind.EVENT): "subEvent",
    (Predicate.SUPER_EVENT, Kind.SERIES): "subEvent",
    (Predicate.PERFORMER, Kind.PERSON): "performerIn",
    (Predicate.WORKS_FOR, Kind.ORGANIZATION): "employee",
}


def linked_data(graph: TalkGraph, thing: Iri, address: Callable[[Iri], str]) -> dict[str, Any]:
    """A thing as one JSON-LD object.

    Args:
        graph: a graph that holds what is said of the thing.
        thing: its IRI.
        address: where the page of a thing is.
    """
    it = graph.things[thing]
    properties: dict[str, list[Any]] = {}
    for name, value in _properties(graph, it, address):
        if value not in properties.setdefault(name, []):
            properties[name].append(value)
    if it.kind is Kind.TALK:
        dates = sorted(str(date) for date in _of_events(graph, it, Predicate.START_DATE))
        places = [_end(graph, place, address) for place in _of_events(graph, it, Predicate.LOCATION)]
        properties |= {"startDate": dates[:1]} if dates else {}
        properties |= {"location": places} if places else {}
    return {
        "@context": "https://schema.org",
        **_named(it, address),
        **{name: values[0] if len(values) == 1 else values for name, values in sorted(properties.items())},
    }


def linked_recap(recap: Recap, address: Callable[[Iri], str]) -> dict[str, Any]:
    """A recap's page as one JSON-LD object: it is based on the recap, wherever that was published.

    Args:
        recap: the recap.
        address: where the page of a recap is.
    """
    about = {"@type": "Article", "@id": recap.iri.value, "headline": recap.title}
    about |= {"url": recap.address} if recap.address else {}
    about |= {"datePublished": recap.published} if recap.published else {}
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": recap.title,
        "url": address(recap.iri),
        "isBasedOn": about,
    }


def _properties(graph: TalkGraph, it: Thing, address: Callable[[Iri], str]) -> Iterator[tuple[str, Any]]:
    for name in it.alternate_names:
        yield "alternateName", name
    for url in it.urls:
        yield "sameAs", url
    for statement in graph.outgoing.get(it.iri, ()):
        property_ = _OUTGOING.get(statement.predicate)
        if property_ is not None:
            yield property_, _end(graph, statement.object, address)
    for statement in graph.incoming.get(it.iri, ()):
        property_ = _incoming(graph, statement, it)
        if property_ is not None:
            yield property_, _end(graph, statement.subject, address)


def _incoming(graph: TalkGraph, statement: Statement, it: Thing) -> str | None:
    return _INCOMING.get((statement.predicate, it.kind)) if statement.subject in graph.things else None


def _end(graph: TalkGraph, end: Iri | str, address: Callable[[Iri], str]) -> Any:
    if isinstance(end, Iri) and end in graph.things:
        return _named(graph.things[end], address)
    return str(end)


def _named(thing: Thing, address: Callable[[Iri], str]) -> dict[str, str]:
    return {
        "@type": _TYPES[thing.kind],
        "@id": thing.iri.value,
        "name": thing.name,
        "url": address(thing.iri),
    }


def _of_events(graph: TalkGraph, it: Thing, predicate: Predicate) -> Iterator[Iri | str]:
    """What is stated of the events that a talk is part of."""
    for statement in graph.outgoing.get(it.iri, ()):
        if statement.predicate is Predicate.SUPER_EVENT and isinstance(statement.object, Iri):
            for stated in graph.outgoing.get(statement.object, ()):
                if stated.predicate is predicate:
                    yield stated.object
