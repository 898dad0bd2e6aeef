"""Claims about names become statements about things, merged over all recaps."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.errors import StoreError
from talkgraph.model import Claim, Iri, Kind, Literal, LocalThing, Predicate, relations
from talkgraph.store.confidence import kept_confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.model import Evidence
    from talkgraph.resolution import RecapClaims, Resolution, ResolvedThing

__all__ = [
    "Assertion",
    "Merged",
    "MergedStatement",
    "ResolvedClaim",
    "derive",
    "merge",
    "resolve_claims",
    "stated_by",
]

logger = logging.getLogger(__name__)

MergedStatement: TypeAlias = "tuple[Iri, Predicate, Iri | Literal]"


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a claim states of things, and how certainly.

    Attributes:
        subject: IRI of the thing it is about.
        predicate: what is stated.
        object: IRI of the other thing, a value, or (for ``rdf:type``) a kind.
        confidence: 0 to 1, as the graph keeps it.
    """

    subject: Iri
    predicate: Predicate
    object: Iri | Literal | Kind
    confidence: float


@dataclass(frozen=True, slots=True)
class ResolvedClaim(Assertion):
    """A claim whose names have become things.

    Attributes:
        evidence: the exact sentence.
        rule: what made it.
    """

    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What the claims of all recaps say together.

    Attributes:
        things: the things that are there, by IRI, in its order.
        statements: merged and derived statements about them; no types.
    """

    things: Mapping[Iri, ResolvedThing]
    statements: frozenset[MergedStatement]


def resolve_claims(recap: RecapClaims, resolution: Resolution) -> tuple[ResolvedClaim, ...]:
    """The claims of one recap about things instead of names, in the order of the claims.

    Claims that become the same by resolution (``IPFS`` and ``InterPlanetary
    File System`` in one sentence) are one, with the higher confidence.

    Raises:
        StoreError: a claim names a thing that the resolution does not know.
    """
    found: dict[tuple[object, ...], ResolvedClaim] = {}
    for claim in recap.claims:
        resolved = _resolve(claim, recap.document.source, resolution)
        key = (
            resolved.subject,
            resolved.predicate,
            resolved.object,
            resolved.evidence,
            resolved.rule,
        )
        if key not in found or found[key].confidence < resolved.confidence:
            found[key] = resolved
    return tuple(found.values())


def _resolve(claim: Claim, source: str, resolution: Resolution) -> ResolvedClaim:
    target = claim.object
    return ResolvedClaim(
        subject=_iri(claim.subject, source, resolution),
        predicate=claim.predicate,
        object=_iri(target, source, resolution) if isinstance(target, LocalThing) else target,
        confidence=kept_confidence(claim.confidence),
        evidence=claim.evidence,
        rule=claim.rule,
    )


def _iri(thing: LocalThing, source: str, resolution: Resolution) -> Iri:
    if thing.kind is Kind.RECAP:
        return resolution.recaps[source]
    try:
        return resolution.links[source, thing]
    except KeyError:
        raise StoreError(source, f"{thing.kind} {thing.key!r} was claimed but not resolved") from None


def merge(claims: Iterable[Assertion], things: Iterable[ResolvedThing], *, min_confidence: float) -> Merged:
    """What the claims of at least a confidence say together.

    A thing is there if a claim says that it is of its kind, or if a statement
    about a thing that is there leads to it. A statement is there if a claim
    makes it and its subject is there: what is said of a thing, however surely,
    makes the thing no surer. A higher confidence therefore never adds anything.

    Each thing has its main name, whoever claims it; any other claimed name
    becomes an alternate name. A claim that connects a thing with itself, or
    kinds that its predicate does not connect, states nothing here: it stays a
    claim.

    Args:
        claims: what the claims of all recaps state.
        things: the things that they may be about, with their names.
        min_confidence: what is less certain is left out.
    """
    known = {thing.iri: thing for thing in things}
    certain, stated, unfit = stated_by(claims, known, min_confidence=min_confidence)
    if unfit:
        logger.info("%d claims connect what their predicate does not; they stay claims only", unfit)
    there = _reached(certain, stated)
    statements = {statement for statement in stated if statement[0] in there}
    statements |= {(iri, Predicate.NAME, Literal(known[iri].name)) for iri in there}
    return Merged(
        things=MappingProxyType({iri: known[iri] for iri in sorted(there)}),
        statements=frozenset(statements | derive(statements)),
    )


def stated_by(
    claims: Iterable[Assertion], known: Mapping[Iri, ResolvedThing], *, min_confidence: float
) -> tuple[set[Iri], set[MergedStatement], int]:
    """What claims state, before it is known which things are there.

    Args:
        claims: the claims.
        known: the things that they may be about.
        min_confidence: what is less certain is left out.

    Returns:
        The things that a claim says to be of their kind, the statements without
        main names, and the number of claims that connect what their predicate does not.
    """
    certain: set[Iri] = set()
    stated: set[MergedStatement] = set()
    unfit = 0
    for claim in claims:
        subject, predicate, target = claim.subject, claim.predicate, claim.object
        thing = known.get(subject)
        if thing is None or claim.confidence < min_confidence:
            continue
        if predicate is Predicate.TYPE or isinstance(target, Kind):
            if target is thing.kind:
                certain.add(subject)
        elif predicate in {Predicate.NAME, Predicate.ALTERNATE_NAME}:
            if isinstance(target, Literal) and target.value != thing.name:
                stated.add((subject, Predicate.ALTERNATE_NAME, target))
        elif _fits(thing, predicate, target, known):
            stated.add((subject, predicate, target))
        else:
            unfit += 1
    return certain, stated, unfit


def _fits(
    thing: ResolvedThing, predicate: Predicate, target: Iri | Literal, known: Mapping[Iri, ResolvedThing]
) -> bool:
    if not isinstance(target, Iri):
        return relations()[predicate].fits(thing.kind)
    other = known.get(target)
    if other is None or other.iri == thing.iri:
        return False
    return relations()[predicate].fits(thing.kind, other.kind)


def _reached(certain: Iterable[Iri], statements: Iterable[MergedStatement]) -> set[Iri]:
    """Things, and those that statements about them lead to, from one to the next."""
    ends: dict[Iri, list[Iri]] = defaultdict(list)
    for subject, predicate, target in statements:
        if isinstance(target, Iri):
            ends[subject].append(target)
            if relations()[predicate].symmetric:
                ends[target].append(subject)
    reached = set(certain)
    waiting = list(reached)
    while waiting:
        for end in ends[waiting.pop()]:
            if end not in reached:
                reached.add(end)
                waiting.append(end)
    return reached


def derive(statements: Iterable[MergedStatement]) -> set[MergedStatement]:
    """Who spoke where and about what, as it follows from the talks.

    The speaker of a talk spoke at the talk's event and about what the talk is
    mainly about.
    """
    by_talk: dict[Predicate, dict[Iri, set[Iri]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, target in statements:
        if isinstance(target, Iri):
            by_talk[predicate][subject].add(target)
    derived: set[MergedStatement] = set()
    for talk, speakers in by_talk[Predicate.PERFORMER].items():
        for speaker in speakers:
            derived |= {
                (speaker, Predicate.SPOKE_AT, event) for event in by_talk[Predicate.SUPER_EVENT][talk]
            }
            derived |= {(speaker, Predicate.SPOKE_ABOUT, thing) for thing in by_talk[Predicate.ABOUT][talk]}
    return derived
