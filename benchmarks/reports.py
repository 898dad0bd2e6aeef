"""How long each report takes, on a real store and on a large made-up graph.

    python benchmarks/reports.py [STORE] [TALKS]      default: talkgraph.db 20000

Projects the store, makes a graph of so many talks, asks every report for the
things that most is said of, and prints the best of three times in seconds. A
report that takes more than 2 s on the large graph is marked.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections import Counter
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.graph import Quote, Recap, Statement, TalkGraph, Thing, project
from talkgraph.model import DEFAULT_BASE, Iri, Kind, Predicate, slug
from talkgraph.reports import Question, render, report_kinds, run_report
from talkgraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROUNDS = 3
ALLOWED = 2.0  # seconds
FIRST_YEAR, YEARS = 2005, 20

# So many of each kind for a thousand talks.
SHARES = {
    Kind.EVENT: 40,
    Kind.SERIES: 4,
    Kind.PERSON: 600,
    Kind.ORGANIZATION: 100,
    Kind.TECHNOLOGY: 150,
    Kind.TOPIC: 300,
    Kind.PLACE: 5,
}

# How often a relation is stated for a thousand talks, beside event and speaker.
RELATIONS = (
    (Predicate.ABOUT, Kind.TALK, Kind.TECHNOLOGY, 1200),
    (Predicate.ABOUT, Kind.TALK, Kind.TOPIC, 1000),
    (Predicate.MENTIONS, Kind.TALK, Kind.TECHNOLOGY, 1500),
    (Predicate.MENTIONS, Kind.TALK, Kind.PERSON, 100),
    (Predicate.WORKS_FOR, Kind.PERSON, Kind.ORGANIZATION, 450),
    (Predicate.FORMERLY_WORKED_FOR, Kind.PERSON, Kind.ORGANIZATION, 50),
    (Predicate.CREATED, Kind.PERSON, Kind.TECHNOLOGY, 60),
    (Predicate.USES, Kind.ORGANIZATION, Kind.TECHNOLOGY, 120),
    (Predicate.BUILDS_ON, Kind.TECHNOLOGY, Kind.TECHNOLOGY, 80),
    (Predicate.ALTERNATIVE_TO, Kind.TECHNOLOGY, Kind.TECHNOLOGY, 60),
    (Predicate.PART_OF, Kind.TECHNOLOGY, Kind.TECHNOLOGY, 30),
    (Predicate.HOST, Kind.EVENT, Kind.ORGANIZATION, 25),
)

# What each report is asked for: the most popular thing of a kind.
KINDS = {
    "related": Kind.TALK,
    "speaker": Kind.PERSON,
    "technology": Kind.TECHNOLOGY,
    "company": Kind.ORGANIZATION,
    "event": Kind.EVENT,
    "experts": Kind.TECHNOLOGY,
}


def large_graph(talks: int) -> TalkGraph:
    """A graph of so many talks, in which few things are in very many; the same for the same number."""
    chance = random.Random(0)
    by_kind = {
        kind: [_thing(kind, number, chance) for number in range(max(1, talks * share // 1000))]
        for kind, share in (*SHARES.items(), (Kind.TALK, 1000))
    }
    recaps = [
        Recap(Iri(f"{DEFAULT_BASE}recap/{number}"), f"Recap {number}", f"recaps/{number}.md")
        for number in range(len(by_kind[Kind.EVENT]))
    ]
    statements = [
        Statement(subject, predicate, target, (_quote(number, recaps, chance),))
        for number, (subject, predicate, target) in enumerate(dict.fromkeys(_ends(by_kind, talks, chance)))
    ]
    return TalkGraph(
        things=MappingProxyType({each.iri: each for each in sorted(chain(*by_kind.values()))}),
        statements=tuple(
            sorted(statements, key=lambda each: (each.subject, each.predicate, str(each.object)))
        ),
        recaps=MappingProxyType({each.iri: each for each in recaps}),
    )


def _thing(kind: Kind, number: int, chance: random.Random) -> Thing:
    syllables = [one + two for one in "bcdfgklmnprstv" for two in ("a", "e", "i", "o", "u", "an", "er", "is")]
    words = ("".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(chance.randint(1, 3)))
    name = " ".join(words).title()
    also = (f"{name} {chance.choice(syllables).title()}",) if chance.random() < 0.25 else ()
    return Thing(Iri(f"{DEFAULT_BASE}{kind.lower()}/{slug(name)}-{number}"), kind, name, also)


def _quote(number: int, recaps: Sequence[Recap], chance: random.Random) -> Quote:
    text = f"Sentence {number // 3} says what it says in about so many words as a sentence of a recap has."
    recap = recaps[number // 3 % len(recaps)]
    return Quote(text, recap.iri, number, number + len(text), chance.randint(30, 99) / 100, "made.up")


def _ends(
    by_kind: dict[Kind, list[Thing]], talks: int, chance: random.Random
) -> Iterator[tuple[Iri, Predicate, Iri | str]]:
    for number, event in enumerate(by_kind[Kind.EVENT]):
        year = FIRST_YEAR + number % YEARS
        yield event.iri, Predicate.START_DATE, f"{year}-0{number % 9 + 1}-10"
        yield event.iri, Predicate.SUPER_EVENT, chance.choice(by_kind[Kind.SERIES]).iri
        yield event.iri, Predicate.LOCATION, chance.choice(by_kind[Kind.PLACE]).iri
    for talk in by_kind[Kind.TALK]:
        yield talk.iri, Predicate.SUPER_EVENT, chance.choice(by_kind[Kind.EVENT]).iri
        yield talk.iri, Predicate.PERFORMER, _popular(by_kind[Kind.PERSON], chance, 1.5).iri
        if chance.random() < 0.1:
            yield talk.iri, Predicate.PERFORMER, _popular(by_kind[Kind.PERSON], chance, 1.5).iri
    for predicate, subjects, objects, share in RELATIONS:
        for _ in range(talks * share // 1000):
            subject, target = chance.choice(by_kind[subjects]), _popular(by_kind[objects], chance, 3)
            if subject is not target:
                yield subject.iri, predicate, target.iri


def _popular(things: Sequence[Thing], chance: random.Random, power: float) -> Thing:
    return things[int(len(things) * chance.random() ** power)]


def question(graph: TalkGraph, name: str) -> Question:
    """What a report is asked for: the thing of its kind that most is said of, or nothing."""
    if name == "path":
        people = _heaviest(graph, Kind.PERSON)
        return Question(people[0].value, people[-1].value)
    return Question(_heaviest(graph, KINDS[name])[0].value) if name in KINDS else Question()


def _heaviest(graph: TalkGraph, kind: Kind) -> list[Iri]:
    """The things of a kind that have statements, the one with the most first."""
    said = Counter(
        end
        for statement in graph.statements
        for end in (statement.subject, statement.object)
        if isinstance(end, Iri) and end in graph.things and graph.things[end].kind is kind
    )
    return sorted(said, key=lambda iri: (-said[iri], iri))


def seconds(graph: TalkGraph, name: str) -> tuple[float, float]:
    """The best times in which a report is computed, and written as HTML with its sentences."""
    asked = question(graph, name)
    computed, written = [], []
    for _ in range(ROUNDS):
        begun = time.process_time()
        answer = run_report(graph, name, asked)
        computed.append(time.process_time() - begun)
        begun = time.process_time()
        render(answer, "html", why=True)
        written.append(time.process_time() - begun)
    return min(computed), min(written)


def main(store: Path, talks: int) -> None:
    """Print one line a report."""
    graphs = {"store": project(open_store(store)), "large": large_graph(talks)}
    for title, graph in graphs.items():
        kinds = Counter(thing.kind.value for thing in graph.things.values())
        print(f"{title}: {len(graph.things)} things, {len(graph.statements)} statements, {dict(kinds)}")
        _ = graph.outgoing, graph.incoming  # every report but the first finds them there
    gc.freeze()  # as the command does
    print(f"\n{'report':<12} {'store':>8} {'as HTML':>8} {'large':>8} {'as HTML':>8}")
    for name in report_kinds():
        times = [seconds(graph, name) for graph in graphs.values()]
        slow = "  too slow" if max(took for took, _ in times) > ALLOWED else ""
        figures = " ".join(f"{took:8.3f}" for each in times for took in each)
        print(f"{name:<12} {figures}{slow}", flush=True)


if __name__ == "__main__":
    main(
        Path(sys.argv[1] if len(sys.argv) > 1 else "talkgraph.db"),
        int(sys.argv[2]) if len(sys.argv) > 2 else 20_000,
    )
