"""Subjects of talks that are no named things, as a person would file the talk under."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.model import Kind, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from talkgraph.extraction.talks import TalkSegment

__all__ = ["FoundTopic", "TopicFinder"]

_SURE = 0.9  # of a talk that the layout sets apart


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """A topic of a talk.

    Attributes:
        talk: number of the talk, from 0.
        phrase: the topic, in small letters where the text does not insist on others.
        start, end: tokens of its first mention in the talk.
        weight: how much it stands out; the greatest of a talk is 1.
    """

    talk: int
    phrase: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True)
class _Settings:
    heads: frozenset[str]
    alone: frozenset[str]
    dropped: frozenset[str]
    most: int
    most_announced: int
    longest: int
    title_bonus: float
    cue_bonus: float


@cache
def _settings(language: str) -> _Settings:
    path = files("talkgraph").joinpath("data", language, "topics.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    heads: list[str] = table["empty_heads"]
    cut = heads.index(table["empty_alone"])
    return _Settings(
        frozenset(heads[:cut]),
        frozenset(heads[cut:]),
        frozenset(table["dropped"]),
        table["most"],
        table["most_announced"],
        table["longest"],
        table["title_bonus"],
        table["cue_bonus"],
    )


class TopicFinder:
    """Finds topics in noun phrases; requires the parse, the names and the talks.

    Phrases that a talk repeats, that stand in its title or in the sentence
    that announces it, and that other talks of the recap lack, weigh most.
    Sets ``doc.user_data["talkgraph.topics"]``.
    """

    def __init__(self, nlp: Language, name: str = "talkgraph_topics", *, language: str = "en") -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[FoundTopic]:
        """The topics of each talk, the weightiest first."""
        talks: list[TalkSegment] = doc.user_data["talkgraph.talks"]
        if not talks:
            return []
        names = {fold(span.text) for span in doc.spans["names"]}
        persons = {i for s in doc.spans["names"] if s.label_ == Kind.PERSON for i in range(s.start, s.end)}
        # those of a span are drawn from the whole document each time
        chunks = [(chunk.start, chunk.end) for chunk in doc.noun_chunks]
        phrases = [list(self._phrases(doc, talk, chunks, names, persons)) for talk in talks]
        spread = Counter(key for found in phrases for key in {key for key, *_ in found})
        out: list[FoundTopic] = []
        for number, (talk, found) in enumerate(zip(talks, phrases, strict=True)):
            out.extend(self._weightiest(number, talk, found, spread, len(talks)))
        return out

    def annotate(self, doc: Doc, found: list[FoundTopic]) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.topics"] = found
        return doc

    def _phrases(
        self,
        doc: Doc,
        talk: TalkSegment,
        chunks: Sequence[tuple[int, int]],
        names: set[str],
        persons: set[int],
    ) -> Iterator[tuple[str, str, int, int]]:
        """Key, words and tokens of the noun phrases of a talk, among those of the document."""
        settings = _settings(self.language)
        for first, last in chunks:
            if not (talk.start <= first and last <= talk.end):
                continue
            start, end = _core(doc, first, last, settings)
            if not 0 < end - start <= settings.longest or not persons.isdisjoint(range(start, end)):
                continue
            words = doc[start:end]
            head = words[-1]
            if head.pos_ not in {"NOUN", "PROPN"} or not all(c.isalpha() or c in "-/ '" for c in words.text):
                continue
            if head.lower_ in settings.heads or (len(words) == 1 and head.lower_ in settings.alone):
                continue
            if fold(words.text) in names or len(words.text) < 3:
                continue
            key = " ".join([*(token.lower_ for token in words[:-1]), head.lemma_.lower()])
            text = words.text if any(_keeps_case(token) for token in words) else words.text.lower()
            yield key, text, start, end

    def _weightiest(
        self,
        number: int,
        talk: TalkSegment,
        found: list[tuple[str, str, int, int]],
        spread: Counter[str],
        talks: int,
    ) -> Iterator[FoundTopic]:
        settings = _settings(self.language)
        counts: Counter[str] = Counter(key for key, *_ in found)
        first: dict[str, tuple[str, int, int]] = {}
        weights: dict[str, float] = {}
        for key, text, start, end in found:
            first.setdefault(key, (text, start, end))
            words = key.count(" ") + 1
            weight = counts[key] * (1 + math.log(talks / spread[key])) * (1 + 0.5 * (words > 1))
            if talk.title is not None and talk.title[0] <= start < talk.title[1]:
                weight += settings.title_bonus
            elif talk.cue[0] <= start < talk.cue[1]:
                weight += settings.cue_bonus
            weights[key] = max(weights.get(key, 0.0), weight)
        is_set_apart = talk.title is not None or talk.confidence >= _SURE
        most = settings.most if is_set_apart else settings.most_announced
        ranked = sorted(weights, key=lambda key: (-weights[key], first[key][1]))[:most]
        for key in ranked:
            text, start, end = first[key]
            yield FoundTopic(number, text, start, end, round(weights[key] / weights[ranked[0]], 4))


def _keeps_case(token: Token) -> bool:
    """Whether a word has capitals that belong to it: ``API``, ``eBay``."""
    return not token.is_lower and not token.is_title


def _core(doc: Doc, start: int, end: int, settings: _Settings) -> tuple[int, int]:
    """A noun phrase without what says nothing at its edges."""
    while start < end and (
        doc[start].lower_ in settings.dropped
        or doc[start].pos_ in {"DET", "PRON", "NUM", "PUNCT", "SPACE", "ADV", "SYM", "PART", "CCONJ"}
    ):
        start += 1
    while end > start and doc[end - 1].pos_ in {"PUNCT", "SPACE", "PART", "SYM"}:
        end -= 1
    return start, end
