"""What the default graph gains and loses with the confidence that it asks of claims.

    python benchmarks/threshold.py                  # a table, on the developed-on recaps
    python benchmarks/threshold.py --markdown       # the same for docs/quality.md

Precision and recall of entities, of who talked about what and of relations, for
builds with different ``--min-confidence``; the reference material beside the
checkout is needed.
"""

from __future__ import annotations

import argparse
from pathlib import PurePosixPath

from quality import CHECKOUT, recap_sets, set_aside

from talkgraph.evaluation import Evaluation, Measure, evaluate

THRESHOLDS = (0.0, 0.15, 0.25, 0.35, 0.5, 0.7, 0.9)
SHOWN = {Measure.ENTITY: "entity", Measure.ABOUT: "about", Measure.RELATION: "relation"}


def measured(threshold: float) -> list[str]:
    """The cells of one line."""
    aside = set_aside(CHECKOUT)
    sets = [one for one in recap_sets(CHECKOUT) if one.in_targets]
    outcome = Evaluation(
        tuple(
            score
            for one in sets
            for score in evaluate(one.docs, one.gold, min_confidence=threshold).documents
            if PurePosixPath(score.document).stem not in aside
        )
    )
    cells = [f"{threshold:.2f}"]
    for measure in SHOWN:
        counts = outcome.counts[measure]
        p, r = counts.tp / max(1, counts.tp + counts.fp), counts.tp / max(1, counts.tp + counts.fn)
        cells += [f"{p:.2f}", f"{r:.2f}", f"{2 * p * r / max(1e-9, p + r):.2f}"]
    return cells


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--markdown", action="store_true", help="print a table of Markdown")
    options = parser.parse_args()
    header = ["threshold", *(f"{name} {part}" for name in SHOWN.values() for part in ("P", "R", "F1"))]
    rows = [header, *(measured(threshold) for threshold in THRESHOLDS)]
    for number, row in enumerate(rows):
        cells = [cell.rjust(len(title)) for cell, title in zip(row, header, strict=True)]
        print(f"| {' | '.join(cells)} |" if options.markdown else "  ".join(cells))
        if number == 0 and options.markdown:
            print("|" + "|".join("-" * (len(title) + 1) + ":" for title in header) + "|")


if __name__ == "__main__":
    main()
