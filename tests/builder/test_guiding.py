"""With corrections in force, too, the graph is the one that all recaps give at once."""

from __future__ import annotations

import json
import tempfile
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
from hypothesis import event, given, settings

from talkgraph.builder.guiding import LEFT_OUT, all_corrected, guidance, one_corrected, said_in
from talkgraph.builder.outcome import summarise
from talkgraph.corrections import CorrectionsInForce, Unmatched, correct, parse_corrections
from talkgraph.errors import CorrectionsError
from talkgraph.model import DEFAULT_BASE, Kind, Predicate
from talkgraph.resolution import resolve
from talkgraph.store import merge_recaps
from talkgraph.store.changes import lines_of
from talkgraph.store.generations import Settings
from talkgraph.updating import Known, corrections_met, counts, create_outlines, fill, graph_of, update
from tests.resolution.sketches import Sketch
from tests.updating.madeup import NAMES, SOURCES, TITLES, claims, recap_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyoxigraph as ox

    from talkgraph.model import Claim
    from talkgraph.resolution import RecapClaims
    from talkgraph.updating import Outlines

SETTINGS = Settings(DEFAULT_BASE, 0.35)
CALLED = [*(name for kind in NAMES for name in NAMES[kind]), *TITLES, "Zed", "Jane Doe at ParisJS 1"]
LABELS = [
    "works for",
    "created",
    "is an alternative to",
    "builds on",
    "is part of",
    "is given by",
    "is about",
    "mentions",
    "is also called",
    "is called",
]
KINDS = ["person", "company", "technology", "topic", "event", "series", "talk"]
NAME = st.sampled_from(CALLED)
MAYBE_RECAP = st.none() | st.sampled_from(SOURCES)
MAYBE_KIND = st.none() | st.sampled_from(KINDS)


@st.composite
def alike(draw: st.DrawFn, size: int) -> list[str]:
    """Names of one kind."""
    return draw(
        st.lists(st.sampled_from(draw(st.sampled_from([*NAMES.values(), TITLES]))), min_size=size, max_size=3)
    )


STATEMENT = st.tuples(NAME, st.sampled_from(LABELS), NAME).map(list)
FITTING = st.one_of(
    st.tuples(st.sampled_from(NAMES[Kind.PERSON]), st.just("works for"), st.sampled_from(["Algolia", "Zed"])),
    st.tuples(
        st.sampled_from(NAMES[Kind.TECHNOLOGY]),
        st.sampled_from(["is an alternative to", "builds on", "is also called"]),
        st.sampled_from(NAMES[Kind.TECHNOLOGY]),
    ),
    st.tuples(st.sampled_from(TITLES), st.just("is given by"), st.sampled_from(NAMES[Kind.PERSON])),
    st.tuples(st.sampled_from(TITLES), st.just("is about"), st.sampled_from(["search", "IPFS", "Node"])),
).map(list)
ENTRY: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries(
        {"merge": alike(2), "into": st.none() | NAME, "kind": MAYBE_KIND, "recap": MAYBE_RECAP}
    ),
    st.fixed_dictionaries({"rename": alike(1), "into": NAME, "kind": MAYBE_KIND, "recap": MAYBE_RECAP}),
    st.fixed_dictionaries({"split": NAME, "recap": st.sampled_from(SOURCES), "into": st.none() | NAME}),
    st.fixed_dictionaries({"retype": NAME, "into": st.sampled_from(KINDS), "recap": MAYBE_RECAP}),
    st.fixed_dictionaries({"ignore": NAME, "kind": MAYBE_KIND, "recap": MAYBE_RECAP}),
    st.fixed_dictionaries(
        {
            "reject": FITTING | STATEMENT,
            "recap": MAYBE_RECAP,
            "rule": st.sampled_from([None, "made.up"]),
            "confidence": st.just(0.9),
        }
    ),
    st.fixed_dictionaries({"confirm": FITTING | STATEMENT, "recap": MAYBE_RECAP}),
    st.fixed_dictionaries({"assert": FITTING | STATEMENT, "recap": MAYBE_RECAP}),
    st.fixed_dictionaries({"date": st.sampled_from(NAMES[Kind.EVENT]), "is": st.just("2020-01-02")}),
    st.fixed_dictionaries({"published": st.sampled_from(SOURCES), "is": st.just("2020-01-02")}),
    st.fixed_dictionaries({"ignore-recap": st.sampled_from(SOURCES)}),
)


@st.composite
def correction_texts(draw: st.DrawFn) -> str:
    """A corrections file of entries that say something."""
    text = ""
    for entry in draw(st.lists(ENTRY, max_size=6)):
        lines = [f"{key}: {_value(value)}" for key, value in entry.items() if value is not None]
        written = "- " + "\n  ".join(lines) + "\n"
        try:
            parse_corrections(written, "corrections.yaml")
        except CorrectionsError:
            continue
        text += written
    return text


