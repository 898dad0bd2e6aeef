"""What sentences state between names: by patterns that are data, and a trained model."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.extraction.balance import load_balance
from talkgraph.extraction.layout import block_of_each_token
from talkgraph.extraction.linear import load_linear_model
from talkgraph.extraction.mentions import read_mentions_of
from talkgraph.extraction.pairs import pairs_of
from talkgraph.model import BlockKind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.language import Language
    from spacy.tokens import Doc

    from talkgraph.extraction.mentions import ReadRelation, Statement
    from talkgraph.extraction.pairs import Pair
    from talkgraph.extraction.talks import TalkSegment

__all__ = ["FoundRelation", "RelationFinder"]

MODEL = "model"
"""Name of the rule where only the linear model speaks."""

_SILENT = frozenset({BlockKind.METADATA, BlockKind.CODE})
_DIRECTED = frozenset({Predicate.BUILDS_ON, Predicate.PART_OF, Predicate.USES, Predicate.INSPIRED_BY})
_EMPLOYMENT = frozenset({Predicate.WORKS_FOR, Predicate.FORMERLY_WORKED_FOR})


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """One relation in one sentence.

    Attributes:
        predicate: what is stated.
        subject, object: kind and key of the names; the subject is None where
            the recap's own event is meant.
        start, end: tokens of the sentence.
        confidence: of the pattern and, where a word stands for a name, of that reference.
        rule: name of the pattern.
    """

    predicate: Predicate
    subject: tuple[str, str] | None
    object: tuple[str, str]
    start: int
    end: int
    confidence: float
    rule: str

    @property
    def statement(self) -> Statement:
        """What is stated, wherever."""
        return self.predicate, self.subject, self.object

    @property
    def is_stated(self) -> bool:
        """Whether a pattern states it."""
        return self.rule != f"relations.{MODEL}"


class RelationFinder:
    """Finds relations; requires ``doc.spans["names"]`` and ``["references"]``, and the talks.

    Patterns propose and explain, two trained models weigh: a linear one over
    readable features of a sentence, and the encoder, which has read all that
    stands around it. Without the encoder, what a pattern states holds unless
    the linear model thinks it unlikely, and what that is sure of holds without
    a pattern. Sets ``doc.user_data["talkgraph.relations"]``.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "talkgraph_relations",
        *,
        stated: float = 0.0,
        sure: float = 0.6,
        model: str = "relations",
        balance: str = "balance",
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.stated = stated
        self.sure = sure
        self.model = load_linear_model("en", model)
        self.balance = load_balance("en", balance)

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[FoundRelation]:
        """The relations of a document, in order, each once a sentence."""
        cases = self.cases(doc)
        read = read_mentions_of(doc)
        if read is None:
            found = [relation for relation in cases if self._holds(relation)]
        else:
            found = self._weighed(cases, read.relations)
        found.sort(key=_place)
        return _without_contradictions(found)

    def annotate(self, doc: Doc, found: list[FoundRelation]) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.relations"] = found
        return doc

    def cases(self, doc: Doc) -> list[FoundRelation]:
        """All that sentences may state, with the linear model's word for it, each once a sentence."""
        mentions = sorted([*doc.spans["names"], *doc.spans["references"]], key=lambda span: span.start)
        talks: list[TalkSegment] = doc.user_data["talkgraph.talks"]
        speakers = [(talk.start, talk.end, talk.speakers) for talk in talks]
        blocks = block_of_each_token(doc)
        best: dict[tuple[object, ...], FoundRelation] = {}
        for pair in pairs_of(doc, mentions, speakers):
            if blocks[pair.start] in _SILENT or _is_blocked(doc, pair):
                continue
            for relation in self._of_pair(pair):
                key = (relation.start, *relation.statement)
                if key not in best or _rank(best[key]) < _rank(relation):
                    best[key] = relation
        return list(best.values())

    def _of_pair(self, pair: Pair) -> Iterator[FoundRelation]:
        stated = dict(pair.patterns)
        for predicate in pair.predicates:
            label = f"event {predicate}" if pair.subject is None else str(predicate)
            known = label in self.model.weights
            likely = self.model.probability(label, pair.features) if known else self.stated
            yield FoundRelation(
                predicate,
                (pair.subject.label_, pair.subject.id_) if pair.subject is not None else None,
                (pair.object.label_, pair.object.id_),
                pair.start,
                pair.end,
                round(max(likely, 0.6 if predicate in stated else 0.0), 4),
                f"relations.{stated.get(predicate, MODEL)}",
            )

    def _holds(self, relation: FoundRelation) -> bool:
        """Whether the linear model is sure enough; a pattern's word is enough by itself."""
        if relation.is_stated:
            return relation.confidence >= self.stated
        if relation.subject is None and relation.predicate != Predicate.LOCATION:
            return False
        return relation.confidence >= self.sure

    def _weighed(
        self, cases: list[FoundRelation], read: Mapping[Statement, ReadRelation]
    ) -> list[FoundRelation]:
        """What holds when all that speaks for a statement is weighed together."""
        by_statement: dict[Statement, list[FoundRelation]] = defaultdict(list)
        for case in cases:
            by_statement[case.statement].append(case)
        out: list[FoundRelation] = []
        for statement in {**by_statement, **read}:
            said, seen = by_statement.get(statement, []), read.get(statement)
            stated = [case for case in said if case.is_stated]
            sure = self.balance.weigh(
                statement[0],
                of_event=statement[1] is None,
                encoder=seen.likely if seen is not None else 0.0,
                linear=max((case.confidence for case in said), default=0.0),
                pattern=bool(stated),
            )
            if sure < self.balance.threshold:
                continue
            best = max(said, key=lambda case: case.confidence, default=None)
            evidence = stated or ([best] if best is not None and best.confidence >= self.sure else [])
            out.extend(replace(case, confidence=sure) for case in evidence)
            if not evidence and seen is not None:
                out.append(FoundRelation(*statement, seen.start, seen.end, sure, "relations.encoder"))
        return out


