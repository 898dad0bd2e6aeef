"""What may stand before a title or a speaker in a line.

"3.", "09:30", "Talk 2:", "Lightning:" lead in; "Speaker:" and "Chair:" say who is named.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["after_lead_in", "field_of", "line_field", "names_speakers"]

_TIME = r"\d{1,2}\s?[:.h]\s?\d{2}(?:\s?(?:am|pm|h))?"


@cache
def _lead_in(language: str) -> re.Pattern[str]:
    path = files("talkgraph").joinpath("data", language, "talks.toml")
    words = sorted(tomllib.loads(path.read_text(encoding="utf-8"))["lead_ins"], key=len, reverse=True)
    word = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    part = (
        rf"[>*•#]+\s+|\(?\d{{1,2}}[.)]\s+|#\d{{1,2}}\b[.:)]?\s+"
        rf"|{_TIME}(?:\s*[-–—]\s*{_TIME})?\s*[:.,–—-]?\s+"
        rf"|(?:{word})(?:\s*(?:#|no\.?|n°)?\s*(?:\d{{1,2}}|one|two|three|four|five|six))?\s*(?::|--?|–|—|\.)\s+"
    )
    return re.compile(rf"(?:{part})*", re.IGNORECASE)


@cache
def _fields(language: str) -> dict[str, str]:
    path = files("talkgraph").joinpath("data", language, "talks.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))["fields"]
    return {word: group for group, words in table.items() for word in words}


def field_of(words: str, language: str = "en") -> str | None:
    """Whether words before a colon announce ``speakers`` or ``others``; None if neither.

    >>> field_of("Speakers"), field_of("Chair"), field_of("Rust")
    ('speakers', 'others', None)
    """
    return _fields(language).get(" ".join(words.lower().split()))


def line_field(doc: Doc, start: int, end: int, language: str = "en") -> str | None:
    """Whom a line of the form "Speaker: …" or "Chair: …" names, as ``field_of`` has it."""
    words, colon, _ = doc[start:end].text.partition(":")
    return field_of(words.strip(" *_-•"), language) if colon else None


def names_speakers(doc: Doc, start: int, end: int, language: str = "en") -> bool:
    """Whether a line is of the form "Speaker: …"."""
    return line_field(doc, start, end, language) == "speakers"


def after_lead_in(doc: Doc, start: int, end: int, language: str = "en") -> int:
    """The first token of a line after what merely leads in; the given start where nothing would be left.

    Args:
        doc: the parsed document.
        start: first token of the line.
        end: the token after its last.
        language: whose words for talks are known.
    """
    if start >= end:
        return start
    line = doc[start:end]
    found = _lead_in(language).match(line.text)
    reach = line.start_char + (found.end() if found else 0)
    first = next((i for i in range(start, end) if doc[i].idx >= reach and not doc[i].is_space), end)
    return first if first < end else start
