"""Names that are known beforehand, with what they usually stand for.

The files under ``talkgraph/data/lexicon/`` are built from maintained lists by
``lexicon/build.py``; the columns are described in ``lexicon/README.md``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.extraction.remembering import remembered
from talkgraph.extraction.words import words_of
from talkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

__all__ = ["VOUCHED_KINDS", "Entry", "Hit", "Lexicon", "hits_of", "load_lexicon", "vouching"]

_TABLES = (
    ("technologies.tsv", Kind.TECHNOLOGY),
    ("organizations.tsv", Kind.ORGANIZATION),
    ("events.tsv", Kind.SERIES),
    ("places.tsv", Kind.PLACE),
)
_COLUMNS = ("name", "aliases", "kind", "ordinary", "organization")
_LONGEST_NAME = 6  # tokens
_VOUCHED: ContextVar[Lexicon | None] = ContextVar("vouched", default=None)

VOUCHED_KINDS = frozenset(kind for _, kind in _TABLES)
"""The kinds of things whose names people can vouch for: those that the lexicon has."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One meaning of a form.

    Attributes:
        kind: what it stands for.
        name: the entry's main name.
        detail: the finer kind, such as ``"database"`` or ``"city"``.
        ordinary: whether this form is also an ordinary word, so that context must decide.
        organization: whether a technology's name is also its maker's.
    """

    kind: Kind
    name: str
    detail: str = ""
    ordinary: bool = False
    organization: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A form of the lexicon found in a text: token offsets and what it may stand for."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    exact: bool

    @property
    def ordinary(self) -> bool:
        """Whether only context can tell that it is a name."""
        return not self.exact or all(entry.ordinary for entry in self.entries)

    def stands_for(self, kind: Kind) -> Entry | None:
        """The entry of a kind, if there is one."""
        return next((entry for entry in self.entries if entry.kind == kind), None)


@dataclass(frozen=True)
class Lexicon:
    """Forms with their meanings.

    Attributes:
        forms: what each spelling stands for.
        lowered: the spellings that a form in small letters may mean.
        given_names: first names, in small letters; True where it is also an ordinary word.
        ordinary_words: the commonest words of English, in small letters.
    """

    forms: Mapping[str, tuple[Entry, ...]]
    lowered: Mapping[str, tuple[Entry, ...]]
    given_names: Mapping[str, bool]
    ordinary_words: frozenset[str]

    def find(self, doc: Doc) -> Iterator[Hit]:
        """The longest forms in a text, from left to right, not overlapping."""
        text, words, at = doc.text, words_of(doc), 0
        while at < len(doc):
            hit = self._longest(text, words.starts[at], words.ends[at : at + _LONGEST_NAME], at)
            if hit is None:
                at += 1
            else:
                yield hit
                at = hit.end

    def _longest(self, text: str, start: int, ends: Sequence[int], at: int) -> Hit | None:
        for count in range(len(ends), 0, -1):
            form = text[start : ends[count - 1]]
            found = self.forms.get(form)
            if found:
                return Hit(at, at + count, found, exact=True)
            found = self.lowered.get(form.lower())
            if found:
                return Hit(at, at + count, found, exact=False)
        return None


def hits_of(doc: Doc) -> Sequence[Hit]:
    """What the lexicon finds in a document, as it knows names when it is asked first."""
    return remembered(doc, "hits", lambda doc: tuple(load_lexicon().find(doc)))


def _rows(name: str) -> Iterator[list[str]]:
    """The columns of ``_COLUMNS`` of each line of a table; empty where the table has no such column."""
    text = files("talkgraph").joinpath("data", "lexicon", name).read_text(encoding="utf-8")
    head, *rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    places = [head.index(column) if column in head else len(head) for column in _COLUMNS]
    for row in rows:
        padded = [*row, *[""] * (len(head) + 1 - len(row))]
        yield [padded[place] for place in places]


def _words(name: str) -> Iterator[list[str]]:
    text = files("talkgraph").joinpath("data", "lexicon", name).read_text(encoding="utf-8")
    yield from (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def load_lexicon() -> Lexicon:
    """The packaged lexicon, and within ``vouching`` the names that people vouch for."""
    return _VOUCHED.get() or _packaged()


class _Both(Mapping[str, tuple[Entry, ...]]):
    """Two tables as one; what the first has, it has alone."""

    def __init__(
        self, first: Mapping[str, tuple[Entry, ...]], second: Mapping[str, tuple[Entry, ...]]
    ) -> None:
        self._first = first
        self._second = second

    def __getitem__(self, form: str) -> tuple[Entry, ...]:
        return self._first[form] if form in self._first else self._second[form]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._first, **self._second})

    def __len__(self) -> int:
        return len(self._first.keys() | self._second.keys())


@contextmanager
def vouching(names: Mapping[str, Kind]) -> Iterator[None]:
    """Lets the lexicon know some names, and nothing else of them than what they are told to stand for.

    Args:
        names: each as it is written, with its kind; kinds that the lexicon lacks are passed over.
    """
    base = _packaged()
    known: dict[str, tuple[Entry, ...]] = {
        name: (Entry(kind, name, ordinary=name.lower() in base.ordinary_words),)
        for name, kind in names.items()
        if kind in VOUCHED_KINDS
    }
    lowered: dict[str, tuple[Entry, ...]] = {}
    for name, entries in sorted(known.items()):
        lowered[name.lower()] = (*lowered.get(name.lower(), ()), *entries)
    more = replace(base, forms=_Both(known, base.forms), lowered=_Both(lowered, base.lowered))
    token = _VOUCHED.set(more if known else None)
    try:
        yield
    finally:
        _VOUCHED.reset(token)


def _sorted(entries: list[Entry]) -> tuple[Entry, ...]:
    """Each entry once; most forms have one alone."""
    return tuple(entries if len(entries) == 1 else sorted(set(entries)))


@cache
def _packaged() -> Lexicon:
    """The lexicon of the package; read once a process."""
    forms: dict[str, list[Entry]] = {}
    for table, kind in _TABLES:
        for name, aliases, detail, ordinary, organization in _rows(table):
            contextual = set(ordinary.split("|"))
            for form in dict.fromkeys([name, *filter(None, aliases.split("|"))]):
                entry = Entry(kind, name, detail, form in contextual, organization == "yes")
                forms.setdefault(form, []).append(entry)
    lowered: dict[str, list[Entry]] = {}
    for form, entries in forms.items():
        lowered.setdefault(form.lower(), []).extend(entries)
    return Lexicon(
        forms={form: _sorted(entries) for form, entries in forms.items()},
        lowered={form: _sorted(entries) for form, entries in lowered.items()},
        given_names={word[0].lower(): len(word) > 1 for word in _words("given_names.txt")},
        ordinary_words=frozenset(word[0] for word in _words("ordinary_words.txt")),
    )
