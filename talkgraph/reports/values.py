"""What reports answer with: things, values and talks, each with the sentences behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkgraph.model import Iri, Kind

__all__ = ["Citation", "Item", "TalkEntry", "Value", "merged"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One sentence of a recap.

    Attributes:
        quote: the exact sentence.
        recap: title of the recap.
        source: path of the recap's file.
        published: ISO date of the recap, if known.
        address: where the recap is published, if known.
        confidence: 0 to 1, of the claim that was read from the sentence.
    """

    quote: str
    recap: str
    source: str
    published: str | None
    address: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Item:
    """A thing in an answer.

    Attributes:
        iri: its IRI.
        kind: what it is.
        name: its main name.
        evidence: the sentences that put it into the answer, most certain first.
    """

    iri: Iri
    kind: Kind
    name: str
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A date, a number or another text in an answer.

    Attributes:
        text: the value, spelt as in XML Schema.
        evidence: the sentences that give it, most certain first.
    """

    text: str
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class TalkEntry:
    """A talk as a programme lists it.

    Attributes:
        iri: its IRI.
        name: its title, or what it is called for want of one.
        date: ISO date of its event, if known.
        event: where it was given, if known.
        speakers: who gave it, by name.
        about: what it is mainly about: names first, then topics, each most certain first.
        evidence: the sentences that say so, most certain first.
    """

    iri: Iri
    name: str
    date: str | None
    event: Item | None
    speakers: tuple[Item, ...]
    about: tuple[Item, ...]
    evidence: tuple[Citation, ...] = ()


def merged(*groups: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The citations of several groups, each sentence once with its highest confidence.

    Returns:
        The most certain first, then in the order in which they were given.
    """
    if sum(map(len, groups)) < 2:
        return tuple(citation for group in groups for citation in group)
    best: dict[tuple[str, str], Citation] = {}
    for citation in (citation for group in groups for citation in group):
        key = (citation.source, citation.quote)
        if key not in best or best[key].confidence < citation.confidence:
            best[key] = citation
    return tuple(sorted(best.values(), key=lambda citation: -citation.confidence))
