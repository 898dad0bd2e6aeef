"""What a graph says about one thing, looked up for reports.

No report reads statements in a way of its own: all of them ask here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.model import Iri, Kind, Predicate, relations
from talkgraph.reports.values import Citation, Item, TalkEntry, Value, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkgraph.graph.values import Quote, Statement, TalkGraph

__all__ = [
    "Step",
    "backwards",
    "citations",
    "connected",
    "item",
    "linked",
    "mentions_in_order",
    "of_kind",
    "place_in_recap",
    "quoted",
    "sources",
    "talk_entry",
    "talks_in_order",
    "targets",
    "values",
    "walk",
]

Step: TypeAlias = "tuple[Predicate, bool]"
"""A predicate, and whether it is followed from its object to its subject."""

_UNDATED = "~"  # sorts behind every ISO date


def citations(graph: TalkGraph, statements: Iterable[Statement]) -> tuple[Citation, ...]:
    """The sentences behind some statements, each once, most certain first."""
    return quoted(graph, [quote for statement in statements for quote in statement.quotes])


def quoted(graph: TalkGraph, quotes: Iterable[Quote]) -> tuple[Citation, ...]:
    """The sentences of some quotes, each once, most certain first, then by recap and place."""
    found = quotes if isinstance(quotes, list) else list(quotes)
    if len(found) == 1:  # as nearly all statements have
        return (_citation(graph, found[0]),)
    in_order = sorted(found, key=lambda quote: (-quote.confidence, quote.recap.value, quote.start, quote.end))
    first: dict[tuple[str, str], Citation] = {}
    for citation in (_citation(graph, quote) for quote in in_order):
        first.setdefault((citation.source, citation.quote), citation)
    return tuple(first.values())


def _citation(graph: TalkGraph, quote: Quote) -> Citation:
    recap = graph.recaps.get(quote.recap)
    if recap is None:
        return Citation(quote.text, str(quote.recap), str(quote.recap), None, None, quote.confidence)
    return Citation(quote.text, recap.title, recap.source, recap.published, recap.address, quote.confidence)


def linked(
    graph: TalkGraph, thing: Iri, predicate: Predicate, *, inverse: bool = False
) -> Iterator[tuple[Iri, Statement]]:
    """The things that one predicate connects with a thing, each with the statement.

    Args:
        graph: the graph; things that it lacks are left out.
        thing: IRI of the thing.
        predicate: which; a symmetric one is followed both ways.
        inverse: whether the thing is the object instead of the subject.
    """
    both = relations()[predicate].symmetric
    if not inverse or both:
        for statement in graph.outgoing_of(thing, predicate):
            target = statement.object
            if isinstance(target, Iri) and target in graph.things:
                yield target, statement
    if inverse or both:
        for statement in graph.incoming_of(thing, predicate):
            if statement.subject in graph.things:
                yield statement.subject, statement


def walk(graph: TalkGraph, start: Iri, path: Sequence[Step]) -> Iterator[tuple[Iri, tuple[Statement, ...]]]:
    """The things that a path leads to, each with the statements on the way, once for each way.

    Args:
        graph: the graph; things that it lacks are left out.
        start: IRI of the thing where it begins.
        path: one step after the other: a predicate, and whether it is followed from its object.
    """
    predicate, inverse = path[0]
    for thing, statement in linked(graph, start, predicate, inverse=inverse):
        if len(path) == 1:
            yield thing, (statement,)
        else:
            for end, rest in walk(graph, thing, path[1:]):
                yield end, (statement, *rest)


def backwards(path: Sequence[Step]) -> tuple[Step, ...]:
    """The path that leads back."""
    return tuple((predicate, not inverse) for predicate, inverse in reversed(path))


def targets(graph: TalkGraph, thing: Iri, predicate: Predicate) -> tuple[Item, ...]:
    """The things that a thing's statements lead to, by name; symmetric ones from either end."""
    return connected(graph, linked(graph, thing, predicate))


def sources(graph: TalkGraph, thing: Iri, predicate: Predicate) -> tuple[Item, ...]:
    """The things whose statements lead to a thing, by name."""
    return connected(graph, linked(graph, thing, predicate, inverse=True))


def connected(graph: TalkGraph, found: Iterable[tuple[Iri, Statement]]) -> tuple[Item, ...]:
    """Things with the statements that connect them, each thing once, by name, then by IRI."""
    statements: dict[Iri, list[Statement]] = {}
    for iri, statement in found:
        statements.setdefault(iri, []).append(statement)
    items = [item(graph, iri, citations(graph, group)) for iri, group in statements.items()]
    if len(items) > 1:
        items.sort(key=lambda each: (each.name.casefold(), each.iri))
    return tuple(items)


