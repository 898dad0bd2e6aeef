"""Putting an answer into words, with the templates of a form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from talkgraph.model import Iri
from talkgraph.questions.forms import Gives

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.graph import Found
    from talkgraph.questions.forms import Form, Grammar
    from talkgraph.questions.reading import Reading
    from talkgraph.sparql import Bindings, Cell

__all__ = ["answer_lines", "answer_sentence", "column_values", "listing"]

_MOST_IN_A_SENTENCE = 3
_MOST_IN_A_ROW = 6


def column_values(found: Bindings, column: str) -> tuple[Cell, ...]:
    """The values of a column, each once, in their order; unbound ones are left out."""
    at = found.variables.index(column)
    return tuple(dict.fromkeys(row[at] for row in found.rows if row[at] is not None))


def answer_sentence(
    form: Form, reading: Reading, values: Sequence[Cell], found: Bindings, grammar: Grammar
) -> str:
    """The answer in a sentence; where the values do not fit into one, only their number, and a colon.

    Args:
        form: what the question was read as.
        reading: what it names.
        values: the answer.
        found: the rows that it stands in.
        grammar: the words of the language.
    """
    says, filling = form.says, _filling(reading)
    if form.gives is Gives.TRUTH:
        return (says.one if values[0] else says.none).format_map(filling)
    number = values[0] if form.gives is Gives.COUNT else len(values)
    sentence = says.none if number == 0 else says.one if number == 1 else says.many
    if form.gives is Gives.COUNT or _is_list(form, values):
        filling["answer"] = f"{number} {form.nouns[number != 1]}"
    else:
        filling["answer"] = listing([_with_details(form, value, found, grammar) for value in values], grammar)
    told = sentence.format_map(filling)
    return f"{told.rstrip('.:')}:" if _is_list(form, values) else told


def answer_lines(form: Form, values: Sequence[Cell], found: Bindings, grammar: Grammar) -> tuple[str, ...]:
    """The values one a line, or in groups; nothing where they stand in the sentence."""
    if not _is_list(form, values):
        return ()
    if not form.group:
        return tuple(_with_details(form, value, found, grammar) for value in values)
    groups: dict[str, dict[str, None]] = {}
    at = found.variables.index(form.answer)
    by = [found.variables.index(column) for column in form.group]
    for row in found.rows:
        if row[at] is not None:
            key = " ".join(str(row[column]) for column in by)
            groups.setdefault(key, {})[text_of(row[at], grammar)] = None
    return tuple(
        f"{grammar.labels.get(key, key)}: {_short_listing(list(names), grammar)}"
        for key, names in groups.items()
    )


def _is_list(form: Form, values: Sequence[Cell]) -> bool:
    """Whether values are shown one a line: there are many, or there is something to say of each."""
    if form.gives in {Gives.TRUTH, Gives.COUNT} or not values:
        return False
    most = 1 if form.details else _MOST_IN_A_SENTENCE
    return bool(form.group) or len(values) > most


def _with_details(form: Form, value: Cell, found: Bindings, grammar: Grammar) -> str:
    at = found.variables.index(form.answer)
    rows = [row for row in found.rows if row[at] == value]
    details = []
    for column in map(found.variables.index, form.details):
        texts = dict.fromkeys(text_of(row[column], grammar) for row in rows if row[column] is not None)
        details.append(_short_listing(list(texts), grammar))
    shown = ", ".join(filter(None, details))
    return f"{text_of(value, grammar)} ({shown})" if shown else text_of(value, grammar)


def _short_listing(texts: Sequence[str], grammar: Grammar) -> str:
    """Some texts in a row, those beyond the first few only counted."""
    if len(texts) <= _MOST_IN_A_ROW:
        return listing(texts, grammar)
    rest = grammar.words["others"].format(number=len(texts) - _MOST_IN_A_ROW + 1)
    return listing([*texts[: _MOST_IN_A_ROW - 1], rest], grammar)


def listing(texts: Sequence[str], grammar: Grammar) -> str:
    """Some texts in a row: ``A, B and C``."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {grammar.words['and']} {texts[-1]}"


def text_of(value: Cell, grammar: Grammar) -> str:
    """A value as people read it."""
    match value:
        case None:
            return ""
        case Iri():
            return value.value
        case date():
            return value.isoformat()
        case bool():
            return str(value).lower()
        case _:
            return grammar.labels.get(str(value), str(value))


def _filling(reading: Reading) -> dict[str, str]:
    filling = {slot: found.name for slot, found in reading.things.items()} | {"words": reading.words}
    filling |= {slot: str(number) for slot, number in reading.numbers.items()}
    tails = []
    for tail, filled in reading.tails:
        tails.append(tail.says.format_map({slot: _name(value) for slot, value in filled.items()}))
    return filling | {"tails": "".join(f" {tail}" for tail in tails)}


def _name(value: Found | int) -> str:
    return str(value) if isinstance(value, int) else value.name
