"""What was read in a recap: its sentences in order, each with what they state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talkgraph.graph.facts import Facts, iri_or_text
from talkgraph.model import Iri, Predicate, prefixes, relations, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.graph import Recap
    from talkgraph.store import Store

__all__ = ["Naming", "Passage", "RecapReading", "Said", "read_recap"]

_CLAIMS = """
SELECT ?claim ?subject ?subjectName ?predicate ?object ?objectName ?confidence ?rule ?text ?start WHERE {{
  GRAPH <{recap}> {{
    ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
           tg:confidence ?confidence ; tg:rule ?rule ; oa:hasSelector ?quote .
    ?quote oa:exact ?text ; oa:start ?start .
  }}
  OPTIONAL {{ ?subject schema:name ?subjectName }}
  OPTIONAL {{ ?object schema:name ?objectName }}
}}
"""
_NAMING = frozenset({Predicate.TYPE, Predicate.NAME, Predicate.ALTERNATE_NAME, Predicate.URL})


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One statement that a sentence makes.

    Attributes:
        subject: IRI of the thing that it is about.
        subject_name: its name.
        relation: in words, such as ``works for``.
        object: IRI of the other thing; None for a value.
        object_name: its name, or the value.
        confidence: 0 to 1.
        rule: what read it.
        claim: IRI of the claim.
        missing: those of the things that are too uncertain to be in the graph.
    """

    subject: Iri
    subject_name: str
    relation: str
    object: Iri | None
    object_name: str
    confidence: float
    rule: str
    claim: Iri
    missing: tuple[Iri, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """A thing that a sentence names.

    Attributes:
        thing: its IRI.
        name: its name in the graph.
        also: what the sentence calls it or gives as its address, where that is something else.
        claims: IRIs of the claims of what it is and is called.
        missing: whether it is too uncertain to be in the graph.
    """

    thing: Iri
    name: str
    also: tuple[str, ...]
    claims: tuple[Iri, ...]
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, and what it states.

    Attributes:
        text: as it stands in the recap.
        start: offset of its first character.
        said: the statements, by subject.
        named: the things whose names were read in it.
    """

    text: str
    start: int
    said: tuple[Said, ...]
    named: tuple[Naming, ...] = ()


@dataclass(frozen=True, slots=True)
class RecapReading:
    """A recap and what was read in it.

    Attributes:
        recap: its description.
        passages: the sentences that state something, in the order of the text.
    """

    recap: Recap
    passages: tuple[Passage, ...]


def read_recap(store: Store, iri: Iri) -> RecapReading | None:
    """What was read in a recap; None if the store holds no such recap.

    Args:
        store: an open store.
        iri: of the recap.
    """
    import pyoxigraph as ox

    facts = Facts()
    quads = store.graph.quads_for_pattern(ox.NamedNode(iri.value), None, None, ox.DefaultGraph())
    facts.add((quad.subject, quad.predicate, quad.object) for quad in quads)
    recap = facts.recaps().get(iri)
    if recap is None:
        return None
    found: dict[tuple[int, str], set[Said]] = {}
    named: dict[tuple[int, str], list[Any]] = {}
    answer: Any = store.graph.query(_CLAIMS.format(recap=iri.value), prefixes=dict(prefixes()))
    rows = list(answer)
    names = _claimed_names(rows)
    for row in rows:
        predicate = shorten(row["predicate"].value)
        place = int(row["start"].value), row["text"].value
        if predicate in _NAMING:
            named.setdefault(place, []).append(row)
        elif predicate in relations():
            found.setdefault(place, set()).add(_said(row, predicate, names))
    passages = (
        Passage(
            text,
            start,
            tuple(sorted(found.get((start, text), ()), key=_order)),
            _namings(named.get((start, text), []), names),
        )
        for start, text in sorted({*found, *named})
    )
    return RecapReading(recap, tuple(passages))


def _claimed_names(rows: Iterable[Any]) -> Mapping[str, str]:
    """What the recap calls each thing, by IRI: for those that the graph has no name of."""
    return {
        row["subject"].value: row["object"].value
        for row in rows
        if shorten(row["predicate"].value) == Predicate.NAME
    }


def _namings(rows: Iterable[Any], names: Mapping[str, str]) -> tuple[Naming, ...]:
    """The things that some claims name, each once."""
    by_thing: dict[Iri, list[Any]] = {}
    for row in rows:
        by_thing.setdefault(Iri(row["subject"].value), []).append(row)
    return tuple(sorted(_naming(thing, said, names) for thing, said in by_thing.items()))


def _naming(thing: Iri, rows: Iterable[Any], names: Mapping[str, str]) -> Naming:
    said = list(rows)
    known = next((row["subjectName"].value for row in said if row["subjectName"]), None)
    name = known or names.get(thing.value, thing.value)
    texts = {row["object"].value for row in said if shorten(row["predicate"].value) != Predicate.TYPE}
    claims = sorted({Iri(row["claim"].value) for row in said})
    return Naming(thing, name, tuple(sorted(texts - {name})), tuple(claims), missing=known is None)


def _said(row: Any, predicate: str, names: Mapping[str, str]) -> Said:
    target = iri_or_text(row["object"])
    subject = Iri(row["subject"].value)
    ends = ((subject, row["subjectName"]), (target, row["objectName"]))
    return Said(
        subject=subject,
        subject_name=row["subjectName"].value
        if row["subjectName"]
        else names.get(subject.value, subject.value),
        relation=relations()[Predicate(predicate)].label,
        object=target if isinstance(target, Iri) else None,
        object_name=_name(row["objectName"], target, names),
        confidence=float(row["confidence"].value),
        rule=row["rule"].value,
        claim=Iri(row["claim"].value),
        missing=tuple(end for end, name in ends if isinstance(end, Iri) and name is None),
    )


def _name(known: Any, end: Iri | str, names: Mapping[str, str]) -> str:
    return str(known.value) if known else names.get(str(end), str(end))


def _order(said: Said) -> tuple[object, ...]:
    return said.subject, said.relation, said.object_name, said.claim
