"""The explorer over the whole store: a page that asks for what it lacks, and what it is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from talkgraph.explorer import (
    DEFAULT_DEPTH,
    DEFAULT_TOP,
    LARGEST_TOP,
    Part,
    kind_looks,
    part_tables,
    remote_page,
)
from talkgraph.graph import project_part
from talkgraph.server.places import iri_below
from talkgraph.server.replies import Reply

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from talkgraph.model import Iri
    from talkgraph.server.session import Session

__all__ = ["explore", "explore_find", "explore_overview", "explore_part"]

_FOUND = 30
_FARTHEST = 4
_MOST_THINGS = 50
_LONGEST = 200  # characters of a text: no name is longer


def explore(session: Session, *, site: str) -> Reply:
    """The page, opened on its overview."""
    if "explore" not in session.pages:
        page = remote_page(
            _overview(session, DEFAULT_TOP),
            address="explore",
            totals=session.totals,
            depth=DEFAULT_DEPTH,
            title=site,
            base=session.base,
            root="./",
        )
        session.pages["explore"] = page.html.encode()
    # What it may load stands in the page; that no other site may frame it can only stand here.
    headers = {"Content-Security-Policy": "frame-ancestors 'none'", "Referrer-Policy": "same-origin"}
    return Reply(session.pages["explore"], "text/html", headers=headers)


def explore_part(session: Session, *, things: list[str], depth: int) -> Reply:
    """What lies around some things.

    Args:
        session: the open store.
        things: their IRIs, without the base.
        depth: how many steps.
    """
    wanted = (iri_below(session.base, local) for local in things[:_MOST_THINGS])
    known = [iri for iri in wanted if iri is not None]
    found = project_part(session.store, known, depth=min(max(depth, 1), _FARTHEST), between=True)
    dated = {iri: session.years[iri] for iri in found.graph.things if iri in session.years}
    part = Part(found.graph, degrees=found.degrees, complete=found.complete, years=dated)
    return _tables(session, part)


def explore_overview(session: Session, *, top: int) -> Reply:
    """What the overview shows first.

    Args:
        session: the open store.
        top: how many things.
    """
    return _tables(session, _overview(session, min(max(top, 1), LARGEST_TOP)))


def explore_find(session: Session, *, text: str) -> Reply:
    """Things that a text being typed can mean, best first."""
    kinds = list(kind_looks())
    found = session.names.beginning(text, limit=_FOUND) if len(text) <= _LONGEST else []
    return _json(
        [
            {
                "iri": each.thing.iri.value,
                "name": each.thing.name,
                "matched": each.name,
                "kind": kinds.index(each.thing.kind),
            }
            for each in found
        ]
    )


def _overview(session: Session, top: int) -> Part:
    """The first things of the overview, with what is said of them."""
    shown = session.overview[:top]
    found = project_part(session.store, shown)
    dated = {iri: session.years[iri] for iri in found.graph.things if iri in session.years}
    return Part(found.graph, found.degrees, found.complete, order=_known(shown, found.complete), years=dated)


def _known(things: Iterable[Iri], known: frozenset[Iri]) -> tuple[Iri, ...]:
    return tuple(thing for thing in things if thing in known)


def _tables(session: Session, part: Part) -> Reply:
    return _json(part_tables(part, base=session.base))


def _json(value: Any) -> Reply:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Reply(text.encode(), "application/json")
