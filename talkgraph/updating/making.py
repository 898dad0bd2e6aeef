"""The whole graph by its outlines, a part at a time: what is held in memory is names, and no texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Iri
from talkgraph.store.quads import as_lines, merged_facts
from talkgraph.updating.describing import described_now, recalled
from talkgraph.updating.entering import Role
from talkgraph.updating.restating import restated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkgraph.store.generations import Settings
    from talkgraph.updating.entering import Known
    from talkgraph.updating.guidance import Guidance
    from talkgraph.updating.outlines import Outlines

__all__ = ["graph_of"]

_THINGS_AT_ONCE = 5_000


def graph_of(
    outlines: Outlines, known: Callable[[str], Known | None], settings: Settings, guidance: Guidance
) -> Iterator[bytes]:
    """The N-Quads of a graph, each once and with its line break.

    Args:
        outlines: as ``fill`` left them.
        known: gives the recap of a source, as it was when they were filled.
        settings: with which they were filled.
        guidance: likewise.

    Raises:
        DoubtError: a recap is lost.
    """
    recaps = outlines.rows(
        "SELECT source, iri FROM recap WHERE role <> ? ORDER BY source", str(Role.LEFT_OUT)
    )
    for source, iri in recaps:
        found = recalled(known, source)
        yield from as_lines(described_now(outlines, found, Iri(iri), guidance, settings.base))
    things = [thing for (thing,) in outlines.rows("SELECT id FROM thing ORDER BY iri")]
    for start in range(0, len(things), _THINGS_AT_ONCE):
        some = things[start : start + _THINGS_AT_ONCE]
        yield from as_lines(merged_facts(restated(outlines, some, settings.min_confidence)))
