"""Whether outlines tell of the same things as the resolution and the merging of all claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.updating.doubt import DoubtError
from talkgraph.updating.entering import Role

if TYPE_CHECKING:
    from talkgraph.resolution import Resolution
    from talkgraph.store import Merged
    from talkgraph.updating.outlines import Outlines

__all__ = ["check_agreement"]


def check_agreement(outlines: Outlines, resolution: Resolution, merged: Merged) -> None:
    """Compares the IRIs of names and recaps, and the things that are there.

    Raises:
        DoubtError: one differs.
    """
    names = outlines.rows(
        "SELECT source, name.kind, name.key, thing.iri FROM name JOIN recap ON recap.id = recap"
        " JOIN thing ON thing.id = thing"
    )
    links = {(source, str(o.kind), o.key): iri.value for (source, o), iri in resolution.links.items()}
    recaps = {source: iri.value for source, iri in resolution.recaps.items()}
    there = {iri for (iri,) in outlines.rows("SELECT iri FROM thing WHERE there")}
    if (
        {(source, kind, key): iri for source, kind, key, iri in names} != links
        or dict(outlines.rows("SELECT source, iri FROM recap WHERE role <> ?", str(Role.LEFT_OUT))) != recaps
        or there != {iri.value for iri in merged.things}
    ):
        raise DoubtError("outlines", "they do not agree with all claims; please report this")
