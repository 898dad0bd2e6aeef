"""The tokens of a document as plain lists: spaCy makes an object for every look at a token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.extraction.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

__all__ = ["Words", "words_of"]

_LEMMATISED = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked at most, by number of the token.

    Attributes:
        starts, ends: offsets in the text.
        texts: the tokens.
        lowered: the same in small letters.
        plain: for skeletons, of verbs the lemma and of all else small letters; of white space nothing.
        sentences: the tokens that begin a sentence, and the number of tokens at the end.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    texts: Sequence[str]
    lowered: Sequence[str]
    plain: Sequence[str]
    sentences: Sequence[int]

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        """The tokens of the sentence or sentences that hold a stretch of tokens."""
        before = bisect_right(self.sentences, start)
        after = bisect_left(self.sentences, max(start + 1, end))
        return self.sentences[before - 1] if before else 0, self.sentences[after]


def words_of(doc: Doc) -> Words:
    """The tokens of a parsed document."""
    return remembered(doc, "words", _read)


def _read(doc: Doc) -> Words:
    starts, ends, texts, lowered, plain, sentences = [], [], [], [], [], []
    for token in doc:
        text, lower, start = token.text, token.lower_, token.idx
        starts.append(start)
        ends.append(start + len(text))
        texts.append(text)
        lowered.append(lower)
        if token.is_space:
            plain.append("")
        else:
            plain.append(_plain(token.lemma_ if token.pos_ in _LEMMATISED else lower))
        if token.is_sent_start:
            sentences.append(token.i)
    return Words(starts, ends, texts, lowered, plain, [*sentences, len(doc)])


def _plain(text: str) -> str:
    """A word that cannot be mistaken for a placeholder or for two words."""
    lower = text.lower()
    if lower.isalnum():
        return lower
    return "".join(c for c in lower if c not in "‹›" and not c.isspace()) or "_"
