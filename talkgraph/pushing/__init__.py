"""A graph into another SPARQL 1.1 store, by SPARQL Update, as far as that store lacks it."""

from __future__ import annotations

from talkgraph.pushing.pushing import DEFAULT_BATCH, PushOutcome, push

__all__ = ["DEFAULT_BATCH", "PushOutcome", "push"]
