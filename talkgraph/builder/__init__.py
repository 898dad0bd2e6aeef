"""From paths to a store: runs sources, extraction, resolution and store, in this order."""

from __future__ import annotations

from talkgraph.builder.building import build
from talkgraph.builder.origins import origin_of
from talkgraph.builder.outcome import BuildOutcome, RecapOutcome

__all__ = ["BuildOutcome", "RecapOutcome", "build", "origin_of"]
