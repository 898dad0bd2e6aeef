"""What sentences state between names: by patterns that are data, and a trained model."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.extraction.balance import RelationVoices, load_balance
from talkgraph.extraction.checking import (
    RejectedRelation,
    once,
    reason,
    unfit_reason,
    unlikely_reason,
    worded,
)
from talkgraph.extraction.knowledge import Known
from talkgraph.extraction.layout import block_of_each_token
from talkgraph.extraction.linear import load_linear_model
from talkgraph.extraction.mentions import read_mentions_of
from talkgraph.extraction.misfits import misfits_of
from talkgraph.extraction.pairs import PAIR_PREDICATES, pairs_of
from talkgraph.extraction.settling import DIRECTED, EMPLOYMENT, settled
from talkgraph.extraction.words import words_of
from talkgraph.model import BlockKind, Kind, Predicate
from talkgraph.model.relations import relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from talkgraph.extraction.mentions import ReadRelation, Statement
    from talkgraph.extraction.misfits import Misfit
    from talkgraph.extraction.pairs import Pair
    from talkgraph.extraction.talks import TalkSegment

__all__ = ["FoundRelation", "RelationFinder", "Sifted", "both_ways", "voices_of"]

MODEL = "model"
"""Name of the rule where only the linear model speaks."""

ENCODER = "encoder"
"""Name of the rule where the encoder's word decides."""

KNOWN = "known"
"""Name of the rule where it does and the statement is commonly known."""

