"""Forms of questions, read from the data of a language.

The file ``questions.toml`` of a language says what each key means, at its top.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.questions.phrases import Pattern, Step, compile_phrase
from talkgraph.questions.words import key_of
from talkgraph.sparql import load_query
from talkgraph.sparql.parameters import Parameter, parse_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.model import Kind
    from talkgraph.sparql import SavedQuery

__all__ = ["Form", "Gives", "Grammar", "Says", "SlotType", "Tail", "load_grammar"]

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Gives(StrEnum):
    """What the answer of a form is: values, yes or no, how many values, or values that are numbers."""

    LIST = "list"
    TRUTH = "truth"
    COUNT = "count"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class SlotType:
    """What may stand in a slot.

    Attributes:
        name: ``year``, ``number`` or ``thing``.
        kinds: what the thing may be; empty for anything.
    """

    name: str
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Says:
    """How an answer is put into words.

    Attributes:
        one: with one answer, or if so.
        many: with several.
        none: with none, or if not.
    """

    one: str
    many: str
    none: str


@dataclass(frozen=True, slots=True, eq=False)
class Tail:
    """Words that may follow any form whose query has the parameters.

    Attributes:
        name: what it is called by.
        patterns: its phrases.
        slots: what may stand in a slot that is no parameter.
        sets: by parameter, the slot that it takes its value from and what is added to it.
        says: it in words.
    """

    name: str
    patterns: tuple[Pattern, ...]
    slots: Mapping[str, str]
    sets: Mapping[str, tuple[str, int]]
    says: str


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A form of questions.

    Attributes:
        name: what it is called by.
        query: the saved query that answers it.
        patterns: its phrases.
        slots: what may stand in each slot.
        tails: what may follow.
        example: a question of this form.
        gives: what the answer is.
        answer: the column that answers; empty where any row does.
        nouns: what an answer is, in the singular and in the plural.
        sets: fixed values of parameters, as text.
        only: by column, the values that it may have; ``{slot}`` is the value of one.
        most: the column of which only the rows with its highest value answer.
        details: columns that are shown with an answer.
        group: columns by whose values the answers are shown together; empty where each stands alone.
        because: the predicates of the statements that are shown; all of the query where it is empty.
        otherwise: the form that is asked instead where this one has no answer.
        unnamed: the form that is asked with the words of a slot that name nothing.
        loose: whether so much can be put in so few words that what names nothing is no question of it.
        says: how the answer is put into words.
    """

    name: str
    query: SavedQuery
    patterns: tuple[Pattern, ...]
    slots: Mapping[str, SlotType]
    tails: tuple[Tail, ...]
    example: str
    gives: Gives
    answer: str
    nouns: tuple[str, str]
    sets: Mapping[str, str]
    only: Mapping[str, tuple[str | bool, ...]]
    most: str
    details: tuple[str, ...]
    group: tuple[str, ...]
    because: tuple[str, ...]
    otherwise: str
    unnamed: str
    loose: bool
    says: Says


@dataclass(frozen=True, slots=True)
class Grammar:
    """The forms of a language, and its words.

    Attributes:
        forms: by name, in the order of the file.
        classes: words that mean the same in all phrases, by the name of the class.
        endings: what is a word of its own at the end of another one, and the key of it.
        small: sequences of words that say nothing, as keys.
        counting: sequences of words that ask for a number, each with that which asks for the things.
        numbers: numbers by their words, as keys.
        words: what the answers and complaints are made of.
        labels: values of columns in other words.
        kinds: what a thing can be.
        vocabulary: the words that may stand in any phrase, as keys.
    """

    forms: Mapping[str, Form]
    classes: Mapping[str, Pattern]
    endings: Mapping[str, str]
    small: tuple[tuple[str, ...], ...]
    counting: Mapping[tuple[str, ...], tuple[str, ...]]
    numbers: Mapping[str, int]
    words: Mapping[str, str]
    labels: Mapping[str, str]
    kinds: Mapping[str, str]
    vocabulary: frozenset[str]

    def keys_of(self, form: Form) -> frozenset[str]:
        """The words that may stand in the phrases of a form."""
        found, waiting = set[str](), [*form.patterns]
        seen = set[str]()
        while waiting:
            pattern = waiting.pop()
            found |= pattern.labels(Step.WORD)
            waiting += [self.classes[name] for name in pattern.labels(Step.CLASS) - seen]
            seen |= pattern.labels(Step.CLASS)
        return frozenset(found)


