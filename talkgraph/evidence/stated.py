"""Statements of a store with the claims behind them, looked up one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.evidence.relating import in_words, relation_words
from talkgraph.evidence.values import Considered, Sentence, StatementEvidence, Support
from talkgraph.graph.facts import Facts, iri_or_text, most_certain_first
from talkgraph.graph.quoting import claims_about
from talkgraph.graph.values import Recap
from talkgraph.model import Iri, Kind, Predicate, class_names, expand, relations
from talkgraph.reports import Item
from talkgraph.reports.sections import kind_word
from talkgraph.reports.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.graph import NameIndex, Quote
    from talkgraph.graph.facts import StatementKey
    from talkgraph.store import Store

__all__ = ["NAMING", "Claims", "Evidence"]

NAMING = frozenset({Predicate.TYPE, Predicate.NAME, Predicate.ALTERNATE_NAME, Predicate.URL})
"""What says what a thing is and is called."""

Claims = dict["StatementKey", list["Quote"]]
"""Claims by what they state."""

# Where a thing has the name already, another claim of a name makes it another name.
_SAME = {Predicate.NAME: Predicate.ALTERNATE_NAME}
_PREMISES = {Predicate.SPOKE_AT: Predicate.SUPER_EVENT, Predicate.SPOKE_ABOUT: Predicate.ABOUT}


class Evidence:
    """The statements and claims of a store.

    Args:
        store: an open store.
        names: the names of its things.
    """

    def __init__(self, store: Store, names: NameIndex) -> None:
        self.store = store
        self.names = names
        self._recaps: dict[Iri, Recap] = {}
        self._predicates = {expand(name): name for name in Predicate}
        self._kinds = {expand(name): kind for kind, name in class_names().items()}

    def recap(self, iri: Iri) -> Recap:
        """A recap; one that the graph does not describe is called by its IRI."""
        import pyoxigraph as ox

        if iri not in self._recaps:
            facts = Facts()
            quads: Any = self.store.graph.quads_for_pattern(
                ox.NamedNode(iri.value), None, None, ox.DefaultGraph()
            )
            facts.add((quad.subject, quad.predicate, quad.object) for quad in quads)
            self._recaps[iri] = facts.recaps().get(iri) or Recap(iri, iri.value, iri.value)
        return self._recaps[iri]

    def item(self, thing: Iri) -> Item:
        """A thing as reports name it."""
        found = self.names.things[thing]
        return Item(found.iri, found.kind, found.name)

    def between(self, first: Iri, second: Iri | str) -> set[StatementKey]:
        """The statements between two things in either direction, or with one value of a thing."""
        if isinstance(second, str):
            return {key for key in self.of(first) if key[2] == second}
        return {
            key
            for subject, target in ((first, second), (second, first))
            for key in self._stated(subject, None, target)
        }

    def of(self, thing: Iri) -> set[StatementKey]:
        """All statements with a thing at either end, of what it is and is called too."""
        return {*self._stated(thing, None, None), *self._stated(None, None, thing)}

    def _stated(
        self, subject: Iri | None, predicate: Predicate | None, target: Iri | None
    ) -> Iterator[StatementKey]:
        import pyoxigraph as ox

        quads: Any = self.store.graph.quads_for_pattern(
            ox.NamedNode(subject.value) if subject else None,
            ox.NamedNode(expand(predicate)) if predicate else None,
            ox.NamedNode(target.value) if target else None,
            ox.DefaultGraph(),
        )
        for quad in quads:
            stated = self._predicates.get(quad.predicate.value)
            if stated is not None and Iri(quad.subject.value) in self.names.things:
                yield Iri(quad.subject.value), stated, iri_or_text(quad.object)

    def claims(self, thing: Iri, *, end: str = "rdf:subject") -> Claims:
        """The claims with a thing at one end."""
        found: Claims = {}
        for key, quote in claims_about(self.store.graph, thing, end=end):
            quotes = found.setdefault(key, [])
            if quote not in quotes:
                quotes.append(quote)
        return found

    def claims_between(self, first: Iri, second: Iri | str) -> Claims:
        """The claims between two things in either direction, or with one value of a thing."""
        found = {key: quotes for key, quotes in self.claims(first).items() if key[2] == second}
        if isinstance(second, Iri):
            found |= {key: quotes for key, quotes in self.claims(second).items() if key[2] == first}
        return found

    def occurs_in(self, thing: Iri) -> set[Iri]:
        """The recaps in which something is claimed of a thing, if only its name."""
        import pyoxigraph as ox

        about = ox.NamedNode(expand("rdf:subject"))
        quads: Any = self.store.graph.quads_for_pattern(None, about, ox.NamedNode(thing.value), None)
        return {Iri(quad.graph_name.value) for quad in quads}

    def evidence(self, key: StatementKey, claims: Claims, *, with_premises: bool = True) -> StatementEvidence:
        """A statement with the claims that make it, or the statements that it follows from.

        Args:
            key: the statement.
            claims: those of its ends.
            with_premises: whether the statements that it follows from are looked up.
        """
        subject, predicate, target = key
        said = most_certain_first(
            quote
            for each, quotes in claims.items()
            if (each[0], _SAME.get(each[1], each[1]), each[2])
            == (subject, _SAME.get(predicate, predicate), target)
            for quote in quotes
        )
        premises = tuple(self._premises(key)) if with_premises else ()
        return StatementEvidence(
            text=self.text(key),
            subject=self.item(subject),
            predicate=predicate,
            relation=relation_words(predicate, self._end_name(target)),
            object=self._end(target),
            confidence=max((quote.confidence for quote in said), default=1.0),
            supports=tuple(map(self.support, said)),
            follows_from=premises,
        )

    def _premises(self, key: StatementKey) -> Iterator[StatementEvidence]:
        """The statements about talks from which it follows who spoke where and about what."""
        speaker, predicate, target = key
        if predicate not in _PREMISES:
            return
        given = {subject for subject, *_ in self._stated(None, Predicate.PERFORMER, speaker)}
        if not isinstance(target, Iri):
            return
        for talk in sorted(given):
            if next(self._stated(talk, _PREMISES[predicate], target), None):
                claims = self.claims(talk)
                yield self.evidence((talk, Predicate.PERFORMER, speaker), claims)
                yield self.evidence((talk, _PREMISES[predicate], target), claims)

    def unstated(self, claims: Claims, stated: Iterable[StatementKey]) -> tuple[Considered, ...]:
        """The claims that make none of some statements, each with the reason; the surest first.

        Args:
            claims: the claims.
            stated: the statements of the graph between the same ends.
        """
        made = {(subject, _SAME.get(predicate, predicate), target) for subject, predicate, target in stated}
        found = [
            (quote, key)
            for key, quotes in claims.items()
            if (key[0], _SAME.get(key[1], key[1]), key[2]) not in made
            for quote in quotes
        ]
        found.sort(key=lambda each: (-each[0].confidence, each[0].recap, each[0].start, self.text(each[1])))
        return tuple(
            Considered(self.text(key), self._reason(key, quote), self.support(quote)) for quote, key in found
        )

    def _reason(self, key: StatementKey, quote: Quote) -> str:
        """Why a claim makes no statement."""
        words, least = wording("why")["reason"], self.store.min_confidence
        subject, predicate, target = key
        if quote.confidence < least:
            # What is hardly too little must not look like enough.
            shown = min(round(quote.confidence, 2), round(least, 2) - 0.01)
            return str(words["uncertain"].format(confidence=shown, least=least))
        if subject == target:
            return str(words["itself"])
        things = self.names.things
        kinds = [things[end].kind for end in (subject, target) if isinstance(end, Iri) and end in things]
        relation = relations().get(predicate)
        if relation is not None and not relation.fits(*kinds[:2]):
            called = [kind_word(kind) for kind in kinds]
            form = "unfit" if len(called) == 2 else "valueless"
            said = {"subject": called[0], "relation": relation.label, "object": called[-1]}
            return str(words[form].format(**said))
        return str(words["elsewise"])

    def text(self, key: StatementKey) -> str:
        """A statement in words."""
        subject, predicate, target = key
        return in_words(self.name(subject), predicate, self._end_name(target))

    def name(self, thing: Iri) -> str:
        """What a thing is called; its IRI where it is in the graph no more."""
        found = self.names.things.get(thing)
        return found.name if found else thing.value

    def _end(self, target: Iri | str) -> Item | str:
        if isinstance(target, str):
            return target
        if target in self.names.things:
            return self.item(target)
        kind = self.kind(target)
        return kind_word(kind) if kind else target.value

    def _end_name(self, target: Iri | str) -> str:
        end = self._end(target)
        return end if isinstance(end, str) else end.name

    def kind(self, class_: Iri) -> Kind | None:
        """The kind that a class stands for; None for anything else."""
        return self._kinds.get(class_.value)

    def support(self, quote: Quote) -> Support:
        """A claim with its recap."""
        sentence = Sentence(quote.text, self.recap(quote.recap), quote.start, quote.end)
        return Support(sentence, quote.confidence, quote.rule)
