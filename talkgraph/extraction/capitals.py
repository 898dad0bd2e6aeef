"""Capitals that mean something, told from those of sentences, dates, code and shouting."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.extraction.joining import name_words
from talkgraph.extraction.lexicon import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Capitals", "UnreadWords", "bare", "is_common", "words_of"]

_CODE = re.compile(r"[(){}<>=/\\_;:$@#*|]|\.\w|^\W")
_PARTS = re.compile(r"[-'’]")
_PLURALS = (("s", ""), ("es", ""), ("ies", "y"))
_SHOUT = 3  # words all in capitals, one after the other


@dataclass(frozen=True, slots=True)
class UnreadWords:
    """Words of a language that are no miss.

    Attributes:
        nothing: words with capitals that name nothing, as written.
        inner: small words that may stand inside a term.
        anchors: words of links that name nothing, in small letters.
        declared: keys of the front matter whose values were read.
    """

    nothing: frozenset[str]
    inner: frozenset[str]
    anchors: frozenset[str]
    declared: frozenset[str]


@cache
def words_of(language: str) -> UnreadWords:
    """The packaged words of a language."""
    path = files("talkgraph").joinpath("data", language, "unread.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    nothing = {*table["no_terms"], *table["calendar"], *table["peoples"], *name_words(language).no_names}
    return UnreadWords(
        frozenset(nothing),
        frozenset(table["inner_words"]),
        frozenset(table["anchors"]),
        frozenset(table["declared"]),
    )


class Capitals:
    """Tells the capitals of a document that mean something from the others.

    Args:
        doc: the parsed document.
        taken: tokens that were read already; more may be added.
        words: of the language.
        shortest: characters that a term has at least.
    """

    def __init__(self, doc: Doc, taken: set[int], words: UnreadWords, shortest: int) -> None:
        self.doc = doc
        self.taken = taken
        self.words = words
        self.shortest = shortest
        self.plain = {token.text for token in doc if token.is_lower}

    def is_term(self, at: int) -> bool:
        """Whether a token has capitals and was not read."""
        token = self.doc[at]
        text = bare(token.text)
        if at in self.taken or len(text) < self.shortest or text.islower() or not any(map(str.isupper, text)):
            return False
        if _CODE.search(text) or self._is_nothing(token):
            return False
        if text.isupper():
            return not self._is_ordinary(token) and not self._is_shouted(at)
        if not text[1:].islower() and "-" not in text:
            return True  # inner capitals: GraphQL
        if token.pos_ != "PROPN" and self._is_ordinary(token):
            return False
        return not self._opens(token) or (token.pos_ == "PROPN" and not self._is_ordinary(token))

    def begins(self, start: int) -> int:
        """The first token of a term, with the common words that have capitals and stand right before."""
        first = start
        while first > 0 and self.doc[first - 1].whitespace_ and not self.doc[first].is_sent_start:
            token = self.doc[first - 1]
            parts = {"NOUN", "PROPN"} if token.is_sent_start else {"NOUN", "PROPN", "ADJ", "VERB"}
            if not token.is_title or not token.is_alpha or token.pos_ not in parts or token.i in self.taken:
                break
            if self._is_nothing(token):
                break
            first -= 1
        return first

    def goes_on(self, end: int) -> int:
        """The token after a term that goes on at a token, or 0 where it ends there."""
        doc, at = self.doc, end
        if at >= len(doc) or doc[at].is_sent_start:
            return 0
        joined = doc[at].text == "-" and not doc[at - 1].whitespace_ and not doc[at].whitespace_
        if joined or doc[at].lower_ in self.words.inner:
            at += 1
        elif not doc[at - 1].whitespace_:
            return 0
        return at + 1 if at < len(doc) and not doc[at].is_sent_start and self.is_term(at) else 0

    def _is_shouted(self, at: int) -> bool:
        """Whether a word all in capitals stands among several of them."""
        first, last = at, at + 1
        while first > 0 and self.doc[first - 1].is_upper and self.doc[first - 1].is_alpha:
            first -= 1
        while last < len(self.doc) and self.doc[last].is_upper and self.doc[last].is_alpha:
            last += 1
        return last - first >= _SHOUT

    def _is_nothing(self, token: Token) -> bool:
        text = bare(token.text)
        nothing = self.words.nothing
        return text in nothing or text.removesuffix("s") in nothing or bool(token.like_num)

    def _is_ordinary(self, token: Token) -> bool:
        """Whether a word is a common one, as in "DON'T" too, or stands in small letters elsewhere."""
        text = bare(token.text)
        return text.lower() in self.plain or is_common(text) or is_common(token.norm_)

    def _opens(self, token: Token) -> bool:
        """Whether only marks stand between a token and the beginning of its sentence, or of a quotation."""
        before = token.i
        while before > token.sent.start and self.doc[before - 1].is_space:
            before -= 1
        return before == token.sent.start or not any(map(str.isalnum, self.doc[before - 1].text))


def is_common(text: str) -> bool:
    """Whether a word, or each part of a compound, is one of the commonest words, or the plural of one.

    >>> is_common("Infrastructures"), is_common("Server-side"), is_common("Zorkel")
    (True, True, False)
    """
    parts = (part.lower() for part in _PARTS.split(bare(text)) if len(part) > 1)
    return all(not load_lexicon().ordinary_words.isdisjoint(_singulars(part)) for part in parts)


def _singulars(word: str) -> set[str]:
    """A word, and what it may be the plural of."""
    return {word, *(word.removesuffix(end) + one for end, one in _PLURALS if word.endswith(end))}


def bare(text: str) -> str:
    """A text without the marks that end a sentence."""
    return text.rstrip(" .,;:") or text
