"""The interactive page."""

from __future__ import annotations
