"""Files of talk data to documents: which form a file has, and the reader for it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from talkgraph.errors import UnreadableError
from talkgraph.sources.failures import parsing
from talkgraph.sources.structured.conferences import is_conferences, read_conferences
from talkgraph.sources.structured.feeds import FEED_ROOTS, read_feed
from talkgraph.sources.structured.linked import is_linked, read_linked
from talkgraph.sources.structured.pyvideo import is_pyvideo, read_pyvideo
from talkgraph.sources.structured.schedule import is_schedule, read_schedule, read_schedule_xml
from talkgraph.sources.structured.sessionize import is_sessionize, read_sessionize
from talkgraph.sources.structured.writing import all_documents
from talkgraph.sources.structured.xmlroot import root_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.model import Document
    from talkgraph.sources.structured.programme import Programme

__all__ = ["read_json", "read_xml", "unknown_form"]

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")  # what it says of bytes is decoded already
_UNKNOWN = {
    "json": (
        "is JSON without talks; what is read are talks of pyvideo, schedules of pretalx and frab, "
        "programmes of Sessionize, lists of conferences and events of schema.org"
    ),
    "xml": "is XML without talks; what is read are schedules of pretalx and frab, and feeds (RSS, Atom)",
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
    return all_documents(programmes, source)


def read_xml(text: str, source: str) -> tuple[Document, ...] | None:
    """The documents of an XML file, by its outermost element.

    No entity of its own is taken for what it stands for, and nothing is fetched.

    Args:
        text: the whole file.
        source: as in ``Document``.

    Returns:
        None if it is of no form that holds talks, events or recaps.

    Raises:
        MissingExtraError: what reads the form is not installed.
        UnreadableError: it is no XML, or nested too deeply.
        SourceError: a text in it cannot be read.
    """
    from lxml.etree import XMLParser, fromstring

    name = root_name(text)
    if name in FEED_ROOTS:
        return read_feed(text, source)
    if name != "schedule":
        return None  # also a template of a site, which is no XML yet
    with parsing(source, "XML"):
        parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = fromstring(_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"), parser)
    return all_documents([read_schedule_xml(root)], source)


def _programmes(value: Any, beside: Sequence[Any]) -> Sequence[Programme] | None:
    if is_pyvideo(value):
        return [read_pyvideo(value, *(each for each in beside if isinstance(each, dict)))]
    if is_schedule(value):
        return [read_schedule(value)]
    if is_conferences(value):
        return read_conferences(value)
    if is_sessionize(value):
        return [read_sessionize(value)]
    if is_linked(value):
        return read_linked([value])
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
