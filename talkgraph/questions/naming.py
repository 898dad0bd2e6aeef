"""What words of a question name: things as they are written, by a part of their name, or with a typo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkgraph.graph import Found
from talkgraph.model import Kind, fold

if TYPE_CHECKING:
    from talkgraph.graph import NameIndex, Thing
    from talkgraph.questions.forms import Grammar, SlotType
    from talkgraph.questions.words import Words

__all__ = ["Namer"]

_YEAR = re.compile(r"[12][0-9]{3}")
_NUMBER = re.compile(r"[0-9]{1,6}")
_IN_PART = frozenset({Kind.PERSON})  # who is called by a first or a last name alone
_MOST_GUESSES = 24
_MOST_BEARERS = 30


class Namer:
    """Finds what the words of one question name; each is looked up once.

    Args:
        words: the question.
        names: the names of the graph.
        grammar: the words of the language: numbers, and what is no misspelt name.
    """

    def __init__(self, words: Words, names: NameIndex, grammar: Grammar) -> None:
        self._words = words
        self._names = names
        self._grammar = grammar
        self._exact: dict[tuple[int, int, tuple[Kind, ...]], Found | None] = {}
        self._near: dict[tuple[str, tuple[Kind, ...]], Found | None] = {}

    def knows(self, start: int, end: int, type_: SlotType) -> bool:
        """Whether some words name a thing, a year or a number of a type, as they are written."""
        if type_.name != "thing":
            return end == start + 1 and self.number(start, type_) is not None
        return self.thing(start, end, type_) is not None

    def number(self, at: int, type_: SlotType) -> int | None:
        """The year or the number that a word is."""
        key = self._words.words[at].key
        if (_YEAR if type_.name == "year" else _NUMBER).fullmatch(key) and key.isascii():
            return int(key)
        return self._grammar.numbers.get(key) if type_.name == "number" else None

    def thing(self, start: int, end: int, type_: SlotType) -> Found | None:
        """The thing that some words name as they are written."""
        key = start, end, type_.kinds
        if key not in self._exact:
            self._exact[key] = self._names.find(self._words.span(start, end), type_.kinds)
        return self._exact[key]

    def guess(self, start: int, end: int, type_: SlotType) -> Found | None:
        """The one thing that some words can mean.

        A person by a part of the name, or anything with its words in another order or with a typo.

        Words of the grammar are no misspelt names. After a number of guesses, no more are made.
        """
        if all(word.key in self._grammar.vocabulary for word in self._words.words[start:end]):
            return None
        key = self._words.span(start, end), type_.kinds
        if key not in self._near:
            if len(self._near) >= _MOST_GUESSES:
                return None
            bearers = self.bearers(start, end, type_) or self._reordered(*key)
            if bearers:
                self._near[key] = Found(*bearers[0], exact=False) if len(bearers) == 1 else None
            else:
                self._near[key] = self._names.guess(*key)
        return self._near[key]

    def _reordered(self, text: str, kinds: tuple[Kind, ...]) -> list[tuple[Thing, str]]:
        """The things whose names have the same words in another order."""
        asked = sorted(map(fold, text.split()))
        if len(asked) == 1:
            return []
        found = self._names.beginning(text, kinds, limit=_MOST_BEARERS)
        return [(each.thing, each.name) for each in found if sorted(map(fold, each.name.split())) == asked]

    def bearers(self, start: int, end: int, type_: SlotType) -> list[tuple[Thing, str]]:
        """The people of whose names some words are whole words."""
        kinds = _IN_PART & set(type_.kinds)
        if not kinds:
            return []
        text = self._words.span(start, end)
        asked = {fold(word) for word in text.split()}
        return [
            (found.thing, found.thing.name)
            for found in self._names.beginning(text, kinds, limit=_MOST_BEARERS)
            if asked <= {fold(word) for word in found.name.replace("-", " ").split()} | {fold(found.name)}
        ]

    def known_as(self, start: int, end: int) -> Kind | None:
        """What the thing is that some words name, if there is one of any kind."""
        found = self._names.find(self._words.span(start, end))
        return found.thing.kind if found else None

    def nearest(self, start: int, end: int, type_: SlotType) -> list[str]:
        """Names that look like some words; where several people bear them, theirs."""
        several = [name for _, name in self.bearers(start, end, type_)]
        return several[:5] or self._names.nearest(self._words.span(start, end), type_.kinds)
