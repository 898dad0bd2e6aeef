"""From a question to the one way to read it: its form, and what its slots name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from talkgraph.errors import QuestionError, UnknownNameError
from talkgraph.questions.forms import Gives
from talkgraph.questions.matching import parses
from talkgraph.questions.naming import Namer
from talkgraph.questions.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkgraph.graph import Found, NameIndex
    from talkgraph.questions.forms import Form, Grammar, Tail
    from talkgraph.questions.matching import Filled, Parse
    from talkgraph.questions.words import Words

__all__ = ["LONGEST_QUESTION", "Reading", "nearest_examples", "read_question"]

LONGEST_QUESTION = 300
"""Characters; a longer text is no question."""

_MOST_WORDS = 60
_MOST_UNKNOWN = 2
_MOST_TRIED = 400
_NEAREST = 3
_WORDS_OF_A_FORM = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question is read.

    Attributes:
        form: its form.
        slots: by slot, the thing that the words in it name, or the number.
        tails: each tail with its slots, as above.
        guessed: what was written, and what it was read as, where they differ.
        counted: whether the answers are to be counted.
        words: of a slot that name nothing, where the form takes them as they are.
        unless: what is wrong with the question if this way to read it has no answer.
    """

    form: Form
    slots: Mapping[str, Found | int]
    tails: tuple[tuple[Tail, Mapping[str, Found | int]], ...]
    guessed: tuple[tuple[str, str], ...]
    counted: bool = False
    words: str = ""
    unless: UnknownNameError | None = None

    def found(self) -> Iterator[Found]:
        """The things that are named, in the slots of the form and of its tails."""
        for slots in (self.slots, *(filled for _, filled in self.tails)):
            yield from (value for value in slots.values() if not isinstance(value, int))


def read_question(text: str, grammar: Grammar, names: NameIndex) -> Reading:
    """The one way to read a question.

    Names as they are written come before guessed ones, then the phrase that
    more words of the question stand in, then that which fewer small words
    are passed over for, then the first one in the file.

    Raises:
        QuestionError: it has no form that is known; it carries the nearest ones.
        UnknownNameError: it has, and asks about something that is not in the graph.
    """
    words = _words(text, grammar)
    ways = [_Way(words, Namer(words, names, grammar))]
    for keys, others in grammar.counting.items():
        if (other := words.with_other(keys, others)) is not None:
            ways.append(_Way(other, Namer(other, names, grammar), counting=True))
            break
    for unknown in range(_MOST_UNKNOWN + 1):
        for way in ways:
            for parse in way.parses(grammar, unknown)[:_MOST_TRIED]:
                if len(parse.unknown) == unknown and (reading := _resolved(parse, way)):
                    return reading
    for way in ways:
        for parse in way.parses(grammar, _MOST_UNKNOWN):
            if parse.literal >= _WORDS_OF_A_FORM and _can_name(parse, way.words, grammar):
                return _in_words(parse, way, grammar)
    raise QuestionError(
        words.text, grammar.words["no-form"], forms=nearest_examples(words, grammar, limit=_NEAREST)
    )


def nearest_examples(words: Words, grammar: Grammar, *, limit: int) -> tuple[str, ...]:
    """Examples of the forms that share most words with a question; rare words count for more."""
    keys = {word.key for word in words.words}
    held = {name: grammar.keys_of(form) for name, form in grammar.forms.items()}
    weights = {key: 1 / sum(key in own for own in held.values()) for own in held.values() for key in own}
    fits = {name: sum(weights[key] for key in keys & own) for name, own in held.items()}
    best = sorted(grammar.forms, key=lambda name: -fits[name])
    return tuple(dict.fromkeys(grammar.forms[name].example for name in best))[:limit]


