"""Putting an answer into words, with the templates of a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from talkgraph.model import Iri
from talkgraph.questions.forms import Gives
from talkgraph.sparql.saved import IRI_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkgraph.graph import Found
    from talkgraph.questions.forms import Form, Grammar, Tail
    from talkgraph.questions.reading import Reading
    from talkgraph.sparql import Bindings, Cell

__all__ = ["Entry", "Telling", "entries"]

_MOST_IN_A_SENTENCE = 3
_MOST_IN_A_ROW = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing, or one value, that answers.

    Attributes:
        value: its name, or the value.
        thing: its IRI; None for a value.
        rows: all rows that it stands in.
    """

    value: Cell
    thing: Iri | None
    rows: tuple[tuple[Cell, ...], ...]


def entries(found: Bindings, column: str) -> tuple[Entry, ...]:
    """What stands in a column, each thing or value once, in their order; unbound cells are left out.

    Two things of one name are two, where the rows tell them apart.
    """
    at = found.variables.index(column)
    by = found.variables.index(name) if (name := f"{column}{IRI_COLUMN}") in found.variables else at
    grouped: dict[Cell, list[tuple[Cell, ...]]] = {}
    for row in found.rows:
        if row[at] is not None:
            grouped.setdefault(row[by], []).append(row)
    return tuple(
        Entry(rows[0][at], key if isinstance(key, Iri) else None, tuple(rows))
        for key, rows in grouped.items()
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """An answer that is to be put into words.

    Attributes:
        form: what the question was read as.
        reading: what it names.
        entries: what answers; nothing for yes or no.
        found: the rows that it stands in.
        grammar: the words of the language.
    """

    form: Form
    reading: Reading
    entries: Sequence[Entry]
    found: Bindings
    grammar: Grammar

    @property
    def is_list(self) -> bool:
        """Whether the values are shown one a line: there are many, or there is something to say of each."""
        if self.form.gives in {Gives.TRUTH, Gives.COUNT} or not self.entries:
            return False
        most = 1 if self.form.details else _MOST_IN_A_SENTENCE
        return bool(self.form.group) or len(self.entries) > most

    def sentence(self) -> str:
        """The answer in a sentence; where the values do not fit into one, only their number, and a colon."""
        says, filling = self.form.says, self._filling()
        if self.form.gives is Gives.TRUTH:
            return (says.one if self.found.rows else says.none).format_map(filling)
        number = len(self.entries)
        if self.form.gives is Gives.COUNT or self.is_list:
            filling["answer"] = f"{number} {self.form.nouns[number != 1]}"
        else:
            filling["answer"] = self._listing([self._with_details(entry) for entry in self.entries])
        told = (says.none if number == 0 else says.one if number == 1 else says.many).format_map(filling)
        return f"{told.rstrip('.:')}:" if self.is_list else told

    def lines(self) -> tuple[str, ...]:
        """The values one a line, or in groups; nothing where they stand in the sentence."""
        if not self.is_list:
            return ()
        if not self.form.group:
            return tuple(map(self._with_details, self.entries))
        groups: dict[str, dict[str, None]] = {}
        by = [self._column(column) for column in self.form.group]
        at = self._column(self.form.answer)
        for row in self.found.rows:
            if row[at] is not None:
                key = " ".join(str(row[column]) for column in by)
                groups.setdefault(key, {})[self._text(row[at])] = None
        return tuple(f"{self._text(key)}: {self._short(names)}" for key, names in groups.items())

    def _with_details(self, entry: Entry) -> str:
        """A value and what is worth saying of it; what the question names itself is not."""
        named = {found.thing.name for found in self.reading.found()}
        details = []
        for column in map(self._column, self.form.details):
            texts = dict.fromkeys(self._text(row[column]) for row in entry.rows if row[column] is not None)
            details.append(self._short(text for text in texts if text not in named))
        shown = ", ".join(filter(None, details))
        return f"{self._text(entry.value)} ({shown})" if shown else self._text(entry.value)

    def _filling(self) -> dict[str, str]:
        """What stands in the templates, by name."""
        filling = {slot: _name(value) for slot, value in self.reading.slots.items()}
        tails = [
            tail.says.format_map({slot: _name(value) for slot, value in filled.items()})
            for tail, filled in (*self._unsaid(), *self.reading.tails)
        ]
        if self.form.most and self.found.rows:
            filling["most"] = self._text(self.found.rows[0][self._column(self.form.most)])
        return filling | {"words": self.reading.words, "tails": "".join(f" {tail}" for tail in tails)}

    def _unsaid(self) -> Iterator[tuple[Tail, Mapping[str, Found | int]]]:
        """The slots that a phrase of the form takes for a tail, and that its answer does not name."""
        for slot in self.reading.slots:
            if f"{{{slot}}}" not in self.form.says.none:
                for tail in self.form.tails:
                    if dict(tail.sets) == {slot: (slot, 0)}:
                        yield tail, self.reading.slots

    def _column(self, name: str) -> int:
        return self.found.variables.index(name)

    def _short(self, texts: Iterable[str]) -> str:
        """Some texts in a row, those beyond the first few only counted."""
        shown = list(texts)
        rest = len(shown) - _MOST_IN_A_ROW + 1
        if rest > 1:
            shown[-rest:] = [self.grammar.words["others"].format(number=rest)]
        return self._listing(shown)

    def _listing(self, texts: Sequence[str]) -> str:
        """Some texts in a row: ``A, B and C``."""
        if len(texts) < 2:
            return "".join(texts)
        return f"{', '.join(texts[:-1])} {self.grammar.words['and']} {texts[-1]}"

    def _text(self, value: Cell) -> str:
        """A value as people read it."""
        match value:
            case Iri():
                return value.value
            case date():
                return value.isoformat()
            case _:
                return self.grammar.labels.get(str(value), str(value))


def _name(value: Found | int) -> str:
    return str(value) if isinstance(value, int) else value.name
