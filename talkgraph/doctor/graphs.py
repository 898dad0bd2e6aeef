"""The graph of a store: whether its files are whole, and its quotes where they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talkgraph.doctor.health import Finding
from talkgraph.errors import NotAStoreError, StoreError
from talkgraph.model import prefixes
from talkgraph.store import check_generation, first_line, generation_name, is_damage, open_generation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyoxigraph as ox

    from talkgraph.store import Generation

__all__ = ["GraphHealth", "check_graph"]

_REBUILD = "remove that folder and build again"
_REPORT = "build again; if that does not help, extraction is at fault: please report it"
_RECAPS = """
SELECT ?recap ?source ?text WHERE {
  GRAPH ?recap { ?recap a tg:Recap ; dcterms:source ?source ; schema:articleBody ?text }
}
"""
_CLAIMS = "SELECT ?recap ?claim WHERE { GRAPH ?recap { ?claim a tg:Claim } }"
_QUOTES = """
SELECT ?recap ?claim ?exact ?start ?end WHERE {
  GRAPH ?recap { ?claim oa:hasSelector ?quote . ?quote oa:exact ?exact ; oa:start ?start ; oa:end ?end }
}
"""


@dataclass(frozen=True, slots=True)
class GraphHealth:
    """What was found of a graph.

    Attributes:
        generation: its name; empty if it cannot be opened.
        sources: the recaps in it.
        claims: how many claims it holds.
        findings: what is wrong.
    """

    generation: str
    sources: frozenset[str]
    claims: int
    findings: tuple[Finding, ...]


def check_graph(folder: Path) -> GraphHealth:
    """Looks at the current graph of a store.

    Raises:
        NotAStoreError: it holds none yet.
    """
    try:
        generation = open_generation(folder)
    except NotAStoreError:
        raise
    except StoreError as error:
        what, _, advice = error.reason.rpartition("; ")
        return GraphHealth("", frozenset(), 0, (Finding(str(folder), what, advice),))
    place = folder / "generations" / generation.name
    wrong = check_generation(place)
    if wrong:
        return GraphHealth("", frozenset(), 0, (Finding(str(place), f"is damaged ({wrong})", _REBUILD),))
    try:
        return _read(generation, place)
    except (OSError, RuntimeError) as error:
        if not is_damage(error):
            raise
        what = f"is damaged ({first_line(error)})"
        return GraphHealth("", frozenset(), 0, (Finding(str(place), what, _REBUILD),))


def _read(generation: Generation, place: Path) -> GraphHealth:
    graph = generation.graph
    texts = {recap.value: (source.value, text.value) for recap, source, text in _rows(graph, _RECAPS)}
    claims = {(recap.value, claim.value) for recap, claim in _rows(graph, _CLAIMS)}
    findings = list(_misnamed(generation, place))
    quoted = set()
    for recap, claim, exact, start, end in _rows(graph, _QUOTES):
        quoted.add((recap.value, claim.value))
        source, text = texts.get(recap.value, (recap.value, ""))
        if text[int(start.value) : int(end.value)] != exact.value:
            what = f"its quote does not stand at {start.value} to {end.value} of {source}: {exact.value!r}"
            findings.append(Finding(claim.value, what, _REPORT))
    for recap_iri, claim_iri in claims - quoted:
        source, _ = texts.get(recap_iri, (recap_iri, ""))
        findings.append(Finding(claim_iri, f"the claim, of {source}, has no quote", _REPORT))
    sources = frozenset(source for source, _ in texts.values())
    return GraphHealth(generation.name, sources, len(claims), tuple(sorted(findings)))


def _misnamed(generation: Generation, place: Path) -> Iterator[Finding]:
    """Whether the graph's name is the hash of its content."""
    import pyoxigraph as ox

    lines = (generation.graph.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    found = generation_name(lines, base=generation.base, min_confidence=generation.min_confidence)
    if found != generation.name:
        yield Finding(str(place), f"its content is that of {found}: it is no longer what was built", _REBUILD)


def _rows(graph: ox.Store, query: str) -> Iterator[tuple[Any, ...]]:
    return map(tuple, graph.query(query, prefixes=dict(prefixes())))  # type: ignore[arg-type]
