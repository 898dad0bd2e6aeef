"""Why a graph states something, does not state it, or holds a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.evidence.explanation import Explanation
from talkgraph.evidence.kept import End, Kept, kept_about
from talkgraph.evidence.presence import Presence
from talkgraph.evidence.relating import in_words, kind_named, read_relation
from talkgraph.evidence.stated import NAMING, Evidence
from talkgraph.evidence.verdicts import verdicts_on
from talkgraph.graph.index import index_store
from talkgraph.model import Iri, Kind, Predicate, class_names, expand, fold, relations
from talkgraph.reports.naming import read_indexed, reading_notes
from talkgraph.reports.sections import kind_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.evidence.relating import RelationRead
    from talkgraph.evidence.values import Sentence, StatementEvidence
    from talkgraph.graph import NameIndex, Thing
    from talkgraph.graph.facts import StatementKey
    from talkgraph.reports import Item
    from talkgraph.reports.naming import Reading
    from talkgraph.store import Store

__all__ = ["explain"]


def explain(
    store: Store,
    thing: Iri | str,
    other: Iri | str | None = None,
    *,
    relation: str | None = None,
    names: NameIndex | None = None,
    limit: int | None = None,
) -> Explanation | Presence:
    """What stands behind a statement, behind all between two things, or behind a thing.

    Statements come with every claim that makes them: its sentence, recap, offsets,
    confidence and rule. Beside them stands what else was read there: claims that
    are too uncertain to make a statement, and what extraction considered and
    dropped or turned round, as far as the store keeps it.

    Args:
        store: an open store.
        thing: its IRI, or a name of it; a small typo is passed over.
        other: the other thing, likewise; or a value, such as a date.
        relation: the relation between the two, to keep to one statement: its label,
            its label from the other end, or its name in the graph, such as
            ``builds on``, ``is the base of`` or ``tg:buildsOn``.
        names: the names of the store's things, if they are at hand.
        limit: how many statements of one thing are listed at most.

    Returns:
        An ``Explanation``; a ``Presence`` where only one thing is given.

    Raises:
        NotFoundError: there is no such thing, relation or kind; it carries near names.
        ValueError: a relation is given without the other thing.
    """
    evidence = Evidence(store, names or index_store(store))
    if other is None:
        if relation is not None:
            raise ValueError("a statement needs the other thing or the value, too")
        return _presence(evidence, read_indexed(evidence.names, thing), limit)
    if relation is None:
        return _between(evidence, thing, other)
    return _statement(evidence, thing, read_relation(relation), other)


def _presence(evidence: Evidence, reading: Reading, limit: int | None) -> Presence:
    thing = reading.thing
    stated = evidence.of(thing.iri)
    own = evidence.claims(thing.iri)
    claims = own | evidence.claims(thing.iri, end="rdf:object")
    found = [evidence.evidence(key, own) for key in stated if key[1] in NAMING and key[0] == thing.iri]
    statements = sorted(
        (evidence.evidence(key, claims, with_premises=False) for key in stated if key[1] not in NAMING),
        key=_surest_first,
    )
    kept = kept_about(
        evidence.store.place,
        [End.of(thing)],
        map(evidence.recap, evidence.occurs_in(thing.iri)),
    )
    return Presence(
        thing=evidence.item(thing.iri),
        read=reading_notes(reading.typed, thing.name),
        least=evidence.store.min_confidence,
        names=tuple(sorted(found, key=_names_first)),
        statements=tuple(statements[:limit]),
        statement_count=len(statements),
        uncertain=evidence.unstated(claims, stated),
        considered=kept.considered,
        forgotten=kept.forgotten,
        unsearched=kept.unsearched,
    )


def _names_first(each: StatementEvidence) -> tuple[object, ...]:
    order = (Predicate.TYPE, Predicate.NAME, Predicate.ALTERNATE_NAME, Predicate.URL)
    return order.index(each.predicate), each.text


def _surest_first(each: StatementEvidence) -> tuple[object, ...]:
    derived = each.predicate in relations() and relations()[each.predicate].derived
    return derived, -each.confidence, each.text


def _between(evidence: Evidence, thing: Iri | str, other: Iri | str) -> Explanation:
    """All that is stated between two things, or of a thing with a value."""
    first = read_indexed(evidence.names, thing)
    found = evidence.names.find(str(other))
    naming = (
        found is None or found.thing == first.thing
    )  # its names are values only where nothing else has them
    value = _value(evidence, first.thing.iri, str(other), naming=naming)
    return _explanation(evidence, first, value or read_indexed(evidence.names, other))


def _value(evidence: Evidence, thing: Iri, text: str, *, naming: bool = True) -> str | None:
    """The value that is claimed of a thing in these words, if any is."""
    values = {
        target
        for _, predicate, target in evidence.claims(thing)
        if isinstance(target, str) and (naming or predicate not in NAMING)
    }
    return (
        text if text in values else min((each for each in values if fold(each) == fold(text)), default=None)
    )


def _statement(evidence: Evidence, thing: Iri | str, relation: RelationRead, other: Iri | str) -> Explanation:
    """One statement."""
    start, end = (other, thing) if relation.inverse else (thing, other)
    subject = read_indexed(evidence.names, start, rather=relation.kinds(of_object=False))
    if relation.predicates == (Predicate.TYPE,):
        target: Reading | str | Kind = kind_named(str(end))
    elif relation.takes_value:
        target = _value(evidence, subject.thing.iri, str(end)) or str(end)
    else:
        target = read_indexed(evidence.names, end, rather=relation.kinds(of_object=True))
    return _explanation(evidence, subject, target, relation)


def _explanation(
    evidence: Evidence, first: Reading, second: Reading | str | Kind, relation: RelationRead | None = None
) -> Explanation:
    one = first.thing
    target = _target(second)
    typed = () if isinstance(second, str) else reading_notes(second.typed, second.thing.name)
    stated = evidence.between(one.iri, target)
    claims = evidence.claims_between(one.iri, target)
    wanted = {key for key in stated if relation is None or _is_asked(key, relation, one.iri, target)}
    statements = tuple(
        sorted((evidence.evidence(key, claims) for key in wanted), key=_surest_first),
    )
    beside = tuple(sorted((evidence.evidence(key, claims) for key in stated - wanted), key=_surest_first))
    uncertain = evidence.unstated(claims, stated)
    sentences = [
        support.sentence
        for each in (*statements, *(premise for each in statements for premise in each.follows_from))
        for support in each.supports
    ] + [each.support.sentence for each in uncertain]
    kept = _kept(evidence, one, second, sentences, everywhere=not statements)
    return Explanation(
        asked=_asked(evidence, first, second, relation),
        first=evidence.item(one.iri),
        second=_shown(evidence, second),
        read=(*reading_notes(first.typed, one.name), *typed),
        statements=statements,
        beside=beside,
        uncertain=uncertain,
        considered=kept.considered,
        forgotten=kept.forgotten,
        unsearched=kept.unsearched,
        verdicts=_verdicts(evidence, one, second),
    )


def _verdicts(evidence: Evidence, first: Thing, second: Reading | str | Kind) -> tuple[str, ...]:
    if isinstance(second, Kind):
        return ()
    other = End.of(second if isinstance(second, str) else second.thing)
    return verdicts_on(evidence.store.place, End.of(first), other)


def _target(second: Reading | str | Kind) -> Iri | str:
    """The object as the graph has it."""
    if isinstance(second, Kind):
        return Iri(expand(class_names()[second]))
    return second if isinstance(second, str) else second.thing.iri


def _kept(
    evidence: Evidence,
    first: Thing,
    second: Reading | str | Kind,
    sentences: Sequence[Sentence],
    *,
    everywhere: bool,
) -> Kept:
    """What was considered in the recaps of some sentences, or everywhere where both are named."""
    if isinstance(second, Kind):
        return Kept()
    recaps = {sentence.recap.iri for sentence in sentences}
    if everywhere:
        named = evidence.occurs_in(first.iri)
        recaps |= named if isinstance(second, str) else named & evidence.occurs_in(second.thing.iri)
    return kept_about(
        evidence.store.place,
        [End.of(first), End.of(second if isinstance(second, str) else second.thing)],
        map(evidence.recap, recaps),
        beside=sentences,
    )


def _shown(evidence: Evidence, second: Reading | str | Kind) -> Item | str:
    if isinstance(second, Kind):
        return kind_word(second)
    return second if isinstance(second, str) else evidence.item(second.thing.iri)


def _is_asked(key: StatementKey, relation: RelationRead, subject: Iri, target: Iri | str) -> bool:
    """Whether a statement is the one that is asked for; symmetric ones hold from either end."""
    if key[1] not in relation.predicates:
        return _same_name(key, relation)
    either_way = key[1] in relations() and relations()[key[1]].symmetric
    return either_way or (key[0], key[2]) == (subject, target)


def _same_name(key: StatementKey, relation: RelationRead) -> bool:
    """Whether a statement gives a name and a name is asked for, be it the main one or another."""
    names = {Predicate.NAME, Predicate.ALTERNATE_NAME}
    return key[1] in names and bool(names & set(relation.predicates))


def _asked(
    evidence: Evidence, first: Reading, second: Reading | str | Kind, relation: RelationRead | None
) -> str | None:
    if relation is None:
        return None
    kinds = [first.thing.kind, *([second.thing.kind] if not isinstance(second, str) else [])]
    fitting = [each for each in relation.predicates if each in relations() and relations()[each].fits(*kinds)]
    shown = _shown(evidence, second)
    return in_words(
        first.thing.name,
        (*fitting, *relation.predicates)[0],
        shown if isinstance(shown, str) else shown.name,
    )
