"""Questions in words, answered from the graph.

``ask`` reads a question by a grammar of question forms and by the names in
the graph, runs the saved query of the form, and gives an ``Answer``: it in
words, the values, the sentences behind them and the SPARQL that was run. All
that is English stands in ``data/en/questions.toml``.
"""

from __future__ import annotations

from talkgraph.questions.asking import ask
from talkgraph.questions.examples import readable_examples
from talkgraph.questions.formats import ANSWER_FORMATS, format_answer
from talkgraph.questions.forms import Gives, load_grammar
from talkgraph.questions.values import Answer, Sentence

__all__ = [
    "ANSWER_FORMATS",
    "Answer",
    "Gives",
    "Sentence",
    "ask",
    "format_answer",
    "load_grammar",
    "readable_examples",
]
