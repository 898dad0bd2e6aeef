"""Which phrases a question can be, and what stands in their slots.

A question is matched in steps that are counted, so that no text takes long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from talkgraph.questions.phrases import FINAL, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkgraph.questions.forms import Form, Grammar, SlotType, Tail
    from talkgraph.questions.phrases import Edge, Pattern
    from talkgraph.questions.words import Words

__all__ = ["Filled", "Parse", "SlotReader", "parses"]

_LONGEST_SLOT = 14  # words
_MOST_STEPS = 60_000


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot and the words that stand in it.

    Attributes:
        slot: its name.
        tail: the tail that it belongs to; empty for the form itself.
        start, end: its words.
        known: whether they name something, as they are written.
    """

    slot: str
    tail: str
    start: int
    end: int
    known: bool


@dataclass(frozen=True, slots=True)
class Parse:
    """A way to read a question.

    Attributes:
        form: its form.
        filled: the slots.
        tails: the names of its tails, in order.
        literal: how many of its words stand in the phrase.
        skipped: how many were passed over.
    """

    form: Form
    filled: tuple[Filled, ...]
    tails: tuple[Tail, ...]
    literal: int
    skipped: int

    @property
    def unknown(self) -> tuple[Filled, ...]:
        """The slots whose words name nothing as they are written."""
        return tuple(each for each in self.filled if not each.known)


class SlotReader(Protocol):
    """Says whether words name something."""

    def __call__(self, start: int, end: int, type_: SlotType) -> bool:
        """Whether some words name a thing, a year or a number of a type, as they are written."""
        ...


class _Taken(NamedTuple):
    """What was read on the way through a phrase: as in ``Parse``."""

    filled: tuple[Filled, ...] = ()
    tails: tuple[Tail, ...] = ()
    literal: int = 0
    skipped: int = 0


def parses(words: Words, grammar: Grammar, known: SlotReader, *, unknown: int) -> Iterator[Parse]:
    """Every way to read a question.

    Args:
        words: the question.
        grammar: the forms that it may have.
        known: says whether words name something.
        unknown: how many slots may hold words that name nothing.
    """
    search = _Search(words, grammar.classes, known, unknown)
    for form in grammar.forms.values():
        for pattern in form.patterns:
            best: dict[tuple[tuple[Filled, ...], tuple[Tail, ...]], tuple[int, int]] = {}
            for end, taken in search.walk(form, pattern, 0, _Taken()):
                if end == len(words.words):
                    key, found = (taken.filled, taken.tails), (taken.literal, -taken.skipped)
                    best[key] = max(best.get(key, found), found)
            for (filled, tails), (literal, skipped) in best.items():
                yield Parse(form, filled, tails, literal, -skipped)


