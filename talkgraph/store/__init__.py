"""The graph on disk, in Oxigraph."""

from __future__ import annotations
