"""How well related talks are found, against talks judged by hand.

    python benchmarks/related.py              # the half that the method was tuned on
    python benchmarks/related.py --held       # the half held aside, for the docs
    python benchmarks/related.py --each       # every query talk by itself

The relevance set is ``tests/data/related/relevance.toml``: twenty talks of the
corpus and twenty of the reference material beside the checkout, each with
three to eight related ones, graded 1 to 3. nDCG@5 has the gain 2^grade - 1
(Burges et al. 2005); average precision counts every grade.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from talkgraph.evaluation.goldfiles import read_gold
from talkgraph.evaluation.names import shared_words
from talkgraph.graph import networkx_graph, project
from talkgraph.model import Iri, Kind, Predicate, fold
from talkgraph.reports import Relatedness
from talkgraph.reports.vectors import TalkVectors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from talkgraph.evaluation.gold import GoldTalk
    from talkgraph.graph import TalkGraph

    Ranking = Callable[[Iri], Sequence[Iri]]

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared"
RELEVANCE = CHECKOUT / "tests" / "data" / "related" / "relevance.toml"
CUT = 5
ROUNDS = 100  # of the random way

Talk = tuple[str, int]  # the stem of a recap, and the talk's number in its gold


@dataclass(frozen=True)
class Query:
    """A talk, and how related others are to it.

    Attributes:
        collection: which store it lies in.
        talk: itself.
        held: whether it is of the half held aside.
        grades: of the related talks.
    """

    collection: str
    talk: Talk
    held: bool
    grades: Mapping[Talk, int]


@cache
def queries() -> tuple[Query, ...]:
    """The relevance set."""
    rows = tomllib.loads(RELEVANCE.read_text(encoding="utf-8"))["query"]
    return tuple(
        Query(
            row["collection"],
            (row["talk"][0], row["talk"][1]),
            row["held"],
            {(stem, number): grade for stem, number, grade in row["related"]},
        )
        for row in rows
    )


def recaps(collection: str) -> list[tuple[Path, Path]]:
    """The recaps of a collection, each with its gold; those set aside are left out."""
    if collection == "corpus":
        folders = [(CHECKOUT / "corpus", CHECKOUT / "corpus" / "gold")]
    else:
        folders = [
            (SHARED / "recaps", SHARED / "gold"),
            (SHARED / "recaps" / "other", SHARED / "gold" / "other"),
        ]
    aside = tomllib.loads((CHECKOUT / "docs" / "set-aside.toml").read_text(encoding="utf-8"))
    left = set() if collection == "corpus" else {*aside["thirteen"], *aside["other"]}
    found = []
    for folder, gold in folders:
        for file in sorted(folder.iterdir()):
            answer = gold / f"{file.stem}.json"
            if file.is_file() and answer.is_file() and file.stem not in left:
                found.append((file, answer))
    return found


def graph_of(collection: str) -> TalkGraph:
    """The graph of a collection, built once and kept beside the virtual environment's other caches."""
    from talkgraph.builder import build
    from talkgraph.store import open_store

    store = CHECKOUT / ".venv" / f"related-{collection}.db"
    build([file for file, _ in recaps(collection)], store=store)
    return project(open_store(store))


def talks_of(graph: TalkGraph, collection: str) -> dict[Talk, Iri]:
    """The talk of the graph that each talk of the gold is, where there is one."""
    found: dict[Talk, Iri] = {}
    recap_of = {
        recap.source.rpartition("/")[2].rpartition(".")[0]: iri for iri, recap in graph.recaps.items()
    }
    for file, answer in recaps(collection):
        there = [
            iri
            for iri, thing in graph.things.items()
            if thing.kind is Kind.TALK and recap_of.get(file.stem) in _recaps_of(graph, iri)
        ]
        for number, wanted in enumerate(read_gold(answer).talks, start=1):
            likeness = {iri: _likeness(graph, wanted, iri) for iri in there if iri not in found.values()}
            best = max(likeness, key=lambda iri: (likeness[iri], iri), default=None)
            if best is not None and likeness[best] >= 0.5:
                found[file.stem, number] = best
    return found


def _recaps_of(graph: TalkGraph, talk: Iri) -> set[Iri]:
    return {quote.recap for statement in graph.outgoing.get(talk, ()) for quote in statement.quotes}


def _likeness(graph: TalkGraph, wanted: GoldTalk, talk: Iri) -> float:
    speakers = {
        fold(name)
        for statement in graph.outgoing.get(talk, ())
        if statement.predicate is Predicate.PERFORMER and isinstance(statement.object, Iri)
        for name in (graph.things[statement.object].name, *graph.things[statement.object].alternate_names)
    }
    same = sum(fold(name) in speakers for name in wanted.speakers)
    return same + shared_words(wanted.title, graph.things[talk].name)


def rankings(graph: TalkGraph) -> dict[str, Ranking]:
    """Ways to rank the other talks of a graph."""
    talks = sorted(iri for iri, thing in graph.things.items() if thing.kind is Kind.TALK)
    prepared = Relatedness(graph)
    vectors = TalkVectors(graph)
    nearer = Relatedness(graph, vectors=vectors)
    return {
        "talkgraph, with sentence vectors": lambda talk: [kin.talk for kin in nearer.kin(talk)],
        "talkgraph, without them": lambda talk: [kin.talk for kin in prepared.kin(talk)],
        "shared entities only": _by_shared(graph, talks),
        "TF-IDF only": _by_words(prepared, talks),
        "sentence vectors only": _by_meaning(vectors),
        "personalised PageRank only": _by_walks(graph, talks),
    }


