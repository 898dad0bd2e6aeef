"""Claims about names become statements about things, merged over all recaps."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.errors import StoreError
from talkgraph.model import Claim, Iri, Kind, Literal, LocalThing, Predicate, relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.model import Evidence
    from talkgraph.resolution import RecapClaims, Resolution

__all__ = ["MergedStatement", "ResolvedClaim", "derive", "merge", "resolve_claims"]

logger = logging.getLogger(__name__)

MergedStatement: TypeAlias = "tuple[Iri, Predicate, Iri | Literal]"


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """A claim whose names have become things.

    Attributes:
        subject: IRI of the thing it is about.
        predicate: what is stated.
        object: IRI of the other thing, a value, or (for ``rdf:type``) a kind.
        evidence: the exact sentence.
        confidence: 0 to 1.
        rule: what made it.
    """

    subject: Iri
    predicate: Predicate
    object: Iri | Literal | Kind
    evidence: Evidence
    confidence: float
    rule: str


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
        evidence=claim.evidence,
        confidence=claim.confidence,
        rule=claim.rule,
    )


def _iri(thing: LocalThing, source: str, resolution: Resolution) -> Iri:
    if thing.kind is Kind.RECAP:
        return resolution.recaps[source]
    try:
        return resolution.links[source, thing]
    except KeyError:
        raise StoreError(source, f"{thing.kind} {thing.key!r} was claimed but not resolved") from None


def merge(claims: Iterable[ResolvedClaim], resolution: Resolution) -> set[MergedStatement]:
    """The statements that the claims of all recaps make together.

    Each thing has its resolved main name; any other claimed name becomes an
    alternate name. A claim that connects a thing with itself, or kinds that
    its predicate does not connect, states nothing here: it stays a claim.

    Args:
        claims: the resolved claims of all recaps.
        resolution: the things, with their names.

    Returns:
        Statements between two things, or a thing and a value; no types.
    """
    kinds: Mapping[Iri, Kind] = {thing.iri: thing.kind for thing in resolution.things}
    names = {thing.iri: thing.name for thing in resolution.things}
    merged: set[MergedStatement] = set()
    for thing in resolution.things:
        merged.add((thing.iri, Predicate.NAME, Literal(thing.name)))
        for name in thing.alternate_names:
            if name != thing.name:
                merged.add((thing.iri, Predicate.ALTERNATE_NAME, Literal(name)))
    unfit = 0
    for claim in claims:
        subject, predicate, target = claim.subject, claim.predicate, claim.object
        if predicate is Predicate.TYPE or isinstance(target, Kind) or subject not in kinds:
            continue
        if predicate in {Predicate.NAME, Predicate.ALTERNATE_NAME}:
            if isinstance(target, Literal) and target.value != names[subject]:
                merged.add((subject, Predicate.ALTERNATE_NAME, target))
            continue
        other = kinds.get(target) if isinstance(target, Iri) else None
        if target == subject or not relations()[predicate].fits(kinds[subject], other):
            unfit += 1
            continue
        merged.add((subject, predicate, target))
    if unfit:
        logger.info("%d claims connect what their predicate does not; they stay claims only", unfit)
    return merged


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
