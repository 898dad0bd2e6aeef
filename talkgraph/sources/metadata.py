"""What a page's head says: the facts it states about its event, its title, date and address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkgraph.model import BlockKind
from talkgraph.sources.dates import parse_date
from talkgraph.sources.passages import plain_passage

if TYPE_CHECKING:
    from datetime import date

    from talkgraph.sources.passages import Passage

__all__ = ["metadata_passages", "stated_address", "stated_date", "stated_language", "stated_title"]

# The keys that say something about the event, in the order of their passages.
_EVENT_KEYS = (
    "event",
    "series",
    "event_date",
    "city",
    "venue",
    "country",
    "attendance",
    "organizer",
    "organizers",
    "host",
    "hosts",
    "sponsor",
    "sponsors",
    "speaker",
    "speakers",
)
_ADDRESS_KEYS = ("canonical_url", "canonical", "original_url", "url", "link", "permalink")
_DATE_KEYS = ("date", "published", "pubdate", "publishdate", "date_published")
_LANGUAGE_KEYS = ("lang", "language", "locale")
_NAME_KEYS = ("name", "title")


def metadata_passages(values: Mapping[str, object], lines: Mapping[str, int]) -> list[Passage]:
    """One passage ``key: value`` for each fact that front matter states about the event.

    Args:
        values: the front matter; an ``event`` may be a mapping of its own keys.
        lines: the line of each key.
    """
    stated = {key.replace("-", "_"): (value, lines.get(key, 1)) for key, value in values.items()}
    event = values.get("event")
    if isinstance(event, Mapping):
        stated["event"] = (_name(event), lines.get("event", 1))
        for key, value in event.items():
            own = "event_date" if key == "date" else key.replace("-", "_")
            if own not in _NAME_KEYS:
                stated.setdefault(own, (value, lines.get(key, lines.get("event", 1))))
    passages = []
    for key in _EVENT_KEYS:
        value, line = stated.get(key, ("", 1))
        words = _words(value)
        if words:
            passages.append(plain_passage(BlockKind.METADATA, f"{key}: {words}", line=line))
    return passages


def stated_title(values: Mapping[str, object]) -> str | None:
    """The title in front matter."""
    return _first_string(values, ("title",))


def stated_date(values: Mapping[str, object]) -> date | None:
    """The day of publication in front matter."""
    text = _first_string(values, _DATE_KEYS)
    return parse_date(text) if text else None


def stated_address(values: Mapping[str, object]) -> str | None:
    """The page's absolute address in front matter."""
    for key in _ADDRESS_KEYS:
        address = _first_string(values, (key,))
        if address and address.lower().startswith(("http://", "https://")):
            return address
    return None


def stated_language(values: Mapping[str, object]) -> str | None:
    """The two-letter code of the language in front matter."""
    code = (_first_string(values, _LANGUAGE_KEYS) or "").lower()[:2]
    return code if len(code) == 2 and code.isalpha() else None


def _first_string(values: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = values.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _words(value: object) -> str:
    """A value as the author's words: a list with commas, a mapping by its name."""
    if isinstance(value, Mapping):
        return _name(value)
    if isinstance(value, tuple | list):
        return ", ".join(filter(None, map(_words, value)))
    return str(value).strip()


def _name(value: Mapping[str, object]) -> str:
    return _first_string(value, _NAME_KEYS) or ""
