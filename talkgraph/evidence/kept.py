"""What extraction considered in some recaps, from what the store keeps of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.corrections import CORRECTIONS_FILE
from talkgraph.evidence.relating import in_words
from talkgraph.evidence.values import Considered, Sentence, Support
from talkgraph.model import Kind, Literal, LocalThing, Predicate, fold
from talkgraph.reports.sections import kind_word
from talkgraph.store import Endpoint, StoreFolder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from talkgraph.graph import Recap
    from talkgraph.graph.values import Thing
    from talkgraph.model import Claim
    from talkgraph.resolution import RecapClaims

__all__ = ["End", "Kept", "claim_words", "kept_about"]

_MOST_RECAPS = 50  # each takes some milliseconds to read, large ones many


@dataclass(frozen=True, slots=True)
class End:
    """One end of a statement, as it may be called in a recap.

    Attributes:
        names: folded: those of a thing, or a value.
        kind: of the thing; None for a value.
    """

    names: frozenset[str]
    kind: Kind | None = None

    @classmethod
    def of(cls, end: Thing | str) -> End:
        """The end that a thing or a value is."""
        if isinstance(end, str):
            return cls(frozenset({fold(end)}))
        return cls(frozenset(map(fold, (end.name, *end.alternate_names))), end.kind)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was considered and not stated.

    Attributes:
        considered: by recap and place, those that concern all ends first.
        forgotten: sources of the recaps of which the store keeps nothing that can be read.
        unsearched: how many recaps were not looked into, because there are too many.
    """

    considered: tuple[Considered, ...] = ()
    forgotten: tuple[str, ...] = ()
    unsearched: int = 0


def kept_about(
    place: Path | Endpoint, ends: Sequence[End], recaps: Iterable[Recap], *, beside: Sequence[Sentence] = ()
) -> Kept:
    """The readings of some recaps that were dropped or turned round, and concern the ends of a statement.

    Args:
        place: of the store; one on the network keeps nothing of what was considered.
        ends: the ends; a reading that concerns all of them belongs to it.
        recaps: where to look; of very many, the last by source. Corrections files are passed over.
        beside: sentences; a reading of words in them belongs to it if it concerns one end.
    """
    if isinstance(place, Endpoint):
        return Kept()
    store = StoreFolder(place)
    manifest = store.read_manifest()
    found: list[tuple[tuple[object, ...], Considered]] = []
    forgotten = []
    read = {recap for recap in recaps if PurePosixPath(recap.source).name != CORRECTIONS_FILE}
    in_order = sorted(read, key=lambda each: (each.source, each.iri))
    for recap in in_order[-_MOST_RECAPS:]:
        entry = manifest.get(recap.source)
        kept = store.load_claims(entry.claims) if entry is not None else None
        if kept is None:
            forgotten.append(recap.source)
            continue
        called = _names(kept)
        for rejection in kept.rejections:
            concerned = [_concerns(rejection.claim, end, called) for end in ends]
            reading = _considered(rejection.claim, rejection.reason, recap, called, turned=rejection.turned)
            shared = any(reading.support.sentence.overlaps(sentence) for sentence in beside)
            if all(concerned) or (shared and any(concerned)):
                order = (not all(concerned), recap.source, reading.support.sentence.start, reading.text)
                found.append((order, reading))
    found.sort(key=lambda each: each[0])
    return Kept(
        tuple(dict.fromkeys(reading for _, reading in found)), tuple(forgotten), len(in_order[:-_MOST_RECAPS])
    )


def _considered(
    claim: Claim, reason: str, recap: Recap, called: Mapping[LocalThing, Sequence[str]], *, turned: bool
) -> Considered:
    evidence = claim.evidence
    sentence = Sentence(evidence.quote, recap, evidence.start, evidence.end)
    talks = {thing: names[0] for thing, names in called.items() if thing.kind is Kind.TALK}
    text = claim_words(claim, talks)
    return Considered(text, reason, Support(sentence, claim.confidence, claim.rule), turned)


def _names(recap: RecapClaims) -> Mapping[LocalThing, Sequence[str]]:
    """What the recap calls its things; a talk is known by its number otherwise."""
    found: dict[LocalThing, list[str]] = {}
    for claim in recap.claims:
        if claim.predicate in {Predicate.NAME, Predicate.ALTERNATE_NAME} and isinstance(
            claim.object, Literal
        ):
            found.setdefault(claim.subject, []).append(claim.object.value)
    return found


def _concerns(claim: Claim, end: End, called: Mapping[LocalThing, Sequence[str]]) -> bool:
    return any(_is_called(each, end, called) for each in (claim.subject, claim.object))


def _is_called(
    local: LocalThing | Literal | Kind, end: End, called: Mapping[LocalThing, Sequence[str]]
) -> bool:
    """Whether a name of a recap is one of an end's, be it taken for another kind; talks are only talks."""
    if not isinstance(local, LocalThing):
        return end.kind is None and isinstance(local, Literal) and fold(local.value) in end.names
    if end.kind is None or (Kind.TALK in {local.kind, end.kind} and local.kind is not end.kind):
        return False
    names = [*called.get(local, ()), *([] if local.kind is Kind.TALK else [local.key])]
    return any(fold(name) in end.names for name in names)


def claim_words(claim: Claim, talks: Mapping[LocalThing, str] = MappingProxyType({})) -> str:
    """A claim as a sentence.

    Args:
        claim: the claim.
        talks: what talks are called, if that is known; else they have a number.
    """
    return in_words(_end(claim.subject, talks), claim.predicate, _end(claim.object, talks))


def _end(end: LocalThing | Literal | Kind, talks: Mapping[LocalThing, str]) -> str:
    if isinstance(end, LocalThing):
        return talks.get(end, end.key)
    return end.value if isinstance(end, Literal) else kind_word(end)