_SILENT = frozenset({BlockKind.METADATA, BlockKind.CODE})
_PATTERN = 0.6  # how likely it is at least what a pattern states
_WORTH_TELLING = 0.5  # of what is asked; what is less likely was never considered


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


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is stated, in order; and what was considered and is not stated as it was read, each once."""

    found: list[FoundRelation]
    rejected: tuple[RejectedRelation, ...]


@dataclass
class _Considered:
    """All that sentences may state, what words in them take back, and what kinds do not allow."""

    cases: dict[tuple[object, ...], FoundRelation] = field(default_factory=dict)
    denied: dict[tuple[object, ...], tuple[FoundRelation, str]] = field(default_factory=dict)
    unfit: list[RejectedRelation] = field(default_factory=list)

    def takes_back(self, statement: Statement, seen: ReadRelation) -> bool:
        """Whether a pattern states it and words deny or suppose it, just where the encoder sees it."""
        return any(
            case.start < seen.end and seen.start < case.end for case in self._taken_back.get(statement, ())
        )

    @cached_property
    def _taken_back(self) -> Mapping[Statement, list[FoundRelation]]:
        """By statement what patterns state and words deny; asked for when all sentences were considered."""
        out: dict[Statement, list[FoundRelation]] = defaultdict(list)
        for case, _ in self.denied.values():
            if case.is_stated:
                out[case.statement].append(case)
        return out


class RelationFinder:
    """Finds relations; requires ``doc.spans["names"]`` and ``["references"]``, and the talks.

    Patterns propose and explain, two trained models weigh: a linear one over
    readable features of a sentence, and the encoder, which has read all that
    stands around it. Without the encoder, what a pattern states holds unless
    the linear model thinks it unlikely, and what that is sure of holds without
    a pattern. What kinds allow only the other way is turned round. Sets
    ``doc.user_data["talkgraph.relations"]``, and ``["talkgraph.rejected"]`` to
    what was dropped or turned.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "talkgraph_relations",
        *,
        stated: float = 0.0,
        sure: float = 0.6,
        model: str = "relations",
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.stated = stated
        self.sure = sure
        self.model = load_linear_model("en", model)
        self.balance = load_balance("en")
        told = self.balance.threshold * _WORTH_TELLING
        self._least = {p: self.balance.least_linear(p, told) for p in PAIR_PREDICATES}

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.sift(doc))

    def match(self, doc: Doc) -> list[FoundRelation]:
        """The relations of a document, in order, each once a sentence."""
        return self.sift(doc).found

    def sift(self, doc: Doc) -> Sifted:
        """The relations of a document, in order, and those that were considered and rejected."""
        considered = self._consider(doc)
        read = read_mentions_of(doc)
        if read is None:
            found, unlikely = self._held(considered)
        else:
            known = Known(doc.user_data["talkgraph.names"])
            found, unlikely = self._weighed(considered, read.relations, known)
        found.sort(key=_place)
        found, contradicted = _without_contradictions(found)
        return Sifted(found, once([*considered.unfit, *contradicted, *unlikely], found))

    def annotate(self, doc: Doc, sifted: Sifted) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.relations"] = sifted.found
        doc.user_data["talkgraph.rejected"] = sifted.rejected
        return doc

    def cases(self, doc: Doc) -> list[FoundRelation]:
        """All that sentences may state, with the linear model's word for it, each once a sentence."""
        return list(self._consider(doc).cases.values())

    def _consider(self, doc: Doc) -> _Considered:
        mentions = sorted([*doc.spans["names"], *doc.spans["references"]], key=lambda span: span.start)
        talks: list[TalkSegment] = doc.user_data["talkgraph.talks"]
        speakers = [(talk.start, talk.end, talk.speakers) for talk in talks]
        blocks = block_of_each_token(doc)
        out = _Considered()
        turned: dict[tuple[int, int], dict[Predicate, str]] = defaultdict(dict)
        for misfit in misfits_of(doc, mentions):
            if blocks[misfit.start] in _SILENT or _blocker(doc, misfit.subject, misfit.object, misfit.start):
                continue
            out.unfit.append(_rejected_misfit(misfit))
            if misfit.turned:
                turned[misfit.object.start, misfit.subject.start][misfit.predicate] = misfit.pattern
        for pair in pairs_of(doc, mentions, speakers):
            if blocks[pair.start] in _SILENT:
                continue
            stated = dict(pair.patterns)
            if pair.subject is not None:
                stated = {**turned.get((pair.subject.start, pair.object.start), {}), **stated}
            blocker = _blocker(doc, pair.subject, pair.object, pair.start)
            for relation in self._of_pair(pair, stated):
                key = (relation.start, *relation.statement)
                if blocker:
                    if key not in out.denied or _rank(out.denied[key][0]) < _rank(relation):
                        out.denied[key] = relation, blocker
                elif key not in out.cases or _rank(out.cases[key]) < _rank(relation):
                    out.cases[key] = relation
        return out

    def _of_pair(self, pair: Pair, stated: Mapping[Predicate, str]) -> Iterator[FoundRelation]:
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
                round(max(likely, _PATTERN if predicate in stated else 0.0), 4),
                f"relations.{stated.get(predicate, MODEL)}",
            )

    def _held(self, considered: _Considered) -> tuple[list[FoundRelation], list[RejectedRelation]]:
        """What the linear model is sure enough of; a pattern's word is enough by itself."""
        found: list[FoundRelation] = []
        rejected = [
            RejectedRelation(case, reason("denied", words=words))
            for case, words in considered.denied.values()
            if case.is_stated or case.confidence >= self.sure * _WORTH_TELLING
        ]
        for case in considered.cases.values():
            asked = self.stated if case.is_stated else self.sure
            of_event = case.subject is None and case.predicate != Predicate.LOCATION
            if case.confidence >= asked and (case.is_stated or not of_event):
                found.append(case)
            elif case.is_stated or case.confidence >= asked * _WORTH_TELLING:
                unlikely = case.confidence < asked
                why = unlikely_reason(case.confidence, asked) if unlikely else reason("unstated")
                rejected.append(RejectedRelation(case, why))
        return found, rejected

    def _weighed(
        self, considered: _Considered, read: Mapping[Statement, ReadRelation], known: Known
    ) -> tuple[list[FoundRelation], list[RejectedRelation]]:
        """What holds when all that speaks for a statement is weighed together."""
        by_statement: dict[Statement, list[FoundRelation]] = defaultdict(list)
        for case in considered.cases.values():
            by_statement[case.statement].append(case)
        found: list[FoundRelation] = []
        unlikely: list[RejectedRelation] = []
        asked = self.balance.threshold
        how_sure = {
            statement: self._sure(
                statement, by_statement.get(statement, []), both_ways(statement, read), known
            )
            for statement in {**by_statement, **read}
            if statement in read or any(map(self._is_thinkable, by_statement[statement]))
        }
        by_pattern = {case.statement for case in considered.cases.values() if case.is_stated}
        holds = settled({s: sure for s, sure in how_sure.items() if sure >= asked}, by_pattern)
        for statement, sure in how_sure.items():
            said, seen = by_statement.get(statement, []), read.get(statement)
            stated = [case for case in said if case.is_stated]
            best = max(said, key=lambda case: case.confidence, default=None)
            evidence = stated or ([best] if best is not None and best.confidence >= self.sure else [])
            if not evidence and seen is not None and not considered.takes_back(statement, seen):
                rule = f"relations.{KNOWN if known.of(*statement).known else ENCODER}"
                evidence = [FoundRelation(*statement, seen.start, seen.end, sure, rule)]
            if statement in holds and evidence:
                found.extend(replace(case, confidence=sure) for case in evidence)
            elif stated or sure >= asked * _WORTH_TELLING:
                why = unlikely_reason(sure, asked)
                if sure >= asked and statement not in holds:
                    why = reason("settled")
                elif sure >= asked and best is not None:
                    why = unlikely_reason(best.confidence, self.sure)
                where = evidence or ([best] if best is not None else [])
                unlikely.extend(RejectedRelation(replace(case, confidence=sure), why) for case in where)
        denied = []
        for case, words in considered.denied.values():
            sure = self._sure(case.statement, [case], read.get(case.statement), known)
            if case.is_stated or sure >= asked * _WORTH_TELLING:
                why = reason("denied", words=words)
                denied.append(RejectedRelation(replace(case, confidence=sure), why))
        return found, [*denied, *unlikely]

    def _is_thinkable(self, case: FoundRelation) -> bool:
        """Whether what the encoder does not see could be worth telling, whatever is known of it."""
        return case.is_stated or case.confidence >= self._least[case.predicate]

    def _sure(
        self, statement: Statement, said: list[FoundRelation], seen: ReadRelation | None, known: Known
    ) -> float:
        return self.balance.weigh(statement[0], voices_of(statement, said, seen, known))


