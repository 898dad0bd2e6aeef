"""What resolution takes in and gives out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.model import Claim, Document, Iri, Kind, LocalThing, Rejection, Unread

__all__ = ["RecapClaims", "Resolution", "ResolvedThing"]


@dataclass(frozen=True, slots=True)
class RecapClaims:
    """A recap and what was extracted from it: the input of resolution.

    Attributes:
        document: the recap.
        claims: its claims, sorted.
        rejections: what was considered and dropped or turned round, sorted;
            for those who ask, resolution does not look at it.
        unread: what looked like a name or a talk and produced nothing, in order
            of place; resolution does not look at it either.
    """

    document: Document
    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class ResolvedThing:
    """One thing of the graph.

    Attributes:
        iri: its IRI.
        kind: what it is.
        name: its one main name.
        alternate_names: other names, sorted, without the main one.
    """

    iri: Iri
    kind: Kind
    name: str
    alternate_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which thing each name of each recap stands for.

    Attributes:
        recaps: IRI of each recap by its source.
        things: all things, sorted by IRI.
        links: by recap source and local thing, the IRI of its thing.
    """

    recaps: Mapping[str, Iri]
    things: tuple[ResolvedThing, ...]
    links: Mapping[tuple[str, LocalThing], Iri]
