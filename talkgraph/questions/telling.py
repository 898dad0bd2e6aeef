"""Putting an answer into words, with the templates of a form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from talkgraph.model import Iri
from talkgraph.questions.forms import Gives

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkgraph.graph import Found
    from talkgraph.questions.forms import Form, Grammar
    from talkgraph.questions.reading import Reading
    from talkgraph.sparql import Bindings, Cell

__all__ = ["answer_lines", "answer_sentence", "column_values", "listing"]

_MOST_IN_A_SENTENCE = 3


def column_values(found: Bindings, column: str) -> tuple[Cell, ...]:
    """The values of a column, each once, in their order; unbound ones are left out."""
    at = found.variables.index(column)
    return tuple(dict.fromkeys(row[at] for row in found.rows if row[at] is not None))


def answer_sentence(form: Form, reading: Reading, values: Sequence[Cell], grammar: Grammar) -> str:
    """The answer in a sentence; where the values do not fit into one, only their number, and a colon.

    Args:
        form: what the question was read as.
        reading: what it names.
        values: the answer.
        grammar: the words of the language.
    """
    says, words = form.says, grammar.words
    filling = _filling(reading, words)
    if form.gives is Gives.TRUTH:
        return (says.one if values[0] else says.none).format_map(filling)
    if form.gives is Gives.COUNT:
        several = values[0] != 1
        filling["answer"] = f"{values[0]} {form.nouns[several]}"
        return (says.none if values[0] == 0 else says.many if several else says.one).format_map(filling)
    if not values:
        return says.none.format_map(filling)
    sentence = says.many if len(values) > 1 else says.one
    if not is_list(form, values):
        filling["answer"] = listing([text_of(value, grammar) for value in values], grammar)
        return sentence.format_map(filling)
    filling["answer"] = f"{len(values)} {form.nouns[len(values) > 1]}"
    return sentence.format_map(filling).rstrip(".") + ":"


def is_list(form: Form, values: Sequence[Cell]) -> bool:
    """Whether values are shown one a line: there are many, or there is something to say of each."""
    return len(values) > _MOST_IN_A_SENTENCE or bool(form.details and values and form.gives is Gives.LIST)


def answer_lines(form: Form, values: Sequence[Cell], found: Bindings, grammar: Grammar) -> tuple[str, ...]:
    """Each value with its details in brackets; nothing where they stand in the sentence."""
    if not is_list(form, values):
        return ()
    at = found.variables.index(form.answer)
    lines = []
    for value in values:
        rows = [row for row in found.rows if row[at] == value]
        details = [
            listing(
                list(
                    dict.fromkeys(
                        text_of(row[column], grammar) for row in rows if row[column] not in {None, ""}
                    )
                ),
                grammar,
            )
            for column in map(found.variables.index, form.details)
        ]
        shown = ", ".join(filter(None, details))
        lines.append(f"{text_of(value, grammar)} ({shown})" if shown else text_of(value, grammar))
    return tuple(lines)


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


def _filling(reading: Reading, words: Mapping[str, str]) -> dict[str, str]:
    filling = {slot: found.thing.name for slot, found in reading.things.items()}
    filling |= {slot: str(number) for slot, number in reading.numbers.items()}
    tails = []
    for tail, filled in reading.tails:
        tails.append(tail.says.format_map({slot: _name(value) for slot, value in filled.items()}))
    return filling | {"tails": "".join(f" {tail}" for tail in tails)}


def _name(value: Found | int) -> str:
    return str(value) if isinstance(value, int) else value.thing.name
