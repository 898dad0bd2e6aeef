"""Pages of things and recaps as HTML, for whoever serves or writes them.

``portrait`` gathers what a page says, from any graph that holds all that is
said of the thing; ``thing_page`` and ``recap_page`` put it into HTML. Where
the other pages are is the caller's to say, by a function from IRI to address.
"""

from __future__ import annotations

from talkgraph.pages.linked import linked_data, linked_recap
from talkgraph.pages.portrait import Fact, FactGroup, Portrait, portrait
from talkgraph.pages.reading import Passage, RecapReading, read_recap
from talkgraph.pages.rendering import embedded_data, environment, evidence_page, recap_page, thing_page
from talkgraph.pages.sketch import sketch

__all__ = [
    "Fact",
    "FactGroup",
    "Passage",
    "Portrait",
    "RecapReading",
    "embedded_data",
    "environment",
    "evidence_page",
    "linked_data",
    "linked_recap",
    "portrait",
    "read_recap",
    "recap_page",
    "sketch",
    "thing_page",
]