def _value(value: object) -> str:
    is_date = isinstance(value, str) and value.startswith("2020-")
    return str(value) if is_date else json.dumps(value, ensure_ascii=False)


BATCHES = st.lists(
    st.dictionaries(st.sampled_from(SOURCES), st.none() | claims(), min_size=1, max_size=2), max_size=5
)


@settings(max_examples=80, deadline=None)
@given(
    first=st.dictionaries(st.sampled_from(SOURCES), claims(), max_size=4),
    text=correction_texts(),
    batches=BATCHES,
)
def test_any_sequence_of_changes_with_corrections(
    first: dict[str, tuple[Claim, ...]], text: str, batches: list[dict[str, tuple[Claim, ...] | None]]
) -> None:
    agreed = follow(
        {source: recap_of(source, said) for source, said in first.items()},
        text,
        [
            {source: None if said is None else recap_of(source, said) for source, said in batch.items()}
            for batch in batches
        ],
    )
    event(f"{agreed} updates of the last graph")


FEW = ["Node.js", "Noodle", "Nood", "V8 engine"]


@st.composite
def sketches(draw: st.DrawFn, source: str) -> RecapClaims:
    """A recap about few technologies that have each other's names."""
    sketch = Sketch(source)
    things = [
        sketch.thing(Kind.TECHNOLOGY, name, *draw(st.lists(st.sampled_from(FEW), max_size=1)))
        for name in draw(st.lists(st.sampled_from(FEW), min_size=1, max_size=3, unique=True))
    ]
    for _ in range(draw(st.integers(0, 3))):
        sketch.relate(
            draw(st.sampled_from(things)), Predicate.BUILDS_ON, draw(st.sampled_from([*things[::-1]]))
        )
    return sketch.recap


def one_of(source: str) -> st.SearchStrategy[tuple[str, RecapClaims | None]]:
    return st.tuples(st.just(source), st.none() | sketches(source))


SKETCHED = st.lists(
    st.sampled_from(SOURCES).flatmap(one_of).map(lambda pair: dict([pair])), min_size=2, max_size=6
)


@settings(max_examples=80, deadline=None)
@given(batches=SKETCHED, rejected=st.lists(st.permutations(FEW), min_size=1, max_size=3))
def test_any_sequence_of_changes_of_what_is_rejected(
    batches: list[dict[str, RecapClaims | None]], rejected: list[list[str]]
) -> None:
    text = "".join(f"- reject: [{first}, builds on, {second}]\n" for first, second, *_ in rejected)
    follow({}, text, batches)


def test_what_a_recap_states_is_rejected_once_another_gives_the_thing_the_name() -> None:
    stated, named = Sketch("b.md"), Sketch("a.md")
    stated.relate(
        stated.thing(Kind.TECHNOLOGY, "Node.js"),
        Predicate.BUILDS_ON,
        stated.thing(Kind.TECHNOLOGY, "V8 engine"),
    )
    named.thing(Kind.TECHNOLOGY, "Node.js", "Noodle")
    also = Sketch("c.md")
    also.thing(Kind.TECHNOLOGY, "Noodle")
    text = "- reject: [Noodle, builds on, V8 engine]\n"

    agreed = follow({"b.md": stated.recap, "c.md": also.recap}, text, [{"a.md": named.recap}, {"a.md": None}])

    assert agreed == 2


def test_what_is_stated_of_the_object_is_rejected_once_another_recap_gives_it_the_name() -> None:
    stated, named, also = Sketch("b.md"), Sketch("a.md"), Sketch("c.md")
    stated.relate(
        stated.thing(Kind.PERSON, "Jane Doe"), Predicate.CREATED, stated.thing(Kind.TECHNOLOGY, "Node.js")
    )
    named.thing(Kind.TECHNOLOGY, "Node.js", "Noodle")
    also.thing(Kind.TECHNOLOGY, "Noodle")

    agreed = follow(
        {"b.md": stated.recap, "c.md": also.recap},
        "- reject: [Jane Doe, created, Noodle]\n",
        [{"a.md": named.recap}, {"a.md": None}],
    )

    assert agreed == 2


def test_a_talk_without_a_title_is_judged_by_what_it_is_called() -> None:
    talk, named, also = Sketch("b.md"), Sketch("a.md"), Sketch("c.md")
    talk.relate(
        talk.talk(1, "ParisJS 1", None, ["Jane Doe"]), Predicate.ABOUT, talk.thing(Kind.TOPIC, "search")
    )
    named.thing(Kind.PERSON, "Bob Roe", "Jane Doe")
    also.thing(Kind.PERSON, "Bob Roe")
    for name in ("Jane Doe", "Bob Roe"):
        agreed = follow(
            {"b.md": talk.recap, "c.md": also.recap},
            f"- reject: [{name} at ParisJS 1, is about, search]\n",
            [{"a.md": named.recap}, {"a.md": None}],
        )
        assert agreed == 2


