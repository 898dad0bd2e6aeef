"""How good extraction is: every measure, on every set of recaps, in halves.

    python benchmarks/quality.py             # a table
    python benchmarks/quality.py --markdown  # the same for docs/quality.md

Each recap is built alone and compared with its gold. The reference material
(the folder ``shared`` beside the checkout) is shown in two halves: the recaps
that extraction was developed on, and those that ``docs/set-aside.toml`` sets
aside. Only figures are printed: what was missed or is wrong in a recap that is
set aside must not be seen. For all others there is ``talkgraph eval --verbose``.

The figures are F1, and for topics recall. The last column is the share of what
is right among claims with a confidence of 0.9 and more.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from talkgraph.evaluation import Evaluation, Measure, evaluate, share_right

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHECKOUT = Path(__file__).resolve().parent.parent
SURE = 0.9
HEADLINES = {
    Measure.ENTITY: "entity",
    Measure.TALK: "talk",
    Measure.SPEAKER: "speaker",
    Measure.TALK_AT_EVENT: "at event",
    Measure.TITLE: "title",
    Measure.ABOUT: "about",
    Measure.MENTIONS: "mentions",
    Measure.TOPIC: "topics",
    Measure.RELATION: "relation",
}


@dataclass(frozen=True, slots=True)
class RecapSet:
    """A set of recaps with gold.

    Attributes:
        name: what the table calls it.
        docs, gold: its folders.
        has_halves: whether some of its recaps are set aside.
        in_targets: whether it is one of the two whose figures the targets are for, together.
    """

    name: str
    docs: Path
    gold: Path
    has_halves: bool = False
    in_targets: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    name: str
    evaluation: Evaluation

    def cells(self) -> list[str]:
        """Name, number of recaps, figures, and the share of right claims among the sure ones."""
        right = share_right(self.evaluation.claims, threshold=SURE)
        return [
            self.name,
            str(len(self.evaluation.documents)),
            *(f"{self.evaluation.value(measure):.2f}" for measure in HEADLINES),
            "" if right is None else f"{right:.2f}",
        ]


def recap_sets(checkout: Path) -> list[RecapSet]:
    """The sets whose gold is there."""
    shared, own = checkout.parent / "shared", checkout / "tests" / "recaps"
    recaps, gold = shared / "recaps", shared / "gold"
    trained = checkout / "training" / "recaps"
    sets = [
        RecapSet("thirteen", recaps, gold, has_halves=True, in_targets=True),
        RecapSet("other authors", recaps / "other", gold / "other", has_halves=True, in_targets=True),
        RecapSet("bare text", recaps / "plain", gold / "plain", has_halves=True),
        RecapSet("corpus", checkout / "corpus", checkout / "corpus" / "gold"),
        RecapSet("recaps of the tests", own, own / "gold"),
        RecapSet("recaps of the training", trained, trained / "gold"),
    ]
    return [one for one in sets if one.gold.is_dir()]


def set_aside(checkout: Path) -> frozenset[str]:
    """The names, without their endings, of the recaps that are set aside."""
    lists = tomllib.loads((checkout / "docs" / "set-aside.toml").read_text(encoding="utf-8"))
    return frozenset(name for names in lists.values() for name in names)


def rows(outcomes: Sequence[tuple[RecapSet, Evaluation]], aside: frozenset[str]) -> Iterator[Row]:
    """A line for each half of each set, for the halves that the targets are for, and for each set without."""

    def is_aside(document: str) -> bool:
        return PurePosixPath(document).stem in aside

    def is_seen(document: str) -> bool:
        return not is_aside(document)

    targets = [outcome for one, outcome in outcomes if one.in_targets]
    together = Evaluation(tuple(score for outcome in targets for score in outcome.documents))
    split = [(one.name, outcome) for one, outcome in outcomes if one.has_halves]
    for name, outcome in (*split, *([("the first two together", together)] if targets else [])):
        yield Row(f"{name}, developed on", outcome.part(is_seen))
        yield Row(f"{name}, set aside", outcome.part(is_aside))
    for one, outcome in outcomes:
        if not one.has_halves:
            yield Row(one.name, outcome)


def table(lines: Sequence[Row], *, markdown: bool) -> str:
    """The lines as text in columns, or as a table of Markdown."""
    header = ["recaps", "n", *HEADLINES.values(), f"right ≥ {SURE}"]
    cells = [header, *(line.cells() for line in lines)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    padded = [
        [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        for row in cells
    ]
    if not markdown:
        return "\n".join("  ".join(row) for row in padded)
    ruler = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (padded[0], ruler, *padded[1:]))


def main() -> int:
    """Measure and print; 1 if a recap cannot be read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--markdown", action="store_true", help="print a table of Markdown")
    arguments = parser.parse_args()
    outcomes = []
    for one in recap_sets(CHECKOUT):
        print(f"{one.name} …", file=sys.stderr)
        outcomes.append((one, evaluate(one.docs, one.gold)))
    failures = [failure for _, outcome in outcomes for failure in outcome.failures]
    for failure in failures:
        print(failure, file=sys.stderr)
    print(table(list(rows(outcomes, set_aside(CHECKOUT))), markdown=arguments.markdown))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
