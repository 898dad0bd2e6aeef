"""The figures are those of the reference tool, count by count."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkgraph.evaluation import evaluate, read_gold, score_graph
from talkgraph.evaluation.names import key_of
from talkgraph.evaluation.predicted import predicted
from talkgraph.evaluation.vocabulary import ENTITY_KINDS, gold_predicates
from talkgraph.model import Iri, Kind, Predicate, class_names, expand, relations
from tests.reports.sketches import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from talkgraph.graph import TalkGraph

AnyCounts: TypeAlias = dict[str, tuple[int, int, int]]

# Few names, so that they meet; some are one name in two spellings.
NAMES = st.sampled_from(
    ["Git", "the git", "Gít", "GitHub", "Docker", "C++", "C", "Les Docks", "docks", "東京"]
)
TITLES = st.sampled_from(["A tale of Git", "Tale of a git", "Docker for all", "All for Docker, again", "Git"])
TOPICS = st.sampled_from(["docks", "dock", "version control", "control of versions", "git"])
KINDS = [kind.value for kind in ENTITY_KINDS]


@pytest.fixture(scope="session")
def tool(shared: Path) -> ModuleType:
    """The reference tool as a module."""
    spec = importlib.util.spec_from_file_location("reference_score", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _ours(gold: Path, graph: TalkGraph) -> AnyCounts:
    counts = score_graph(read_gold(gold), graph).counts
    return {str(measure): (one.tp, one.fp, one.fn) for measure, one in counts.items() if one != type(one)()}


def _of_tool(tool: ModuleType, gold: Path, graph: TalkGraph) -> AnyCounts:
    """What the tool counts, with the talks in our order.

    Where two talks are equally alike, the tool takes the one that a hash puts
    first; we take them in the order of the recap.
    """
    quads = gold.with_suffix(".nq")
    quads.write_text(_nquads(graph), encoding="utf-8")
    theirs = tool.Graph(quads)
    order = {talk.iri.value: place for place, talk in enumerate(predicted(graph, {}).talks)}
    theirs.talks.sort(key=lambda talk: order[talk["node"].value])
    counts = tool.score(json.loads(gold.read_text(encoding="utf-8")), theirs)
    found = {measure: (one.tp, one.fp, one.fn) for measure, one in counts.items()}
    return {measure: one for measure, one in found.items() if any(one)}


def _nquads(graph: TalkGraph) -> str:
    lines = []

    def say(subject: Iri, predicate: str, object_: str) -> None:
        lines.append(f"<{subject}> <{expand(predicate)}> {object_} .\n")

    for thing in graph.things.values():
        say(thing.iri, "rdf:type", f"<{expand(class_names()[thing.kind])}>")
        say(thing.iri, "schema:name", json.dumps(thing.name, ensure_ascii=False))
        for name in thing.alternate_names:
            say(thing.iri, "schema:alternateName", json.dumps(name, ensure_ascii=False))
    for one in graph.statements:
        say(one.subject, one.predicate, f"<{one.object}>")
    return "".join(sorted(lines))


@st.composite
def _graphs(draw: st.DrawFn) -> TalkGraph:
    """Graphs with a few things of all kinds, and any statements that may connect them."""
    sketch = Sketch()
    things: dict[Iri, Kind] = {}
    entities = st.tuples(st.sampled_from([*ENTITY_KINDS, Kind.TOPIC]), NAMES, st.lists(NAMES, max_size=2))
    for kind, name, others in draw(st.lists(entities, max_size=8)):
        things[sketch.thing(kind, name, *(set(others) - {name}))] = kind
    for title, others in draw(st.lists(st.tuples(TITLES, st.lists(TITLES, max_size=1)), max_size=3)):
        things[sketch.thing(Kind.TALK, title, *(set(others) - {title}))] = Kind.TALK
    possible = [
        (subject, predicate, object_)
        for predicate, relation in relations().items()
        if relation.range and predicate not in (Predicate.SPOKE_AT, Predicate.SPOKE_ABOUT)
        for subject in sorted(things)
        for object_ in sorted(things)
        if subject != object_ and relation.fits(things[subject], things[object_])
    ]
    if possible:
        for subject, predicate, object_ in draw(
            st.lists(st.sampled_from(possible), max_size=20, unique=True)
        ):
            sketch.say(subject, predicate, object_)
    return sketch.graph()


@st.composite
def _golds(draw: st.DrawFn) -> dict[str, Any]:
    names, flag = st.lists(NAMES, max_size=2), st.booleans()
    event = st.fixed_dictionaries(
        {"name": NAMES, "aliases": names, "organizers": names, "hosts": names, "sponsors": names},
        optional={"series": NAMES, "city": NAMES, "venue": NAMES},
    )
    talk = st.fixed_dictionaries(
        {
            "event": NAMES,
            "title": st.none() | TITLES,
            "speakers": names,
            "about": names,
            "other_technologies": names,
            "topics": st.lists(st.lists(TOPICS, min_size=1, max_size=2), max_size=2),
        },
        optional={"optional": flag},
    )
    entity = st.fixed_dictionaries(
        {"name": NAMES, "type": st.sampled_from(KINDS), "aliases": names},
        optional={"optional": flag, "alt_types": st.lists(st.sampled_from(KINDS), max_size=1)},
    )
    relation = st.fixed_dictionaries(
        {"s": NAMES, "p": st.sampled_from(list(gold_predicates())), "o": NAMES}, optional={"optional": flag}
    )
    lists: dict[str, Callable[[], Any]] = {
        "events": lambda: draw(st.lists(event, max_size=2)),
        "talks": lambda: draw(st.lists(talk, max_size=3)),
        "entities": lambda: draw(st.lists(entity, max_size=7)),
        "relations": lambda: draw(st.lists(relation, max_size=6)),
    }
    return {"doc": "a.md", **{name: made() for name, made in lists.items()}}


@pytest.mark.shared
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(gold=_golds(), graph=_graphs())
def test_any_graph_and_any_gold_are_scored_alike(
    tool: ModuleType, tmp_path: Path, gold: dict[str, Any], graph: TalkGraph
) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    assert _ours(path, graph) == _of_tool(tool, path, graph)


@pytest.mark.shared
@given(name=st.text(min_size=1) | NAMES)
def test_names_are_compared_alike(tool: ModuleType, name: str) -> None:
    assert key_of(name) == tool.fold(name)


@pytest.mark.shared
def test_recaps_are_scored_alike_through_the_command_line(shared: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    for name in ("2015-10-20-css-paris-3", "2018-01-09-humantalks-january-2018"):
        (gold / f"{name}.json").write_bytes((shared / "gold" / f"{name}.json").read_bytes())
    figures = tmp_path / "figures.json"
    words: list[str | Path] = [sys.executable, shared / "tools" / "score.py", "--docs", shared / "recaps"]
    subprocess.run(
        [*words, "--gold", gold, "--json", figures],
        check=True,
        capture_output=True,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
    )
    theirs = {
        measure: (one["tp"], one["fp"], one["fn"])
        for measure, one in json.loads(figures.read_text(encoding="utf-8")).items()
    }
    ours = {m: (one.tp, one.fp, one.fn) for m, one in evaluate(shared / "recaps", gold).counts.items()}
    assert ours == theirs
    assert ours["talk"][0] > 0
