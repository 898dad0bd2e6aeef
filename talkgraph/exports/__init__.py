"""The graph in other programs' formats."""

from __future__ import annotations
