"""What all pages of a site are made from, each part computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.explorer import degrees
from talkgraph.graph import project
from talkgraph.model import Kind
from talkgraph.reports import Relatedness, related_talks
from talkgraph.reports.facts import of_kind, talk_entry
from talkgraph.site.addresses import Addresses, Here, checked_address
from talkgraph.site.occasions import occasions
from talkgraph.site.settings import countings, folders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from talkgraph.graph import Recap, TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports import RelatedTalks, TalkEntry
    from talkgraph.site.occasions import Occasion
    from talkgraph.store import Store

__all__ = ["DEFAULT_TITLE", "Material"]

DEFAULT_TITLE = "Who talked about what"
_RELATED = 5


@dataclass(frozen=True, eq=False)  # told apart by identity: a graph takes long to compare
class Material:
    """A graph, and what pages say of it as a whole.

    Attributes:
        graph: the graph.
        base: what the IRIs of its things begin with.
        title: what the site is called.
        address: where the site will be, with a slash at its end, if that is known.
    """

    graph: TalkGraph
    base: str
    title: str = DEFAULT_TITLE
    address: str | None = None

    @classmethod
    def of(cls, store: Store, *, title: str = DEFAULT_TITLE, address: str | None = None) -> Material:
        """The material of an open store.

        Raises:
            ValueError: the address is not one of the web.
        """
        return cls(project(store), store.base, title, None if address is None else checked_address(address))

    @cached_property
    def addresses(self) -> Addresses:
        """Where the pages of things and recaps are."""
        kinds = {iri: thing.kind for iri, thing in self.graph.things.items()}
        return Addresses({**kinds, **dict.fromkeys(self.graph.recaps, Kind.RECAP)}, self.base)

    def here(self, path: str) -> Here:
        """A page, by its file below the root."""
        return Here(path, self.addresses)

    def absolute(self, path: str) -> str | None:
        """The whole address of a file of the site, if that is known."""
        return None if self.address is None else self.address + path

    @cached_property
    def sizes(self) -> Mapping[Kind, int]:
        """How many things there are of each kind that there is, recaps too, in the order of the lists."""
        counts = dict.fromkeys(folders(), 0)
        for thing in self.graph.things.values():
            counts[thing.kind] += 1
        counts[Kind.RECAP] = len(self.graph.recaps)
        return MappingProxyType({kind: count for kind, count in counts.items() if count})

    @cached_property
    def degrees(self) -> Mapping[Iri, int]:
        """How many statements connect each thing to others."""
        return degrees(self.graph)

    @cached_property
    def counts(self) -> Mapping[Iri, int]:
        """What lists count of each thing: the talks of a person, the editions of a series."""
        things = self.graph.things
        found = {
            iri: len(
                {
                    statement.subject
                    for statement in self.graph.incoming.get(iri, ())
                    if statement.predicate in counting.relations
                    and statement.subject in things
                    and things[statement.subject].kind is counting.subjects
                }
            )
            for iri, thing in things.items()
            if (counting := countings().get(thing.kind))
        }
        return MappingProxyType(found)

    @cached_property
    def occasions(self) -> Mapping[Iri, Occasion]:
        """The events, the newest first."""
        return occasions(self.graph)

    @cached_property
    def talks(self) -> Mapping[Iri, TalkEntry]:
        """The talks, as programmes list them."""
        return MappingProxyType(
            {talk: talk_entry(self.graph, talk) for talk in of_kind(self.graph, Kind.TALK)}
        )

    @cached_property
    def related(self) -> Mapping[Iri, RelatedTalks]:
        """The talks that belong beside each talk."""
        prepared = Relatedness(self.graph)
        return MappingProxyType(
            {
                talk: related_talks(self.graph, talk, limit=_RELATED, relatedness=prepared)
                for talk in of_kind(self.graph, Kind.TALK)
            }
        )

    @cached_property
    def frames(self) -> dict[str, tuple[Markup, Markup]]:
        """What stands above and below the content, by the root; ``rendering`` fills it."""
        return {}

    @cached_property
    def recaps_by_source(self) -> Mapping[str, Recap]:
        """The recaps, by their files."""
        return MappingProxyType({recap.source: recap for recap in self.graph.recaps.values()})
