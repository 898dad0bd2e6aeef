"""From names in recaps to things in the graph."""

from __future__ import annotations

from talkgraph.resolution.things import RecapClaims, Resolution, ResolvedThing

__all__ = ["RecapClaims", "Resolution", "ResolvedThing"]
