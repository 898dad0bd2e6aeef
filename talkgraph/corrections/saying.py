"""What all corrections say together: which names are one, what people state, what changed nothing."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.corrections.telling import tell
from talkgraph.corrections.values import (
    Confirm,
    Dated,
    Ignore,
    KeepApart,
    Merge,
    Reject,
    Rename,
    Retype,
    Split,
)
from talkgraph.model import Kind, fold
from talkgraph.resolution import Hints

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from talkgraph.corrections.known import KnownNames
    from talkgraph.corrections.values import Correction, CorrectionsFile, Place
    from talkgraph.resolution import NameKey, RecapClaims

__all__ = ["Said", "Unmatched", "say"]


@dataclass(frozen=True, slots=True, order=True)
class Unmatched:
    """A correction that changed nothing.

    Attributes:
        place: where it stands.
        reason: what it asks for that is not there.
    """

    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True)
class Said:
    """What corrections say, given the names that recaps use.

    Attributes:
        hints: what resolution goes by.
        documents: the corrections files as documents, with the claims that people make, by source.
    """

    hints: Hints
    documents: Mapping[str, RecapClaims]
    _corrections: Sequence[Correction]
    _known: KnownNames
    _unclear: Mapping[str, str]
    _stated: frozenset[str]

    def agrees(self, other: Said) -> bool:
        """Whether the same is said in both: the same names are one, and people state the same."""
        return (self.hints, self.documents) == (other.hints, other.documents)

    def unmatched(self, met: Collection[int]) -> tuple[Unmatched, ...]:
        """The corrections that changed nothing.

        Args:
            met: numbers of those that changed a recap or spoke of a claim of one.
        """
        found = []
        for number, correction in enumerate(self._corrections):
            unclear = self._unclear.get(str(correction.place))
            if unclear or not self._is_met(number, correction, met):
                reason = unclear or self._reason(correction)
                found.append(Unmatched(correction.place, f"{correction.verb} changes nothing: {reason}"))
        return tuple(found)

    def _is_met(self, number: int, correction: Correction, met: Collection[int]) -> bool:
        edit = correction.edit
        if isinstance(edit, Merge):
            return any(len(set(map(fold, names))) > 1 for names in self._known.meant(edit.things).values())
        if isinstance(edit, KeepApart):
            return True
        if isinstance(edit, Rename):
            return bool(self._known.meant(edit.things))
        if isinstance(edit, Dated):
            return Kind.EVENT in self._known.kinds(edit.event)
        if isinstance(edit, Confirm):
            return str(correction.place) in self._stated or number in met
        if isinstance(edit, Split) and fold(edit.into) in edit.things.folded():
            return any(
                edit.things.kind in {None, kind} for kind in self._known.kinds(edit.into, edit.things.recap)
            )
        return number in met

    def _reason(self, correction: Correction) -> str:
        edit = correction.edit
        if isinstance(edit, Merge | Rename):
            unknown = [name for name in edit.things.names if not self._known.kinds(name, edit.things.recap)]
            return f"no recap names {_quoted(unknown or edit.things.names)}{_where(edit.things.recap)}"
        if isinstance(edit, Ignore | Retype | Split):
            kind = f" as a {edit.things.kind.lower()}" if edit.things.kind else ""
            return f"no recap names {_quoted(edit.things.names)}{kind}{_where(edit.things.recap)}"
        if isinstance(edit, Dated):
            return f"no recap names an event {edit.event!r}"
        if isinstance(edit, Reject | Confirm):
            return f"no recap states {str(edit.statement)!r}{_where(edit.statement.recap)}"
        return "there is no such recap"


def say(files: Sequence[CorrectionsFile], known: KnownNames) -> Said:
    """What corrections say of names and of things.

    Args:
        files: the corrections files, each source once.
        known: the names that recaps use.
    """
    corrections = tuple(each for file in files for each in file.corrections)
    told = tell(files, known)
    documents = {recap.document.source: recap for recap in told.recaps}
    hints = Hints(
        joins=_joins(corrections, known),
        apart=_apart(corrections, known),
        documents=frozenset(documents),
        within=MappingProxyType(told.within),
    )
    return Said(
        hints,
        MappingProxyType(documents),
        corrections,
        known,
        MappingProxyType(told.unclear),
        frozenset(told.stated),
    )


def _joins(corrections: Iterable[Correction], known: KnownNames) -> Mapping[NameKey, tuple[str, ...]]:
    """A mark for all names of one thing, and for the name that it gets."""
    found: dict[NameKey, list[str]] = {}
    for correction in corrections:
        edit = correction.edit
        if isinstance(edit, Merge | Rename):
            for kind in known.meant(edit.things):
                keys = [(kind, name, edit.things.recap or "") for name in sorted(edit.things.folded())]
                if edit.into is not None:
                    keys.append((kind, fold(edit.into), correction.place.source))
                    if edit.things.recap is None:
                        keys.append((kind, fold(edit.into), ""))
                for key in keys:
                    found.setdefault(key, []).append(str(correction.place))
    return MappingProxyType({key: tuple(marks) for key, marks in found.items()})


def _apart(corrections: Iterable[Correction], known: KnownNames) -> frozenset[NameKey]:
    """Split names that stay as they were: they hold in their recap alone."""
    found: set[NameKey] = set()
    for correction in corrections:
        edit = correction.edit
        if isinstance(edit, Split) and edit.things.recap and fold(edit.into) in edit.things.folded():
            kinds = known.kinds(edit.into, edit.things.recap)
            found |= {
                (kind, fold(edit.into), edit.things.recap)
                for kind in kinds
                if edit.things.kind in {None, kind}
            }
    return frozenset(found)


def _quoted(names: Iterable[str]) -> str:
    return " or ".join(map(repr, names))


def _where(recap: str | None) -> str:
    return f" in {recap}" if recap else ""
