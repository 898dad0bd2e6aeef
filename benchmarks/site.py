"""How long a static site takes, and what of it takes how long.

    python benchmarks/site.py [THINGS] [STATEMENTS]      default: 2000 8000

Makes a graph as ``explorer_size.py`` does, puts it into a store, and writes its
site into a temporary folder, part after part.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from explorer_size import large_graph

from talkgraph.exports import write_folder
from talkgraph.model import Claim, Document, Evidence, Kind, Literal, LocalThing, Predicate, relations
from talkgraph.resolution import RecapClaims, Resolution, ResolvedThing
from talkgraph.site import Material, write_site
from talkgraph.site.things import recap_pages, thing_pages
from talkgraph.site.writing import explorer_file
from talkgraph.store import open_store, write_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.graph import Recap, Statement, TalkGraph
    from talkgraph.model import Iri
    from talkgraph.store import Store


def stored(graph: TalkGraph, folder: Path) -> Store:
    """A store whose recaps state what a graph says."""
    by_recap: dict[Iri, list[Statement]] = {iri: [] for iri in graph.recaps}
    for statement in graph.statements:
        if not relations()[statement.predicate].derived:
            by_recap[statement.quotes[0].recap].append(statement)
    local = {iri: LocalThing(thing.kind, str(n)) for n, (iri, thing) in enumerate(graph.things.items())}
    recaps: list[RecapClaims] = []
    links: dict[tuple[str, LocalThing], Iri] = {}
    for iri, statements in by_recap.items():
        recap, ends = _recap(graph, graph.recaps[iri], statements, local)
        recaps.append(recap)
        links |= {(recap.document.source, local[end]): end for end in ends}
    things = tuple(
        ResolvedThing(each.iri, each.kind, each.name, each.alternate_names) for each in graph.things.values()
    )
    sources = {recap.source: iri for iri, recap in graph.recaps.items()}
    write_store(recaps, Resolution(sources, things, links), folder)
    return open_store(folder)


def _recap(
    graph: TalkGraph, recap: Recap, statements: list[Statement], local: dict[Iri, LocalThing]
) -> tuple[RecapClaims, set[Iri]]:
    """A recap with the claims that make some statements, and the things that it tells of."""
    sentences = list(dict.fromkeys(each.quotes[0].text for each in statements))
    text = "\n".join(sentences)
    ends: dict[Iri, Evidence] = {}
    claims = []
    for statement in statements:
        start = text.index(statement.quotes[0].text)
        evidence = Evidence(start, start + len(statement.quotes[0].text), statement.quotes[0].text)
        target = statement.object
        ends.setdefault(statement.subject, evidence)
        if not isinstance(target, str):
            ends.setdefault(target, evidence)
        datatype = relations()[statement.predicate].datatype
        end = Literal(target, datatype or "") if isinstance(target, str) else local[target]
        confidence = statement.quotes[0].confidence
        claims.append(
            Claim(local[statement.subject], statement.predicate, end, evidence, confidence, "verbs.by-hand")
        )
    for iri, evidence in ends.items():
        kind: Kind = graph.things[iri].kind
        claims.append(Claim(local[iri], Predicate.TYPE, kind, evidence, 0.9, "names"))
        name = Literal(graph.things[iri].name)
        claims.append(Claim(local[iri], Predicate.NAME, name, evidence, 0.9, "names"))
    document = Document(source=recap.source, text=text, title=recap.title, language="en")
    return RecapClaims(document, tuple(sorted(claims, key=lambda claim: claim.sort_key))), set(ends)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints how long something took, and how long a processor was at it."""
    begun, worked = time.perf_counter(), time.process_time()
    yield
    passed, worked = time.perf_counter() - begun, time.process_time() - worked
    print(f"{what:<24}{passed:6.2f} s, {worked:6.2f} s of a processor")


def main(things: int, statements: int) -> None:
    """Measure and print."""
    graph = large_graph(things, statements)
    with TemporaryDirectory() as folder:
        store = stored(graph, Path(folder) / "talkgraph.db")
        with timed("the whole command's work"):
            outcome = write_site(store, Path(folder) / "site")
        print(f"{outcome.things:,} things, {outcome.files:,} files, {outcome.size / 1e6:.1f} MB; of it")
        with timed("  reading the store"):
            material = Material.of(store)
        with timed("  related talks"):
            assert len(material.related) == material.sizes[Kind.TALK]
        with timed("  pages of things"):
            files = list(thing_pages(material))
        with timed("  pages of recaps"):
            files += recap_pages(material, store)
        with timed("  explorer"):
            files.append(explorer_file(material))
        with timed("  to the disk"):
            write_folder(Path(folder) / "again", files, what="site")
        with timed("  to the disk, unchanged"):
            write_folder(Path(folder) / "again", files, what="site")


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:], *("2000", "8000")[len(sys.argv) - 1 :])))
