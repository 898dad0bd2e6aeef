"""A server of parts of a graph, as the remote page asks for them, answering inside the browser."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from talkgraph.explorer import Part, degrees, overview, part_tables, remote_page, totals
from talkgraph.explorer.looks import kind_looks
from talkgraph.graph import TalkGraph, years
from talkgraph.model import DEFAULT_BASE, Iri, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Route

__all__ = ["HOST", "PartServer"]

HOST = "http://talkgraph.test"
_MOST_FOUND = 30


@dataclass
class PartServer:
    """Answers requests from one graph, and can be told to fail or to wait.

    Attributes:
        graph: the graph.
        requests: what was asked, in order: path and query.
        broken: the status that it answers everything with; 0 to abort; None to work.
        held: parts of addresses whose requests wait for `release`.
        plain: whether it leaves out the places of things.
    """

    graph: TalkGraph
    requests: list[str] = field(default_factory=list)
    broken: int | None = None
    held: set[str] = field(default_factory=set)
    plain: bool = False
    _waiting: list[Route] = field(default_factory=list)

    def page(self, *, top: int = 20, focus: Iri | None = None) -> str:
        """The page, opening on an overview of which nothing is complete, or on a thing alone."""
        part = self._overview(top) if focus is None else self._part({focus}, set())
        sums = totals(self.graph)
        return remote_page(part, address="/explore", totals=sums, top=top, focus=focus).html

    def answer(self, route: Route) -> None:
        """Fulfil a request for anything below the address."""
        asked = route.request.url.removeprefix(f"{HOST}/explore/")
        self.requests.append(asked)
        if self.broken == 0:
            route.abort()
        elif self.broken is not None:
            route.fulfill(status=self.broken, body="no")
        elif any(each in asked for each in self.held):
            self._waiting.append(route)
        else:
            self._fulfil(route)

    def release(self) -> None:
        """Answer what was held back."""
        self.held.clear()
        while self._waiting:
            self._fulfil(self._waiting.pop(0))

    def _fulfil(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        query = parse_qs(address.query)
        answers = {"part": self._surroundings, "overview": self._overview_of, "find": self._find}
        answer = answers[address.path.rsplit("/", 1)[1]](query)
        if self.plain:
            answer = {**answer, "places": []}
        route.fulfill(body=json.dumps(answer), content_type="application/json")

    def _surroundings(self, query: dict[str, list[str]]) -> Any:
        depth = int(query["depth"][0])
        found = {Iri(name if ":" in name else DEFAULT_BASE + name) for name in query["thing"]}
        found &= self.graph.things.keys()
        complete: set[Iri] = set()
        for _ in range(depth):
            complete = set(found)
            for statement in self._statements(complete):
                found |= {end for end in (statement.subject, statement.object) if end in self.graph.things}
        return part_tables(self._part(found, complete), base=DEFAULT_BASE)

    def _overview_of(self, query: dict[str, list[str]]) -> Any:
        return part_tables(self._overview(int(query["top"][0])), base=DEFAULT_BASE)

    def _overview(self, top: int) -> Part:
        order = overview(self.graph)[:top]
        return self._part(set(order), set(), order)

    def _part(self, things: set[Iri], complete: set[Iri], order: tuple[Iri, ...] = ()) -> Part:
        """The things, the statements of the complete ones, and those between any two."""
        statements = tuple(
            each
            for each in self.graph.statements
            if each.subject in complete
            or each.object in complete
            or (each.subject in things and each.object in things)
        )
        described = {iri: self.graph.things[iri] for iri in sorted(things)}
        part = TalkGraph(described, statements, self.graph.recaps)
        return Part(part, degrees(self.graph), complete, order, years(self.graph))

    def _statements(self, things: Iterable[Iri]) -> Iterable[Any]:
        for thing in things:
            yield from self.graph.outgoing.get(thing, ())
            yield from self.graph.incoming.get(thing, ())

    def _find(self, query: dict[str, list[str]]) -> Any:
        text = fold(query["text"][0])
        kinds = list(kind_looks())
        return [
            {
                "iri": thing.iri.value.removeprefix(DEFAULT_BASE),
                "name": thing.name,
                "matched": name,
                "kind": kinds.index(thing.kind),
            }
            for thing in self.graph.things.values()
            for name in (thing.name, *thing.alternate_names)
            if fold(name).startswith(text)
        ][:_MOST_FOUND]
