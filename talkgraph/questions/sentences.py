"""The sentences behind statements, with the recaps that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.graph import Recap
from talkgraph.questions.values import Sentence
from talkgraph.sparql import Bindings, query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.graph import Statement
    from talkgraph.model import Iri
    from talkgraph.store import Store

__all__ = ["sentences_behind"]

_RECAP = """
SELECT ?title ?source ?published ?address WHERE {
  $recap schema:name ?title ; dcterms:source ?source .
  OPTIONAL { $recap schema:datePublished ?published }
  OPTIONAL { $recap schema:url ?address }
}
ORDER BY ?address LIMIT 1
"""


def sentences_behind(store: Store, statements: Iterable[Statement]) -> tuple[Sentence, ...]:
    """The most certain sentence of each statement, each sentence once, in the order of the statements.

    Args:
        store: an open store.
        statements: some with quotes.
    """
    recaps: dict[Iri, Recap] = {}
    found: dict[tuple[Iri, str], Sentence] = {}
    for statement in statements:
        best = statement.quotes[0]
        if best.recap not in recaps:
            recaps[best.recap] = _recap(store, best.recap)
        key = best.recap, best.text
        if key not in found:
            found[key] = Sentence(best.text, recaps[best.recap], best.confidence)
    return tuple(found.values())


def _recap(store: Store, iri: Iri) -> Recap:
    found = query(store, _RECAP, parameters={"recap": iri})
    if not isinstance(found, Bindings) or not found.rows:
        return Recap(iri, iri.value, "")
    title, source, published, address = (None if each is None else str(each) for each in found.rows[0])
    return Recap(iri, title or "", source or "", address, published)
