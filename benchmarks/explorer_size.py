"""How the explorer page bears a large graph: size of the file, opening, search, expanding.

    python benchmarks/explorer_size.py [THINGS] [STATEMENTS]      default: 20000 60000

Makes a graph of things with names as long as real ones, and statements each
with a quote, about three to a sentence of 120 characters; writes its page into
a temporary folder, opens it in Debian's chromium, three times, and prints the
best times. Needs Playwright (``pip install 'talkgraph[dev]'``).
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import time
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.explorer import Page, write_page
from talkgraph.graph import Quote, Recap, Statement, TalkGraph, Thing
from talkgraph.model import DEFAULT_BASE, Iri, Kind, Predicate, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as BrowserPage

ROUNDS = 3
SEARCHES = 30
SENTENCE = 120  # characters
STATEMENTS_PER_SENTENCE = 3
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

# Of a hundred things, so many of each kind; the name has so many words.
SHARES = {
    Kind.EVENT: (2, 3),
    Kind.SERIES: (1, 2),
    Kind.TALK: (30, 6),
    Kind.PERSON: (27, 2),
    Kind.ORGANIZATION: (6, 2),
    Kind.TECHNOLOGY: (20, 1),
    Kind.TOPIC: (13, 2),
    Kind.PLACE: (1, 1),
}

# How often a relation is stated, beside the event and the speaker of each talk.
RELATIONS = (
    (Predicate.ABOUT, Kind.TALK, Kind.TECHNOLOGY, 34),
    (Predicate.ABOUT, Kind.TALK, Kind.TOPIC, 20),
    (Predicate.MENTIONS, Kind.TALK, Kind.TECHNOLOGY, 16),
    (Predicate.SPOKE_ABOUT, Kind.PERSON, Kind.TECHNOLOGY, 14),
    (Predicate.WORKS_FOR, Kind.PERSON, Kind.ORGANIZATION, 8),
    (Predicate.USES, Kind.ORGANIZATION, Kind.TECHNOLOGY, 4),
    (Predicate.BUILDS_ON, Kind.TECHNOLOGY, Kind.TECHNOLOGY, 4),
)

# The canvas is painted in the frame after the one in which everything was added.
DRAWN = """async () => {
    const frame = () => new Promise((resume) => requestAnimationFrame(resume));
    while (typeof talkgraph === "undefined" || talkgraph.explorer === undefined) await frame();
    const { network, nodes } = talkgraph.explorer.view.inside;
    while (nodes.length === 0) await frame();
    await frame();
    await frame();
    return performance.now();
}"""

SEARCH = """async (text) => {
    const field = document.querySelector("#search-ts-control");
    const list = document.querySelector(".ts-dropdown-content");
    list.replaceChildren();
    field.focus();
    const begun = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const isShown = () => list.childElementCount > 0 && list.offsetParent !== null;
    while (!isShown()) await new Promise((resume) => setTimeout(resume, 0));
    const took = performance.now() - begun;
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((resume) => setTimeout(resume, 20));
    return took;
}"""

EXPAND = """async () => {
    const { graph } = talkgraph.explorer;
    const best = [...Array(graph.size).keys()].reduce((a, b) => (graph.degree(b) > graph.degree(a) ? b : a));
    const begun = performance.now();
    await talkgraph.explorer.expand(best);
    await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume, 0)));
    return performance.now() - begun;
}"""


def words(chance: random.Random) -> Iterator[str]:
    """Made-up words without end, of two to four syllables."""
    syllables = [one + two for one in "bcdfgklmnprstv" for two in ("a", "e", "i", "o", "u", "an", "er", "is")]
    while True:
        yield "".join(chance.choices(syllables, k=chance.randint(2, 4)))


def large_graph(things: int, statements: int) -> TalkGraph:
    """A graph of so many things and statements; the same for the same numbers."""
    chance = random.Random(0)
    stock = words(chance)
    by_kind = {
        kind: [thing(kind, number, stock, length, chance) for number in range(things * share // 100)]
        for kind, (share, length) in SHARES.items()
    }
    recaps = [
        Recap(
            Iri(f"{DEFAULT_BASE}recap/{number}"),
            " ".join(islice(stock, 4)),
            f"recaps/{number}.md",
            f"https://example.org/recaps/{number}",
            f"20{10 + number % 15}-0{number % 9 + 1}-11",
        )
        for number in range(len(by_kind[Kind.EVENT]))
    ]
    ends = triples(by_kind, statements, chance)
    found = []
    sentence, recap = "", recaps[0]
    for number, (subject, predicate, target) in enumerate(ends):
        if number % STATEMENTS_PER_SENTENCE == 0:
            sentence = " ".join(islice(stock, 20))[:SENTENCE]
            recap = recaps[number % len(recaps)]
        quote = Quote(sentence, recap.iri, 0, SENTENCE, chance.randint(30, 99) / 100, f"verbs.{predicate}")
        found.append(Statement(subject, predicate, target, (quote,)))
    return TalkGraph(
        things=MappingProxyType({each.iri: each for each in sorted(chain(*by_kind.values()))}),
        statements=tuple(sorted(found, key=lambda each: (each.subject, each.predicate, str(each.object)))),
        recaps=MappingProxyType({each.iri: each for each in recaps}),
    )


def thing(kind: Kind, number: int, stock: Iterator[str], length: int, chance: random.Random) -> Thing:
    """A thing of a name of so many words; every fourth has another name too."""
    name = " ".join(islice(stock, length)).title()
    also = (" ".join(islice(stock, length)).title(),) if chance.random() < 0.25 else ()
    return Thing(Iri(f"{DEFAULT_BASE}{kind.lower()}/{slug(name)}-{number}"), kind, name, also)


def triples(
    by_kind: dict[Kind, list[Thing]], most: int, chance: random.Random
) -> list[tuple[Iri, Predicate, Iri | str]]:
    """Ends of statements: dates, programmes, then others, where few things are in very many."""
    found: dict[tuple[Iri, Predicate, Iri | str], None] = {}
    events, talks, people = (by_kind[kind] for kind in (Kind.EVENT, Kind.TALK, Kind.PERSON))
    for number, event in enumerate(events):
        found[event.iri, Predicate.START_DATE, f"20{10 + number % 15}-0{number % 9 + 1}-10"] = None
        found[event.iri, Predicate.SUPER_EVENT, chance.choice(by_kind[Kind.SERIES]).iri] = None
        found[event.iri, Predicate.LOCATION, chance.choice(by_kind[Kind.PLACE]).iri] = None
    for talk in talks:
        found[talk.iri, Predicate.SUPER_EVENT, chance.choice(events).iri] = None
        found[talk.iri, Predicate.PERFORMER, chance.choice(people).iri] = None
    weights = [weight for *_, weight in RELATIONS]
    while len(found) < most:
        predicate, subjects, objects, _ = chance.choices(RELATIONS, weights)[0]
        target = by_kind[objects][int(len(by_kind[objects]) * chance.random() ** 3)]
        found[chance.choice(by_kind[subjects]).iri, predicate, target.iri] = None
    return list(islice(found, most))


def measured(page: BrowserPage, file: Path, graph: TalkGraph) -> dict[str, Any]:
    """Milliseconds from the address to the finished drawing, of searches and of expanding."""
    page.goto(file.as_uri(), wait_until="commit")
    opened = page.evaluate(DRAWN)
    page.wait_for_timeout(1500)
    chance = random.Random(1)
    names = [thing.name for thing in graph.things.values()]
    typed = [chance.choice(names)[: chance.randint(1, 9)] for _ in range(SEARCHES)]
    searches = [page.evaluate(SEARCH, text) for text in typed]
    return {"opened": opened, "searches": searches, "expanded": page.evaluate(EXPAND)}


def report(browser: Browser, file: Path, graph: TalkGraph) -> None:
    """Print the best of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        rounds.append(measured(page, file, graph))
        page.close()
    searches = [min(times) for times in zip(*(each["searches"] for each in rounds), strict=True)]
    print(f"opened, first drawing complete: {min(each['opened'] for each in rounds) / 1000:.2f} s")
    print(f"search: median {statistics.median(searches):.0f} ms, worst {max(searches):.0f} ms of {SEARCHES}")
    print(f"expanding the best-connected thing: {min(each['expanded'] for each in rounds):.0f} ms")


def written(graph: TalkGraph, file: Path) -> Page:
    """Write the page, and print how long that takes and how large it is."""
    begun = time.perf_counter()
    page = write_page(graph, file)
    print(f"made in {time.perf_counter() - begun:.2f} s, {file.stat().st_size / 1e6:.1f} MB")
    return page


def main(things: int, statements: int) -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder:
        half = large_graph(things // 2, statements // 2)
        print(f"half: {len(half.things):,} things, {len(half.statements):,} statements, ", end="")
        written(half, Path(folder) / "half.html")
        graph = large_graph(things, statements)
        file = Path(folder) / "graph.html"
        print(f"whole: {len(graph.things):,} things, {len(graph.statements):,} statements, ", end="")
        written(graph, file)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            report(browser, file, graph)
            browser.close()


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:], *("20000", "60000")[len(sys.argv) - 1 :])))
