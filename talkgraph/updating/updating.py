"""What a graph loses and gains when recaps come, change and go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Predicate, expand
from talkgraph.store.changes import Change
from talkgraph.store.quads import as_quads, merged_facts
from talkgraph.updating.before import Before
from talkgraph.updating.counting import count_again, supported
from talkgraph.updating.describing import described_now, recalled
from talkgraph.updating.doubt import DoubtError
from talkgraph.updating.entering import PREDICATES, Left, Role, enter, leave
from talkgraph.updating.guidance import Guidance
from talkgraph.updating.judging import judge, note_words
from talkgraph.updating.regrouping import regroup, regroup_talks
from talkgraph.updating.renaming import mint, rename, rename_recaps, rename_talks
from talkgraph.updating.restating import Relinked, reach, relinked, restated, stated_again

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    import pyoxigraph as ox

    from talkgraph.store.generations import Settings
    from talkgraph.updating.entering import Known
    from talkgraph.updating.outlines import Outlines

__all__ = ["check_size", "fill", "update"]


_COUNTED_AT_ONCE = 1_000  # recaps
_FEW = 20  # recaps
_MOST = 0.1  # share of the recaps; more of them take much memory, and soon longer than all


def fill(
    outlines: Outlines, recaps: Iterable[Known], settings: Settings, guidance: Guidance | None = None
) -> None:
    """Fill outlines, which are empty, with all recaps of a graph.

    Args:
        outlines: to fill.
        recaps: the recaps, and the documents of people; gone through once.
        settings: with which the graph is made.
        guidance: what people say; None for nothing.

    Raises:
        DoubtError: a claim is such as only the whole way can treat.
    """
    work = _Work(outlines, settings, guidance or Guidance())
    enter(outlines, recaps, work.guidance)
    outlines.index()
    sources = [source for (source,) in outlines.rows("SELECT source FROM recap ORDER BY source")]
    work.resolve(sources)
    for start in range(0, len(sources), _COUNTED_AT_ONCE):
        count_again(outlines, sources[start : start + _COUNTED_AT_ONCE], settings.min_confidence)


def update(
    outlines: Outlines,
    graph: ox.Store,
    *,
    new: Iterable[str],
    gone: Iterable[str],
    known: Callable[[str], Known | None],
    settings: Settings,
    guidance: Guidance | None = None,
) -> Change:
    """Bring outlines up to date, and tell what their graph loses and gains.

    Args:
        outlines: of the recaps of the graph; they change.
        graph: the graph, which stays as it is.
        new: sources of the recaps that came or changed.
        gone: sources of those that are no more.
        known: gives the recap of a source, or None if it is lost; of those that
            stayed as they were, too, which may have to be written anew.
        settings: with which both were made.
        guidance: what people say, as it was when both were made; None for nothing.

    Raises:
        DoubtError: only the whole way leads to the graph, or it is shorter.
    """
    work = _Work(outlines, settings, guidance or Guidance())
    fresh = {source: recalled(known, source) for source in sorted(new)}
    left = leave(outlines, [*fresh, *gone])
    work.left, work.old_recaps = left, dict(left.iris)
    work.before.keep(left.things)
    enter(outlines, fresh.values(), work.guidance)
    work.resolve(fresh)
    return work.change(graph, fresh, known)


def check_size(changed: int, recaps: int) -> None:
    """Refuses to update a graph where it is better made of all claims.

    Raises:
        DoubtError: so many recaps changed, of so many.
    """
    if changed > max(_FEW, _MOST * recaps):
        raise DoubtError("graph", f"{changed} of {recaps} recaps would be written anew")


@dataclass
class _Work:
    """One update at work."""

    outlines: Outlines
    settings: Settings
    guidance: Guidance
    left: Left = field(default_factory=Left)
    old_recaps: dict[str, str] = field(default_factory=dict)  # IRIs of recaps that left or have another now

    def __post_init__(self) -> None:
        self.before = Before(self.outlines)
        self.links = Relinked(frozenset(), frozenset())

    def resolve(self, fresh: Collection[str]) -> None:
        """Names, things, IRIs, and which things are there; what ``fresh`` recaps claim has entered."""
        outlines, before, base = self.outlines, self.before, self.settings.base
        left, hints = self.left, self.guidance.hints
        rows = outlines.rows_of(
            fresh,
            "SELECT DISTINCT words FROM recap WHERE source IN picked AND role <> ?",
            str(Role.LEFT_OUT),
        )
        for source, iri in rename_recaps(outlines, {*left.words, *(one for (one,) in rows)}, base).items():
            if iri:
                self.old_recaps.setdefault(source, iri)
        ((recaps, iris),) = outlines.rows(
            "SELECT count(*), count(DISTINCT iri) FROM recap WHERE role <> ?", str(Role.LEFT_OUT)
        )
        if recaps != iris:
            raise DoubtError("recaps", "two of them have the same IRI")
        grouped = regroup(outlines, before, left, hints)
        renamed = rename(outlines, before, grouped, hints)
        moved = outlines.rows_of(before.moved, "SELECT DISTINCT thing FROM name WHERE id IN picked")
        renamed |= {thing for (thing,) in moved}
        talks = regroup_talks(outlines, before, left, hints)
        rename_talks(outlines, before, talks, renamed)
        mint(outlines, before, {*grouped, *talks, *before.things}, base)
        note_words(outlines, {*grouped, *talks, *before.things}, self.guidance)
        self.links = relinked(outlines, before, fresh)
        judge(outlines, {*fresh, *self.links.sources}, self.guidance)
        reach(outlines, before, {*grouped, *talks}, self.settings.min_confidence)

    def change(
        self,
        graph: ox.Store,
        fresh: Mapping[str, Known],
        known: Callable[[str], Known | None],
    ) -> Change:
        """What the graph loses and gains, once names are resolved; counts recaps anew that it touches."""
        outlines, least, links = self.outlines, self.settings.min_confidence, self.links
        there = dict(outlines.rows("SELECT source, iri FROM recap WHERE role <> ?", str(Role.LEFT_OUT)))
        rewritten = {source for source in (*links.sources, *fresh, *self.old_recaps) if source in there}
        check_size(len(rewritten), len(there))
        things = self._with_performers(
            graph, {*self.left.things, *stated_again(outlines, self.before, links, fresh)}
        )
        old = set(self._statements_of(graph, things))
        for iri in {
            self.old_recaps.get(source, there.get(source)) for source in (*rewritten, *self.old_recaps)
        }:
            if iri:
                old |= set(_quads_of_recap(graph, iri))
        new = set(as_quads(merged_facts(restated(outlines, things, least))))
        for source in sorted(rewritten):
            recap = fresh.get(source) or recalled(known, source)
            facts = described_now(outlines, recap, Iri(there[source]), self.guidance, self.settings.base)
            new |= set(as_quads(facts))
        change = Change(frozenset(old - new), frozenset(new - old))
        touched = supported(outlines, things, change.removed | change.added, least)
        count_again(outlines, {*rewritten, *touched, *self._flipped()}, least)
        return change

    def _old_iris(self, things: Iterable[int]) -> dict[int, str]:
        """The IRIs that things had before; new ones had none."""
        known = dict(
            self.outlines.rows_of(
                (thing for thing in things if not self.before.is_new(thing)),
                "SELECT id, iri FROM thing WHERE id IN picked",
            )
        )
        return known | {
            thing: self.before.things[thing].iri for thing in things if thing in self.before.things
        }

    def _statements_of(self, graph: ox.Store, things: Iterable[int]) -> Iterator[ox.Quad]:
        """All that the default graph says of things, under the IRIs that they had."""
        import pyoxigraph as ox

        for iri in self._old_iris(set(things)).values():
            yield from graph.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())

    def _with_performers(self, graph: ox.Store, things: set[int]) -> set[int]:
        """Things, and the speakers of those that are talks or were, of whom statements are derived."""
        performer = expand(Predicate.PERFORMER)
        iris = {
            quad.object.value  # type: ignore[union-attr]
            for quad in self._statements_of(graph, things)
            if quad.predicate.value == performer
        }
        had = {was.iri: thing for thing, was in self.before.things.items()}
        rows = self.outlines.rows_of(iris - set(had), "SELECT id FROM thing WHERE iri IN picked")
        rows += self.outlines.rows_of(
            things,
            "SELECT DISTINCT o.thing FROM name AS s JOIN statement ON subject = s.id"
            " JOIN name AS o ON o.id = object WHERE s.thing IN picked AND predicate = ?",
            PREDICATES.index(Predicate.PERFORMER),
        )
        return things | {had[iri] for iri in iris if iri in had} | {thing for (thing,) in rows}

    def _flipped(self) -> set[str]:
        """Sources of the recaps that name something that is there now and was not, or the other way round."""
        outlines = self.outlines
        rows = outlines.rows_of(self.before.things, "SELECT id, there FROM thing WHERE id IN picked")
        flipped = [thing for thing, there in rows if there != self.before.things[thing].there]
        query = "SELECT DISTINCT source FROM name JOIN recap ON recap.id = recap WHERE"
        found = outlines.rows_of(flipped, f"{query} thing IN picked")
        found += outlines.rows_of(self.before.moved, f"{query} name.id IN picked")
        return {source for (source,) in found}


def _quads_of_recap(graph: ox.Store, iri: str) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    node = ox.NamedNode(iri)
    yield from graph.quads_for_pattern(None, None, None, node)
    yield from graph.quads_for_pattern(node, None, None, ox.DefaultGraph())