def _words(text: str, grammar: Grammar) -> Words:
    if len(text) > LONGEST_QUESTION:
        shown = f"{' '.join(text[:40].split())}…"
        raise QuestionError(shown, grammar.words["too-long"].format(most=LONGEST_QUESTION))
    words = read_words(text, grammar.endings, grammar.small)
    if len(words.words) > _MOST_WORDS:
        raise QuestionError(words.text, grammar.words["too-many"].format(most=_MOST_WORDS))
    if not words.words:
        forms = nearest_examples(words, grammar, limit=_NEAREST)
        raise QuestionError(words.text, grammar.words["empty"], forms=forms)
    return words


@dataclass(frozen=True, slots=True)
class _Way:
    """The words of a question, as they are or with others that ask for the things to be counted."""

    words: Words
    namer: Namer
    counting: bool = False
    known: dict[int, list[Parse]] = field(default_factory=dict)

    def parses(self, grammar: Grammar, unknown: int) -> list[Parse]:
        """The ways to read the words, the best first."""
        if unknown not in self.known:
            found = parses(self.words, grammar, self.namer.knows, unknown=unknown)
            fitting = (parse for parse in found if not self.counting or parse.form.gives is Gives.LIST)
            self.known[unknown] = sorted(fitting, key=_rank)
        return self.known[unknown]


def _rank(parse: Parse) -> tuple[int, int, int]:
    return len(parse.unknown), -parse.literal, parse.skipped


def _can_name(parse: Parse, words: Words, grammar: Grammar) -> bool:
    """Whether what names nothing can be meant as a name: not all of its words stand in phrases too."""
    form = parse.form
    return not form.loose and all(
        form.unnamed or any(word.key not in grammar.vocabulary for word in words.words[each.start : each.end])
        for each in parse.unknown
    )


def _in_words(parse: Parse, way: _Way, grammar: Grammar) -> Reading:
    """A reading with the words of the one slot that name nothing.

    Raises:
        UnknownNameError: the form has no use for them.
    """
    error = _unknown_name(parse, way.words, way.namer, grammar)
    if not parse.form.unnamed or len(parse.unknown) > 1 or parse.unknown[0].tail:
        raise error
    (unnamed,) = parse.unknown
    reading = _resolved(replace(parse, filled=tuple(each for each in parse.filled if each.known)), way)
    assert reading is not None
    written = way.words.span(unnamed.start, unnamed.end)
    return replace(reading, form=grammar.forms[parse.form.unnamed], words=written, unless=error)


def _resolved(parse: Parse, way: _Way) -> Reading | None:
    words, namer = way.words, way.namer
    found: dict[Filled, Found | int] = {}
    guessed: list[tuple[str, str]] = []
    for filled in parse.filled:
        type_ = parse.form.slots[filled.slot]
        if type_.name != "thing":
            number = namer.number(filled.start, type_)
            assert number is not None
            found[filled] = number
            continue
        look = namer.thing if filled.known else namer.guess
        named = look(filled.start, filled.end, type_)
        if named is None:
            return None
        found[filled] = named
        if not named.exact:
            guessed.append((words.span(filled.start, filled.end), named.name))
    return Reading(
        parse.form,
        {filled.slot: value for filled, value in found.items() if not filled.tail},
        tuple(
            (tail, {filled.slot: value for filled, value in found.items() if filled.tail == tail.name})
            for tail in parse.tails
        ),
        tuple(guessed),
        counted=way.counting,
    )


def _unknown_name(parse: Parse, words: Words, namer: Namer, grammar: Grammar) -> UnknownNameError:
    missing = next(
        each
        for each in parse.unknown
        if namer.guess(each.start, each.end, parse.form.slots[each.slot]) is None
    )
    type_ = parse.form.slots[missing.slot]
    known_as = namer.known_as(missing.start, missing.end)
    return UnknownNameError(
        words.text,
        [grammar.kinds[kind] for kind in type_.kinds],
        words.span(missing.start, missing.end),
        namer.nearest(missing.start, missing.end, type_),
        known_as=grammar.kinds[known_as] if known_as else "",
    )