def _by_shared(graph: TalkGraph, talks: Sequence[Iri]) -> Ranking:
    """By the number of things that both are about or mention."""
    things = {
        talk: {
            statement.object
            for statement in graph.outgoing.get(talk, ())
            if statement.predicate in {Predicate.ABOUT, Predicate.MENTIONS}
        }
        for talk in talks
    }

    def rank(talk: Iri) -> list[Iri]:
        counts = {other: len(things[talk] & things[other]) for other in talks if other != talk}
        return sorted((other for other in counts if counts[other]), key=lambda other: (-counts[other], other))

    return rank


def _by_words(prepared: Relatedness, talks: Sequence[Iri]) -> Ranking:
    """By the cosine of the words of title and sentences."""

    def rank(talk: Iri) -> list[Iri]:
        cosines = {other: prepared.words.shared(talk, other).cosine for other in talks if other != talk}
        return sorted(
            (other for other in cosines if cosines[other]), key=lambda other: (-cosines[other], other)
        )

    return rank


def _by_meaning(vectors: TalkVectors) -> Ranking:
    """By the cosine of the vectors of title and sentences."""

    def rank(talk: Iri) -> list[Iri]:
        cosines = dict(zip(vectors.talks, vectors.cosines(talk).tolist(), strict=True))
        del cosines[talk]
        return sorted(cosines, key=lambda other: (-cosines[other], other))

    return rank


def _by_walks(graph: TalkGraph, talks: Sequence[Iri]) -> Ranking:
    """By how often a random walk from the talk comes by."""
    import networkx as nx

    network = nx.Graph(networkx_graph(graph))
    is_talk = set(talks)

    def rank(talk: Iri) -> list[Iri]:
        visits = nx.pagerank(network, personalization={talk.value: 1.0})
        others = [iri for iri in map(Iri, visits) if iri in is_talk and iri != talk]
        return sorted(others, key=lambda other: (-visits[other.value], other))

    return rank


def ndcg(ranked: Sequence[Iri], grades: Mapping[Iri, int], ideal: Sequence[int]) -> float:
    """The discounted gain of the first talks, as a part of the best that there could be."""
    gains = [2 ** grades.get(talk, 0) - 1 for talk in ranked[:CUT]]
    best = [2**grade - 1 for grade in sorted(ideal, reverse=True)[:CUT]]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))


def average_precision(ranked: Sequence[Iri], grades: Mapping[Iri, int], relevant: int) -> float:
    """The mean of the precision at each related talk; one that is not ranked counts 0."""
    hits, total = 0, 0.0
    for place, talk in enumerate(ranked, start=1):
        if talk in grades:
            hits += 1
            total += hits / place
    return total / relevant


def measured(held: bool) -> dict[str, dict[str, list[tuple[Query, float, float]]]]:
    """By way and collection, each query with its nDCG@5 and its average precision."""
    found: dict[str, dict[str, list[tuple[Query, float, float]]]] = defaultdict(lambda: defaultdict(list))
    for collection in sorted({query.collection for query in queries()}):
        graph = graph_of(collection)
        known = talks_of(graph, collection)
        talks = sorted(iri for iri, thing in graph.things.items() if thing.kind is Kind.TALK)
        ways = rankings(graph)
        for query in queries():
            if query.collection != collection or query.held is not held:
                continue
            grades = {known[talk]: grade for talk, grade in query.grades.items() if talk in known}
            ideal, it = list(query.grades.values()), known.get(query.talk)
            for way, rank in ways.items():
                ranked = list(rank(it)) if it else []
                scores = ndcg(ranked, grades, ideal), average_precision(ranked, grades, len(ideal))
                found[way][collection].append((query, *scores))
            found["random"][collection].append((query, *_random(it, talks, grades, ideal)))
    return found


def _random(
    it: Iri | None, talks: Sequence[Iri], grades: Mapping[Iri, int], ideal: Sequence[int]
) -> tuple[float, float]:
    chooser = random.Random(0)
    others = [talk for talk in talks if talk != it]
    rounds = [chooser.sample(others, len(others)) for _ in range(ROUNDS)]
    return (
        mean(ndcg(ranked, grades, ideal) for ranked in rounds),
        mean(average_precision(ranked, grades, len(ideal)) for ranked in rounds),
    )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--held", action="store_true", help="the half held aside")
    parser.add_argument("--each", action="store_true", help="every query talk by itself")
    options = parser.parse_args()
    found = measured(options.held)
    collections = sorted({query.collection for query in queries()})
    heads = [f"{what}, {name}" for name in (*collections, "both") for what in ("nDCG@5", "MAP")]
    print("| way | " + " | ".join(heads) + " |")
    print("|---|" + "---|" * len(heads))
    for way, by in found.items():
        groups = [*(by[name] for name in collections), [each for name in collections for each in by[name]]]
        cells = [
            f"{mean(scores):.2f}"
            for group in groups
            for scores in ([g[1] for g in group], [g[2] for g in group])
        ]
        print(f"| {way} | " + " | ".join(cells) + " |")
    if options.each:
        for query, gain, precision in (
            each for name in collections for each in found["talkgraph, with sentence vectors"][name]
        ):
            print(f"{query.collection:7} {query.talk[0]} {query.talk[1]}: {gain:.2f} {precision:.2f}")
    counts = Counter(query.collection for query in queries() if query.held is options.held)
    print(f"\n{dict(counts)} query talks; {'held aside' if options.held else 'tuned on'}.")


if __name__ == "__main__":
    main()
