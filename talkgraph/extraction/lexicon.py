"""Names that are known beforehand, with what they usually stand for.

The files under ``talkgraph/data/lexicon/`` are built from maintained lists by
``lexicon/build.py``; the columns are described in ``lexicon/README.md``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

__all__ = ["Entry", "Hit", "Lexicon", "load_lexicon"]

_TABLES = (
    ("technologies.tsv", Kind.TECHNOLOGY),
    ("organizations.tsv", Kind.ORGANIZATION),
    ("events.tsv", Kind.SERIES),
    ("places.tsv", Kind.PLACE),
)
_LONGEST_NAME = 6  # tokens


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
        text, at = doc.text, 0
        ends = [token.idx + len(token) for token in doc]
        while at < len(doc):
            hit = self._longest(text, doc, ends, at)
            if hit is None:
                at += 1
            else:
                yield hit
                at = hit.end

    def _longest(self, text: str, doc: Doc, ends: list[int], at: int) -> Hit | None:
        start = doc[at].idx
        for end in range(min(len(doc), at + _LONGEST_NAME), at, -1):
            form = text[start : ends[end - 1]]
            found = self.forms.get(form)
            if found:
                return Hit(at, end, found, exact=True)
            found = self.lowered.get(form.lower())
            if found:
                return Hit(at, end, found, exact=False)
        return None


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("talkgraph").joinpath("data", "lexicon", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def _words(name: str) -> Iterator[list[str]]:
    text = files("talkgraph").joinpath("data", "lexicon", name).read_text(encoding="utf-8")
    yield from (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


@cache
def load_lexicon() -> Lexicon:
    """The packaged lexicon; read once a process."""
    forms: dict[str, list[Entry]] = {}
    for table, kind in _TABLES:
        for row in _rows(table):
            contextual = set(filter(None, (row.get("ordinary") or "").split("|")))
            for form in dict.fromkeys([row["name"], *filter(None, (row.get("aliases") or "").split("|"))]):
                entry = Entry(
                    kind,
                    row["name"],
                    row.get("kind") or "",
                    form in contextual,
                    row.get("organization") == "yes",
                )
                forms.setdefault(form, []).append(entry)
    lowered: dict[str, list[Entry]] = {}
    for form, entries in forms.items():
        for entry in entries:
            if entry not in lowered.setdefault(form.lower(), []):
                lowered[form.lower()].append(entry)
    return Lexicon(
        forms={form: tuple(sorted(entries)) for form, entries in forms.items()},
        lowered={form: tuple(sorted(entries)) for form, entries in lowered.items()},
        given_names={word[0].lower(): len(word) > 1 for word in _words("given_names.txt")},
        ordinary_words=frozenset(word[0] for word in _words("ordinary_words.txt")),
    )
