"""Files of talk data to documents: which form a file has, and the reader for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from talkgraph.errors import UnreadableError
from talkgraph.sources.failures import parsing
from talkgraph.sources.structured.conferences import is_conferences, read_conferences
from talkgraph.sources.structured.linked import is_linked, read_linked
from talkgraph.sources.structured.pyvideo import is_pyvideo, read_pyvideo
from talkgraph.sources.structured.writing import documents_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkgraph.model import Document
    from talkgraph.sources.structured.programme import Programme

__all__ = ["all_documents", "read_json", "unknown_form"]

_JSON_FORMS = "talks of pyvideo, lists of conferences and events of schema.org"


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


def all_documents(programmes: Iterable[Programme], source: str, first: int = 1) -> tuple[Document, ...]:
    """The documents of all programmes of a file, numbered throughout.

    Args:
        programmes: what the file states.
        source: as in ``Document``, of the first document of the file.
        first: the number of the first document of the programmes.

    Raises:
        SourceError: an abstract cannot be read.
    """
    found: list[Document] = []
    for programme in programmes:
        found += documents_of(programme, source, first + len(found))
    return tuple(found)


def _programmes(value: Any, beside: Sequence[Any]) -> Sequence[Programme] | None:
    if is_pyvideo(value):
        return [read_pyvideo(value, *(each for each in beside if isinstance(each, dict)))]
    if is_conferences(value):
        return read_conferences(value)
    if is_linked(value):
        return read_linked([value])
    return None


def _parsed(text: str, source: str) -> Any:
    with parsing(source, "JSON"):
        return json.loads(text)


def unknown_form(source: str) -> UnreadableError:
    """What to raise for a file that was given itself and is of no known form."""
    return UnreadableError(source, f"is JSON without talks; what is read are {_JSON_FORMS}")
