"""Rejections: what extraction considered and did not state as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkgraph.model.claims import Claim

__all__ = ["Rejection"]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim that was considered and is not made as it was read.

    Attributes:
        claim: what was read: subject, predicate, object, sentence, confidence and rule.
        reason: why it is not made, in words.
        turned: whether it was turned round rather than dropped. The claim here
            still has subject and object as they were read.
    """

    claim: Claim
    reason: str
    turned: bool = False

    @property
    def sort_key(self) -> tuple[str, ...]:
        """A total order over the rejections of one recap."""
        return *self.claim.sort_key, self.reason