class _Search:
    """Walks through phrases; what a class of words can be at a place is found out once.

    Args:
        words: the question.
        classes: the classes of words.
        known: says whether words name something.
        unknown: how many slots may hold words that name nothing.
    """

    def __init__(self, words: Words, classes: Mapping[str, Pattern], known: SlotReader, unknown: int) -> None:
        self._words = words
        self._classes = classes
        self._in_class: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
        self._begins: dict[tuple[int, int], bool] = {}
        self._keys = [word.key for word in words.words]
        self._known = known
        self._unknown = unknown
        self._steps = _MOST_STEPS

    def walk(
        self, form: Form, pattern: Pattern, start: int, taken: _Taken, tail: str = ""
    ) -> Iterator[tuple[int, _Taken]]:
        """The places behind a phrase that begins at a place, and what was taken on the way.

        Args:
            form: the form that the phrase is part of.
            pattern: the phrase.
            start: the place.
            taken: what was taken before.
            tail: the tail that the phrase is one of; empty for a phrase of the form itself.
        """
        waiting = [(0, start, taken)]
        seen = set[tuple[int, int, _Taken]]()
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            self._steps -= 1
            if self._steps < 0:
                return
            state, place, so_far = here
            if state == FINAL:
                yield place, so_far
            for after in self._words.skips[place]:
                skipped = so_far.skipped + after - place
                waiting.append((state, after, so_far._replace(skipped=skipped)))
            for edge in pattern.edges[state]:
                if edge.step is Step.TAILS:
                    waiting += [(state, end, more) for end, more in self._tails(form, place, so_far)]
                waiting += [
                    (edge.target, end, more) for end, more in self._onward(form, edge, place, so_far, tail)
                ]

    def _onward(
        self, form: Form, edge: Edge, place: int, taken: _Taken, tail: str
    ) -> Iterator[tuple[int, _Taken]]:
        """The places behind what one edge reads."""
        match edge.step:
            case Step.NOTHING | Step.TAILS:
                yield place, taken
            case Step.WORD:
                if place < len(self._keys) and self._keys[place] == edge.label:
                    yield place + 1, taken._replace(literal=taken.literal + 1)
            case Step.CLASS:
                for end, literal, skipped in self._class(form, edge.label, place):
                    read, passed = taken.literal + literal, taken.skipped + skipped
                    yield end, taken._replace(literal=read, skipped=passed)
            case Step.SLOT:
                for filled in self._slot(form.slots[edge.label], edge.label, place, taken, tail):
                    yield filled.end, taken._replace(filled=(*taken.filled, filled))

    def _class(self, form: Form, name: str, place: int) -> list[tuple[int, int, int]]:
        """The places behind words of a class, with how many were read and how many passed over."""
        key = name, place
        if key not in self._in_class:
            best: dict[int, tuple[int, int]] = {}
            for end, taken in self.walk(form, self._classes[name], place, _Taken()):
                found = taken.literal, -taken.skipped
                best[end] = max(best.get(end, found), found)
            self._in_class[key] = [(end, literal, -skipped) for end, (literal, skipped) in best.items()]
        return self._in_class[key]

    def _may_begin(self, form: Form, pattern: Pattern, place: int) -> bool:
        """Whether the word at a place can be the first one of a phrase, or may be passed over."""
        key = id(pattern), place
        if key not in self._begins:
            states, seen = [0], {0}
            may = bool(self._words.skips[place])
            while states and not may:
                for step, label, target in pattern.edges[states.pop()]:
                    may = may or step is Step.SLOT or (step is Step.WORD and label == self._keys[place])
                    may = may or (step is Step.CLASS and bool(self._class(form, label, place)))
                    if step is Step.NOTHING and target not in seen:
                        seen.add(target)
                        states.append(target)
            self._begins[key] = may
        return self._begins[key]

    def _slot(self, type_: SlotType, slot: str, place: int, taken: _Taken, tail: str) -> Iterator[Filled]:
        if not tail and any(slot in each.sets for each in taken.tails):
            return
        may_be_unknown = (
            type_.name == "thing" and sum(not each.known for each in taken.filled) < self._unknown
        )
        for end in range(place + 1, min(len(self._keys), place + _LONGEST_SLOT) + 1):
            if self._known(place, end, type_):
                yield Filled(slot, tail, place, end, known=True)
            elif may_be_unknown:
                yield Filled(slot, tail, place, end, known=False)

    def _tails(self, form: Form, place: int, taken: _Taken) -> Iterator[tuple[int, _Taken]]:
        """The places behind a tail that begins at a place.

        None that sets what is set, and none that is but words that name nothing.
        """
        if place == len(self._keys):
            return
        is_set = {parameter for tail in taken.tails for parameter in tail.sets}
        is_set |= {filled.slot for filled in taken.filled if not filled.tail}
        for tail in form.tails:
            if is_set.isdisjoint(tail.sets):
                for pattern in tail.patterns:
                    if not self._may_begin(form, pattern, place):
                        continue
                    for end, more in self.walk(form, pattern, place, taken, tail.name):
                        unknown = any(not each.known for each in more.filled[len(taken.filled) :])
                        if end > place and not (unknown and more.literal == taken.literal):
                            yield end, more._replace(tails=(*more.tails, tail))
