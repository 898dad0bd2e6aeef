"""Things that hang together more than with the rest, by the weight of their ties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind
from talkgraph.reports.modularity import Network, best_groups, modularity
from talkgraph.reports.ties import ties
from talkgraph.reports.wording import weighing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkgraph.graph.values import TalkGraph

__all__ = ["Grouping", "group_things"]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The things of a graph in groups.

    Attributes:
        groups: each with its things by IRI, the largest first, then by their first thing.
        alone: things that nothing ties to another one, by IRI.
        inside: for each thing, the weight of its ties within its group.
        weight: for each thing, the weight of all its ties.
        modularity: how much more of the ties lies within groups than chance would put there.
        approximate: whether the graph was so large that groups were sought only once.
    """

    groups: tuple[tuple[Iri, ...], ...]
    alone: tuple[Iri, ...]
    inside: Mapping[Iri, float]
    weight: Mapping[Iri, float]
    modularity: float
    approximate: bool


def group_things(graph: TalkGraph) -> Grouping:
    """Groups the things of a graph so that much of their ties lies within the groups.

    Statements weigh what ``data/reports/ties.toml`` says; those that only
    follow from others weigh nothing, and places are left out. Groups are sought
    several times, and the best are kept; above as many ties as the file's
    ``exact``, where this would take too long, they are sought once. Equal graphs
    give equal groups.

    Args:
        graph: the graph.
    """
    import numpy as np

    things = sorted(
        (iri for iri, thing in graph.things.items() if thing.kind is not Kind.PLACE),
        key=lambda iri: iri.value,
    )
    network = _network(graph, things)
    numbers = weighing("ties")["communities"]
    approximate = len(network.weight) > numbers["exact"]
    groups = best_groups(network, seed=numbers["seed"], tries=1 if approximate else numbers["tries"])
    total = network.degrees()
    within = groups[network.first] == groups[network.second]
    inside = Network(
        network.size, network.first[within], network.second[within], network.weight[within]
    ).degrees()
    members: dict[int, list[Iri]] = {}
    group_of = groups.tolist()
    for number in np.flatnonzero(total).tolist():
        members.setdefault(group_of[number], []).append(things[number])
    return Grouping(
        groups=tuple(sorted(map(tuple, members.values()), key=lambda group: (-len(group), group[0].value))),
        alone=tuple(things[number] for number in np.flatnonzero(total == 0).tolist()),
        inside=dict(zip(things, inside.tolist(), strict=True)),
        weight=dict(zip(things, total.tolist(), strict=True)),
        modularity=modularity(network, groups),
        approximate=approximate,
    )


def _network(graph: TalkGraph, things: Sequence[Iri]) -> Network:
    """The ties between things by their numbers, in order, so that every run adds them up alike."""
    import numpy as np

    number = {iri.value: index for index, iri in enumerate(things)}
    strength = weighing("ties")["strength"]
    found = list(ties(graph, strength))
    one = np.array([number.get(tie[0], -1) for tie in found], dtype=np.int64)
    other = np.array([number.get(tie[1], -1) for tie in found], dtype=np.int64)
    weight = np.array([strength[said.predicate] * said.confidence for *_, said in found], dtype=np.float64)
    both = (one >= 0) & (other >= 0)
    one, other, weight = one[both], other[both], weight[both]
    first, second = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((weight, second, first))
    keys = (first * len(things) + second)[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    return Network(
        size=len(things),
        first=first[order][starts],
        second=second[order][starts],
        weight=np.add.reduceat(weight[order], starts) if len(starts) else weight,
    )
