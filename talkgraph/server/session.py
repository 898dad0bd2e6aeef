"""A store that one worker has open, and what it has read of it so far."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from talkgraph.errors import QueryError
from talkgraph.explorer import overview, totals
from talkgraph.graph import all_recaps, index_store, project, project_outline, years
from talkgraph.model import Kind
from talkgraph.questions import readable_examples
from talkgraph.reports.relatedness import Relatedness
from talkgraph.reports.vectors import vectors_beside
from talkgraph.sparql import read_query, saved_queries
from talkgraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from talkgraph.explorer import Totals
    from talkgraph.graph import NameIndex, Recap, TalkGraph
    from talkgraph.model import Iri
    from talkgraph.server.limits import Limits
    from talkgraph.sparql import SavedQuery
    from talkgraph.store import Endpoint, Store

__all__ = ["Session"]

_PROPOSED = 12  # questions


class Session:
    """An open store with its names and its graph, each read when it is first needed.

    Args:
        place: of the store.
        limits: for what is answered.
        own: a folder of saved queries, or None.
        min_confidence: of the claims that make statements; None for that of the build.

    Raises:
        StoreError: the store cannot be opened.
    """

    def __init__(
        self,
        place: Path | Endpoint,
        limits: Limits,
        *,
        own: Path | None = None,
        min_confidence: float | None = None,
    ) -> None:
        self.store: Store = open_store(place, min_confidence=min_confidence)
        self.limits = limits
        self._own = own

    def warm_up(self) -> None:
        """Reads what most requests need, so that no request waits for it."""
        self.names.find("")
        for each in (self.recaps, self.queries):  # read when they are first asked for
            len(each)

    @property
    def base(self) -> str:
        """What the IRIs of things begin with."""
        return self.store.base

    @cached_property
    def names(self) -> NameIndex:
        """The names of all things."""
        return index_store(self.store)

    @cached_property
    def outline(self) -> TalkGraph:
        """The whole graph without its quotes."""
        return project_outline(self.store)

    @cached_property
    def overview(self) -> tuple[Iri, ...]:
        """All things, best for an overview first."""
        return overview(self.outline)

    @cached_property
    def years(self) -> Mapping[Iri, int]:
        """The year of each event and talk that has one."""
        return years(self.outline)

    @cached_property
    def totals(self) -> Totals:
        """How many things and links there are of each kind."""
        return totals(self.outline)

    @cached_property
    def graph(self) -> TalkGraph:
        """The whole graph."""
        return project(self.store)

    @cached_property
    def recaps(self) -> Mapping[Iri, Recap]:
        """The recaps, by IRI."""
        return all_recaps(self.store)

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """Some examples of questions in words that this graph can be asked."""
        return readable_examples(self.names, most=_PROPOSED)

    @cached_property
    def talks(self) -> int:
        """How many talks the graph holds."""
        return sum(thing.kind is Kind.TALK for thing in self.names.things.values())

    @cached_property
    def relatedness(self) -> Relatedness:
        """The whole graph, prepared for asking which talks belong beside a talk."""
        vectors = vectors_beside(self.graph, self.store.place, compute=False)
        return Relatedness(self.graph, vectors=vectors)

    @cached_property
    def pages(self) -> dict[str, bytes]:
        """Pages that are the same for everybody, once they are made, by name."""
        return {}

    @property
    def queries(self) -> Mapping[str, SavedQuery]:
        """The saved queries, those that come along and the user's own, as they are now."""
        return self._library()[0]

    @property
    def unusable(self) -> Mapping[str, str]:
        """What is wrong with those of the user's own queries that cannot be asked, by name."""
        return self._library()[1]

    def _library(self) -> tuple[Mapping[str, SavedQuery], Mapping[str, str]]:
        """Both kinds of queries. One bad file takes only itself away."""
        found, wrong = dict(saved_queries()), dict[str, str]()
        for path in sorted(self._own.glob("*.rq")) if self._own else ():
            found.pop(path.stem, None)
            try:
                query = read_query(path)
                _read_defaults(query)
            except QueryError as error:
                # The client need not know where on this machine the file is.
                wrong[path.stem] = str(error).replace(str(path), path.name)
            else:
                found[path.stem] = query
        return dict(sorted(found.items())), wrong


def _read_defaults(query: SavedQuery) -> None:
    """Reads the values that a query proposes, but for things, which the graph may lack.

    Raises:
        QueryError: one is not of the parameter's type.
    """
    for parameter in query.parameters:
        if parameter.kinds is None and parameter.default is not None:
            parameter.read(parameter.default)
