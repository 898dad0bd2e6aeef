"""Talk data that already has structure.

Each form of file has a module that says what it states, as a ``Programme`` of
an event and its talks; ``documents_of`` writes that as documents, the
statements with them. The entries of a feed are recaps, and become documents
at once.
"""

from __future__ import annotations

from talkgraph.sources.structured.calendars import read_calendar
from talkgraph.sources.structured.feeds import read_feed
from talkgraph.sources.structured.pages import read_page
from talkgraph.sources.structured.programme import Programme, StatedEvent, StatedPerson, StatedTalk
from talkgraph.sources.structured.reading import read_json, read_xml, unknown_form
from talkgraph.sources.structured.writing import documents_of

__all__ = [
    "Programme",
    "StatedEvent",
    "StatedPerson",
    "StatedTalk",
    "documents_of",
    "read_calendar",
    "read_feed",
    "read_json",
    "read_page",
    "read_xml",
    "unknown_form",
]
