"""The graph held against its SHACL shapes."""

from __future__ import annotations
