"""The report ``stats`` of two graphs: before and after a build."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talkgraph.errors import TalkgraphError
from talkgraph.graph.loading import load_graph
from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports.lacks import Gap
from talkgraph.reports.layout import Report, Row, Section
from talkgraph.reports.sections import label
from talkgraph.reports.stats import GraphStats, RecapStats, graph_stats, totals
from talkgraph.reports.values import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Change", "StatsComparison", "compare_stats", "load_stats", "new_and_gone"]

_DIGITS = 4
_COLUMNS = ("", "Before", "After", "Change")


@dataclass(frozen=True, slots=True)
class Change:
    """One number of two graphs.

    Attributes:
        what: what it counts, in words.
        before, after: the number; 0 of what the graph does not have, None where there is nothing to measure.
    """

    what: str
    before: int | float | None
    after: int | float | None

    @property
    def difference(self) -> int | float | None:
        """By how much it grew; None where one of the graphs has no number."""
        if self.before is None or self.after is None:
            return None
        change = self.after - self.before
        return round(change, _DIGITS) if isinstance(change, float) else change


@dataclass(frozen=True, slots=True)
class StatsComparison:
    """The numbers of a graph beside those of an earlier one.

    Attributes:
        sizes: of things, statements and claims.
        gaps: how many things lack something.
        relations: how many statements of each predicate there are.
        new_recaps, gone_recaps: titles of recaps that only one of them has, by source.
        changed_recaps: claims of the recaps that have more or fewer now, by source.
    """

    sizes: tuple[Change, ...]
    gaps: tuple[Change, ...]
    relations: tuple[Change, ...]
    new_recaps: tuple[str, ...]
    gone_recaps: tuple[str, ...]
    changed_recaps: tuple[Change, ...]

    def report(self) -> Report:
        """What changed: sizes, gaps, relations and recaps."""
        recaps = (
            *((title, "new") for title in self.new_recaps),
            *((title, "gone") for title in self.gone_recaps),
        )
        return Report(
            title="The graph in numbers, before and after",
            sections=(
                Section("Size", _COLUMNS, tuple(map(_row, self.sizes))),
                Section("Gaps", _COLUMNS, tuple(map(_row, self.gaps)), "Nothing was or is missing."),
                Section(
                    "Relations",
                    ("Relation", *_COLUMNS[1:]),
                    tuple(map(_row, self.relations)),
                    "Each relation is stated as often as before.",
                ),
                Section(
                    "New and gone recaps", ("Recap", ""), tuple(map(Row, recaps)), "The recaps are the same."
                ),
                Section(
                    "Claims of recaps",
                    ("Recap", *_COLUMNS[1:]),
                    tuple(map(_row, self.changed_recaps)),
                    "Each recap makes as many claims as before.",
                ),
            ),
        )


def _row(change: Change) -> Row:
    return Row((change.what, change.before, change.after, change.difference))


def compare_stats(before: GraphStats, after: GraphStats) -> StatsComparison:
    """Sets the numbers of a graph beside those of an earlier one.

    Args:
        before: of the earlier graph, as ``graph_stats`` or ``load_stats`` gives them.
        after: of the later one.
    """
    own, other = ({recap.source: recap for recap in stats.recaps} for stats in (before, after))
    new, gone = new_and_gone(own, other)
    return StatsComparison(
        sizes=tuple(_changes(dict(totals(before)), dict(totals(after)))),
        gaps=tuple(
            change
            for change in _changes(
                *({gap.lack: len(gap.things) for gap in each.gaps} for each in (before, after))
            )
            if change.before or change.after
        ),
        relations=tuple(
            change
            for change in _changes(
                *({label(name): count for name, count in each.relations.items()} for each in (before, after))
            )
            if change.difference
        ),
        new_recaps=tuple(other[source].title for source in new),
        gone_recaps=tuple(own[source].title for source in gone),
        changed_recaps=tuple(
            Change(other[source].title, own[source].claims, other[source].claims)
            for source in sorted(own.keys() & other.keys())
            if own[source].claims != other[source].claims
        ),
    )


def new_and_gone(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[list[str], list[str]]:
    """The keys that only the later of two mappings has, and those that only the earlier has, sorted.

    >>> new_and_gone({"a": 1, "b": 1}, {"b": 2, "c": 2})
    (['c'], ['a'])
    """
    return sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())


def _changes(
    before: Mapping[str, int | float | None], after: Mapping[str, int | float | None]
) -> Iterator[Change]:
    for what in dict.fromkeys((*after, *before)):
        yield Change(what, before.get(what, 0), after.get(what, 0))


def load_stats(path: Path) -> GraphStats:
    """The numbers of an earlier graph: of its store or export, or as ``--format json`` saved them.

    Args:
        path: the folder of a store; a file that ``talkgraph export --format nquads``
            wrote, whose name ends in ``.nq``; or one that ``talkgraph report stats
            --format json`` wrote.

    Raises:
        StoreError: the folder is no store that can be read.
        TalkgraphError: the file is missing, or holds no such numbers.
    """
    if path.is_dir() or path.suffix == ".nq":
        return graph_stats(load_graph(path))
    advice = "make it with: talkgraph report stats --format json --output FILE"
    try:
        return _stats(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise TalkgraphError(f"cannot read {path}: {error.strerror}; {advice}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TalkgraphError(f"{path} holds no statistics of a graph; {advice}") from error


def _stats(data: Any) -> GraphStats:
    return GraphStats(
        things=_counts(data["things"]),
        relations={Predicate(name): int(count) for name, count in data["relations"].items()},
        statements=int(data["statements"]),
        claims=int(data["claims"]),
        confidence=data["confidence"],
        without_quote=int(data["without_quote"]),
        recaps=tuple(map(_recap, data["recaps"])),
        gaps=tuple(
            Gap(each["lack"], int(each["of"]), tuple(_items(each["things"]))) for each in data["gaps"]
        ),
    )


def _recap(data: Any) -> RecapStats:
    return RecapStats(
        iri=Iri(data["iri"]),
        title=data["title"],
        source=data["source"],
        things=_counts(data["things"]),
        statements=int(data["statements"]),
        claims=int(data["claims"]),
        confidence=data["confidence"],
        missed=int(data.get("missed", 0)),
    )


def _counts(data: Any) -> Mapping[Kind, int]:
    return {Kind(name): int(count) for name, count in data.items()}


def _items(data: Iterable[Any]) -> Iterator[Item]:
    return (Item(Iri(each["iri"]), Kind(each["kind"]), each["name"]) for each in data)
