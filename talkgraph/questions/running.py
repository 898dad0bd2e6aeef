"""Running the saved query of a reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from talkgraph.graph import Found
from talkgraph.sparql import Bindings, query
from talkgraph.sparql.lexing import fill
from talkgraph.sparql.values import term_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.graph import NameIndex
    from talkgraph.questions.forms import Form
    from talkgraph.questions.reading import Reading
    from talkgraph.sparql import Cell
    from talkgraph.store import Store

__all__ = ["Run", "run_reading"]

_WORDS = "words"  # the parameter that takes words as they are


@dataclass(frozen=True, slots=True)
class Run:
    """A query that was run for a question.

    Attributes:
        form: the form that it was run for.
        parameters: what it was run with.
        sparql: its text as it was run.
        bindings: the rows that answer.
    """

    form: Form
    parameters: Mapping[str, Cell]
    sparql: str
    bindings: Bindings


def run_reading(store: Store, reading: Reading, form: Form, names: NameIndex) -> Run:
    """Runs the query of a form with what a reading names.

    Args:
        store: an open store.
        reading: what the question names.
        form: its form, or one that stands for it.
        names: the names of the store.

    Raises:
        QueryError: the query cannot be run.
    """
    saved = form.query
    parameters = saved.values(_given(reading, form), names)
    spelt = {name: term_text(value) for name, value in parameters.items()}
    body = "\n".join(line for line in saved.text.splitlines() if not line.startswith("#"))
    sparql = fill(body, spelt).rstrip() + _only(form, reading)
    found = query(store, sparql)
    if not isinstance(found, Bindings):
        raise TypeError(f"form {form.name}: its query must be a SELECT")
    return Run(form, parameters, sparql, _topmost(found, form.most) if form.most else found)


def _given(reading: Reading, form: Form) -> dict[str, str]:
    """The values of the query's parameters as text."""
    given: dict[str, str] = {**form.sets}
    if reading.words:
        given[_WORDS] = reading.words
    slots = dict(reading.slots)
    for tail, filled in reading.tails:
        for parameter, (slot, more) in tail.sets.items():
            value = filled[slot]
            slots[parameter] = value + more if isinstance(value, int) else value
    for name in {each.name for each in form.query.parameters} & set(slots):
        named = slots[name]
        given[name] = named.thing.iri.value if isinstance(named, Found) else str(named)
    return given


def _only(form: Form, reading: Reading) -> str:
    """The rows that are wanted, as the clause that SPARQL allows at the end of a query."""
    if not form.only:
        return "\n"
    columns = " ".join(f"?{column}" for column in form.only)
    spelt = [[term_text(_value(value, reading)) for value in values] for values in form.only.values()]
    rows = " ".join(f"({' '.join(row)})" for row in product(*spelt))
    return f"\nVALUES ({columns}) {{ {rows} }}\n"


def _value(value: str | bool, reading: Reading) -> Cell:
    if isinstance(value, str) and value.startswith("{"):
        named = reading.slots[value.strip("{}")]
        return named.thing.iri if isinstance(named, Found) else named
    return value


def _topmost(found: Bindings, column: str) -> Bindings:
    """The rows that share the highest value of a column; without a value, none."""
    at = found.variables.index(column)
    values = [row[at] for row in found.rows if isinstance(row[at], int | float | Decimal | date)]
    if not values:
        return Bindings(found.variables, ())
    highest = max(values)  # type: ignore[type-var]
    return Bindings(found.variables, tuple(row for row in found.rows if row[at] == highest))
