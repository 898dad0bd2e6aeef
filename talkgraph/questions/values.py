"""The answer to a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.graph import Recap, Statement
    from talkgraph.model import Iri
    from talkgraph.questions.forms import Gives
    from talkgraph.sparql import Bindings, Cell

__all__ = ["Answer", "Sentence"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence behind an answer.

    Attributes:
        text: it, as it stands in the recap.
        recap: the recap.
        confidence: of the best claim that was read from it.
    """

    text: str
    recap: Recap
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question in words.

    Attributes:
        question: it, on one line.
        form: the name of the form that it was read as.
        guessed: by words of the question that name nothing, the name that was read instead.
        gives: whether the answer is a list, yes or no, or a number.
        values: the names, dates or numbers that answer, in the order of the query,
            one for each thing; for yes or no, one boolean. Empty where nothing is known.
        things: the IRIs of the things that answer, in the same order; empty where no things do.
        says: the answer in words, without the values where there are many: then it ends in a colon.
        lines: the values with what is worth saying of each, for a list of them.
        query: the name of the saved query that was run.
        parameters: what it was run with.
        sparql: its text as it was run, without parameters, to be run again.
        bindings: all that it answered; of what is asked for the most, only the first place.
        evidence: the statements behind the rows, each with its quotes.
        sentences: the sentences behind them, each once; first those that together
            stand behind most of the values.
    """

    question: str
    form: str
    gives: Gives
    values: tuple[Cell, ...]
    says: str
    lines: tuple[str, ...]
    query: str
    sparql: str
    bindings: Bindings
    things: tuple[Iri, ...] = ()
    guessed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    parameters: Mapping[str, Cell] = field(default_factory=lambda: MappingProxyType({}))
    evidence: tuple[Statement, ...] = ()
    sentences: tuple[Sentence, ...] = ()
