"""Graphs for the explorer's tests, made by hand."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.graph.values import Quote, Recap, Statement, TalkGraph, Thing
from talkgraph.model import DEFAULT_BASE, Iri, Kind, Predicate, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Row = tuple[str, Predicate, str, Sequence[Quote]]

__all__ = ["HOSTILE", "dotscale", "evenings", "hostile", "iri", "many"]

_RECAP = Iri(f"{DEFAULT_BASE}recap/dotscale-2016")
_RECAP_2 = Iri(f"{DEFAULT_BASE}recap/meetup")

HOSTILE = (
    "<img src=x onerror=\"window.ran='img'\">",
    "</script><script>window.ran='script'</script>",
    "<!--<script>",
    "' onmouseover='window.ran=1' \"",
    "javascript:window.ran='url'",
    "{{ 7 * 7 }} ${window.ran=2} &lt;b&gt;",
)


def iri(path: str) -> Iri:
    """The IRI of a thing below the default base."""
    return Iri(DEFAULT_BASE + path)


def _thing(kind: Kind, name: str, *also: str, urls: Sequence[str] = ()) -> Thing:
    return Thing(iri(f"{kind.lower()}/{slug(name)}"), kind, name, tuple(sorted(also)), tuple(urls))


def _graph(things: Iterable[Thing], statements: Iterable[Statement], *recaps: Recap) -> TalkGraph:
    return TalkGraph(
        things=MappingProxyType({thing.iri: thing for thing in sorted(things)}),
        statements=tuple(
            sorted(statements, key=lambda each: (each.subject, each.predicate, str(each.object)))
        ),
        recaps=MappingProxyType({recap.iri: recap for recap in recaps}),
    )


def _quote(text: str, confidence: float = 0.9, recap: Iri = _RECAP) -> Quote:
    return Quote(text, recap, 0, len(text), confidence, "test.by-hand")


def dotscale() -> TalkGraph:
    """Two talks at one event, with what they are about; two recaps, one with an address."""
    presented = _quote("Juan Benet, of Protocol Labs, presented IPFS.")
    built = _quote("IPFS is built on libp2p and inspired by git.", 0.8)
    again = _quote("The InterPlanetary File System is built on libp2p.", 0.7, _RECAP_2)
    permanent, grid = "talk/the-permanent-web", "talk/the-grid"
    event, juan, oliver = "event/dotscale-2016", "person/juan-benet", "person/oliver-keeble"
    ipfs, libp2p, git = "technology/ipfs", "technology/libp2p", "technology/git"
    rows: list[Row] = [
        (event, Predicate.SUPER_EVENT, "eventseries/dotscale", [_quote("dotScale 2016 was in Paris.")]),
        (event, Predicate.LOCATION, "place/paris", [_quote("dotScale 2016 was in Paris.")]),
        (permanent, Predicate.SUPER_EVENT, event, [presented]),
        (permanent, Predicate.PERFORMER, juan, [presented]),
        (permanent, Predicate.ABOUT, ipfs, [presented]),
        (juan, Predicate.WORKS_FOR, "organization/protocol-labs", [presented]),
        (juan, Predicate.CREATED, ipfs, [_quote("His answer is IPFS.", 0.55)]),
        (juan, Predicate.SPOKE_AT, event, []),
        (juan, Predicate.SPOKE_ABOUT, ipfs, []),
        (ipfs, Predicate.BUILDS_ON, libp2p, [built, again]),
        (ipfs, Predicate.INSPIRED_BY, git, [built]),
        (grid, Predicate.SUPER_EVENT, event, [_quote("Oliver Keeble spoke about the grid.")]),
        (grid, Predicate.PERFORMER, oliver, [_quote("Oliver Keeble spoke about the grid.")]),
        (grid, Predicate.ABOUT, "topic/data-storage", [_quote("Detectors make much data.", 0.4)]),
        (oliver, Predicate.SPOKE_AT, event, []),
    ]
    date = Statement(iri(event), Predicate.START_DATE, "2016-04-25", (_quote("On 25 April 2016."),))
    return _graph(
        [
            _thing(Kind.EVENT, "dotScale 2016"),
            _thing(Kind.SERIES, "dotScale"),
            _thing(Kind.PLACE, "Paris"),
            _thing(Kind.TALK, "The permanent web"),
            _thing(Kind.TALK, "The grid"),
            _thing(Kind.PERSON, "Juan Benet", "jbenet", urls=["https://example.org/juan"]),
            _thing(Kind.PERSON, "Oliver Keeble"),
            _thing(Kind.ORGANIZATION, "Protocol Labs"),
            _thing(Kind.TECHNOLOGY, "IPFS", "InterPlanetary File System"),
            _thing(Kind.TECHNOLOGY, "libp2p"),
            _thing(Kind.TECHNOLOGY, "git"),
            _thing(Kind.TOPIC, "data storage"),
            _thing(Kind.TECHNOLOGY, "Erlang"),
        ],
        [
            date,
            *(Statement(iri(one), relation, iri(two), tuple(quotes)) for one, relation, two, quotes in rows),
        ],
        Recap(_RECAP, "A Monday at dotScale", "dotscale.md", "https://example.org/dotscale", "2016-04-26"),
        Recap(_RECAP_2, "The second evening", "meetup.txt"),
    )


def evenings() -> TalkGraph:
    """Three evenings of a series: in 2015, in 2016 and one without a date; each with a talk.

    The organization is linked to speakers only, Zig to a technology only. Rust
    is a subject in 2015 and in 2016, Go in 2015 only, Ada at the evening without a date.
    """
    quote = (_quote("It was said.", 0.8),)
    later = (_quote("It was said again.", 0.8, _RECAP_2),)
    rows: list[Row] = [
        ("event/evening-1", Predicate.SUPER_EVENT, "eventseries/evenings", quote),
        ("event/evening-2", Predicate.SUPER_EVENT, "eventseries/evenings", later),
        ("event/fair", Predicate.LOCATION, "place/paris", quote),
        ("event/evening-2", Predicate.LOCATION, "place/lyon", later),
        ("talk/one", Predicate.SUPER_EVENT, "event/evening-1", quote),
        ("talk/two", Predicate.SUPER_EVENT, "event/evening-2", later),
        ("talk/three", Predicate.SUPER_EVENT, "event/fair", quote),
        ("talk/one", Predicate.PERFORMER, "person/ann", quote),
        ("talk/two", Predicate.PERFORMER, "person/ben", later),
        ("talk/three", Predicate.PERFORMER, "person/cleo", quote),
        ("person/ann", Predicate.WORKS_FOR, "organization/acme", quote),
        ("person/ben", Predicate.WORKS_FOR, "organization/acme", later),
        ("person/ann", Predicate.SPOKE_AT, "event/evening-1", []),
        ("person/ben", Predicate.SPOKE_AT, "event/evening-2", []),
        ("talk/one", Predicate.ABOUT, "technology/rust", quote),
        ("talk/one", Predicate.ABOUT, "technology/go", quote),
        ("talk/two", Predicate.ABOUT, "technology/rust", later),
        ("talk/three", Predicate.ABOUT, "technology/ada", quote),
        ("technology/zig", Predicate.ALTERNATIVE_TO, "technology/go", quote),
        ("technology/zig", Predicate.BUILDS_ON, "technology/llvm", quote),
        ("technology/rust", Predicate.ALTERNATIVE_TO, "technology/ada", later),
    ]
    dates = [("event/evening-1", "2015-03-01", quote), ("event/evening-2", "2016-10-05", later)]
    return _graph(
        [
            _thing(Kind.EVENT, "Evening 1"),
            _thing(Kind.EVENT, "Evening 2"),
            _thing(Kind.EVENT, "Fair"),
            _thing(Kind.SERIES, "Evenings"),
            *(_thing(Kind.TALK, name) for name in ("One", "Two", "Three")),
            *(_thing(Kind.PERSON, name) for name in ("Ann", "Ben", "Cleo")),
            *(_thing(Kind.TECHNOLOGY, name) for name in ("Rust", "Go", "Ada", "Zig", "LLVM")),
            *(_thing(Kind.PLACE, name) for name in ("Paris", "Lyon")),
            _thing(Kind.ORGANIZATION, "Acme"),
        ],
        [
            *(Statement(iri(one), Predicate.START_DATE, date, quotes) for one, date, quotes in dates),
            *(Statement(iri(one), relation, iri(two), tuple(quotes)) for one, relation, two, quotes in rows),
        ],
        Recap(_RECAP, "The first evenings", "first.md", None, "2015-03-02"),
        Recap(_RECAP_2, "The second evening", "meetup.txt"),
    )


def hostile() -> TalkGraph:
    """Things, aliases, addresses, quotes and recaps whose texts try to run as HTML or scripts."""
    names = list(HOSTILE)
    things = [_thing(Kind.EVENT, "evil event", *names)]
    things += [
        Thing(iri(f"technology/evil-{index}"), Kind.TECHNOLOGY, name, (), ("javascript:window.ran='link'",))
        for index, name in enumerate(names)
    ]
    talk = _thing(Kind.TALK, " ".join(names))
    quotes = [Quote(name, _RECAP, 0, len(name), 0.5, name) for name in names]
    statements = [Statement(talk.iri, Predicate.SUPER_EVENT, iri("event/evil-event"), tuple(quotes))]
    statements += [Statement(talk.iri, Predicate.ABOUT, thing.iri, tuple(quotes)) for thing in things[1:]]
    recap = Recap(_RECAP, names[0] + names[1], names[1], "javascript:window.ran='recap'", names[0])
    return _graph([*things, talk], statements, recap)


def many(events: int, talks: int, technologies: int) -> TalkGraph:
    """Events with so many talks each; every talk has a speaker and is about three technologies."""
    quote = (_quote("It was said."),)
    things = [_thing(Kind.EVENT, f"Event {event:03d}") for event in range(events)]
    things += [_thing(Kind.TECHNOLOGY, f"Tool {tool:03d}") for tool in range(technologies)]
    statements = []
    for number in range(events * talks):
        talk = _thing(Kind.TALK, f"Talk {number:04d}")
        speaker = _thing(Kind.PERSON, f"Speaker {number * 7 % (events * talks):04d}")
        things += [talk, speaker]
        ends = [
            (Predicate.SUPER_EVENT, things[number % events].iri),
            (Predicate.PERFORMER, speaker.iri),
            *((Predicate.ABOUT, things[events + number * step % technologies].iri) for step in (1, 2, 3)),
        ]
        statements += [Statement(talk.iri, predicate, end, quote) for predicate, end in dict.fromkeys(ends)]
    return _graph(things, statements, Recap(_RECAP, "A Monday at dotScale", "dotscale.md"))
