"""Questions with a name, answered as plain data."""

from __future__ import annotations
