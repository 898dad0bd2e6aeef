"""What corrections change in the claims of one recap, before names are compared.

Ignored names vanish, retyped things change their kind, and what is split off
gets its name. The claims of a recap depend on the recap and on the
corrections alone, not on other recaps.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from talkgraph.corrections.values import Ignore, IgnoreRecap, Published, Retype, Split
from talkgraph.model import Kind, Literal, LocalThing, Predicate, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkgraph.corrections.calibration import RuleEvidence
    from talkgraph.corrections.values import Correction, Selector
    from talkgraph.model import Claim
    from talkgraph.resolution import RecapClaims

__all__ = ["Edited", "edit_recap"]

_NAMING = frozenset({Predicate.NAME, Predicate.ALTERNATE_NAME})


@dataclass(frozen=True, slots=True)
class Edited:
    """A recap as it is after corrections.

    Attributes:
        recap: it; None if it does not belong into the graph.
        met: numbers of the corrections that changed something in it.
    """

    recap: RecapClaims | None
    met: frozenset[int]


def edit_recap(
    recap: RecapClaims, corrections: Sequence[Correction], evidence: RuleEvidence | None = None
) -> Edited:
    """Applies what corrections say of single recaps, in their order.

    Args:
        recap: its document and claims as extracted.
        corrections: all corrections; those of other kinds change nothing here.
        evidence: what people said of the rules; None for nothing.
    """
    source, document = recap.document.source, recap.document
    claims: Iterable[Claim] = recap.claims
    names: frozenset[str] | None = None
    met: set[int] = set()
    for number, correction in enumerate(corrections):
        edit, before = correction.edit, claims
        if isinstance(edit, Ignore | Retype | Split):
            if names is None:
                names = _all_names(claims)
            if names.isdisjoint(edit.things.folded()):
                continue  # most corrections are about other recaps
        if isinstance(edit, IgnoreRecap):
            if fnmatchcase(source, edit.pattern):
                return Edited(None, frozenset({number}))
        elif isinstance(edit, Published):
            if source == edit.recap:
                document = replace(document, published=edit.day)
                met.add(number)
        elif isinstance(edit, Ignore):
            claims = _without(tuple(claims), edit.things, source)
        elif isinstance(edit, Retype):
            claims = _retyped(tuple(claims), edit, source)
        elif isinstance(edit, Split):
            claims = _split(tuple(claims), edit, source)
        if claims != before:
            met.add(number)
            names = None
    if evidence:
        claims = map(evidence.weighed, claims)
    elif not met:
        return Edited(recap, frozenset())
    ordered = tuple(sorted(dict.fromkeys(claims), key=lambda claim: claim.sort_key))
    return Edited(replace(recap, document=document, claims=ordered), frozenset(met))


def _all_names(claims: Iterable[Claim]) -> frozenset[str]:
    """The folded names of all things of a recap."""
    return frozenset(
        fold(claim.object.value)
        for claim in claims
        if claim.predicate in _NAMING and isinstance(claim.object, Literal)
    )


def _names(claims: Iterable[Claim]) -> Mapping[LocalThing, dict[Predicate, set[str]]]:
    """The folded names of each thing, main and other ones apart."""
    found: dict[LocalThing, dict[Predicate, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        if claim.predicate in _NAMING and isinstance(claim.object, Literal):
            found[claim.subject][claim.predicate].add(fold(claim.object.value))
    return found


def _meant(claims: Iterable[Claim], things: Selector, source: str) -> frozenset[LocalThing]:
    """The things of a recap that bear one of some names."""
    wanted = things.folded()
    return frozenset(
        thing
        for thing, names in _names(claims).items()
        if things.admits(thing.kind, source) and any(wanted & each for each in names.values())
    )


def _without(claims: tuple[Claim, ...], things: Selector, source: str) -> tuple[Claim, ...]:
    wanted = things.folded()
    doomed = {
        thing
        for thing, names in _names(claims).items()
        if things.admits(thing.kind, source) and names[Predicate.NAME] and names[Predicate.NAME] <= wanted
    }

    def stays(claim: Claim) -> bool:
        if claim.subject in doomed or claim.object in doomed:
            return False
        return not (
            claim.predicate in _NAMING
            and things.admits(claim.subject.kind, source)
            and isinstance(claim.object, Literal)
            and fold(claim.object.value) in wanted
        )

    return tuple(filter(stays, claims))


def _retyped(claims: tuple[Claim, ...], edit: Retype, source: str) -> tuple[Claim, ...]:
    meant = {
        thing
        for thing in _meant(claims, edit.things, source)
        if thing.kind not in {edit.into, Kind.TALK, Kind.RECAP}
    }

    def turned(claim: Claim) -> Claim:
        target = claim.object
        if claim.predicate is Predicate.TYPE and claim.subject in meant:
            target = edit.into
        elif isinstance(target, LocalThing) and target in meant:
            target = replace(target, kind=edit.into)
        subject = replace(claim.subject, kind=edit.into) if claim.subject in meant else claim.subject
        return replace(claim, subject=subject, object=target)

    return tuple(map(turned, claims)) if meant else claims


def _split(claims: tuple[Claim, ...], edit: Split, source: str) -> tuple[Claim, ...]:
    """Claims where the thing has its new name alone: by the others it would be taken for what it is not."""
    meant = _meant(claims, edit.things, source)
    if not meant:
        return claims
    kept = []
    for claim in claims:
        if claim.subject in meant and claim.predicate in {Predicate.ALTERNATE_NAME, Predicate.URL}:
            continue
        named = claim.subject in meant and claim.predicate is Predicate.NAME
        kept.append(replace(claim, object=Literal(edit.into)) if named else claim)
    return tuple(kept)
