"""Examples of questions that a graph can be asked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from talkgraph.errors import QuestionError
from talkgraph.questions.forms import load_grammar
from talkgraph.questions.reading import read_question

if TYPE_CHECKING:
    from talkgraph.graph import NameIndex

__all__ = ["readable_examples"]


def readable_examples(names: NameIndex) -> tuple[str, ...]:
    """The forms' own examples whose names are in a graph, in the order of the forms.

    Args:
        names: the names of the graph.
    """
    grammar = load_grammar()
    found = []
    for form in grammar.forms.values():
        with suppress(QuestionError):
            reading = read_question(form.example, grammar, names)
            if not reading.guessed and not reading.unless:
                found.append(form.example)
    return tuple(found)
