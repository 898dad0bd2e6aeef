"""How much a rule is to be believed, by what people said of statements that it made.

An entry that names a rule and the confidence that it gave is an observation.
Where people are surprised, confirming what was doubtful or rejecting what was
sure, all that the rule makes becomes more or less certain; where they agree
with the confidences on the whole, nothing changes. The confidences count as
twenty observations without surprise, so that a few verdicts move a rule a
little and many a lot (shrinkage; Efron and Morris 1977).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkgraph.corrections.values import Confirm, Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.corrections.values import Correction
    from talkgraph.model import Claim

__all__ = ["RuleEvidence"]

_UNSURPRISED = 20  # observations
_LEAST, _MOST = 0.01, 0.99
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class RuleEvidence:
    """By rule, how much people's verdicts move its confidences, from -1 to 1.

    >>> round(RuleEvidence({"a": -0.12}).confidence("a", 0.8), 2)
    0.68
    """

    shifts: Mapping[str, float]

    @classmethod
    def of(cls, corrections: Iterable[Correction]) -> RuleEvidence:
        """The verdicts among some corrections."""
        surprises: dict[str, list[float]] = defaultdict(list)
        for correction in corrections:
            edit = correction.edit
            if isinstance(edit, Confirm | Reject) and edit.rule and edit.confidence is not None:
                surprises[edit.rule].append(isinstance(edit, Confirm) - edit.confidence)
        return cls({rule: sum(sorted(each)) / (_UNSURPRISED + len(each)) for rule, each in surprises.items()})

    def __bool__(self) -> bool:
        return bool(self.shifts)

    def weighed(self, claim: Claim) -> Claim:
        """A claim with the confidence that its rule deserves."""
        confidence = self.confidence(claim.rule, claim.confidence)
        return claim if confidence == claim.confidence else replace(claim, confidence=confidence)

    def confidence(self, rule: str, given: float) -> float:
        """What a confidence that a rule gave, 0 to 1, becomes."""
        shift = self.shifts.get(rule)
        return given if shift is None else round(min(_MOST, max(_LEAST, given + shift)), _DIGITS)