def voices_of(
    statement: Statement, said: list[FoundRelation], seen: ReadRelation | None, known: Known
) -> RelationVoices:
    """What speaks for a statement.

    Args:
        statement: the statement.
        said: the cases that the linear model has weighed.
        seen: what the encoder sees.
        known: of the document's things.
    """
    familiar = known.of(*statement)
    return RelationVoices(
        encoder=seen.likely if seen is not None else 0.0,
        linear=max((case.confidence for case in said), default=0.0),
        pattern=any(case.is_stated for case in said),
        of_event=statement[1] is None,
        known=familiar.known,
        otherwise=familiar.otherwise,
        named=familiar.named,
    )


def both_ways(statement: Statement, read: Mapping[Statement, ReadRelation]) -> ReadRelation | None:
    """What the encoder says of a statement; of one that holds both ways, what it says of both."""
    seen = read.get(statement)
    predicate, subject, target = statement
    if seen is None or subject is None or not relations()[predicate].symmetric:
        return seen
    turned = read.get((predicate, target, subject))
    likely = (seen.likely + (turned.likely if turned is not None else 0.0)) / 2
    return replace(seen, likely=likely)


def _rejected_misfit(misfit: Misfit) -> RejectedRelation:
    """A misfit as a relation, read as the pattern has it."""
    subject, target = misfit.subject, misfit.object
    relation = FoundRelation(
        misfit.predicate,
        (subject.label_, subject.id_),
        (target.label_, target.id_),
        misfit.start,
        misfit.end,
        _PATTERN,
        f"relations.{misfit.pattern}",
    )
    why = unfit_reason(misfit.predicate, Kind(subject.label_), Kind(target.label_))
    return RejectedRelation(relation, why, turned=misfit.turned)


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


def _blocker(doc: Doc, subject: Span | None, target: Span, start: int) -> str:
    """The words between two names, or right before them, that deny or merely suppose what is said, if any."""
    inside, before, reach = _blockers("en")
    ends = [span for span in (subject, target) if span is not None]
    low, high = min(span.start for span in ends), max(span.end for span in ends)
    lowered = words_of(doc).lowered
    found = inside.search(" ".join(lowered[low:high]))
    if found is None:
        found = before.search(" ".join(lowered[max(start, low - reach) : low]))
    return found[0] if found is not None else ""


def _without_contradictions(
    found: list[FoundRelation],
) -> tuple[list[FoundRelation], list[RejectedRelation]]:
    """Of two statements that exclude each other, the surer one; and the others.

    In one sentence a thing cannot build on what builds on it, nor be part of
    it; nobody works for and left the same employer.
    """
    ranked = sorted(found, key=lambda r: (not _is_past(r), -r.confidence, r.start, str(r.predicate)))
    kept: list[FoundRelation] = []
    rejected: list[RejectedRelation] = []
    for relation in ranked:
        surer = next((other for other in kept if _excludes(other, relation)), None)
        if surer is None:
            kept.append(relation)
        else:
            why = "contradicted" if surer.confidence >= relation.confidence else "outright"
            if relations()[relation.predicate].symmetric:
                why = "same"
            rejected.append(RejectedRelation(relation, reason(why, statement=worded(surer))))
    return sorted(kept, key=_place), rejected


def _is_past(relation: FoundRelation) -> bool:
    """Whether words like "ex" or "former" say so: they stand inside what also reads as the present."""
    return relation.predicate == Predicate.FORMERLY_WORKED_FOR and relation.is_stated


def _excludes(one: FoundRelation, other: FoundRelation) -> bool:
    if (one.start, one.end) != (other.start, other.end):
        return False
    turned = one.subject == other.object and one.object == other.subject
    same = one.subject == other.subject and one.object == other.object
    if turned:
        return (one.predicate in DIRECTED and other.predicate in DIRECTED) or one.predicate == other.predicate
    return same and {one.predicate, other.predicate} <= EMPLOYMENT
