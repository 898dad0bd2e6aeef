"""The lines of ``talkgraph build --explain``: what was considered and not claimed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.evidence import claim_words
from talkgraph.reports.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.builder import BuildOutcome
    from talkgraph.model import Rejection

__all__ = ["explained"]


def explained(outcome: BuildOutcome) -> Iterator[str]:
    """Per recap, each rejection as three lines: the statement, the reason, the sentence."""
    if not outcome.rejections:
        yield ""
        yield "Nothing that was considered was dropped or turned round."
    for source, rejections in outcome.rejections.items():
        turned = sum(rejection.turned for rejection in rejections)
        yield ""
        yield f"{one_line(source)}: {len(rejections) - turned} dropped, {turned} turned round"
        for rejection in rejections:
            yield from _lines(rejection)


def _lines(rejection: Rejection) -> Iterator[str]:
    claim = rejection.claim
    yield f"  {one_line(claim_words(claim))}  ({claim.confidence:.2f}, {claim.rule})"
    yield f"    {one_line(rejection.reason)}"
    yield f"    “{one_line(claim.evidence.quote)}”"
