"""What a build did, recap by recap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.errors import StoreError
from talkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.corrections import Unmatched
    from talkgraph.errors import SourceError
    from talkgraph.model import Rejection
    from talkgraph.resolution import RecapClaims
    from talkgraph.store import MergedRecaps, StoreFolder

__all__ = ["BuildOutcome", "KeptRejections", "RecapOutcome", "summarise", "why_nothing"]

_DESCRIPTIONS = frozenset({Predicate.TYPE, Predicate.NAME, Predicate.ALTERNATE_NAME, Predicate.URL})


@dataclass(frozen=True, slots=True, order=True)
class RecapOutcome:
    """What the graph holds of one recap.

    Attributes:
        source: the recap.
        talks, people, technologies: how many of each it names.
        statements: how many statements it makes, without names, types and addresses.
        fresh: whether it was read in this build, rather than known from an earlier one.
        skipped: why nothing was drawn from it; empty if it was read.
    """

    source: str
    talks: int
    people: int
    technologies: int
    statements: int
    fresh: bool = True
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What a build did.

    Attributes:
        recaps: every recap of the store, sorted by source.
        failures: what could not be read; everything else was built.
        removed: sources that the store held and that are gone.
        generation: name of the graph: a hash of its N-Quads.
        things: how many things the graph holds.
        rejections: by source of the recap, what extraction considered and
            dropped or turned round, and why; recaps where that is nothing are left out.
            It is read from the store when it is looked at, until a later build changes it.
        corrections: by source of each corrections file, how many entries it has.
        unmatched: corrections that changed nothing, in order of their place.
    """

    recaps: tuple[RecapOutcome, ...]
    failures: tuple[SourceError, ...]
    removed: tuple[str, ...]
    generation: str
    things: int
    rejections: Mapping[str, tuple[Rejection, ...]] = field(default_factory=lambda: MappingProxyType({}))
    corrections: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    unmatched: tuple[Unmatched, ...] = ()


class KeptRejections(Mapping[str, "tuple[Rejection, ...]"]):
    """What was rejected, by recap, read from the store when it is asked for.

    Args:
        folder: the store.
        claims: names of the claims that it keeps, by source, of recaps with rejections.
    """

    def __init__(self, folder: StoreFolder, claims: Mapping[str, str]) -> None:
        self._folder = folder
        self._claims = dict(sorted(claims.items()))

    def __getitem__(self, source: str) -> tuple[Rejection, ...]:
        """The rejections of a recap.

        Raises:
            KeyError: there are none.
            StoreError: a later build changed the recap.
        """
        recap = self._folder.load_claims(self._claims[source])
        if recap is None:
            raise StoreError(self._folder.path, f"holds {source} as it was no longer; build it again")
        return recap.rejections

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)


def why_nothing(recap: RecapClaims) -> str:
    """Why nothing was drawn from a recap; empty if something was."""
    if recap.claims:
        return ""
    from talkgraph.extraction import LANGUAGES

    if recap.document.language not in LANGUAGES:
        return f"language {recap.document.language!r} is not read yet"
    return "nothing was found"


def summarise(source: str, graph: MergedRecaps, *, fresh: bool, skipped: str = "") -> RecapOutcome:
    """Count what a graph holds of one recap: the things and statements that its claims are about."""
    claims = graph.claims.get(source, ())
    named = {claim.subject for claim in claims if claim.predicate is Predicate.TYPE}
    things = graph.merged.things
    kinds = Counter(things[iri].kind for iri in named if iri in things)
    stated = {(c.subject, c.predicate, c.object) for c in claims if c.predicate not in _DESCRIPTIONS}
    return RecapOutcome(
        source,
        kinds[Kind.TALK],
        kinds[Kind.PERSON],
        kinds[Kind.TECHNOLOGY],
        len(stated & graph.merged.statements),
        fresh,
        skipped,
    )
