"""From the claims of all recaps to things with names and IRIs."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.model import DEFAULT_BASE, Kind
from talkgraph.resolution.gathering import gather
from talkgraph.resolution.grouping import group
from talkgraph.resolution.hints import Hints
from talkgraph.resolution.naming import Minter, name_talk, name_thing, recap_iris
from talkgraph.resolution.things import Resolution, ResolvedThing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.model import Iri, LocalThing
    from talkgraph.resolution.things import RecapClaims

__all__ = ["resolve"]


def resolve(
    recaps: Iterable[RecapClaims], *, base: str = DEFAULT_BASE, hints: Hints | None = None
) -> Resolution:
    """Decide which names stand for which things, in all recaps together.

    The outcome depends on the recaps alone, not on their order.

    Args:
        recaps: all recaps of the graph.
        base: what IRIs begin with.
        hints: what people say of names; None for nothing.
    """
    hints = hints or Hints()
    ordered = sorted(recaps, key=lambda recap: recap.document.source)
    groups = group(gather(ordered, hints.documents), hints)
    minter = Minter(base)
    links: dict[tuple[str, LocalThing], Iri] = {}
    names: dict[tuple[str, LocalThing], str] = {}
    things: list[ResolvedThing] = []
    for is_talk in (False, True):
        for members in groups:
            if (members[0].local.kind == Kind.TALK) is is_talk:
                called = name_talk(members, names) if is_talk else name_thing(members, hints)
                iri = minter.mint(called.path, called.told)
                kind = members[0].local.kind
                things.append(ResolvedThing(iri, kind, called.name, called.alternate_names))
                for member in members:
                    links[(member.source, member.local)] = iri
                    names[(member.source, member.local)] = called.name
    return Resolution(
        recaps=MappingProxyType(recap_iris([r.document.source for r in ordered], base)),
        things=tuple(sorted(things)),
        links=MappingProxyType(links),
    )
