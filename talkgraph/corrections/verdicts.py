"""What people say of statements, held against what the recaps state."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.corrections.values import Confirm, Dated, Reject
from talkgraph.model import Iri, Kind, Literal, Predicate, fold, relations

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from talkgraph.corrections.values import Correction, StatementPattern
    from talkgraph.resolution import Resolution
    from talkgraph.store import ResolvedClaim

__all__ = ["Hearing", "Verdicts"]

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What one correction says of the statements of one subject and predicate."""

    number: int
    rejects: bool
    object: str
    recap: str | None
    others: bool = False  # of all values but this one

    def meets(self, source: str, target: AbstractSet[str] | Literal | Kind) -> bool:
        if self.recap not in {None, source}:
            return False
        if isinstance(target, Literal | Kind):
            value = target.value if isinstance(target, Literal) else str(target)
            return (fold(value) == self.object) is not self.others
        return not self.others and self.object in target


class Verdicts:
    """Rejections and confirmations, ready to be held against claims.

    Args:
        corrections: all corrections.
        documents: sources of the corrections files: what they state is not judged.
    """

    def __init__(self, corrections: Sequence[Correction], documents: Collection[str] = ()) -> None:
        self._documents = frozenset(documents)
        self._verdicts: dict[tuple[str, Predicate], list[_Verdict]] = defaultdict(list)
        for number, correction in enumerate(corrections):
            edit = correction.edit
            if isinstance(edit, Reject | Confirm):
                self._add(number, edit.statement, rejects=isinstance(edit, Reject))
            elif isinstance(edit, Dated):
                verdict = _Verdict(number, True, fold(edit.day.isoformat()), None, others=True)
                self._verdicts[fold(edit.event), Predicate.START_DATE].append(verdict)

    def of(
        self,
        source: str,
        subject: AbstractSet[str],
        predicate: Predicate,
        target: AbstractSet[str] | Literal | Kind,
    ) -> tuple[bool, frozenset[int]]:
        """Whether a claim stands, and the numbers of the corrections that speak of it.

        Args:
            source: the recap that makes it, or the corrections file.
            subject: folded names of its subject; those that no correction has may be left out.
            predicate: what it states.
            target: the same of its object, or the value.
        """
        met: set[int] = set()
        stands = True
        for name in subject if source not in self._documents else ():
            for verdict in self._verdicts.get((name, predicate), ()):
                if verdict.meets(source, target):
                    met.add(verdict.number)
                    stands = stands and not verdict.rejects
        return stands, frozenset(met)

    def _add(self, number: int, statement: StatementPattern, *, rejects: bool) -> None:
        for predicate, turned in statement.readings:
            ends = (fold(statement.subject), fold(statement.object))
            both = relations()[predicate].symmetric
            for first, second in {ends[::-1] if turned else ends, *((ends, ends[::-1]) if both else ())}:
                verdict = _Verdict(number, rejects, second, statement.recap)
                self._verdicts[first, predicate].append(verdict)


class Hearing:
    """Verdicts held against the claims of all recaps, one by one.

    Attributes:
        met: numbers of the corrections that spoke of a claim so far, by the source of its recap.

    Args:
        verdicts: them.
        words: the folded names that corrections use.
        resolution: which thing each name stands for.
    """

    def __init__(self, verdicts: Verdicts, words: AbstractSet[str], resolution: Resolution) -> None:
        self.met: dict[str, set[int]] = defaultdict(set)
        self._verdicts = verdicts
        self._names = _names_of_things(words, resolution)

    def keeps(self, source: str, claim: ResolvedClaim) -> bool:
        """Whether a claim of a recap stands; False if somebody rejected what it states."""
        subject = self._names.get(claim.subject)
        if not subject:
            return True
        target = claim.object
        names = self._names.get(target, _NOTHING) if isinstance(target, Iri) else target
        stands, met = self._verdicts.of(source, subject, claim.predicate, names)
        if met:
            self.met[source] |= met
        return stands


def _names_of_things(words: AbstractSet[str], resolution: Resolution) -> Mapping[Iri, frozenset[str]]:
    """The folded names of things, of those that corrections use."""
    found = {}
    for thing in resolution.things if words else ():
        names = words & {fold(name) for name in (thing.name, *thing.alternate_names)}
        if names:
            found[thing.iri] = frozenset(names)
    return found
