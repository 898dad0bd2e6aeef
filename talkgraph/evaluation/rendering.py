"""An evaluation as text: the table, what was missed or wrong, reliability; and all of it as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from talkgraph.evaluation.reliability import by_confidence, by_rule, share_right
from talkgraph.evaluation.values import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkgraph.evaluation.outcome import Evaluation
    from talkgraph.evaluation.reliability import Reliability
    from talkgraph.evaluation.values import Counts, Finding

__all__ = ["as_json", "findings_list", "measures_table", "reliability_tables"]

_SIGNS = {Verdict.MISSED: "-", Verdict.WRONG: "+", Verdict.MISTYPED: "~", Verdict.NOT_MERGED: "~"}
_LEGEND = "(- missed, + wrong, ~ wrong type or not merged)"
_DIGITS = 4


def measures_table(evaluation: Evaluation) -> str:
    """One line a measure: precision, recall, F1 and the three counts."""
    lines = [f"{'measure':34}{'P':>7}{'R':>7}{'F1':>7}{'tp':>7}{'fp':>7}{'fn':>7}"]
    for measure, counts in evaluation.counts.items():
        figures = f"{counts.precision:7.3f}{counts.recall:7.3f}{counts.f1:7.3f}"
        lines.append(f"{measure:34}{figures}{counts.tp:7}{counts.fp:7}{counts.fn:7}")
    return "\n".join(lines) + "\n"


def findings_list(evaluation: Evaluation) -> str:
    """What was missed or is wrong, recap by recap, with the most certain claim behind what is wrong."""
    lines: list[str] = []
    for score in evaluation.documents:
        lines.append(f"{score.document}  {_LEGEND}")
        lines.extend(line for finding in score.findings for line in _finding_lines(finding))
        lines.append("")
    return "\n".join(lines) + "\n" if lines else ""


def _finding_lines(finding: Finding) -> Iterator[str]:
    yield f"  {_SIGNS[finding.verdict]} {finding.measure}: {_one_line(finding.text)}"
    for quote in finding.quotes[:1]:
        yield f"      {quote.confidence:.2f} {quote.rule} “{_one_line(quote.text)}”"


def reliability_tables(evaluation: Evaluation) -> str:
    """How often claims are right: by their confidence, and by the rule that made them.

    The last column of the first table is the share of what is right among
    claims of that confidence and all higher ones.
    """
    claims = evaluation.claims
    bins = by_confidence(claims)
    at_least = [share_right(claims, threshold=number / len(bins)) for number in range(len(bins))]
    lines = [f"{'confidence':34}{_HEADINGS}{'and up':>8}"]
    lines += [f"{_row(group)}{_share(share):>8}" for group, share in zip(bins, at_least, strict=True)]
    lines += ["", f"{'rule':34}{_HEADINGS}"]
    lines += map(_row, by_rule(claims))
    return "\n".join(lines) + "\n"


_HEADINGS = f"{'right':>7}{'wrong':>7}{'open':>7}{'share':>8}"


def _row(group: Reliability) -> str:
    return f"{group.group:34}{group.right:7}{group.wrong:7}{group.open:7}{_share(group.share):>8}"


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def as_json(evaluation: Evaluation) -> str:
    """Everything: measures in all and by recap, findings with their claims, reliability, failures."""
    claims = evaluation.claims
    whole = {
        "measures": _measures(evaluation.counts),
        "documents": [
            {
                "document": score.document,
                "measures": _measures(score.counts),
                "findings": list(map(_finding, score.findings)),
            }
            for score in evaluation.documents
        ],
        "reliability": {
            "confidence": _reliabilities(by_confidence(claims)),
            "rule": _reliabilities(by_rule(claims)),
        },
        "failures": list(map(str, evaluation.failures)),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _measures(counts: Mapping[str, Counts]) -> dict[str, Any]:
    return {
        str(measure): {
            "precision": round(one.precision, _DIGITS),
            "recall": round(one.recall, _DIGITS),
            "f1": round(one.f1, _DIGITS),
            "tp": one.tp,
            "fp": one.fp,
            "fn": one.fn,
        }
        for measure, one in counts.items()
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "measure": finding.measure.value,
        "verdict": finding.verdict.value,
        "text": finding.text,
        "quotes": [
            {
                "text": quote.text,
                "recap": quote.recap.value,
                "start": quote.start,
                "end": quote.end,
                "confidence": quote.confidence,
                "rule": quote.rule,
            }
            for quote in finding.quotes
        ],
    }


def _reliabilities(groups: Iterable[Reliability]) -> list[dict[str, Any]]:
    return [
        {
            "group": group.group,
            "right": group.right,
            "wrong": group.wrong,
            "open": group.open,
            "share": None if group.share is None else round(group.share, _DIGITS),
        }
        for group in groups
    ]
