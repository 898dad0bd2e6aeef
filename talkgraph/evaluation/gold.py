"""What a gold file says: the graph that a careful reader would draw from one recap, by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.model import Kind

__all__ = ["Gold", "GoldEntity", "GoldEvent", "GoldRelation", "GoldTalk"]


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A named thing.

    Attributes:
        name: as the text writes it, in its fullest form.
        kind: what it is.
        aliases: its other names.
        other_kinds: what it may fairly be taken for as well.
        optional: whether a graph may do without it, and may hold it as anything.
    """

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    other_kinds: tuple[Kind, ...] = ()
    optional: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the main one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event that the recap tells of.

    Attributes:
        name: its name.
        aliases: its other names.
        series: the series that it is an edition of.
        related: names of the people, companies and places in the fields that
            state relations (``hosts``, ``city``), by field.
    """

    name: str
    aliases: tuple[str, ...] = ()
    series: str | None = None
    related: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class GoldTalk:
    """A talk that the recap reports.

    Attributes:
        event: name of its event.
        title: its title, if the text gives one.
        speakers: their names; empty if the text names none.
        about: names of what it is mainly about.
        other_technologies: names of further technologies that are mentioned in it.
        topics: its subjects, each as its acceptable wordings.
        optional: whether a graph may do without it.
    """

    event: str
    title: str | None = None
    speakers: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    other_technologies: tuple[str, ...] = ()
    topics: tuple[tuple[str, ...], ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two entities, by their names.

    Attributes:
        subject: name of the one.
        predicate: name of the relation, such as ``worksFor``.
        object: name of the other.
        optional: whether a graph may do without it.
    """

    subject: str
    predicate: str
    object: str
    optional: bool = False

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object}"


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one recap.

    Attributes:
        document: path of the recap in the folder of the recaps.
        events, talks, entities, relations: what the file lists, in its order.
    """

    document: str
    events: tuple[GoldEvent, ...] = ()
    talks: tuple[GoldTalk, ...] = ()
    entities: tuple[GoldEntity, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
