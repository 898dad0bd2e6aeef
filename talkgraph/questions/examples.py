"""Examples of questions that a graph can be asked."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from talkgraph.errors import QuestionError
from talkgraph.questions.forms import load_grammar
from talkgraph.questions.reading import read_question

if TYPE_CHECKING:
    from talkgraph.graph import NameIndex
    from talkgraph.questions.forms import Grammar

__all__ = ["readable_examples"]


def readable_examples(names: NameIndex, *, most: int | None = None) -> tuple[str, ...]:
    """The forms' own examples whose names are in a graph, in the order of the forms.

    Args:
        names: the names of the graph.
        most: how many at most; each takes as long to find as a question to read.
    """
    grammar = load_grammar()
    readable = (form.example for form in grammar.forms.values() if _is_readable(form.example, grammar, names))
    return tuple(islice(readable, most))


def _is_readable(example: str, grammar: Grammar, names: NameIndex) -> bool:
    try:
        reading = read_question(example, grammar, names)
    except QuestionError:
        return False
    return not reading.guessed and not reading.unless