def test_what_people_mean_by_a_name_is_the_one_thing_that_is_left() -> None:
    first, second = Sketch("a.md"), Sketch("b.md")
    first.talk(1, "ParisJS 1", "On search", ["Jane Doe"])
    second.talk(1, "ParisJS 2", "On search", ["Bob Roe"])
    text = "- confirm: [On search, is given by, Jane Doe]\n"

    agreed = follow(
        {"a.md": first.recap, "b.md": second.recap}, text, [{"b.md": None}, {"b.md": second.recap}]
    )

    assert agreed == 2


def test_a_name_that_gets_another_kind_makes_corrections_mean_something_else() -> None:
    first, second = Sketch("a.md"), Sketch("b.md")
    first.thing(Kind.TOPIC, "Electron")
    second.thing(Kind.TECHNOLOGY, "Electron")

    agreed = follow(
        {"a.md": first.recap}, "- rename: Electron\n  into: Electron.js\n", [{"b.md": second.recap}]
    )

    assert agreed == 0


class Whole:
    """The graph of some recaps, made of all claims."""

    def __init__(self, recaps: Mapping[str, RecapClaims], corrections: CorrectionsInForce) -> None:
        known = {source: Known(recaps[source], source) for source in sorted(recaps)}
        corrected = correct(recaps.values(), corrections)
        ordered = [corrected.recaps[source] for source in sorted(corrected.recaps)]
        resolution = resolve(ordered, hints=corrected.hints)
        hearing = corrected.hearing(resolution)
        self.graph = merge_recaps(
            ordered, resolution, min_confidence=SETTINGS.min_confidence, keeps=hearing.keeps
        )
        self.lines = self.graph.lines()
        self.known = list(all_corrected(known, corrected, hearing.met))
        self.said = corrected.said
        self.unmatched = corrected.unmatched(hearing)
        self.counts = [
            (one.source, one.talks, one.people, one.technologies, one.statements, one.skipped)
            for source in known
            for one in [
                summarise(
                    source, self.graph, fresh=True, skipped=LEFT_OUT if source in corrected.ignored else ""
                )
            ]
        ]


def follow(
    recaps: Mapping[str, RecapClaims], text: str, batches: Sequence[Mapping[str, RecapClaims | None]]
) -> int:
    """Update the graph of some recaps batch by batch, and compare it after each.

    Where an update leads to what means other things, the graph is made of all claims.

    Returns:
        How many batches did not.
    """
    corrections = CorrectionsInForce([parse_corrections(text, "corrections.yaml")])
    agreed = 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        numbers = count()

        def begin() -> tuple[ox.Store, Outlines]:
            import pyoxigraph as ox

            whole = Whole(recaps, corrections)
            graph = ox.Store()
            graph.load(input=b"".join(whole.lines), format=ox.RdfFormat.N_QUADS)
            outlines = stack.enter_context(create_outlines(folder / f"{next(numbers)}.db", "made up"))
            guided = guidance(corrections, whole.said)
            fill(outlines, whole.known, SETTINGS, guided)
            kept = {source: Known(recap, source) for source, recap in recaps.items()}
            recall = one_corrected(kept.get, corrections, whole.said)
            assert sorted(graph_of(outlines, recall, SETTINGS, guided)) == whole.lines
            return graph, outlines

        graph, outlines = begin()
        compare(graph, outlines, recaps, corrections)
        for batch in batches:
            new = {source for source, recap in batch.items() if recap is not None}
            gone = batch.keys() - new
            after = {**recaps, **batch}
            recaps = {source: recap for source, recap in after.items() if recap is not None}
            kept = {source: Known(recap, source) for source, recap in recaps.items()}
            said = said_in(outlines, corrections)
            change = update(
                outlines,
                graph,
                new=new,
                gone=gone,
                known=one_corrected(kept.get, corrections, said),
                settings=SETTINGS,
                guidance=guidance(corrections, said),
            )
            if not said.agrees(said_in(outlines, corrections)):
                graph, outlines = begin()
            else:
                agreed += 1
                for quad in change.removed:
                    graph.remove(quad)
                graph.extend(change.added)
            compare(graph, outlines, recaps, corrections)
    return agreed


def compare(
    graph: ox.Store,
    outlines: Outlines,
    recaps: Mapping[str, RecapClaims],
    corrections: CorrectionsInForce,
) -> None:
    """Whether graph and outlines tell what all claims tell."""
    whole = Whole(recaps, corrections)
    assert lines_of(graph) == whole.lines
    assert [
        (one.source, one.talks, one.people, one.technologies, one.statements, one.skipped)
        for one in counts(outlines)
    ] == whole.counts
    unmatched: tuple[Unmatched, ...] = said_in(outlines, corrections).unmatched(corrections_met(outlines))
    assert unmatched == whole.unmatched
