"""A question as words: what is compared, and where each stands in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Word", "Words", "key_of", "read_words", "skips_of"]

_EDGES = " \t?!.,;:\"'()[]{}<>…«»“”„¿¡*_~^|\\"
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′＇", "'"))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question.

    Attributes:
        key: it without case, accents and punctuation; an ending such as ``'s`` as it is.
        start, end: where it stands in the text, without the marks around it.
    """

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a question.

    Attributes:
        text: the question on one line, its apostrophes straight.
        words: in order.
        skips: for each place, the places behind the small words that begin there.
        small: the sequences of small words.
    """

    text: str
    words: tuple[Word, ...]
    skips: tuple[tuple[int, ...], ...]
    small: tuple[tuple[str, ...], ...]

    def span(self, start: int, end: int) -> str:
        """The text from one word to before another one, as it was written."""
        return self.text[self.words[start].start : self.words[end - 1].end]

    def with_other(self, keys: Sequence[str], others: Sequence[str]) -> Words | None:
        """The same with some words in place of others that stand in it; None if they do not.

        The words that are put in stand where the first of the others did.
        """
        own = [word.key for word in self.words]
        for at in range(len(own) - len(keys) + 1):
            if own[at : at + len(keys)] == list(keys):
                where = self.words[at]
                put = tuple(Word(key, where.start, where.end) for key in others)
                words = (*self.words[:at], *put, *self.words[at + len(keys) :])
                skips = skips_of([word.key for word in words], self.small)
                return Words(self.text, words, skips, self.small)
        return None


def key_of(word: str, endings: Mapping[str, str]) -> str:
    """What a word is compared by.

    >>> key_of("Qu'est-ce", {}), key_of("'s", {"'s": "'s"})
    ('questce', "'s")
    """
    return endings.get(word.casefold()) or fold(word)


def read_words(text: str, endings: Mapping[str, str], small: Iterable[Sequence[str]]) -> Words:
    """The words of a question.

    Args:
        text: the question.
        endings: what is a word of its own at the end of another one, and the key of it.
        small: words, and sequences of them, that say nothing and may be passed over; as keys.

    >>> read_words("Who's at the caf\u00e9?", {"'s": "'s"}, [("the",)]).words[3].key
    'the'
    """
    line = " ".join(text.translate(_APOSTROPHES).split())
    quoted = False
    words: list[Word] = []
    for match in re.finditer(r"\S+", line):
        token = match.group()
        quoted = quoted or token.startswith("'")
        body = token.rstrip(_EDGES.replace("'", "") if not quoted else _EDGES)
        start = match.start() + len(body) - len(body.lstrip(_EDGES))
        end = match.start() + len(body)
        if start >= end:
            continue
        quoted = quoted and not token.rstrip(_EDGES.replace("'", "")).endswith("'")
        words += _split(line, start, end, endings)
    keys = [word.key for word in words]
    sequences = tuple(map(tuple, small))
    return Words(line, tuple(words), skips_of(keys, sequences), sequences)


def skips_of(keys: Sequence[str], small: Sequence[Sequence[str]]) -> tuple[tuple[int, ...], ...]:
    """For each place, and the one behind the last, the places behind small words that begin there.

    >>> skips_of(["tell", "me", "who"], [("tell", "me"), ("me",)])
    ((2,), (2,), (), ())
    """
    return tuple(
        tuple(
            sorted(
                {at + len(each) for each in small if tuple(keys[at : at + len(each)]) == tuple(each)} - {at}
            )
        )
        for at in range(len(keys) + 1)
    )


def _split(line: str, start: int, end: int, endings: Mapping[str, str]) -> list[Word]:
    """A word, and the ending that it has."""
    for length in sorted({len(ending) for ending in endings}, reverse=True):
        at = end - length
        if at > start and (key := endings.get(line[at:end].casefold())) is not None:
            return [Word(fold(line[start:at]), start, at), Word(key, at, end)]
    body = line[start:end].rstrip("'")
    return [Word(fold(body), start, start + len(body))] if body else []
