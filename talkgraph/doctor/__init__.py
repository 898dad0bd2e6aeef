"""Is a store as it should be? Looks at everything in it and changes nothing."""

from __future__ import annotations

from talkgraph.doctor.checking import check_store
from talkgraph.doctor.health import Finding, StoreHealth
from talkgraph.doctor.rendering import FORMATS, render_health

__all__ = ["FORMATS", "Finding", "StoreHealth", "check_store", "render_health"]
