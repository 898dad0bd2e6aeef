"""All corrections applied to all recaps, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.corrections.calibration import RuleEvidence
from talkgraph.corrections.editing import edit_recap
from talkgraph.corrections.known import KnownNames
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
from talkgraph.corrections.verdicts import Verdicts
from talkgraph.model import Kind, fold
from talkgraph.resolution import Hints

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkgraph.corrections.values import Correction, CorrectionsFile, Place
    from talkgraph.resolution import NameKey, RecapClaims, Resolution

__all__ = ["Corrected", "Unmatched", "correct"]


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
class Corrected:
    """Recaps as they are after corrections.

    Attributes:
        recaps: those that stay, by source, and the corrections files as documents.
        ignored: sources of the recaps that stay out.
        hints: what resolution goes by.
        corrections: all entries of all files, in order.
    """

    recaps: Mapping[str, RecapClaims]
    ignored: frozenset[str]
    hints: Hints
    corrections: tuple[Correction, ...]
    _met: frozenset[int]
    _known: KnownNames
    _unclear: Mapping[str, str]
    _stated: frozenset[str]

    def verdicts(self, resolution: Resolution) -> Verdicts:
        """The rejections and confirmations, to be held against the claims of the recaps."""
        return Verdicts(self.corrections, resolution, self.hints.documents)

    def unmatched(self, verdicts: Verdicts) -> tuple[Unmatched, ...]:
        """The corrections that changed nothing, once all claims were held against the verdicts."""
        found = []
        for number, correction in enumerate(self.corrections):
            unclear = self._unclear.get(str(correction.place))
            if unclear or not self._is_met(number, correction, verdicts):
                reason = unclear or self._reason(correction)
                found.append(Unmatched(correction.place, f"{correction.verb} changes nothing: {reason}"))
        return tuple(found)

    def _is_met(self, number: int, correction: Correction, verdicts: Verdicts) -> bool:
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
            return str(correction.place) in self._stated or number in verdicts.met
        if isinstance(edit, Reject):
            return number in verdicts.met
        if isinstance(edit, Split) and fold(edit.into) in edit.things.folded():
            return any(
                edit.things.kind in {None, kind} for kind in self._known.kinds(edit.into, edit.things.recap)
            )
        return number in self._met

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


def correct(recaps: Iterable[RecapClaims], files: Sequence[CorrectionsFile]) -> Corrected:
    """Apply corrections to recaps.

    Args:
        recaps: all recaps of the graph, as extracted.
        files: the corrections files, each source once.
    """
    corrections = tuple(each for file in files for each in file.corrections)
    evidence = RuleEvidence.of(corrections)
    kept: dict[str, RecapClaims] = {}
    ignored: set[str] = set()
    met: set[int] = set()
    for recap in recaps:
        edited = edit_recap(recap, corrections, evidence)
        met |= edited.met
        if edited.recap is None:
            ignored.add(recap.document.source)
        else:
            kept[recap.document.source] = edited.recap
    known = KnownNames(kept.values(), corrections)
    told = tell(files, known)
    documents = frozenset(recap.document.source for recap in told.recaps)
    kept |= {recap.document.source: recap for recap in told.recaps}
    hints = Hints(
        joins=_joins(corrections, known),
        apart=_apart(corrections, known),
        documents=documents,
        within=MappingProxyType(told.within),
    )
    return Corrected(
        MappingProxyType(kept),
        frozenset(ignored),
        hints,
        corrections,
        frozenset(met),
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
