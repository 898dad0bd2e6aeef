"""Claims: what one sentence of one recap states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkgraph.model.vocabulary import Kind, Predicate

__all__ = ["Claim", "Evidence", "Literal", "LocalThing"]


@dataclass(frozen=True, slots=True, order=True)
class LocalThing:
    """A thing as one recap knows it, before it is resolved.

    Attributes:
        kind: what it is.
        key: unique among the recap's things of that kind: the fullest name the
            recap gives; for a talk, its position in the recap (``"01"``).
    """

    kind: Kind
    key: str


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value: text, an ISO date, an integer or an address, spelt as in XML Schema."""

    value: str
    datatype: str = "xsd:string"


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The sentence that makes a claim: character offsets in the recap's text, and the words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One subject, predicate and object as one sentence of one recap makes it.

    Attributes:
        subject: the thing it is about.
        predicate: what is stated.
        object: another thing, a value, or (for ``rdf:type``) a kind.
        evidence: the exact sentence.
        confidence: 0 to 1.
        rule: name of the component and rule that made it, such as ``relations.created.verb``.
    """

    subject: LocalThing
    predicate: Predicate
    object: LocalThing | Literal | Kind
    evidence: Evidence
    confidence: float
    rule: str

    @property
    def sort_key(self) -> tuple[str, ...]:
        """A total order over the claims of one recap."""
        target = self.object
        words = (
            (str(target.kind), target.key)
            if isinstance(target, LocalThing)
            else (target.value, target.datatype)
            if isinstance(target, Literal)
            else (str(target), "")
        )
        return (
            f"{self.evidence.start:09d}",
            f"{self.evidence.end:09d}",
            str(self.subject.kind),
            self.subject.key,
            str(self.predicate),
            *words,
            self.rule,
            f"{self.confidence:.4f}",
        )
