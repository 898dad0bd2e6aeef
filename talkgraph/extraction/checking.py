"""The check of what each predicate may connect, and why something is not claimed.

Patterns and models propose; nothing leaves the stage whose kinds the table of
relations does not connect. Where the kinds fit only the other way, a claim is
turned round. What was dropped or turned is kept with its reason.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from talkgraph.model import Claim, Kind, LocalThing, Predicate, Rejection
from talkgraph.model.relations import relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.extraction.relations import FoundRelation

__all__ = [
    "Checked",
    "Fit",
    "RejectedRelation",
    "check",
    "fit_of",
    "once",
    "reason",
    "unfit_reason",
    "unlikely_reason",
    "worded",
]


class Fit(Enum):
    """Whether a predicate may connect two kinds."""

    AS_STATED = "as stated"
    TURNED = "turned"
    NOT = "not"


class Checked(NamedTuple):
    """What the check makes of a claim: the claim that may be made, if any, and the rejection, if any."""

    claim: Claim | None
    rejection: Rejection | None = None


@dataclass(frozen=True, slots=True)
class RejectedRelation:
    """A relation that was considered, and why it is not stated as it was read; see ``Rejection``."""

    relation: FoundRelation
    reason: str
    turned: bool = False


def fit_of(predicate: Predicate, subject: Kind, target: Kind | None) -> Fit:
    """Whether a predicate connects two kinds as they stand, or only the other way; None stands for a value.

    >>> fit_of(Predicate.WORKS_FOR, Kind.ORGANIZATION, Kind.PERSON)
    <Fit.TURNED: 'turned'>
    >>> fit_of(Predicate.USES, Kind.PERSON, Kind.PERSON)
    <Fit.NOT: 'not'>
    """
    relation = relations()[predicate]
    if relation.fits(subject, target):
        return Fit.AS_STATED
    if target is not None and relation.fits(target, subject):
        return Fit.TURNED
    return Fit.NOT


def check(claim: Claim) -> Checked:
    """Sees that a claim has words to rest on, two ends, and kinds that its predicate connects."""
    target = claim.object
    if not claim.evidence.quote:
        return Checked(None, Rejection(claim, reason("wordless")))
    if claim.subject == target:
        return Checked(None, Rejection(claim, reason("itself")))
    if isinstance(target, Kind):
        return Checked(claim)
    kind = target.kind if isinstance(target, LocalThing) else None
    fit = fit_of(claim.predicate, claim.subject.kind, kind)
    if fit is Fit.AS_STATED:
        return Checked(claim)
    why = unfit_reason(claim.predicate, claim.subject.kind, kind)
    if fit is Fit.TURNED and isinstance(target, LocalThing):
        turned = replace(claim, subject=target, object=claim.subject)
        return Checked(turned, Rejection(claim, why, turned=True))
    return Checked(None, Rejection(claim, why))


def unfit_reason(predicate: Predicate, subject: Kind, target: Kind | None) -> str:
    """Why a predicate does not connect two kinds as they stand.

    >>> unfit_reason(Predicate.CREATED, Kind.TECHNOLOGY, Kind.PERSON)
    'turned round: no technology created any person'
    >>> unfit_reason(Predicate.USES, Kind.PERSON, Kind.PERSON)
    'no person uses any person'
    """
    words = {"subject": _kind_words()[subject], "relation": relations()[predicate].label}
    if target is None:
        return reason("valueless", **words)
    turned = fit_of(predicate, subject, target) is Fit.TURNED
    return reason("turned" if turned else "unfit", **words, object=_kind_words()[target])


def unlikely_reason(likely: float, asked: float) -> str:
    """Why something is not likely enough; what is hardly too little does not look like enough.

    >>> unlikely_reason(0.299, 0.3)
    'not likely enough: 0.29, asked 0.30'
    """
    return reason("unlikely", likely=min(round(likely, 2), round(asked, 2) - 0.01), asked=asked)


def worded(relation: FoundRelation) -> str:
    """A relation in words: ``Slack builds on Electron``."""
    subject = relation.subject[1] if relation.subject is not None else reason("event")
    return f"{subject} {relations()[relation.predicate].label} {relation.object[1]}"


def once(
    rejected: Iterable[RejectedRelation], found: Iterable[FoundRelation]
) -> tuple[RejectedRelation, ...]:
    """Rejected relations, each once, by its first reason, without what the same words state after all."""
    places: dict[object, list[tuple[int, int]]] = {}
    for relation in found:
        places.setdefault(relation.statement, []).append((relation.start, relation.end))
    out = []
    for one in rejected:
        start, end = one.relation.start, one.relation.end
        taken = places.setdefault(one.relation.statement, [])
        if not any(low < end and start < high for low, high in taken):
            taken.append((start, end))
            out.append(one)
    return tuple(out)


def reason(name: str, **fields: object) -> str:
    """A reason of ``rejections.toml`` with its fields filled in.

    >>> reason("denied", words="could")
    'denied or supposed: “could”'
    """
    return _templates("en")[name].format(**fields)


@cache
def _templates(language: str) -> Mapping[str, str]:
    path = files("talkgraph").joinpath("data", language, "rejections.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _kind_words() -> Mapping[Kind, str]:
    path = files("talkgraph").joinpath("data", "kinds.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {kind: table[kind.value]["label"] for kind in Kind}
