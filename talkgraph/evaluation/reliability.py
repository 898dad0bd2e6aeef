"""How often claims of one confidence are right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.evaluation.values import JudgedClaim

__all__ = ["Reliability", "by_confidence", "by_rule", "share_right"]

_BINS = 10


@dataclass(frozen=True, slots=True)
class Reliability:
    """How many claims of one group are right.

    Attributes:
        group: what they have in common: a range of confidences, or a rule.
        right: how many the gold agrees with.
        wrong: how many it does not.
        open: how many it leaves open.
    """

    group: str
    right: int
    wrong: int
    open: int

    @property
    def judged(self) -> int:
        """How many the gold decides."""
        return self.right + self.wrong

    @property
    def share(self) -> float | None:
        """How much of what the gold decides is right; None where it decides nothing."""
        return self.right / self.judged if self.judged else None


def by_confidence(claims: Iterable[JudgedClaim]) -> tuple[Reliability, ...]:
    """The claims in ten groups by their confidence: 0 to under 0.1, … 0.9 to 1."""
    groups: dict[int, list[JudgedClaim]] = defaultdict(list)
    for claim in claims:
        groups[min(int(claim.confidence * _BINS), _BINS - 1)].append(claim)
    return tuple(
        _reliability(f"{number / _BINS:.1f} to {(number + 1) / _BINS:.1f}", groups[number])
        for number in range(_BINS)
    )


def by_rule(claims: Iterable[JudgedClaim]) -> tuple[Reliability, ...]:
    """The claims by the rule that made them, sorted by its name."""
    groups: dict[str, list[JudgedClaim]] = defaultdict(list)
    for claim in claims:
        groups[claim.rule].append(claim)
    return tuple(_reliability(rule, groups[rule]) for rule in sorted(groups))


def share_right(claims: Iterable[JudgedClaim], *, threshold: float) -> float | None:
    """How much is right of the claims of at least a confidence; None where the gold decides nothing."""
    return _reliability("", [claim for claim in claims if claim.confidence >= threshold]).share


def _reliability(group: str, claims: Iterable[JudgedClaim]) -> Reliability:
    verdicts = [claim.right for claim in claims]
    return Reliability(group, verdicts.count(True), verdicts.count(False), verdicts.count(None))
