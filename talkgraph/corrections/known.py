"""What bears the names that corrections speak of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from talkgraph.corrections.values import Confirm, Dated, Merge, Reject, Rename, Split
from talkgraph.model import Kind, Literal, Predicate, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from talkgraph.corrections.values import Correction, Selector
    from talkgraph.resolution import RecapClaims

__all__ = ["KnownNames", "bearers", "words_of"]

_NAMING = frozenset({Predicate.NAME, Predicate.ALTERNATE_NAME})


def words_of(corrections: Iterable[Correction]) -> frozenset[str]:
    """The folded names in corrections by which things of several recaps are meant."""
    return frozenset(fold(name) for correction in corrections for name in _names(correction))


def bearers(recaps: Iterable[RecapClaims], words: AbstractSet[str]) -> Iterator[tuple[str, Kind, str]]:
    """Each folded name of some that a recap uses, with the kind of its thing and the recap's source.

    Args:
        recaps: all recaps, with what corrections change in single ones.
        words: the folded names.
    """
    for recap in recaps if words else ():
        for claim in recap.claims:
            if claim.predicate in _NAMING and isinstance(claim.object, Literal):
                folded = fold(claim.object.value)
                if folded in words:
                    yield folded, claim.subject.kind, recap.document.source


class KnownNames:
    """The kinds of things that bear a name in recaps; of the names in corrections alone.

    Args:
        bearers: folded names, each with the kind of a thing that bears it and the source of a recap.
    """

    def __init__(self, bearers: Iterable[tuple[str, Kind, str]]) -> None:
        self._bearers: dict[str, dict[Kind, set[str]]] = defaultdict(lambda: defaultdict(set))
        for word, kind, source in bearers:
            self._bearers[word][kind].add(source)

    def kinds(self, name: str, recap: str | None = None) -> frozenset[Kind]:
        """The kinds of things that bear a name, in one recap or in any."""
        bearers = self._bearers.get(fold(name), {})
        return frozenset(
            kind
            for kind, sources in bearers.items()
            if kind is not Kind.RECAP and (recap is None or recap in sources)
        )

    def meant(self, things: Selector) -> dict[Kind, tuple[str, ...]]:
        """The kinds of the things that are meant, each with those of the names that such things bear."""
        found: dict[Kind, list[str]] = {}
        for name in things.names:
            for kind in sorted(self.kinds(name, things.recap)):
                if things.kind in {None, kind}:
                    found.setdefault(kind, []).append(name)
        return {kind: tuple(names) for kind, names in sorted(found.items())}


def _names(correction: Correction) -> Iterator[str]:
    edit = correction.edit
    if isinstance(edit, Merge | Rename):
        yield from edit.things.names
        if edit.into is not None:
            yield edit.into
    elif isinstance(edit, Split):
        yield edit.into
    elif isinstance(edit, Reject | Confirm):
        yield edit.statement.subject
        yield edit.statement.object
    elif isinstance(edit, Dated):
        yield edit.event
