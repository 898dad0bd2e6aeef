"""Who is meant by the speakers that a source states: each person once, and nobody by a placeholder."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from talkgraph.model import fold
from talkgraph.sources.cleaning import clean, collapse
from talkgraph.sources.structured.programme import StatedPerson

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["people_in", "person_in"]

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_NO_NAME = re.compile(r"[:—–]|\s\d+(?:\s|$)|https?:")
_SAME = re.compile(r"\s*/\s*")  # between two names of one person
_MOST_WORDS = 6  # of a name; what has more is a title


@dataclass(frozen=True, slots=True)
class _Habits:
    """How people write the speakers of talks."""

    placeholders: frozenset[str]
    marks: re.Pattern[str]
    words: re.Pattern[str]
    before: frozenset[str]
    after: frozenset[str]


@cache
def _habits() -> _Habits:
    text = resources.files("talkgraph").joinpath("data/sources/people.toml").read_text("utf-8")
    values = tomllib.loads(text)
    marks, words = ("|".join(map(re.escape, values["between-names"][key])) for key in ("marks", "words"))
    return _Habits(
        frozenset(map(fold, values["placeholders"])),
        re.compile(r"\s*[,;|]\s*"),
        re.compile(rf"\s*(?:{marks})\s*|\s+(?:{words})\s+"),
        frozenset(map(fold, values["before-names"])),
        frozenset(map(fold, values["after-names"])),
    )


def people_in(stated: Iterable[str]) -> tuple[StatedPerson, ...]:
    """The persons that some strings name, in order, each once.

    A string that lists several persons is taken apart.

    >>> [person.name for person in people_in(["Ana Lopez and Bo Ek", "Various speakers", "Smith, John"])]
    ['Ana Lopez', 'Bo Ek', 'John Smith']
    """
    found: dict[str, StatedPerson] = {}
    for string in stated:
        for part in _parts(collapse(clean(string)).strip()):
            person = person_in(part)
            if person is not None:
                found.setdefault(fold(person.name), person)
    return tuple(found.values())


def person_in(stated: str) -> StatedPerson | None:
    """The person that a string names; None for a placeholder or what cannot be a name.

    What stands in brackets or behind a slash may be another name of theirs.

    >>> person_in("Dr. Lee Yu-Hsun (Lucy Lee)").names
    ('Lee Yu-Hsun', 'Lucy Lee')
    """
    text = collapse(clean(stated)).strip()
    if fold(text) in _habits().placeholders:
        return None
    names = [_BRACKETS.sub(" ", text), *(inside for inside in _BRACKETS.findall(text) if " " in inside)]
    bare = [_bare(name) for whole in names for name in _SAME.split(whole)]
    good = list(dict.fromkeys(name for name in bare if _is_name(name)))
    if not good or good[0] != bare[0]:
        return None
    return StatedPerson(good[0], also=tuple(good[1:]))


def _bare(name: str) -> str:
    """A name without titles, degrees and what surrounds it."""
    words = name.replace(",", " ").strip(" ;.@\"“”'").split()
    while len(words) > 1 and fold(words[0]) in _habits().before:
        words = words[1:]
    while len(words) > 1 and fold(words[-1]) in _habits().after:
        words = words[:-1]
    return " ".join(words)


def _is_name(name: str) -> bool:
    return (
        any(map(str.isalpha, name))
        and not _NO_NAME.search(name)
        and len(name.split()) <= _MOST_WORDS
        and fold(name) not in _habits().placeholders
    )


def _parts(string: str) -> list[str]:
    """A string, taken apart if it lists names."""
    listed = [part for part in _habits().marks.split(string) if part]
    last = listed[-1] if listed else ""
    if len(listed) == 2 and "," in string and len(last.split()) == 1 and _is_name(_bare(last)):
        return [f"{last} {listed[0]}" if len(listed[0].split()) == 1 else string]
    if len(listed) > 1 and not all(map(_is_whole, listed)):
        listed = [string]
    parts = []
    for one in listed:
        several = [part for part in _habits().words.split(one) if part]
        parts += several if all(map(_is_name, map(_bare, several))) else [one]
    return parts


def _is_whole(part: str) -> bool:
    """Whether a part of a list can be a person's whole name, or nobody's."""
    return len(_BRACKETS.sub(" ", part).split()) > 1 or not _is_name(_bare(part))
