"""What stands behind a statement: sentences, claims, and what was considered beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkgraph.graph import Recap
    from talkgraph.model import Predicate
    from talkgraph.reports import Item

__all__ = ["Considered", "Sentence", "StatementEvidence", "Support"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a recap, and where it stands.

    Attributes:
        text: the exact words.
        recap: the recap.
        start, end: character offsets in the recap's text.
    """

    text: str
    recap: Recap
    start: int
    end: int

    def overlaps(self, other: Sentence) -> bool:
        """Whether two sentences share words of one recap."""
        return self.recap.iri == other.recap.iri and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Support:
    """A claim: one reading of one sentence.

    Attributes:
        sentence: the sentence.
        confidence: 0 to 1.
        rule: name of the component and rule that read it.
    """

    sentence: Sentence
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class StatementEvidence:
    """A statement of the graph with everything that it rests on.

    Attributes:
        text: it, in words, such as ``Elixir builds on Erlang VM``.
        subject: the thing that it is about.
        predicate: the relation.
        relation: its words, such as ``builds on``.
        object: the other thing, or a value; the word for the kind in what a thing is.
        confidence: of its surest claim, 0 to 1; 1 where it follows from others.
        supports: the claims that make it, the surest first.
        follows_from: the statements that it follows from; none where claims make it.
    """

    text: str
    subject: Item
    predicate: Predicate
    relation: str
    object: Item | str
    confidence: float
    supports: tuple[Support, ...]
    follows_from: tuple[StatementEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Considered:
    """What extraction read somewhere and the graph does not state, and why not.

    Attributes:
        text: it, in words, as it was read.
        reason: why it is not stated so, in words.
        support: the reading: its sentence, confidence and rule.
        turned: whether it was turned round rather than dropped.
    """

    text: str
    reason: str
    support: Support
    turned: bool = False
