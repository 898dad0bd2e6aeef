"""Corrections in force, and what they make of recaps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.corrections.calibration import RuleEvidence
from talkgraph.corrections.editing import edit_recap
from talkgraph.corrections.known import KnownNames, bearers, words_of
from talkgraph.corrections.saying import say
from talkgraph.corrections.verdicts import Hearing, Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkgraph.corrections.editing import Edited
    from talkgraph.corrections.saying import Said, Unmatched
    from talkgraph.corrections.values import CorrectionsFile
    from talkgraph.resolution import Hints, RecapClaims, Resolution

__all__ = ["Corrected", "CorrectionsInForce", "correct"]


class CorrectionsInForce:
    """All corrections of a store.

    Attributes:
        files: the files that they stand in, each source once.
        corrections: all entries of all files, in order; their place in it is their number.

    Args:
        files: the corrections files, each source once.
    """

    def __init__(self, files: Sequence[CorrectionsFile]) -> None:
        self.files = tuple(files)
        self.corrections = tuple(each for file in files for each in file.corrections)

    def __bool__(self) -> bool:
        return bool(self.corrections)

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded names by which corrections mean things of several recaps."""
        return words_of(self.corrections)

    @cached_property
    def verdicts(self) -> Verdicts:
        """The rejections and confirmations."""
        return Verdicts(self.corrections, [file.source for file in self.files])

    @cached_property
    def _evidence(self) -> RuleEvidence:
        return RuleEvidence.of(self.corrections)

    def edit(self, recap: RecapClaims) -> Edited:
        """What they change in a recap, whatever other recaps say."""
        return edit_recap(recap, self.corrections, self._evidence)

    def say(self, known: KnownNames) -> Said:
        """What they say of things, given the names that recaps use."""
        return say(self.files, known)


@dataclass(frozen=True)
class Corrected:
    """Recaps as they are after corrections.

    Attributes:
        recaps: those that stay, by source, and the corrections files as documents.
        ignored: sources of the recaps that stay out.
        said: what corrections say of their names.
        met: numbers of the corrections that changed a recap, by its source.
    """

    recaps: Mapping[str, RecapClaims]
    ignored: frozenset[str]
    said: Said
    met: Mapping[str, frozenset[int]]
    _in_force: CorrectionsInForce

    @property
    def hints(self) -> Hints:
        """What resolution goes by."""
        return self.said.hints

    def hearing(self, resolution: Resolution) -> Hearing:
        """The rejections and confirmations, to be held against the claims of the recaps."""
        return Hearing(self._in_force.verdicts, self._in_force.words, resolution)

    def unmatched(self, hearing: Hearing) -> tuple[Unmatched, ...]:
        """The corrections that changed nothing, once all claims were heard."""
        return self.said.unmatched(frozenset().union(*self.met.values(), *hearing.met.values()))


def correct(recaps: Iterable[RecapClaims], corrections: CorrectionsInForce) -> Corrected:
    """Apply corrections to recaps.

    Args:
        recaps: all recaps of the graph, as extracted.
        corrections: all that are in force.
    """
    kept: dict[str, RecapClaims] = {}
    ignored: set[str] = set()
    met: dict[str, frozenset[int]] = {}
    for recap in recaps:
        source = recap.document.source
        edited = corrections.edit(recap)
        met[source] = edited.met
        if edited.recap is None:
            ignored.add(source)
        else:
            kept[source] = edited.recap
    said = corrections.say(KnownNames(bearers(kept.values(), corrections.words)))
    return Corrected(
        MappingProxyType({**kept, **said.documents}),
        frozenset(ignored),
        said,
        MappingProxyType(met),
        corrections,
    )
