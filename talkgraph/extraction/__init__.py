"""From documents to claims.

``Extractor`` runs spaCy's own pipeline over each block of a recap, joins the
parts and lets small components read the whole: names, talks, references,
relations, subjects, topics, the event. ``extraction_of`` turns what they found
into claims, each with its sentence, offsets, confidence and rule, and lists
what was considered and rejected.
"""

from __future__ import annotations

from talkgraph.extraction.extractor import LANGUAGES, Extractor
from talkgraph.extraction.findings import Extraction

__all__ = ["LANGUAGES", "Extraction", "Extractor"]
