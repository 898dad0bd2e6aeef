"""The outcome for all recaps."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.evaluation.values import Counts, Measure, figure
from talkgraph.evaluation.vocabulary import ENTITY_KINDS, gold_predicates, measured

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkgraph.errors import SourceError
    from talkgraph.evaluation.values import DocumentScore, JudgedClaim

__all__ = ["Evaluation", "Shortfall", "measure_names"]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A measure that is below what was asked.

    Attributes:
        measure: its name.
        value: what was measured: F1, or the recall of topics.
        floor: what was asked.
    """

    measure: str
    value: float
    floor: float

    def __str__(self) -> str:
        return f"{self.measure} is {self.value:.3f}, below {self.floor:g}"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How the graphs of recaps compare with their gold.

    Attributes:
        documents: one score a recap, in the order of the gold files.
        failures: recaps that could not be read; they count as empty graphs.
    """

    documents: tuple[DocumentScore, ...]
    failures: tuple[SourceError, ...] = ()

    @property
    def counts(self) -> Mapping[str, Counts]:
        """The sums over all recaps, by measure, in the order of tables."""
        sums: dict[str, Counts] = {}
        for document in self.documents:
            for measure, counts in document.counts.items():
                sums[measure] = sums.get(measure, Counts()) + counts
        return MappingProxyType({measure: sums[measure] for measure in measure_names() if measure in sums})

    @property
    def claims(self) -> tuple[JudgedClaim, ...]:
        """The claims of all recaps that the gold can judge."""
        return tuple(claim for document in self.documents for claim in document.claims)

    def value(self, measure: str) -> float:
        """The figure that a measure is judged by: F1, or the recall of topics.

        Raises:
            ValueError: no measure has that name.
        """
        if measure not in measure_names():
            raise ValueError(f"no measure is called {measure!r}")
        return figure(measure, self.counts.get(measure, Counts()))

    def below(self, floors: Mapping[str, float]) -> tuple[Shortfall, ...]:
        """The measures that are below their floors, in the order of the floors.

        Raises:
            ValueError: no measure has one of the names.
        """
        values = {measure: self.value(measure) for measure in floors}
        return tuple(
            Shortfall(measure, values[measure], floor)
            for measure, floor in floors.items()
            if values[measure] < floor
        )

    def part(self, belongs: Callable[[str], bool]) -> Evaluation:
        """The outcome for some of the recaps only; failures stay with the whole.

        Args:
            belongs: whether the recap of that name is one of them.
        """
        return Evaluation(tuple(document for document in self.documents if belongs(document.document)))


def measure_names() -> tuple[str, ...]:
    """The names of all measures, in the order of tables: the headlines, then their parts.

    >>> measure_names()[:2], measure_names()[-1]
    (('entity', 'talk'), 'relation worksFor')
    """
    kinds = sorted({Measure.ENTITY.of(measured(kind)) for kind in ENTITY_KINDS})
    relations = sorted(map(Measure.RELATION.of, gold_predicates()))
    return (*(measure.value for measure in Measure), *kinds, *relations)