@cache
def load_grammar(language: str = "en") -> Grammar:
    """The forms of a language.

    Raises:
        ValueError: the data is not as it must be.
    """
    file = resources.files("talkgraph").joinpath(f"data/{language}/questions.toml")
    data = tomllib.loads(file.read_text("utf-8"))
    reader = _Reader(data)
    forms = {told["name"]: reader.form(told) for told in data["form"]}
    return Grammar(
        MappingProxyType(forms),
        MappingProxyType(reader.classes),
        MappingProxyType(data["endings"]),
        tuple(reader.keys(words) for words in data["small"]),
        MappingProxyType({reader.keys(key): reader.keys(words) for key, words in data["counting"].items()}),
        MappingProxyType({reader.keys(word)[0]: number for word, number in data["numbers"].items()}),
        MappingProxyType(data["words"]),
        MappingProxyType(data["labels"]),
        MappingProxyType(data["kinds"]),
        reader.vocabulary(forms.values()),
    )


class _Reader:
    """Reads the tables of the file, and says what is wrong with them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._told = {told["name"]: told for told in data["form"]}
        self.classes = {name: self._pattern(words) for name, words in data["classes"].items()}
        self._check_classes()
        self._tails = [self._tail(name, told) for name, told in data["tail"].items()]

    def vocabulary(self, forms: Iterable[Form]) -> frozenset[str]:
        patterns = [
            *self.classes.values(),
            *(pattern for form in forms for pattern in form.patterns),
            *(pattern for tail in self._tails for pattern in tail.patterns),
        ]
        small = {key for words in self._data["small"] for key in self.keys(words)}
        return frozenset(small.union(*(pattern.labels(Step.WORD) for pattern in patterns)))

    def keys(self, words: str) -> tuple[str, ...]:
        return tuple(key_of(word, self._data["endings"]) for word in words.split())

    def _pattern(self, phrase: str) -> Pattern:
        return compile_phrase(phrase, self._data["endings"])

    def _check_classes(self) -> None:
        """Raises a ValueError where a class is unknown, holds itself, or holds more than words."""
        for name, each in self.classes.items():
            if each.labels(Step.SLOT) or each.labels(Step.TAILS):
                raise ValueError(f"class of words {name}: it holds a slot or a place of tails")
        ready: set[str] = set()
        while len(ready) < len(self.classes):
            more = {name for name, each in self.classes.items() if each.labels(Step.CLASS) <= ready} - ready
            if not more:
                raise ValueError(f"classes of words hold themselves: {sorted(set(self.classes) - ready)}")
            ready |= more

    def _tail(self, name: str, told: Mapping[str, Any]) -> Tail:
        sets = {parameter: _sum(words) for parameter, words in told["sets"].items()}
        patterns = tuple(map(self._pattern, told["phrases"]))
        return Tail(name, patterns, told.get("slots", _NOTHING), MappingProxyType(sets), told["says"])

    def _whole(self, own: Mapping[str, Any]) -> Mapping[str, Any]:
        """A form with the keys that it takes over."""
        return {**self._whole(self._told[own["like"]]), **own} if "like" in own else own

    def form(self, own: Mapping[str, Any]) -> Form:
        told = self._whole(own)
        name = told["name"]
        query = load_query(told["query"])
        parameters = {each.name: each for each in query.parameters}
        patterns = tuple(self._pattern(f"~ {phrase} ~") for phrase in own["phrases"])
        named = {slot for pattern in patterns for slot in pattern.labels(Step.SLOT)}
        types = {**{p.name: p.type for p in query.parameters}, **told.get("slots", {})}
        if unknown := named - set(types):
            raise ValueError(f"form {name}: no slot named {', '.join(sorted(unknown))}")
        tails = tuple(
            tail for tail in self._tails if set(tail.sets) <= set(parameters) - set(told.get("sets", {}))
        )
        for tail in tails:
            named |= {slot for pattern in tail.patterns for slot in pattern.labels(Step.SLOT)}
            types |= tail.slots
        return Form(
            name,
            query,
            patterns,
            MappingProxyType({slot: _slot_type(slot, types[slot]) for slot in named}),
            tails,
            told["example"],
            Gives(told.get("gives", "list")),
            told.get("answer", query.answer or ""),
            (told["nouns"][0], told["nouns"][1]),
            MappingProxyType(told.get("sets", {})),
            MappingProxyType({column: tuple(values) for column, values in told.get("only", {}).items()}),
            told.get("most", ""),
            tuple(told.get("details", ())),
            tuple(told.get("group", ())),
            tuple(told.get("because", ())),
            told.get("otherwise", ""),
            told.get("unnamed", ""),
            told.get("loose", False),
            Says(told["one"], told.get("many", told["one"]), told["none"]),
        )


def _slot_type(slot: str, type_: str) -> SlotType:
    if type_ in {"year", "number"}:
        return SlotType(type_)
    name, _ = parse_type(type_)
    kinds = Parameter(slot, name).kinds
    return SlotType("number") if kinds is None else SlotType("thing", kinds)


def _sum(words: str) -> tuple[str, int]:
    """The slot and the number in ``{year} + 1``."""
    slot, _, number = words.replace("- ", "+ -").partition("+")
    return slot.strip(" {}"), int(number or 0)
