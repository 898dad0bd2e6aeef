"""The kinds of names that are tagged, and the labels of the taggers."""

from __future__ import annotations

from talkgraph.model import Kind

__all__ = ["KINDS", "LABELS"]

KINDS = (Kind.PERSON, Kind.ORGANIZATION, Kind.TECHNOLOGY, Kind.EVENT, Kind.PLACE)
LABELS = ("O", *(f"{edge}-{kind}" for kind in KINDS for edge in "BI"))
"""Outside of names, and beginning and inside of each kind."""
