"""Corrections as values: what people say of what was extracted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.model import fold

if TYPE_CHECKING:
    from datetime import date

    from talkgraph.model import Kind, Predicate

__all__ = [
    "Confirm",
    "Correction",
    "CorrectionsFile",
    "Dated",
    "Edit",
    "Ignore",
    "IgnoreRecap",
    "KeepApart",
    "Merge",
    "Place",
    "Published",
    "Reject",
    "Rename",
    "Retype",
    "Selector",
    "Signature",
    "Split",
    "StatementPattern",
]


@dataclass(frozen=True, slots=True, order=True)
class Selector:
    """Which things of the recaps are meant: by any of some names, perhaps of one kind or in one recap.

    Case, accents, spaces and punctuation of names make no difference.
    """

    names: tuple[str, ...]
    kind: Kind | None = None
    recap: str | None = None

    def folded(self) -> frozenset[str]:
        """The names as keys to compare with."""
        return _folded(self.names)

    def admits(self, kind: Kind, source: str) -> bool:
        """Whether things of a kind in a recap may be meant."""
        return self.kind in {None, kind} and self.recap in {None, source}


@cache
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, names))  # asked of every recap


@dataclass(frozen=True, slots=True)
class StatementPattern:
    """A statement as people put it.

    Attributes:
        subject: name of the thing that it is about.
        relation: as it was written: a label of the relation or its prefixed name.
        object: name of the other thing, or a value.
        readings: the predicates that the relation may mean, each with whether
            it is said from the object to the subject.
        kinds: of subject and object, where they are told.
        recap: the recap that makes it, where only one is meant.
    """

    subject: str
    relation: str
    object: str
    readings: tuple[tuple[Predicate, bool], ...]
    kinds: tuple[Kind, Kind] | None = None
    recap: str | None = None

    def __str__(self) -> str:
        return f"{self.subject} {self.relation} {self.object}"


@dataclass(frozen=True, slots=True)
class Merge:
    """All that bear one of the names are one thing, called ``into`` if that is told."""

    things: Selector
    into: str | None = None


@dataclass(frozen=True, slots=True)
class KeepApart:
    """What bears one of the names is not what bears another, however alike they look."""

    things: Selector


@dataclass(frozen=True, slots=True)
class Split:
    """What bears the name in one recap is a thing of its own, called ``into``."""

    things: Selector
    into: str


@dataclass(frozen=True, slots=True)
class Rename:
    """What bears one of the names is called ``into``."""

    things: Selector
    into: str


@dataclass(frozen=True, slots=True)
class Retype:
    """What bears one of the names is of the kind ``into``."""

    things: Selector
    into: Kind


@dataclass(frozen=True, slots=True)
class Ignore:
    """What bears one of the names as its main one is nothing."""

    things: Selector


@dataclass(frozen=True, slots=True)
class IgnoreRecap:
    """Recaps whose source fits the pattern stay out of the graph."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Published:
    """The day on which a recap was published."""

    recap: str
    day: date


@dataclass(frozen=True, slots=True)
class Dated:
    """The day on which an event began."""

    event: str
    day: date


@dataclass(frozen=True, slots=True)
class Reject:
    """A statement is wrong.

    Attributes:
        statement: it.
        rule: what read it, where that is known.
        confidence: that it was read with, 0 to 1, where that is known.
    """

    statement: StatementPattern
    rule: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """A statement is right.

    Attributes:
        statement: it.
        rule: what read it, where that is known.
        confidence: that it was read with, 0 to 1, where that is known.
        read: whether a recap makes it; False for one that people add.
    """

    statement: StatementPattern
    rule: str | None = None
    confidence: float | None = None
    read: bool = True


Edit: TypeAlias = (
    Merge | KeepApart | Split | Rename | Retype | Ignore | IgnoreRecap | Published | Dated | Reject | Confirm
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who made a correction, when, and why, as far as they say."""

    by: str | None = None
    on: date | None = None
    because: str | None = None

    def __str__(self) -> str:
        by = f"by {self.by}" if self.by else ""
        on = f"on {self.on.isoformat()}" if self.on else ""
        return ": ".join(filter(None, (" ".join(filter(None, (by, on))), self.because)))


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands: the file's source, its line from 1, its offsets in the text in characters."""

    source: str
    line: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.source}:{self.line}"


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a corrections file.

    Attributes:
        verb: its first key, such as ``merge``.
        edit: what it says.
        signature: who, when, why.
        place: where it stands.
    """

    verb: str
    edit: Edit
    signature: Signature
    place: Place


@dataclass(frozen=True, slots=True)
class CorrectionsFile:
    """A corrections file, read.

    Attributes:
        source: its name in the graph and in messages.
        text: its whole text, lines ending in a line feed.
        corrections: its entries in order.
    """

    source: str
    text: str
    corrections: tuple[Correction, ...] = ()
