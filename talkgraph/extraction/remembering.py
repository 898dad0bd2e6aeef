"""What is worked out once a document, and asked for by several components."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

__all__ = ["remembered"]

_T = TypeVar("_T")


def remembered(doc: Doc, what: str, work: Callable[[Doc], _T]) -> _T:
    """The result of some work on a parsed document, kept with it from the first time on.

    Args:
        doc: a document whose tokens do not change any more.
        what: a name for the result, the same for the same work alone.
        work: what to do the first time.
    """
    key = f"talkgraph.{what}"
    if key not in doc.user_data:
        doc.user_data[key] = work(doc)
    kept: _T = doc.user_data[key]
    return kept
