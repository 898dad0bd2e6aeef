"""What people correct: read from files beside the recaps, applied on every build.

``parse_corrections`` reads a file, ``correct`` applies what all of them say to
the claims of the recaps before names are compared. ``data/corrections.toml``
describes what a file can say.
"""

from __future__ import annotations

from talkgraph.corrections.correcting import Corrected, CorrectionsInForce, correct
from talkgraph.corrections.finding import CORRECTIONS_FILE, corrections_beside, read_corrections_text
from talkgraph.corrections.keeping import correction_files
from talkgraph.corrections.known import KnownNames, bearers
from talkgraph.corrections.reading import parse_corrections
from talkgraph.corrections.saying import Said, Unmatched
from talkgraph.corrections.values import Correction, CorrectionsFile

__all__ = [
    "CORRECTIONS_FILE",
    "Corrected",
    "Correction",
    "CorrectionsFile",
    "CorrectionsInForce",
    "KnownNames",
    "Said",
    "Unmatched",
    "bearers",
    "correct",
    "correction_files",
    "corrections_beside",
    "parse_corrections",
    "read_corrections_text",
]
