"""What people had best look at, and what they decide, written where every build finds it."""

from __future__ import annotations

from talkgraph.review.deciding import CHOICES, Choice, Decision, decide, kind_word
from talkgraph.review.doubts import Doubt, Duplicate, UncertainStatement, find_doubts
from talkgraph.review.opening import open_doubts
from talkgraph.review.things import THING_VERBS, correct_thing
from talkgraph.review.writing import add_correction, corrections_path, entry_text

__all__ = [
    "CHOICES",
    "THING_VERBS",
    "Choice",
    "Decision",
    "Doubt",
    "Duplicate",
    "UncertainStatement",
    "add_correction",
    "correct_thing",
    "corrections_path",
    "decide",
    "entry_text",
    "find_doubts",
    "kind_word",
    "open_doubts",
]
