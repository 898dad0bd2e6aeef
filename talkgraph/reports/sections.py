"""Sections that several reports have: talks, and what recaps say of one thing."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Predicate, relations
from talkgraph.reports.layout import Row, Section, names
from talkgraph.reports.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkgraph.reports.values import Item, TalkEntry

__all__ = ["facts_section", "kind_word", "label", "name_notes", "plural", "talks_section"]

_TALK_COLUMNS = ("Date", "Event", "Talk", "Speakers", "About")


def talks_section(title: str, talks: Iterable[TalkEntry], empty: str = "") -> Section:
    """Talks, one line each.

    Args:
        title: the heading.
        talks: in the order in which they are listed.
        empty: what is said where there are none.
    """
    rows = (
        Row(
            (
                talk.date,
                talk.event.name if talk.event else None,
                talk.name,
                names(talk.speakers),
                names(talk.about),
            ),
            talk.evidence,
        )
        for talk in talks
    )
    return Section(title, _TALK_COLUMNS, tuple(rows), empty)


def facts_section(title: str, facts: Iterable[tuple[str, Iterable[Item | Value]]]) -> Section:
    """What is said of a thing: the words of each relation, and the other things or the values."""
    rows = (
        Row((words, each.text if isinstance(each, Value) else each.name), each.evidence)
        for words, found in facts
        for each in found
    )
    return Section(title, ("Relation", "Name"), tuple(rows))


def label(predicate: Predicate, *, inverse: bool = False) -> str:
    """How a relation reads from its subject, or from its object.

    >>> label(Predicate.WORKS_FOR), label(Predicate.WORKS_FOR, inverse=True)
    ('works for', 'employs')
    """
    relation = relations()[predicate]
    return relation.inverse if inverse else relation.label


@cache
def _kind_words() -> Mapping[str, Mapping[str, str]]:
    path = files("talkgraph").joinpath("data", "kinds.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def kind_word(kind: Kind) -> str:
    """The English word for one thing of a kind.

    >>> kind_word(Kind.SERIES)
    'event series'
    """
    return _kind_words()[kind.value]["label"]


def plural(kind: Kind) -> str:
    """The English word for several things of a kind.

    >>> plural(Kind.PERSON)
    'people'
    """
    return _kind_words()[kind.value]["plural"]


def name_notes(also_called: Sequence[str], addresses: Sequence[str]) -> tuple[str, ...]:
    """Lines on the further names and the addresses of a thing, where it has any."""
    return (
        *((f"Also called {', '.join(also_called)}",) if also_called else ()),
        *((f"Linked to {', '.join(addresses)}",) if addresses else ()),
    )
