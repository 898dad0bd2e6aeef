"""The notation of phrases, and what is made of one: a small automaton over words.

A phrase is words with a blank between. ``(a|b c)`` is one of some, ``[a]`` may
be absent, ``{topic}`` is a slot, ``<talked>`` stands for a class of words that
is written once, and ``~`` is a place where tails may stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from talkgraph.questions.words import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FINAL", "Edge", "Pattern", "Step", "compile_phrase"]

_TOKEN = re.compile(
    r"\s*(?:(?P<mark>[()\[\]|~])|\{(?P<slot>\w+)\}|<(?P<class>[\w-]+)>|(?P<word>[^\s()\[\]|~{}<>]+))"
)


FINAL = 1
"""The state in which a phrase is read."""


class Step(Enum):
    """What is read on the way from one state to the next."""

    WORD = "word"
    CLASS = "class"
    SLOT = "slot"
    TAILS = "tails"
    NOTHING = "nothing"


class Edge(NamedTuple):
    """A way from one state to another: what is read on it, its key or name, and where it leads."""

    step: Step
    label: str
    target: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase, ready to be matched.

    Attributes:
        edges: by state; 0 is the first state, 1 that in which the phrase is read.
    """

    edges: tuple[tuple[Edge, ...], ...]

    def labels(self, step: Step) -> frozenset[str]:
        """The words, the slots or the classes of words that may stand in it."""
        return frozenset(edge.label for out in self.edges for edge in out if edge.step is step)


def compile_phrase(text: str, endings: Mapping[str, str]) -> Pattern:
    """A phrase, ready to be matched.

    Args:
        text: in the notation of this module.
        endings: what is a word of its own at the end of another one.

    Raises:
        ValueError: the phrase is not written in this notation.

    >>> sorted(compile_phrase("who (talked|spoke) about {topic}", {}).labels(Step.WORD))
    ['about', 'spoke', 'talked', 'who']
    """
    maker = _Maker(text, endings)
    maker.read()
    return Pattern(tuple(map(tuple, maker.edges)))


class _Maker:
    """Makes the states of one phrase, from its beginning to its end."""

    def __init__(self, text: str, endings: Mapping[str, str]) -> None:
        self._text = text
        self._endings = endings
        self._groups = [("", 0, FINAL)]  # the brackets that are open, with the states around them
        self.edges: list[list[Edge]] = [[], []]

    def read(self) -> None:
        here, position, length = 0, 0, len(self._text.rstrip())
        while position < length:
            match = _TOKEN.match(self._text, position)
            if match is None:
                raise ValueError(f"not understood from {self._text[position:]!r} on in {self._text!r}")
            position = match.end()
            here = self._bracket(match["mark"], here) if match["mark"] else self._one(match, here)
        if len(self._groups) != 1:
            raise ValueError(f"a bracket is not closed in {self._text!r}")
        self._connect(here, FINAL)

    def _one(self, match: re.Match[str], here: int) -> int:
        """Reads a word, a class of words or a slot behind a state; gives the state behind it."""
        reached = self._state()
        if match["class"]:
            self._connect(here, reached, Step.CLASS, match["class"])
        elif match["slot"]:
            self._connect(here, reached, Step.SLOT, match["slot"])
        else:
            self._connect(here, reached, Step.WORD, key_of(match["word"], self._endings))
        return reached

    def _bracket(self, mark: str, here: int) -> int:
        opened, begin, end = self._groups[-1]
        match mark:
            case "~":
                reached = self._state()
                self._connect(here, reached, Step.TAILS)
                return reached
            case "(" | "[":
                inside = self._state()
                self._connect(here, inside)
                self._groups.append((mark, inside, self._state()))
                return inside
            case "|":
                self._connect(here, end)
                return begin
        if opened + mark not in {"()", "[]"}:
            raise ValueError(f"{mark} closes nothing in {self._text!r}")
        self._groups.pop()
        self._connect(here, end)
        if mark == "]":
            self._connect(begin, end)
        return end

    def _state(self) -> int:
        self.edges.append([])
        return len(self.edges) - 1

    def _connect(self, start: int, end: int, step: Step = Step.NOTHING, label: str = "") -> None:
        self.edges[start].append(Edge(step, label, end))
