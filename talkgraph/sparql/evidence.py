"""The sentences behind the rows of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.graph import quotes_of
from talkgraph.graph.values import Statement
from talkgraph.model import Iri, Predicate, relations, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkgraph.sparql.saved import SavedQuery, StatementPattern
    from talkgraph.sparql.values import Bindings, Cell
    from talkgraph.store import Store

__all__ = ["row_evidence"]


def row_evidence(
    store: Store, saved: SavedQuery, parameters: Mapping[str, Cell], bindings: Bindings
) -> tuple[tuple[Statement, ...], ...]:
    """For each row, the statements behind it that some sentence makes, each with its quotes.

    Args:
        store: an open store.
        saved: the query that was asked; it names the statements.
        parameters: the values it was asked with.
        bindings: what it answered.
    """
    known: dict[tuple[Iri, Predicate, Iri | str], Statement] = {}
    return tuple(
        _behind(store, saved.evidence, parameters, bindings.variables, row, known) for row in bindings.rows
    )


def _behind(
    store: Store,
    patterns: Sequence[StatementPattern],
    parameters: Mapping[str, Cell],
    variables: Sequence[str],
    row: Sequence[Cell],
    known: dict[tuple[Iri, Predicate, Iri | str], Statement],
) -> tuple[Statement, ...]:
    cells = {f"?{name}": value for name, value in zip(variables, row, strict=True)}
    cells |= {f"${name}": value for name, value in parameters.items()}
    found: dict[Statement, None] = {}
    for pattern in patterns:
        subject, target = cells.get(pattern.subject), cells.get(pattern.object)
        predicate = _predicate(pattern.predicate, cells)
        if not isinstance(subject, Iri) or target is None or predicate is None:
            continue
        key = subject, predicate, target if isinstance(target, Iri) else str(target)
        if key not in known:
            known[key] = Statement(*key, quotes=tuple(quotes_of(store.graph, *key)))
        if known[key].quotes:
            found[known[key]] = None
    return tuple(found)


def _predicate(word: str, cells: Mapping[str, Cell]) -> Predicate | None:
    value = cells.get(word)
    name = shorten(value.value) if isinstance(value, Iri) else word
    return Predicate(name) if name in relations() else None
