"""Fit how much the encoder, the linear model and the patterns count, on entries that neither learned from.

    python training/encoder/fit_balance.py            fit and write
    python training/encoder/fit_balance.py --score    print the curve as well

Run after ``train.py`` and ``train_relations.py``, with the same ``--hold-out``.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import numpy as np  # noqa: E402
from annotated import annotated  # noqa: E402
from paragraphs import is_held_out, training_files  # noqa: E402
from train_relations import facts_of, stated_of_event  # noqa: E402

from talkgraph.extraction.balance import logit  # noqa: E402
from talkgraph.extraction.mentions import read_mentions_of  # noqa: E402
from talkgraph.extraction.pairs import EVENT_PREDICATES, PAIR_PREDICATES  # noqa: E402
from talkgraph.extraction.relations import RelationFinder  # noqa: E402
from talkgraph.model import Predicate  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paragraphs import Paragraph
    from spacy.tokens import Doc

    from talkgraph.extraction.mentions import Statement

OUTPUT = HERE.parent.parent / "talkgraph" / "data" / "en" / "balance.toml"
LATER = (
    "talkgraph_encoder",
    "talkgraph_merger",
    "talkgraph_mentions",
    "talkgraph_talks",
    "talkgraph_references",
)
FEATURES = ("encoder", "linear", "pattern", "of_event")
Row = tuple[str, list[float], int]  # predicate, features, whether it holds


def rows_of(doc: Doc, paragraph: Paragraph, finder: RelationFinder) -> Iterator[Row]:
    """All that any of the three says of an entry, with what the relation lines say."""
    read = read_mentions_of(doc)
    assert read is not None
    said: dict[Statement, list[tuple[float, bool]]] = defaultdict(list)
    for case in finder.cases(doc):
        said[case.statement].append((case.confidence, case.is_stated))
    forms = {(str(n.kind), n.key): set(n.forms) for n in doc.user_data["talkgraph.names"]}
    right, doubtful = facts_of(paragraph), facts_of(paragraph, doubtful=True)
    for statement in {**said, **read.relations}:
        predicate, subject, target = statement
        seen = read.relations.get(statement)
        cases = said.get(statement, [])
        features = [
            logit(seen.likely if seen is not None else 0.0),
            logit(max((sure for sure, _ in cases), default=0.0)),
            float(any(stated for _, stated in cases)),
            float(subject is None),
        ]
        if max(features[:2]) < -3.5 and not features[2]:
            continue  # nobody thinks it likely, and it is not
        objects = forms.get(target, set())
        if subject is None:
            held, may = (
                any(predicate == p and o in objects for p, o in stated_of_event(facts, doc))
                for facts in (right, doubtful)
            )
        else:
            subjects = forms.get(subject, set())
            held, may = (
                any(
                    p == predicate
                    and ((s in subjects and o in objects) or (_turns(p) and o in subjects and s in objects))
                    for s, p, o in facts
                )
                for facts in (right, doubtful)
            )
        if held or not may:
            yield str(predicate), features, int(held)


def _turns(predicate: Predicate) -> bool:
    return predicate == Predicate.ALTERNATIVE_TO


def main() -> None:
    """Gather, fit, write."""
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--hold-out", type=int, default=10, metavar="N")
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    paths = options.files or training_files(related=True)
    import spacy

    finder = RelationFinder(spacy.blank("en"))
    rows = [
        row
        for doc, paragraph in annotated(
            paths, later=LATER, only=lambda source: is_held_out(source, options.hold_out)
        )
        for row in rows_of(doc, paragraph, finder)
    ]
    names = [str(p) for p in dict.fromkeys([*PAIR_PREDICATES, *EVENT_PREDICATES])]
    x = np.array([[*features, *(2.0 * (name == p) for p in names)] for name, features, _ in rows])
    y = np.array([held for *_, held in rows])
    model = LogisticRegression(C=0.3, max_iter=2000).fit(x, y)
    weights = [round(float(w), 3) for w in model.coef_[0]]
    likely = model.predict_proba(x)[:, 1]
    curve = {}
    for threshold in np.arange(0.2, 0.8, 0.05):
        found = likely >= threshold
        p, r = float(y[found].mean()), float(found[y == 1].mean())
        curve[round(float(threshold), 2)] = 2 * p * r / (p + r)
        if options.score:
            print(
                f"threshold {threshold:.2f}  P {p:.3f}  R {r:.3f}  F1 {curve[round(float(threshold), 2)]:.3f}"
            )
    print(f"{len(rows)} statements, {int(y.sum())} of them right")
    lines = [
        "# How much the encoder, the linear model and the patterns count together.",
        "# Written by training/encoder/fit_balance.py.",
        "",
        f"bias = {round(float(model.intercept_[0]), 3)}",
        *(
            f"{name} = {w}"
            for name, w in zip(("encoder", "linear", "pattern", "of_event"), weights, strict=False)
        ),
        f"threshold = {max(curve, key=lambda t: curve[t])}",
        "",
        "[predicates]",
        *(f'"{name}" = {round(2.0 * w, 3)}' for name, w in zip(names, weights[4:], strict=True)),
    ]
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
