"""Sending a graph to another store, and going on where an earlier time broke off."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from talkgraph.errors import RemoteStoreError
from talkgraph.model import prefixes
from talkgraph.pushing.units import units_of
from talkgraph.pushing.updates import batches, described, forget
from talkgraph.store.remote import Endpoint, Held, RemoteGraph, SparqlClient, description_of, held

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkgraph.store import Store

__all__ = ["DEFAULT_BATCH", "PushOutcome", "push"]

logger = logging.getLogger(__name__)

DEFAULT_BATCH = 1_000
"""Triples in one request. Virtuoso does not take much more: it compiles each update."""

_GONE_AT_ONCE = 200
_NOTED = "SELECT ?unit ?digest WHERE {{ GRAPH <{about}> {{ ?unit <{sha}> ?digest }} }}"


@dataclass(frozen=True, slots=True)
class PushOutcome:
    """What a push did.

    Attributes:
        target: where it went.
        generation: name of the graph that is there now.
        sent: how many things and recaps were sent, because they were missing or other.
        removed: how many were removed, because the graph has them no more.
        unchanged: how many were there already.
        statements: IRI of the graph that holds the merged statements there; None
            for the default graph.
    """

    target: Endpoint
    generation: str
    sent: int
    removed: int
    unchanged: int
    statements: str | None


def push(
    store: Store,
    target: Endpoint | str,
    *,
    updates: Endpoint | str | None = None,
    batch: int = DEFAULT_BATCH,
    progress: Callable[[str, int, int], None] | None = None,
) -> PushOutcome:
    """Make another store hold the graph of this one.

    What is there already stays; only things and recaps that are missing or other
    are sent, some at a time. Each is noted there with a hash once it is complete,
    so a push that broke off goes on where it was, from any machine. Graphs of
    others in the same store are left alone, but for triples of its default graph whose subject is one
    of this graph's things.

    The merged statements go to the default graph. Where the default graph shows
    all named graphs together, as Virtuoso's does, they go to a named graph of
    their own, which ``open_store`` finds.

    Args:
        store: the graph.
        target: the SPARQL endpoint of the other store.
        updates: where that store takes updates, if that is another address.
        batch: triples in one request, about.
        progress: called with the last thing that was sent, how many are there, and
            their total, after each batch.

    Raises:
        RemoteStoreError: the other store is not reached, refuses, or is in trouble.
        QueryError: it does not take an update.
        ValueError: the batch is no positive number.
    """
    if batch < 1:
        raise ValueError(f"{batch} triples make no batch")
    place = target if isinstance(target, Endpoint) else Endpoint(target)
    where = Endpoint(updates) if isinstance(updates, str) else updates
    client = SparqlClient(place, updates=where)
    goal = _begin(client, store)
    there = _noted(client, goal)
    wanted = {unit.iri: unit.digest for unit in units_of(store.graph)}
    gone = sorted(set(there) - set(wanted))
    changed = {iri for iri, digest in wanted.items() if there.get(iri) != digest}
    for start in range(0, len(gone), _GONE_AT_ONCE):
        client.update(forget(gone[start : start + _GONE_AT_ONCE], goal))
    done = len(wanted) - len(changed)
    for each in batches(units_of(store.graph, changed), goal, size=batch):
        for update in each.updates:
            client.update(update)
        done += len(each.units)
        if progress is not None:
            progress(each.units[-1].iri, done, len(wanted))
    goal = replace(goal, generation=store.generation)
    client.update(described(goal, description_of(goal)))
    logger.info("%s: %d units sent, %d removed", place, len(changed), len(gone))
    return PushOutcome(
        place, store.generation, len(changed), len(gone), len(wanted) - len(changed), goal.statements
    )


def _begin(client: SparqlClient, store: Store) -> Held:
    """Says in the other store that the graph there is not complete; where it goes."""
    known = held(client, base=store.base)
    goal = Held(store.base, store.min_confidence, about=f"{store.base}pushed")
    if known is not None and known.about is not None:
        goal = replace(goal, statements=known.statements)
        client.update(described(goal, description_of(goal)))
        return goal
    client.update(described(goal, description_of(goal)))
    if not _answers(client, f"ASK {{ GRAPH <{goal.about}> {{ <{goal.about}> ?p ?o }} }}"):
        raise RemoteStoreError(
            client.endpoint, "an update there makes no difference to what is asked here; name both addresses"
        )
    if _answers(client, f"ASK {{ <{goal.about}> ?p ?o }}"):  # the default graph is all graphs together
        goal = replace(goal, statements=f"{store.base}statements")
        client.update(described(goal, description_of(goal)))
    return goal


def _answers(client: SparqlClient, question: str) -> bool:
    return bool(RemoteGraph(client).query(question))


def _noted(client: SparqlClient, goal: Held) -> Mapping[str, str]:
    """The digest of each unit that is complete there; of one that is noted twice, none."""
    query = _NOTED.format(about=goal.about, sha=f"{prefixes()['schema']}sha256")
    rows: Any = RemoteGraph(client).query(query)
    found: dict[str, str] = {}
    for row in rows:
        iri = row["unit"].value
        found[iri] = "" if iri in found else row["digest"].value
    found.pop(str(goal.about), None)
    return found