def item(graph: TalkGraph, iri: Iri, evidence: tuple[Citation, ...] = ()) -> Item:
    """A thing of the graph as reports name it."""
    thing = graph.things[iri]
    return Item(thing.iri, thing.kind, thing.name, evidence)


def values(graph: TalkGraph, thing: Iri, predicate: Predicate) -> tuple[Value, ...]:
    """The values that a thing's statements give, most certain first, then in order."""
    found = sorted(
        (statement for statement in graph.outgoing_of(thing, predicate) if isinstance(statement.object, str)),
        key=lambda statement: (-statement.confidence, str(statement.object)),
    )
    return tuple(Value(str(statement.object), citations(graph, [statement])) for statement in found)


def talk_entry(graph: TalkGraph, talk: Iri) -> TalkEntry:
    """A talk with its event, date, speakers and subjects.

    Of several events or dates the most certain one counts, then the first.
    """
    return _talk_entry(graph, talk, {})


def _talk_entry(graph: TalkGraph, talk: Iri, known: dict[Iri, tuple[Value, ...]]) -> TalkEntry:
    """The same, where the dates of some events are known: each talk of an event may be told with its date."""
    events = _most_certain_first(targets(graph, talk, Predicate.SUPER_EVENT))
    dates: tuple[Value, ...] = ()
    if events:
        if events[0].iri not in known:
            known[events[0].iri] = values(graph, events[0].iri, Predicate.START_DATE)
        dates = known[events[0].iri]
    speakers = targets(graph, talk, Predicate.PERFORMER)
    subjects = _most_certain_first(targets(graph, talk, Predicate.ABOUT))
    about = tuple(sorted(subjects, key=lambda each: each.kind is Kind.TOPIC))
    return TalkEntry(
        iri=talk,
        name=graph.things[talk].name,
        date=dates[0].text if dates else None,
        event=events[0] if events else None,
        speakers=speakers,
        about=about,
        evidence=merged(
            *(each.evidence for each in (*events[:1], *speakers, *about)),
            *(date.evidence for date in dates[:1]),
        ),
    )


def _most_certain_first(items: tuple[Item, ...]) -> tuple[Item, ...]:
    if len(items) < 2:  # as those of most talks
        return items
    return tuple(sorted(items, key=lambda each: -each.evidence[0].confidence if each.evidence else -1.0))


def talks_in_order(graph: TalkGraph, talks: Iterable[Iri]) -> tuple[TalkEntry, ...]:
    """Talks by date, event and place in the programme; those without a date come last."""
    known: dict[Iri, tuple[Value, ...]] = {}
    return _in_order(graph, (_talk_entry(graph, talk, known) for talk in set(talks)))


def mentions_in_order(graph: TalkGraph, thing: Iri, *, without: Iterable[Iri] = ()) -> tuple[TalkEntry, ...]:
    """The talks that mention a thing, in the order of ``talks_in_order``.

    Their evidence is the sentences that name the thing.

    Args:
        graph: the graph.
        thing: IRI of the thing.
        without: IRIs of talks to leave out.
    """
    left_out = set(without)
    known: dict[Iri, tuple[Value, ...]] = {}
    return _in_order(
        graph,
        (
            replace(_talk_entry(graph, talk, known), evidence=citations(graph, [statement]))
            for talk, statement in linked(graph, thing, Predicate.MENTIONS, inverse=True)
            if talk not in left_out
        ),
    )


def _in_order(graph: TalkGraph, talks: Iterable[TalkEntry]) -> tuple[TalkEntry, ...]:
    return tuple(
        sorted(
            talks,
            key=lambda talk: (
                talk.date or _UNDATED,
                talk.event.name if talk.event else _UNDATED,
                place_in_recap(graph, talk.iri),
                talk.iri,
            ),
        )
    )


def place_in_recap(graph: TalkGraph, thing: Iri) -> tuple[str, int]:
    """Where a thing's own statements begin: the recap, and the offset in its text."""
    places = [
        (quote.recap.value, quote.start)
        for statement in graph.outgoing.get(thing, ())
        for quote in statement.quotes
    ]
    return min(places, default=("", 0))


def of_kind(graph: TalkGraph, kind: Kind) -> tuple[Iri, ...]:
    """The IRIs of all things of a kind, in order."""
    return tuple(sorted(iri for iri, thing in graph.things.items() if thing.kind is kind))
