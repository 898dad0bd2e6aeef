"""From the words for a relation to its predicates, and from a statement to words."""

from __future__ import annotations

from dataclasses import dataclass

from talkgraph.errors import NotFoundError
from talkgraph.graph.index import nearest_names
from talkgraph.model import Kind, Predicate, fold, relations, relations_called
from talkgraph.reports.sections import kind_word
from talkgraph.reports.wording import wording

__all__ = ["RelationRead", "in_words", "kind_named", "read_relation", "relation_words"]


@dataclass(frozen=True, slots=True)
class RelationRead:
    """What the words for a relation mean.

    Attributes:
        predicates: the relations that are called so.
        inverse: whether the words read from object to subject.
    """

    predicates: tuple[Predicate, ...]
    inverse: bool = False

    def kinds(self, *, of_object: bool) -> frozenset[Kind]:
        """The kinds of things that the predicates may have at one end."""
        known = [relations()[each] for each in self.predicates if each in relations()]
        return frozenset(kind for each in known for kind in (each.range if of_object else each.domain))

    @property
    def takes_value(self) -> bool:
        """Whether the object is a value or a kind, never a thing."""
        return all(each not in relations() or relations()[each].datatype for each in self.predicates)


def read_relation(words: str) -> RelationRead:
    """The relations that some words mean: a label, an inverse label, or the name of a predicate.

    Case, spaces and punctuation make no difference.

    Raises:
        NotFoundError: there is none; it carries near labels.

    >>> read_relation("builds on").predicates, read_relation("employs").inverse
    ((<Predicate.BUILDS_ON: 'tg:buildsOn'>,), True)
    >>> read_relation("tg:buildsOn") == read_relation("builds on")
    True
    """
    kind = wording("why")["kind"]
    if fold(words) in map(fold, (kind["a"], kind["an"], Predicate.TYPE, "type")):
        return RelationRead((Predicate.TYPE,))
    called = relations_called(words)
    for inverse in (False, True):
        found = tuple(predicate for predicate, turned in called if turned is inverse)
        if found:
            return RelationRead(found, inverse)
    labels = [label for each in relations().values() for label in (each.label, each.inverse)]
    raise NotFoundError("relation", words, nearest_names(words, [kind["a"], *labels]))


def kind_named(words: str) -> Kind:
    """The kind that a word means.

    Raises:
        NotFoundError: there is none; it carries near words.

    >>> kind_named("technology"), kind_named("EventSeries")
    (<Kind.TECHNOLOGY: 'Technology'>, <Kind.SERIES: 'EventSeries'>)
    """
    for kind in Kind:
        if fold(words) in {fold(kind_word(kind)), fold(kind.value)}:
            return kind
    raise NotFoundError("kind", words, nearest_names(words, map(kind_word, Kind)))


def relation_words(predicate: Predicate, target: str) -> str:
    """How a relation reads from its subject, before a certain object.

    >>> relation_words(Predicate.WORKS_FOR, "CERN"), relation_words(Predicate.TYPE, "organization")
    ('works for', 'is an')
    """
    if predicate in relations():
        return relations()[predicate].label
    return str(wording("why")["kind"]["an" if target[:1] in "aeiou" else "a"])


def in_words(subject: str, predicate: Predicate, target: str) -> str:
    """A statement as a sentence.

    >>> in_words("Juan Benet", Predicate.WORKS_FOR, "Protocol Labs")
    'Juan Benet works for Protocol Labs'
    """
    return f"{subject} {relation_words(predicate, target)} {target}"
