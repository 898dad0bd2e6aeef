"""What talkgraph adds to the programs that it stands on, each compared in one run.

    python benchmarks/speed.py STORE [--graph | --saved]

--graph: only what needs the whole graph; --saved: only every saved query, once.
STORE is a store, the larger the better. Measures a saved query beside the same
text given to Oxigraph, the start of commands beside that of Python, related
talks beside all cosines of one vector with the others, and every report.
Each figure is the best of several.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from talkgraph.errors import NotFoundError
from talkgraph.graph import index_store, project
from talkgraph.model import Iri, Kind, prefixes
from talkgraph.reports import Question, Relatedness, render, report_kinds, run_report
from talkgraph.sparql import Bindings, load_query, query, saved_queries
from talkgraph.sparql.lexing import fill
from talkgraph.sparql.values import term_text
from talkgraph.store import Store, open_store, rdflib_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkgraph.graph import TalkGraph
    from talkgraph.sparql import Cell, SavedQuery

WIDTH = 384  # of a vector of MiniLM
LONG = 5.0  # seconds
SMALL = 300_000  # quads; rdflib's store in memory takes half a gigabyte for so many


def best(call: Callable[[], object], times: int = 5) -> float:
    """The least seconds of several; of few where each takes long."""
    took: list[float] = []
    while len(took) < times and sum(took) < LONG:
        begun = time.perf_counter()
        call()
        took.append(time.perf_counter() - begun)
    return min(took)


def queries(store: Store) -> None:
    """Saved queries in Python beside Oxigraph and rdflib."""
    names = index_store(store)
    busiest = _most_named(store)
    in_memory = None
    if len(store.graph) < SMALL:
        from rdflib import Dataset

        in_memory = Dataset(default_union=False)
        for quad in rdflib_dataset(store).quads():
            in_memory.add(quad)  # type: ignore[arg-type]
    for name, values in (
        ("who-talked-about", {"topic": busiest}),
        ("speakers-by-talks", {}),
        ("companies-by-talks", {}),
    ):
        saved = load_query(name)
        given = {**saved.values({}, names), **values} if not values else {**_unset(saved), **values}
        text = fill(saved.text, {key: term_text(value) for key, value in given.items()})
        known = {**prefixes(), "id": store.base}

        def oxigraph(text: str = text, known: dict[str, str] = known) -> int:
            rows: Any = store.graph.query(text, base_iri=store.base, prefixes=known)
            return len([tuple(term and term.value for term in row) for row in rows])

        own = best(partial(query, store, saved.text, parameters=given), 20)
        bare = best(oxigraph, 20)
        beside = f"Oxigraph: {bare * 1000:.2f} ms | {own / bare:.2f}"
        print(f"| query {name} ({oxigraph()} rows) | {own * 1000:.2f} ms | {beside} |")
        if in_memory is not None:
            slow = best(partial(_listed, in_memory, text, known), 1)
            beside = f"rdflib in memory: {slow * 1000:.0f} ms | 1/{slow / own:.0f}"
            print(f"| the same | {own * 1000:.2f} ms | {beside} |")


def _most_named(store: Store) -> Iri:
    """The technology that most talks are about."""
    about = "SELECT ?t { ?talk schema:about ?t . ?t a tg:Technology }"
    rows = query(store, f"{about} GROUP BY ?t ORDER BY DESC(COUNT(*)) ?t LIMIT 1")
    assert isinstance(rows, Bindings)
    assert isinstance(rows.rows[0][0], Iri)
    return rows.rows[0][0]


def _unset(saved: SavedQuery) -> dict[str, Cell]:
    return {p.name: None for p in saved.parameters if p.optional}


def _listed(dataset: Any, text: str, known: dict[str, str]) -> list[object]:
    return list(dataset.query(text, initNs=known))


def saved(store: Store) -> None:
    """Every saved query whose examples the graph knows, once, with all of its rows."""
    begun = time.perf_counter()
    names = index_store(store)
    print(
        f"| all names, which a query with one in it looks through | {time.perf_counter() - begun:.2f} s | | |"
    )
    for name, each in sorted(saved_queries().items()):
        try:
            values = each.values({}, names)
        except NotFoundError:
            continue
        took = best(partial(query, store, each.text, parameters=values), 1)
        print(f"| saved query {name} | {took:.2f} s | | |", flush=True)


def starts(store: Path) -> None:
    """Commands from the shell beside Python alone."""

    def run(*words: str) -> float:
        return best(lambda: subprocess.run([sys.executable, *words], capture_output=True, check=True))

    bare = run("-c", "pass")
    shown = run("-m", "talkgraph", "--help")
    asked = run("-m", "talkgraph", "query", "SELECT ?s { ?s a schema:Person } LIMIT 5", "--store", str(store))
    print(f"| talkgraph --help | {shown:.3f} s | python -c pass: {bare:.3f} s | + {shown - bare:.3f} s |")
    print(f"| talkgraph query | {asked:.3f} s | python -c pass: {bare:.3f} s | + {asked - bare:.3f} s |")


def related(graph: TalkGraph) -> None:
    """Related talks beside all cosines of one vector."""
    talks = [thing.iri for thing in graph.things.values() if thing.kind is Kind.TALK]
    begun = time.perf_counter()
    index = Relatedness(graph)
    index.prepare()
    once = time.perf_counter() - begun
    some = talks[:: max(1, len(talks) // 50)]
    own = best(lambda: [index.kin(talk, limit=10) for talk in some], 3) / len(some)
    vectors = np.random.default_rng(7).standard_normal((len(talks), WIDTH), dtype="float32")

    def cosines() -> None:
        for number in range(20):
            one = vectors[number % len(vectors)]
            (vectors @ one) / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(one))

    bare = best(cosines, 3) / 20
    beside = f"all cosines: {bare * 1000:.2f} ms | {own / bare:.2f} (index: {once:.1f} s)"
    print(f"| related talks of one of {len(talks):,} | {own * 1000:.2f} ms | {beside} |", flush=True)


def reports(graph: TalkGraph) -> None:
    """Every report that needs no other store."""
    busy: dict[Kind, str] = {}
    weights: dict[object, int] = {}
    for statement in graph.statements:
        for end in (statement.subject, statement.object):
            weights[end] = weights.get(end, 0) + 1
    for kind in Kind:
        things = [thing for thing in graph.things.values() if thing.kind is kind]
        if things:
            busy[kind] = max(things, key=lambda thing: weights.get(thing.iri, 0)).iri.value
    for name, report in sorted(report_kinds().items()):
        wanted = _argument(report.argument, busy)
        if "against" in report.options or (report.argument and wanted is None):
            continue
        question = Question(argument=wanted, other=busy[Kind.PERSON] if report.other else None)
        took = best(partial(_report, graph, name, question), 2)
        print(f"| report {name} | {took:.2f} s | 2 s | {'ok' if took <= 2 else 'OVER'} |", flush=True)


def _report(graph: TalkGraph, name: str, question: Question) -> str:
    return render(run_report(graph, name, question), "table")


def _argument(word: str | None, busy: dict[Kind, str]) -> str | None:
    kinds = {
        "PERSON": Kind.PERSON,
        "TECHNOLOGY": Kind.TECHNOLOGY,
        "COMPANY": Kind.ORGANIZATION,
        "EVENT": Kind.EVENT,
    }
    return busy.get(kinds.get((word or "").upper(), Kind.TECHNOLOGY)) if word else None


def main(place: Path) -> None:
    """Measure and print."""
    store = open_store(place)
    print(f"{len(store.graph):,} quads\n\n| what | takes | beside | ratio |\n|---|--:|--:|--:|", flush=True)
    if "--saved" in sys.argv:
        saved(store)
        return
    if "--graph" not in sys.argv:
        starts(place)
        queries(store)
    for name in ("reading the whole graph with its quotes", "the same from its copy, if it is large"):
        begun = time.perf_counter()
        graph = project(store)
        print(f"| {name} | {time.perf_counter() - begun:.1f} s | | |", flush=True)
    gc.freeze()
    gc.disable()  # as the command line does
    related(graph)
    reports(graph)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("talkgraph.db"))
