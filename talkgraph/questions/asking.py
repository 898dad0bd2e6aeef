"""From a question in words to its answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.graph import index_store
from talkgraph.questions.forms import Gives, load_grammar
from talkgraph.questions.reading import read_question
from talkgraph.questions.running import run_reading
from talkgraph.questions.sentences import sentences_behind
from talkgraph.questions.telling import Telling, entries
from talkgraph.questions.values import Answer
from talkgraph.sparql import row_evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.graph import NameIndex, Statement
    from talkgraph.questions.running import Run
    from talkgraph.questions.telling import Entry
    from talkgraph.sparql import Cell
    from talkgraph.store import Store

__all__ = ["ask"]


def ask(store: Store, question: str, *, names: NameIndex | None = None) -> Answer:
    """Answers a question in words, with what the recaps say and nothing else.

    It is read by forms of questions, which are data, and by the names in the
    graph: any name of a thing, without regard to case and accents, or with a
    small typo.

    Args:
        store: an open store.
        question: in English.
        names: the store's names, as ``index_store`` gives them; read from it when left out.

    Raises:
        QuestionError: it has no form that is known; it carries the nearest ones.
        UnknownNameError: it has, and asks about something that is not in the graph.
    """
    grammar = load_grammar()
    names = index_store(store) if names is None else names
    text = question.encode("utf-8", "replace").decode()  # a command line may hold what is no text
    reading = read_question(text, grammar, names)
    run = run_reading(store, reading, reading.form, names)
    if not run.bindings.rows and reading.form.otherwise:
        wider = run_reading(store, reading, grammar.forms[reading.form.otherwise], names)
        run = wider if wider.bindings.rows else run
    if reading.unless and not run.bindings.rows:
        raise reading.unless
    if reading.counted:
        run = replace(run, form=replace(run.form, gives=Gives.COUNT))
    form = run.form
    found = () if form.gives is Gives.TRUTH else entries(run.bindings, form.answer)
    behind = _behind(store, run) if found or form.gives is Gives.TRUTH else ()
    telling = Telling(form, reading, found, run.bindings, grammar)
    return Answer(
        question=" ".join(text.split()),
        form=reading.form.name,
        gives=form.gives,
        values=_values(run, found),
        things=tuple(entry.thing for entry in found if entry.thing is not None),
        says=telling.sentence(),
        lines=telling.lines(),
        query=form.query.name,
        sparql=run.sparql,
        bindings=run.bindings,
        guessed=MappingProxyType(dict(reading.guessed)),
        parameters=MappingProxyType(dict(run.parameters)),
        evidence=tuple(dict.fromkeys(chain.from_iterable(behind))),
        sentences=sentences_behind(
            store, (each for column in zip_longest(*behind) for each in column if each is not None)
        ),
    )


def _behind(store: Store, run: Run) -> tuple[tuple[Statement, ...], ...]:
    """The statements behind each row, those that the form shows."""
    behind = row_evidence(store, run.form.query, run.parameters, run.bindings)
    wanted = run.form.because
    return tuple(tuple(each for each in row if not wanted or each.predicate in wanted) for row in behind)


def _values(run: Run, found: Sequence[Entry]) -> tuple[Cell, ...]:
    match run.form.gives:
        case Gives.TRUTH:
            return (bool(run.bindings.rows),)
        case Gives.COUNT:
            return (len(found),)
        case _:
            return tuple(entry.value for entry in found)
