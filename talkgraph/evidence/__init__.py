"""What stands behind a graph's statements, and what was read beside them.

``explain`` looks up in a store why something is stated, why it is not, or why a
thing is there, and gives plain data that lays itself out as reports do.
"""

from __future__ import annotations

from talkgraph.evidence.explaining import explain
from talkgraph.evidence.explanation import Explanation
from talkgraph.evidence.kept import claim_words
from talkgraph.evidence.presence import Presence
from talkgraph.evidence.values import Considered, Sentence, StatementEvidence, Support

__all__ = [
    "Considered",
    "Explanation",
    "Presence",
    "Sentence",
    "StatementEvidence",
    "Support",
    "claim_words",
    "explain",
]
