"""What the graph says of one recap, by the outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, LocalThing
from talkgraph.resolution import Resolution
from talkgraph.store.statements import resolve_claims
from talkgraph.store.writing import described
from talkgraph.updating.doubt import DoubtError
from talkgraph.updating.judging import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkgraph.store.quads import Fact
    from talkgraph.updating.entering import Known
    from talkgraph.updating.guidance import Guidance
    from talkgraph.updating.outlines import Outlines

__all__ = ["described_now", "recalled"]


def described_now(
    outlines: Outlines, known: Known, iri: Iri, guidance: Guidance, base: str
) -> Iterator[Fact]:
    """All that the graph says of a recap; notes which verdicts speak of its claims.

    Args:
        outlines: where its names are things.
        known: the recap.
        iri: what it is called.
        guidance: what people say.
        base: what the IRIs of claims begin with.
    """
    source = known.recap.document.source
    ((number,),) = outlines.rows("SELECT id FROM recap WHERE source = ?", source)
    rows = outlines.rows(
        "SELECT name.kind, name.key, iri, words FROM name JOIN thing ON thing.id = thing WHERE recap = ?",
        number,
    )
    names = {(source, LocalThing(Kind(kind), key)): Iri(thing) for kind, key, thing, _ in rows}
    words = {Iri(thing): words_in(noted) for _, _, thing, noted in rows}
    met = set(known.met)
    kept = []
    for claim in resolve_claims(known.recap, Resolution({source: iri}, (), names)):
        end = words.get(claim.object, frozenset()) if isinstance(claim.object, Iri) else claim.object
        stands, numbers = guidance.judge(source, words[claim.subject], claim.predicate, end)
        met |= numbers
        if stands:
            kept.append(claim)
    outlines.change("DELETE FROM met WHERE recap = ?", [(number,)])
    outlines.change("INSERT INTO met VALUES (?, ?)", [(number, one) for one in sorted(met)])
    yield from described(known.recap, kept, iri, base=base)


def recalled(known: Callable[[str], Known | None], source: str) -> Known:
    """The recap of a source.

    Raises:
        DoubtError: it is lost, or another one.
    """
    found = known(source)
    if found is None or found.recap.document.source != source:
        raise DoubtError(source, "its claims are lost")
    return found
