"""What people say of statements, held against what the recaps state."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.corrections.values import Confirm, Dated, Reject
from talkgraph.model import Iri, Kind, Literal, Predicate, fold, relations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from talkgraph.corrections.values import Correction, StatementPattern
    from talkgraph.resolution import Resolution
    from talkgraph.store import ResolvedClaim

__all__ = ["Verdicts"]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What one correction says of the statements of one subject and predicate."""

    number: int
    rejects: bool
    objects: frozenset[Iri]
    value: str
    recap: str | None
    others: bool = False  # of all values but this one

    def meets(self, source: str, target: Iri | Literal | Kind) -> bool:
        if self.recap not in {None, source}:
            return False
        if isinstance(target, Iri):
            return target in self.objects
        same = fold(target.value if isinstance(target, Literal) else str(target)) == self.value
        return not same if self.others else same


class Verdicts:
    """Rejections and confirmations, ready to be held against claims.

    Attributes:
        met: numbers of the corrections that spoke of a claim so far.

    Args:
        corrections: all corrections.
        resolution: which thing each name stands for.
        documents: sources of the corrections files: what they state is not judged.
    """

    def __init__(
        self, corrections: Sequence[Correction], resolution: Resolution, documents: Collection[str]
    ) -> None:
        self.met: set[int] = set()
        self._documents = frozenset(documents)
        self._verdicts: dict[tuple[Iri, Predicate], list[_Verdict]] = defaultdict(list)
        named = _things_by_name(corrections, resolution)
        for number, correction in enumerate(corrections):
            edit = correction.edit
            if isinstance(edit, Reject | Confirm):
                self._add(number, edit.statement, named, rejects=isinstance(edit, Reject))
            elif isinstance(edit, Dated):
                value = fold(edit.day.isoformat())
                for event in named.get(fold(edit.event), ()):
                    verdict = _Verdict(number, True, frozenset(), value, None, others=True)
                    self._verdicts[event, Predicate.START_DATE].append(verdict)

    def keeps(self, source: str, claim: ResolvedClaim) -> bool:
        """Whether a claim of a recap stands; False if somebody rejected what it states."""
        if source in self._documents:
            return True
        stands = True
        for verdict in self._verdicts.get((claim.subject, claim.predicate), ()):
            if verdict.meets(source, claim.object):
                self.met.add(verdict.number)
                stands = stands and not verdict.rejects
        return stands

    def _add(
        self, number: int, statement: StatementPattern, named: dict[str, set[Iri]], *, rejects: bool
    ) -> None:
        for predicate, turned in statement.readings:
            ends = (statement.subject, statement.object)
            both = relations()[predicate].symmetric
            for first, second in {ends[::-1] if turned else ends, *((ends, ends[::-1]) if both else ())}:
                objects = frozenset(named.get(fold(second), ()))
                verdict = _Verdict(number, rejects, objects, fold(second), statement.recap)
                for subject in named.get(fold(first), ()):
                    self._verdicts[subject, predicate].append(verdict)


def _things_by_name(corrections: Sequence[Correction], resolution: Resolution) -> dict[str, set[Iri]]:
    wanted = {fold(name) for correction in corrections for name in _names(correction)}
    found: dict[str, set[Iri]] = defaultdict(set)
    for thing in resolution.things if wanted else ():
        for name in (thing.name, *thing.alternate_names):
            if (folded := fold(name)) in wanted:
                found[folded].add(thing.iri)
    return found


def _names(correction: Correction) -> Iterator[str]:
    if isinstance(correction.edit, Reject | Confirm):
        yield correction.edit.statement.subject
        yield correction.edit.statement.object
    elif isinstance(correction.edit, Dated):
        yield correction.edit.event
