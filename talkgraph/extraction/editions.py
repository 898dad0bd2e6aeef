"""Names of events: which part names the edition, which the series, and when two mean the same."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from talkgraph.extraction.lexicon import load_lexicon
from talkgraph.model import Kind, fold

__all__ = [
    "EventWords",
    "edition_and_series",
    "event_words",
    "has_same_words",
    "is_generic_event",
    "is_place_after",
    "places_in",
]

_LONGEST_PLACE = 3  # words
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclass(frozen=True)
class EventWords:
    """The words of a language about events, from ``events.toml``.

    Attributes:
        before, after: words around a name in a title that do not belong to it, longest first.
        separators: what stands between the name and a subtitle.
        edition: what tells an edition from its series.
        tail: an edition's mark right after a name.
        parts: a day or part of one edition, at the end.
        regions: words for a region's edition.
        generic: words that name no event by themselves.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    separators: tuple[str, ...]
    edition: re.Pattern[str]
    tail: re.Pattern[str]
    parts: re.Pattern[str]
    regions: frozenset[str]
    generic: frozenset[str]


@cache
def event_words(language: str) -> EventWords:
    """The packaged words of a language; read once a process."""
    path = files("talkgraph").joinpath("data", language, "events.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))["titles"]
    return EventWords(
        tuple(sorted(table["before"], key=len, reverse=True)),
        tuple(sorted(table["after"], key=len, reverse=True)),
        tuple(table["separators"]),
        re.compile(table["edition"]),
        re.compile(table["tail"]),
        re.compile(table["parts"]),
        frozenset(table["regions"]),
        frozenset(table["generic"]),
    )


def edition_and_series(title: str, language: str = "en") -> tuple[str, str | None]:
    """The event's name in a recap's title, and the name of its series.

    >>> edition_and_series("HumanTalks January 2018")
    ('HumanTalks January 2018', 'HumanTalks')
    >>> edition_and_series("Recap: RubyDay 2019 in Verona")
    ('RubyDay 2019', 'RubyDay')
    >>> edition_and_series("RubyDay 2019 in five talks (well, four)")
    ('RubyDay 2019', 'RubyDay')
    >>> edition_and_series("Pixel & Pulse #9, Paris")
    ('Pixel & Pulse #9', 'Pixel & Pulse')
    >>> edition_and_series("DjangoDay 2012 Day 1")
    ('DjangoDay 2012', 'DjangoDay')
    >>> edition_and_series("Docs or it did not happen")
    ('Docs or it did not happen', None)
    """
    rules = event_words(language)
    name = re.sub(r"[^\w\s)\].!?'’”\"+#]+\s*$", "", title.strip()).strip()
    for words in rules.before:
        name = re.sub(rf"(?i)^{re.escape(words)}\b[\s:,–—-]*(?:the\s+)?", "", name).strip() or name
    for words in rules.after:
        name = re.sub(rf"(?i)[\s:,(–—-]+{re.escape(words)}\)?\s*$", "", name).strip() or name
    whole = rules.parts.sub("", name)
    name = whole if rules.edition.search(whole) else name
    marked = rules.edition.search(name)
    if marked and re.match(r"\s+[a-z(]", name[marked.end() :]):
        name = name[: marked.end()]
    for separator in rules.separators:
        if separator in name:
            parts = name.split(separator)
            with_edition = [part for part in parts if rules.edition.search(part)]
            name = (with_edition or parts)[0].strip()
    name = re.sub(r"\s+(?:in|at|@)\s+[A-Z][\w'’ ,.-]*$", "", name) if marked else name
    if marked and ", " in name:
        before, place = name.rsplit(", ", 1)
        if rules.edition.search(before) and places_in(place, language) == [place]:
            name = before
    series = rules.edition.sub("", name)
    series = re.sub(r"\s{2,}", " ", series).strip(" -–—:,()#")
    return name, series if marked and series and fold(series) != fold(name) else None


def has_same_words(one: str, other: str) -> bool:
    """Whether two names are made of the same words, in whatever order and joined or not.

    >>> has_same_words("CSS Paris", "ParisCSS"), has_same_words("RubyDay", "Day of Ruby")
    (True, False)
    """
    words = [sorted(word.lower() for word in _WORD.findall(name)) for name in (one, other)]
    return len(words[0]) > 1 and words[0] == words[1]


def is_place_after(name: str, series: str) -> bool:
    """Whether a name is a series' name with a place behind it: ``HumanTalks Paris``."""
    words = name.split()
    return any(
        fold(" ".join(words[:i])) == fold(series)
        and any(e.kind == Kind.PLACE for e in load_lexicon().forms.get(" ".join(words[i:]), ()))
        for i in range(1, len(words))
    )


def places_in(name: str, language: str = "en") -> list[str]:
    """The places that an event is named after, in order; "Europe" and the like tell of a series, not where.

    >>> places_in("HumanTalks Paris January 2018"), places_in("RubyConf New York 2019"), places_in("dotJS")
    (['Paris'], ['New York'], [])
    """
    words = re.findall(r"[\w'’-]+(?:\.(?=\w)[\w]+)*", name)
    out: list[str] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST_PLACE), at, -1):
            form = " ".join(words[at:end])
            found = load_lexicon().forms.get(form, ())
            if found and all(e.kind == Kind.PLACE and not e.ordinary for e in found):
                if form.lower() not in event_words(language).regions:
                    out.append(form)
                at = end
                break
        else:
            at += 1
    return out


def is_generic_event(name: str, language: str = "en") -> bool:
    """Whether words stand for some event or session without naming it.

    >>> is_generic_event("September session"), is_generic_event("first meetup"), is_generic_event("dotJS")
    (True, True, False)
    """
    rules = event_words(language)
    left = re.findall(r"\w+", rules.edition.sub("", name).lower())
    return all(word in rules.generic for word in left)
