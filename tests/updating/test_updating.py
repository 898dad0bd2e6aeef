"""Whatever comes, changes and goes, the graph and the counts are those that all recaps give at once."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis.strategies as st
from hypothesis import given, settings

from talkgraph.builder.outcome import summarise
from talkgraph.model import DEFAULT_BASE, Claim, Evidence, Kind, Literal, LocalThing, Predicate
from talkgraph.resolution import resolve
from talkgraph.store import merge_recaps
from talkgraph.store.changes import lines_of
from talkgraph.store.generations import Settings
from talkgraph.updating import Known, counts, create_outlines, fill, update
from tests.updating.madeup import SOURCES, claims, recap_of

if TYPE_CHECKING:
    import pyoxigraph as ox

    from talkgraph.resolution import RecapClaims
    from talkgraph.updating import RecapCounts

SETTINGS = Settings(DEFAULT_BASE, 0.35)


def known(recap: RecapClaims) -> Known:
    return Known(recap, recap.document.source)


BATCHES = st.lists(
    st.dictionaries(st.sampled_from(SOURCES), st.none() | claims(), min_size=1, max_size=2), max_size=5
)


@settings(max_examples=60, deadline=None)
@given(first=st.dictionaries(st.sampled_from(SOURCES), claims(), max_size=4), batches=BATCHES)
def test_any_sequence_of_changes(
    first: dict[str, tuple[Claim, ...]], batches: list[dict[str, tuple[Claim, ...] | None]]
) -> None:
    follow({source: recap_of(source, said) for source, said in first.items()}, batches)


def follow(recaps: dict[str, RecapClaims], batches: list[dict[str, tuple[Claim, ...] | None]]) -> None:
    """Update the graph of some recaps batch by batch, and compare it after each."""
    import pyoxigraph as ox

    graph = ox.Store()
    graph.load(input=b"".join(_lines(recaps)), format=ox.RdfFormat.N_QUADS)
    with (
        tempfile.TemporaryDirectory() as folder,
        create_outlines(Path(folder) / "outlines.db", "made up") as outlines,
    ):
        fill(outlines, [known(recap) for recap in recaps.values()], SETTINGS)
        _compare(graph, recaps, counts(outlines))
        for batch in batches:
            new = {source: recap_of(source, said) for source, said in batch.items() if said is not None}
            gone = {source for source, said in batch.items() if said is None}
            recaps = {source: recap for source, recap in (recaps | new).items() if source not in gone}
            kept = {source: known(recap) for source, recap in recaps.items()}
            change = update(outlines, graph, new=new, gone=gone, known=kept.get, settings=SETTINGS)
            _apply(graph, change.removed, change.added)
            _compare(graph, recaps, counts(outlines))


def test_people_who_are_parted_and_one_keeps_the_iri_but_is_sure_no_more() -> None:
    recaps = {}
    for source, name, alias, confidence in (
        ("index.md", "Jane Doe", None, 0.3),
        ("link.md", "Jane Doe", "Bob Roe", 0.5),
        ("b.md", "Bob Roe", None, 0.5),
        ("c.md", "Bob Roe", None, 0.5),
    ):
        jane = LocalThing(Kind.PERSON, name)
        facts: list[tuple[Predicate, Literal | Kind]] = [(Predicate.TYPE, Kind.PERSON)]
        facts += [(Predicate.NAME, Literal(name))]
        facts += [(Predicate.ALTERNATE_NAME, Literal(alias))] if alias else []
        said = [
            Claim(jane, p, o, Evidence(0, 4, "Text"), confidence if p is Predicate.TYPE else 0.5, "made.up")
            for p, o in facts
        ]
        recaps[source] = recap_of(source, tuple(sorted(said, key=lambda claim: claim.sort_key)))

    follow(recaps, [{"link.md": None}])


def _lines(recaps: dict[str, RecapClaims]) -> list[bytes]:
    found = list(recaps.values())
    return merge_recaps(found, resolve(found), min_confidence=SETTINGS.min_confidence).lines()


def _apply(graph: ox.Store, removed: frozenset[ox.Quad], added: frozenset[ox.Quad]) -> None:
    for quad in removed:
        assert quad in graph
        graph.remove(quad)
    assert not any(quad in graph for quad in added)
    graph.extend(added)


def _compare(graph: ox.Store, recaps: dict[str, RecapClaims], counted: list[RecapCounts]) -> None:
    found = [recaps[source] for source in sorted(recaps)]
    merged = merge_recaps(found, resolve(found), min_confidence=SETTINGS.min_confidence)
    assert lines_of(graph) == merged.lines()
    wanted = [summarise(recap.document.source, merged, fresh=True) for recap in found]
    columns = ("source", "talks", "people", "technologies", "statements")
    assert [[getattr(one, name) for name in columns] for one in counted] == [
        [getattr(one, name) for name in columns] for one in wanted
    ]
