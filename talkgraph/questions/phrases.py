"""The notation of phrases, and what is made of one: a small automaton over words.

A phrase is words with a blank between. ``(a|b c)`` is one of some, ``[a]`` may
be absent, ``{topic}`` is a slot, ``<talked>`` stands for a class of words that
is written once, and ``~`` is a place where tails may stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from talkgraph.questions.words import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Edge", "Pattern", "Step", "compile_phrase"]

_TOKEN = re.compile(r"\s*(?:(?P<mark>[()\[\]|~])|\{(?P<slot>\w+)\}|<(?P<class>[\w-]+)>|(?P<word>[^\s()\[\]|~{}<>]+))")
_DEEPEST = 20


class Step(Enum):
    """What is read on the way from one state to the next."""

    WORD = "word"
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
        edges: by state; 0 is the first state.
        final: the state in which the phrase is read.
        slots: the names of its slots.
        keys: the words that may stand in it.
    """

    edges: tuple[tuple[Edge, ...], ...]
    final: int
    slots: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()


@dataclass
class _Maker:
    classes: Mapping[str, str]
    endings: Mapping[str, str]
    edges: list[list[Edge]] = field(default_factory=lambda: [[]])

    def state(self) -> int:
        self.edges.append([])
        return len(self.edges) - 1

    def connect(self, start: int, end: int, step: Step = Step.NOTHING, label: str = "") -> None:
        self.edges[start].append(Edge(step, label, end))

    def read(self, text: str, start: int, depth: int = 0) -> int:
        """Adds a text behind a state; gives the state behind it."""
        if depth > _DEEPEST:
            raise ValueError(f"a class of words holds itself: {text!r}")
        here, position, open_groups = start, 0, list[tuple[str, int, int]]()
        open_groups.append(("", start, self.state()))
        while position < len(text.rstrip()):
            match = _TOKEN.match(text, position)
            if match is None:
                raise ValueError(f"not understood from {text[position:]!r} on in {text!r}")
            position = match.end()
            here = self._token(match, here, open_groups, depth, text)
        if len(open_groups) != 1:
            raise ValueError(f"a bracket is not closed in {text!r}")
        _, _, end = open_groups.pop()
        self.connect(here, end)
        return end

    def _token(
        self,
        match: re.Match[str],
        here: int,
        groups: list[tuple[str, int, int]],
        depth: int,
        text: str,
    ) -> int:
        opened, begin, end = groups[-1]
        mark = match["mark"]
        if mark in {"(", "["}:
            inside = self.state()
            self.connect(here, inside)
            groups.append((mark, inside, self.state()))
            return inside
        if mark == "|":
            self.connect(here, end)
            return begin
        if mark in {")", "]"}:
            if opened + mark not in {"()", "[]"}:
                raise ValueError(f"{mark} closes nothing in {text!r}")
            self.connect(here, end)
            if mark == "]":
                self.connect(begin, end)
            groups.pop()
            return end
        if match["class"]:
            if match["class"] not in self.classes:
                raise ValueError(f"no class of words named {match['class']!r}, in {text!r}")
            return self.read(self.classes[match["class"]], here, depth + 1)
        reached = self.state()
        if mark == "~":
            self.connect(here, reached, Step.TAILS)
        elif match["slot"]:
            self.connect(here, reached, Step.SLOT, match["slot"])
        else:
            self.connect(here, reached, Step.WORD, key_of(match["word"], self.endings))
        return reached


def compile_phrase(text: str, classes: Mapping[str, str], endings: Mapping[str, str]) -> Pattern:
    """A phrase, ready to be matched.

    Args:
        text: in the notation of this module.
        classes: what ``<name>`` stands for, by name.
        endings: what is a word of its own at the end of another one.

    Raises:
        ValueError: the phrase is not written in this notation.

    >>> sorted(compile_phrase("who (talked|spoke) about {topic}", {}, {}).keys)
    ['about', 'spoke', 'talked', 'who']
    """
    maker = _Maker(classes, endings)
    final = maker.read(text, 0)
    edges = [edge for out in maker.edges for edge in out]
    return Pattern(
        tuple(map(tuple, maker.edges)),
        final,
        frozenset(edge.label for edge in edges if edge.step is Step.SLOT),
        frozenset(edge.label for edge in edges if edge.step is Step.WORD),
    )
