"""Asking the store in SPARQL."""

from __future__ import annotations
