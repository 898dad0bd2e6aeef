"""How much a rule is to be believed, by what people said of statements that it made.

Every entry with a rule is one observation. The confidence that a rule gave
counts as that of several observations before it, so that a few verdicts move
it a little and many a lot (the mean of a beta distribution; Gelman et al.
2013, Bayesian Data Analysis, 2.4).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkgraph.corrections.values import Confirm, Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.corrections.values import Correction
    from talkgraph.model import Claim

__all__ = ["RuleEvidence"]

_PRIOR = 8  # observations that a confidence stands for


@dataclass(frozen=True, slots=True)
class RuleEvidence:
    """How often people confirmed and rejected what each rule made."""

    confirmed: Mapping[str, int]
    rejected: Mapping[str, int]

    @classmethod
    def of(cls, corrections: Iterable[Correction]) -> RuleEvidence:
        """The verdicts among some corrections, by rule."""
        confirmed: Counter[str] = Counter()
        rejected: Counter[str] = Counter()
        for correction in corrections:
            edit = correction.edit
            if isinstance(edit, Confirm | Reject) and edit.rule:
                (rejected if isinstance(edit, Reject) else confirmed)[edit.rule] += 1
        return cls(confirmed, rejected)

    def __bool__(self) -> bool:
        return bool(self.confirmed or self.rejected)

    def weighed(self, claim: Claim) -> Claim:
        """A claim with the confidence that its rule deserves.

        >>> RuleEvidence({"a": 4}, {"a": 4}).confidence("a", 0.8)
        0.65
        """
        confidence = self.confidence(claim.rule, claim.confidence)
        return claim if confidence == claim.confidence else replace(claim, confidence=confidence)

    def confidence(self, rule: str, given: float) -> float:
        """What a confidence that a rule gave, 0 to 1, becomes."""
        right, wrong = self.confirmed.get(rule, 0), self.rejected.get(rule, 0)
        return given if not right + wrong else (_PRIOR * given + right) / (_PRIOR + right + wrong)
