"""From names in recaps to things in the graph.

``resolve`` compares the things of all recaps, groups those that are one, and
gives each group one name and one IRI.
"""

from __future__ import annotations

from talkgraph.resolution.hints import Hints, NameKey
from talkgraph.resolution.resolving import resolve
from talkgraph.resolution.things import RecapClaims, Resolution, ResolvedThing

__all__ = ["Hints", "NameKey", "RecapClaims", "Resolution", "ResolvedThing", "resolve"]
