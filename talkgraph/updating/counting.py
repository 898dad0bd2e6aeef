"""What the graph holds of a recap, in numbers, as the outlines tell it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, Literal, Predicate
from talkgraph.store.quads import as_quads, merged_facts
from talkgraph.store.statements import Merged
from talkgraph.updating.entering import PREDICATES, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    import pyoxigraph as ox

    from talkgraph.updating.outlines import Outlines

__all__ = ["RecapCounts", "claims_held", "count_again", "counts", "supported", "things_there"]

_COUNTED = (Kind.TALK, Kind.PERSON, Kind.TECHNOLOGY)
_SUPPORT = """
SELECT 1 FROM name AS s JOIN statement ON subject = s.id LEFT JOIN name AS o ON o.id = object
WHERE s.thing = ? AND predicate = ? AND confidence >= ? AND o.thing IS ? AND value IS ? AND datatype IS ?
LIMIT 1
"""
_UNCOUNTED = frozenset({Predicate.TYPE, Predicate.NAME, Predicate.ALTERNATE_NAME, Predicate.URL})


@dataclass(frozen=True, slots=True)
class RecapCounts:
    """What the graph holds of one recap.

    Attributes:
        source: the recap.
        claims: name that the store gave to its claims.
        skipped: why nothing was drawn from it; empty if it was read.
        rejections: what extraction dropped or turned round.
        talks, people, technologies: how many of each it names.
        statements: how many statements it makes, without names, types and addresses.
    """

    source: str
    claims: str
    skipped: str
    rejections: int
    talks: int
    people: int
    technologies: int
    statements: int


def claims_held(outlines: Outlines) -> dict[str, str]:
    """The names that the store gave to the claims of recaps, by source, for those of ``counts``."""
    return dict(outlines.rows("SELECT source, claims FROM recap WHERE role <> ?", str(Role.TOLD)))


def counts(outlines: Outlines) -> list[RecapCounts]:
    """The numbers of all recaps, sorted by source; without what people told themselves."""
    columns = "source, claims, skipped, rejections, talks, people, technologies, statements"
    rows = outlines.rows(f"SELECT {columns} FROM recap WHERE role <> ? ORDER BY source", str(Role.TOLD))
    return [RecapCounts(*row) for row in rows]


def things_there(outlines: Outlines) -> int:
    """How many things the graph holds."""
    ((number,),) = outlines.rows("SELECT count(*) FROM thing WHERE there")
    return int(number)


def count_again(outlines: Outlines, sources: Iterable[str], min_confidence: float) -> None:
    """Count some recaps anew."""
    recaps = [
        number for (number,) in outlines.rows_of(sources, "SELECT id FROM recap WHERE source IN picked")
    ]
    kinds = {recap: Counter[str]() for recap in recaps}
    rows = outlines.rows_of(
        recaps,
        "SELECT DISTINCT recap, thing, thing.kind FROM name JOIN thing ON thing.id = thing"
        " WHERE recap IN picked AND typed AND there",
    )
    for recap, _, kind in rows:
        kinds[recap][kind] += 1
    statements = Counter[int]()
    rows = outlines.rows_of(
        recaps,
        "SELECT s.recap, s.thing, predicate, o.thing, value, datatype, max(confidence) FROM name AS s"
        " JOIN statement ON subject = s.id LEFT JOIN name AS o ON o.id = object"
        " JOIN thing ON thing.id = s.thing WHERE s.recap IN picked AND thing.there AND confidence >= 0"
        " GROUP BY 1, 2, 3, 4, 5, 6",
    )
    for recap, subject, predicate, target, value, datatype, confidence in rows:
        if PREDICATES[predicate] in _UNCOUNTED or subject == target:
            continue
        if confidence >= min_confidence or outlines.rows(
            _SUPPORT, subject, predicate, min_confidence, target, value, datatype
        ):
            statements[recap] += 1
    outlines.change(
        "UPDATE recap SET talks = ?, people = ?, technologies = ?, statements = ? WHERE id = ?",
        [(*(kinds[recap][kind] for kind in _COUNTED), statements[recap], recap) for recap in recaps],
    )


def supported(
    outlines: Outlines, things: Iterable[int], changed: AbstractSet[ox.Quad], min_confidence: float
) -> set[str]:
    """Sources of the recaps that make some statement too weakly to carry it alone.

    Args:
        outlines: where they stand.
        things: numbers of the subjects of the statements.
        changed: the statements.
        min_confidence: from which a claim carries its statement.
    """
    rows = outlines.rows_of(
        things,
        "SELECT source, thing.iri, predicate, othing.iri, value, datatype FROM name AS s"
        " JOIN statement ON subject = s.id JOIN thing ON thing.id = s.thing JOIN recap ON recap.id = s.recap"
        " LEFT JOIN name AS o ON o.id = object LEFT JOIN thing AS othing ON othing.id = o.thing"
        " WHERE s.thing IN picked AND confidence >= 0 AND confidence < ?",
        min_confidence,
    )
    found: set[str] = set()
    for source, iri, predicate, target, value, datatype in rows:
        end = Iri(target) if target is not None else Literal(value, datatype)
        said = Merged({}, frozenset({(Iri(iri), PREDICATES[predicate], end)}))
        if not changed.isdisjoint(as_quads(merged_facts(said))):
            found.add(source)
    return found
