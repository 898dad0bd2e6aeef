"""The lines of ``talkgraph build --explain``: what was considered and not claimed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Literal, LocalThing, relations
from talkgraph.reports.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.builder import BuildOutcome
    from talkgraph.model import Claim, Rejection

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
    yield f"  {_statement(claim)}  ({claim.confidence:.2f}, {claim.rule})"
    yield f"    {one_line(rejection.reason)}"
    yield f"    “{one_line(claim.evidence.quote)}”"


def _statement(claim: Claim) -> str:
    label = relations()[claim.predicate].label if claim.predicate in relations() else "is a"
    ends = (_end(claim.subject), label, _end(claim.object))
    return " ".join(map(one_line, ends))


def _end(target: LocalThing | Literal | str) -> str:
    if isinstance(target, LocalThing):
        return target.key
    return target.value if isinstance(target, Literal) else str(target)
