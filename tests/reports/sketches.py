"""Graphs made by hand for the tests of reports."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

from talkgraph.graph import Quote, Recap, Statement, TalkGraph, Thing
from talkgraph.model import DEFAULT_BASE, Evidence, Iri, Kind, Predicate, Unread, UnreadAs, slug

__all__ = ["CONFIDENCE", "Sketch", "six_talks"]

CONFIDENCE = 0.8

_PATHS = {Kind.SERIES: "series"}


class Sketch:
    """A graph that grows statement by statement; things are named by IRI, sentences follow each other."""

    def __init__(self) -> None:
        self._things: dict[Iri, Thing] = {}
        self._statements: list[Statement] = []
        self._recaps: dict[Iri, Recap] = {}
        self._unread: dict[Iri, tuple[Unread, ...]] = {}
        self._said = 0

    def thing(self, kind: Kind, name: str, *also: str, urls: tuple[str, ...] = ()) -> Iri:
        iri = Iri(f"{DEFAULT_BASE}{_PATHS.get(kind, kind.lower())}/{slug(name)}")
        self._things[iri] = Thing(iri, kind, name, tuple(sorted(also)), urls)
        return iri

    def recap(self, title: str, published: str | None = None, address: str | None = None) -> Iri:
        iri = Iri(f"{DEFAULT_BASE}recap/{slug(title)}")
        self._recaps[iri] = Recap(iri, title, f"{slug(title)}.md", address, published)
        return iri

    def say(
        self,
        subject: Iri,
        predicate: Predicate,
        object_: Iri | str,
        quote: str = "",
        *,
        recap: Iri | None = None,
        confidence: float = CONFIDENCE,
    ) -> None:
        """States something in a sentence of its own, or in the given one."""
        self._said += 1
        text = quote or f"Sentence {self._said}."
        where = recap or self.recap("Notes", "2016-05-01")
        start = 100 * self._said
        said = Quote(text, where, start, start + len(text), confidence, "tests.by-hand")
        self._statements.append(Statement(subject, predicate, object_, (said,)))

    def derive(self, subject: Iri, predicate: Predicate, object_: Iri) -> None:
        """States something without a sentence."""
        self._statements.append(Statement(subject, predicate, object_))

    def miss(self, words: str, seen_as: UnreadAs, quote: str, *, recap: Iri) -> None:
        """Leaves words of a recap unread, in a sentence."""
        unread = Unread(words, seen_as, 1, Evidence(0, len(quote), quote))
        self._unread[recap] = (*self._unread.get(recap, ()), unread)

    def graph(self, *, backwards: bool = False) -> TalkGraph:
        statements = sorted(
            self._statements,
            key=lambda each: (each.subject, each.predicate, str(each.object)),
            reverse=backwards,
        )
        return TalkGraph(
            things=MappingProxyType(dict(sorted(self._things.items(), reverse=backwards))),
            statements=tuple(statements),
            recaps=MappingProxyType(dict(sorted(self._recaps.items(), reverse=backwards))),
            unread=MappingProxyType(dict(sorted(self._unread.items(), reverse=backwards))),
        )


def six_talks() -> TalkGraph:
    """Six talks at three events, told in two recaps; one of them about nothing, by nobody."""
    sketch = Sketch()
    talk, event = partial(sketch.thing, Kind.TALK), partial(sketch.thing, Kind.EVENT)
    person, organization = partial(sketch.thing, Kind.PERSON), partial(sketch.thing, Kind.ORGANIZATION)
    technology = partial(sketch.thing, Kind.TECHNOLOGY)
    monday = sketch.recap("A Monday", "2016-04-27", "https://blog.example/monday")
    evening = sketch.recap("An evening")

    dotscale, meetup, web = event("dotScale 2016"), event("Electron Meetup #1"), event("Web Evening")
    dotscale_series = sketch.thing(Kind.SERIES, "dotScale")
    juan = person("Juan Benet", "Juan", urls=("https://juan.example/",))
    alice, eve, baptiste, maxence = map(person, ("Alice Martin", "Eve Roy", "Baptiste", "Maxence Haltel"))
    labs, algolia, hosts = map(organization, ("Protocol Labs", "Algolia", "Théâtre Ltd"))
    ipfs = technology("IPFS", "InterPlanetary File System")
    docker, git, libp2p = map(technology, ("Docker", "git", "libp2p"))
    nuts, server, electron = map(technology, ("Nuts", "electron-release-server", "Electron"))
    updates = sketch.thing(Kind.TOPIC, "auto-update")

    permanent = talk("The permanent web")
    files = talk("Files without servers")
    boxes = talk("Boxes everywhere")
    fresh = talk("Always fresh")
    systems = talk("Three systems, one code")
    silence = talk("Silence")

    says = partial(sketch.say, recap=monday)
    says(dotscale, Predicate.SUPER_EVENT, dotscale_series)
    says(dotscale, Predicate.START_DATE, "2016-04-25", "It was the 25th of April.")
    says(dotscale, Predicate.ATTENDANCE, "800")
    says(dotscale, Predicate.HOST, hosts)
    says(boxes, Predicate.SUPER_EVENT, dotscale)
    says(boxes, Predicate.PERFORMER, eve, "Eve Roy showed Docker.")
    says(boxes, Predicate.ABOUT, docker, "Eve Roy showed Docker.")
    says(eve, Predicate.WORKS_FOR, algolia, "Eve is with Algolia.")
    says(permanent, Predicate.SUPER_EVENT, dotscale)
    says(permanent, Predicate.PERFORMER, juan, "Juan Benet showed IPFS.")
    says(permanent, Predicate.ABOUT, ipfs, "Juan Benet showed IPFS.")
    says(permanent, Predicate.MENTIONS, docker, "It runs in Docker.")
    says(permanent, Predicate.MENTIONS, git, "It owes a lot to git.")
    says(juan, Predicate.WORKS_FOR, labs)
    says(juan, Predicate.CREATED, ipfs)
    says(ipfs, Predicate.BUILDS_ON, libp2p, "IPFS builds on libp2p.")
    says(ipfs, Predicate.INSPIRED_BY, git, "It owes a lot to git.")

    says = partial(sketch.say, recap=evening)
    says(meetup, Predicate.START_DATE, "2017-04-06")
    for given, speaker, subject in ((fresh, baptiste, nuts), (systems, maxence, server)):
        says(given, Predicate.SUPER_EVENT, meetup)
        says(given, Predicate.PERFORMER, speaker)
        says(given, Predicate.ABOUT, subject)
        says(given, Predicate.MENTIONS, electron)
    says(fresh, Predicate.ABOUT, updates, confidence=0.9)
    says(baptiste, Predicate.WORKS_FOR, algolia, "Baptiste works at Algolia.")
    says(nuts, Predicate.ALTERNATIVE_TO, server, "Take Nuts or the server.")
    says(algolia, Predicate.USES, electron)
    for given in (files, silence):
        says(given, Predicate.SUPER_EVENT, web)
    says(files, Predicate.PERFORMER, alice)
    says(files, Predicate.ABOUT, ipfs, "Alice spoke of IPFS too.")
    says(files, Predicate.MENTIONS, juan, "She quoted Juan.")
    sketch.derive(juan, Predicate.SPOKE_AT, dotscale)
    sketch.derive(juan, Predicate.SPOKE_ABOUT, ipfs)
    sketch.miss("Juan Bennet", UnreadAs.LINKED, "Juan Benet showed IPFS.", recap=monday)
    return sketch.graph()
