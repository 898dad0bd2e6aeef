"""Talks of pyvideo (github.com/pyvideo/data): one file a talk, the event in ``category.json`` beside them.

What it calls recorded is often the day of the upload, so it dates the document
and not the event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.sources.dates import parse_date
from talkgraph.sources.structured.people import people_in
from talkgraph.sources.structured.programme import Programme, StatedEvent, StatedTalk
from talkgraph.sources.structured.values import address_of, mappings_of, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["is_pyvideo", "read_pyvideo"]

_NOTHING = frozenset({"", "none", "null"})
_CHANNELS = frozenset({"youtube", "vimeo"})


def is_pyvideo(value: object) -> bool:
    """Whether a JSON value is a talk of pyvideo."""
    return isinstance(value, dict) and {"title", "speakers", "videos", "recorded"} <= value.keys()


def read_pyvideo(value: Mapping[str, object], category: Mapping[str, object] | None = None) -> Programme:
    """The talk that a file of pyvideo states.

    Args:
        value: the file.
        category: the file ``category.json`` of its event, if it is there.
    """
    event = text_of(category, "title") if category else ""
    event = event or text_of(value, "category")
    parts = (text_of(value, key) for key in ("summary", "description", "abstract"))
    texts = [part for part in dict.fromkeys(parts) if part.casefold() not in _NOTHING]
    talk = StatedTalk(
        title=text_of(value, "title"),
        speakers=people_in(texts_of(value, "speakers")),
        abstract="\n\n".join(_distinct(texts)),
        published=parse_date(text_of(value, "recorded")),
        address=_recording(value),
        language=text_of(value, "language"),
    )
    if not talk.title:
        return Programme("pyvideo")
    return Programme("pyvideo", StatedEvent(event) if event else None, (talk,))


def _recording(value: Mapping[str, object]) -> str:
    """Where the talk can be watched: on a channel rather than as a file, whose address may not last."""
    videos = sorted(mappings_of(value, "videos"), key=lambda video: text_of(video, "type") not in _CHANNELS)
    return next(filter(None, (address_of(video, "url") for video in videos)), "")


def _distinct(texts: list[str]) -> list[str]:
    """Texts without those that are part of another."""
    return [text for text in texts if not any(text in other and text != other for other in texts)]
