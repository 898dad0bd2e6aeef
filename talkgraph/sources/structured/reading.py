"""Files of talk data to documents: which form a file has, and the reader for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from talkgraph.errors import UnreadableError
from talkgraph.sources.failures import parsing
from talkgraph.sources.structured.feeds import FEED_ROOTS, read_feed
from talkgraph.sources.structured.pyvideo import is_pyvideo, read_pyvideo
from talkgraph.sources.structured.writing import documents_of
from talkgraph.sources.structured.xmlroot import root_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.model import Document
    from talkgraph.sources.structured.programme import Programme

__all__ = ["read_json", "read_xml", "unknown_form"]

_UNKNOWN = {
    "json": "is JSON without talks; what is read are talks of pyvideo",
    "xml": "is XML without talks; what is read are feeds (RSS, Atom)",
    "feed": "is no feed with entries; what is read are RSS and Atom",
    "calendar": "is no calendar with events; what is read is iCalendar",
}


def read_json(text: str, source: str, *, beside: Sequence[str] = ()) -> tuple[Document, ...] | None:
    """The documents of a JSON file.

    Args:
        text: the whole file.
        source: as in ``Document``.
        beside: what stands in the files that belong to it.

    Returns:
        None if it is of no form that holds talks or events.

    Raises:
        UnreadableError: it is no JSON, or nested too deeply.
        SourceError: a text in it cannot be read.
    """
    programmes = _programmes(_parsed(text, source), [_parsed(each, source) for each in beside])
    if programmes is None:
        return None
    return tuple(document for programme in programmes for document in documents_of(programme, source))


def read_xml(text: str, source: str) -> tuple[Document, ...] | None:
    """The documents of an XML file, by its outermost element.

    Args:
        text: the whole file.
        source: as in ``Document``.

    Returns:
        None if it is of no form that holds talks, events or recaps.

    Raises:
        MissingExtraError: what reads the form is not installed.
        SourceError: it cannot be read.
    """
    return read_feed(text, source) if root_name(text) in FEED_ROOTS else None


def _programmes(value: Any, beside: Sequence[Any]) -> Sequence[Programme] | None:
    if is_pyvideo(value):
        return [read_pyvideo(value, *(each for each in beside if isinstance(each, dict)))]
    return None


def _parsed(text: str, source: str) -> Any:
    with parsing(source, "JSON"):
        return json.loads(text)


def unknown_form(source: str, form: str) -> UnreadableError:
    """What to raise for a file that was given itself and holds nothing that is read.

    Args:
        source: as in ``Document``.
        form: as in ``finding.SUFFIXES``.
    """
    return UnreadableError(source, _UNKNOWN[form])