def _place(relation: FoundRelation) -> tuple[object, ...]:
    return (relation.start, str(relation.predicate), relation.subject or ("", ""), relation.object)


def _rank(relation: FoundRelation) -> tuple[bool, float]:
    return relation.is_stated, relation.confidence


@cache
def _blockers(language: str) -> tuple[re.Pattern[str], re.Pattern[str], int]:
    path = files("talkgraph").joinpath("data", language, "blockers.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))

    def any_of(words: list[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, words))})(?!\S)")

    return any_of(table["inside"]), any_of(table["before"]), int(table["before_reach"])


def _is_blocked(doc: Doc, pair: Pair) -> bool:
    """Whether words between the two names, or right before them, deny or merely suppose what is said."""
    inside, before, reach = _blockers("en")
    ends = [span for span in (pair.subject, pair.object) if span is not None]
    low, high = min(span.start for span in ends), max(span.end for span in ends)
    if inside.search(" ".join(token.lower_ for token in doc[low:high])):
        return True
    lead = [token.lower_ for token in doc[max(pair.start, low - reach) : low]]
    return bool(before.search(" ".join(lead)))


def _without_contradictions(found: list[FoundRelation]) -> list[FoundRelation]:
    """Of two statements that exclude each other, the surer one.

    In one sentence a thing cannot build on what builds on it, nor be part of
    it; nobody works for and left the same employer.
    """
    ranked = sorted(found, key=lambda r: (not _is_past(r), -r.confidence, r.start, str(r.predicate)))
    kept: list[FoundRelation] = []
    for relation in ranked:
        if not any(_excludes(other, relation) for other in kept):
            kept.append(relation)
    return sorted(kept, key=_place)


def _is_past(relation: FoundRelation) -> bool:
    """Whether words like "ex" or "former" say so: they stand inside what also reads as the present."""
    return relation.predicate == Predicate.FORMERLY_WORKED_FOR and relation.is_stated


def _excludes(one: FoundRelation, other: FoundRelation) -> bool:
    if (one.start, one.end) != (other.start, other.end):
        return False
    turned = one.subject == other.object and one.object == other.subject
    same = one.subject == other.subject and one.object == other.object
    if turned:
        return (
            one.predicate in _DIRECTED and other.predicate in _DIRECTED
        ) or one.predicate == other.predicate
    return same and {one.predicate, other.predicate} <= _EMPLOYMENT
