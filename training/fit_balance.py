"""Fit how much each voice counts, on whole recaps with gold, names and all as extraction finds them.

    python training/fit_balance.py            fit and write
    python training/fit_balance.py --score    print the curves as well

The recaps lie in ``training/recaps``; no part of extraction was trained on them.
What gold marks as optional counts neither way. Run it last, after all trainings.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from talkgraph.evaluation import Measure, evaluate
from talkgraph.extraction.assembly import _Assembler
from talkgraph.extraction.balance import logit
from talkgraph.extraction.pairs import PAIR_PREDICATES
from talkgraph.extraction.relations import FoundRelation, RelationFinder
from talkgraph.extraction.subjects import FoundSubject, SubjectFinder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkgraph.extraction.mentions import ReadRelation, Statement
    from talkgraph.extraction.talks import TalkSegment
    from talkgraph.model import Claim, LocalThing

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "talkgraph" / "data" / "en" / "balance.toml"
RELATIONS = ("encoder", "linear", "pattern", "of_event")
SUBJECTS = ("main", "spoken", "titled", "organization")
FAINT = -3.5  # log odds; below it nobody thinks a relation likely


def told(
    _finder: RelationFinder, considered: Any, read: Mapping[Statement, ReadRelation]
) -> tuple[list[FoundRelation], list[Any]]:
    """Every statement that anybody thinks possible, with what is said of it in place of its rule."""
    by_statement: dict[Statement, list[FoundRelation]] = {}
    for case in considered.cases.values():
        by_statement.setdefault(case.statement, []).append(case)
    out = []
    for statement in {**by_statement, **read}:
        said, seen = by_statement.get(statement, []), read.get(statement)
        encoder = logit(seen.likely if seen is not None else 0.0)
        linear = logit(max((case.confidence for case in said), default=0.0))
        stated = any(case.is_stated for case in said)
        denied = seen is not None and not stated and considered.takes_back(statement, seen)
        if denied or (max(encoder, linear) < FAINT and not stated):
            continue
        rule = json.dumps([str(statement[0]), encoder, linear, float(stated), float(statement[1] is None)])
        where = (seen.start, seen.end) if seen is not None else (said[0].start, said[0].end)
        out.append(FoundRelation(*statement, *where, 1.0, rule))
    return out, []


_SUBJECTS_SAID: dict[tuple[int, str, str], list[float]] = {}
"""What is said of the things in the talks of the recap at hand, by first token of the talk, kind and key."""


def tell_relations() -> None:
    """Let every possible relation through."""
    RelationFinder._weighed = told  # type: ignore[method-assign, assignment]


def tell_subjects() -> None:
    """Take every thing for a subject, with what is said of it in place of the rule."""

    def all_main(finder: SubjectFinder, talk: TalkSegment, *others: Any) -> dict[tuple[str, str], float]:
        voices = finder.voices(talk, *others)
        for name, said in voices.items():
            _SUBJECTS_SAID[talk.start, *name] = [
                logit(said.main),
                logit(said.spoken),
                float(said.titled),
                float(said.organization),
            ]
        return dict.fromkeys(voices, 1.0)

    real_claim = _Assembler._subject_claim

    def claim(assembler: _Assembler, talk: LocalThing, subject: FoundSubject) -> Claim:
        start = assembler.talks[subject.talk].start
        said = _SUBJECTS_SAID.get((start, subject.kind, subject.key))
        made = real_claim(assembler, talk, subject)
        return replace(made, rule=json.dumps(said)) if said is not None else made

    SubjectFinder._read_main = all_main  # type: ignore[method-assign]
    _Assembler._subject_claim = claim  # type: ignore[method-assign]


def curve(likely: np.ndarray, right: np.ndarray, missed: int, *, show: bool) -> float:
    """The threshold with the highest F1; what was never thought of counts as missed."""
    best = (0.0, 0.5)
    for threshold in np.arange(0.15, 0.75, 0.025):
        found = likely >= threshold
        tp, fp = int(right[found].sum()), int((~right[found]).sum())
        fn = int(right[~found].sum()) + missed
        p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
        f1 = 2 * p * r / max(1e-9, p + r)
        best = max(best, (round(f1, 4), round(float(threshold), 3)))
        if show:
            print(f"threshold {threshold:.3f}  P {p:.3f}  R {r:.3f}  F1 {f1:.3f}")
    return best[1]


def fit(rows: list[tuple[list[float], bool]], strength: float) -> tuple[float, list[float], np.ndarray]:
    """Bias, weights and probabilities of a logistic regression."""
    from sklearn.linear_model import LogisticRegression

    x, y = np.array([features for features, _ in rows]), np.array([right for _, right in rows])
    model = LogisticRegression(C=strength, max_iter=3000).fit(x, y)
    weights = [round(float(w), 3) for w in model.coef_[0]]
    return round(float(model.intercept_[0]), 3), weights, model.predict_proba(x)[:, 1]


def judged(folder: Path, measure: Measure, patch: Callable[[], None]) -> tuple[list[tuple[Any, bool]], int]:
    """What claims say in place of their rules and whether they are right; and how many were missed."""
    patch()
    outcome = evaluate(folder, folder / "gold", min_confidence=0)
    claims = [claim for claim in outcome.claims if claim.measure is measure and claim.is_right is not None]
    counts = outcome.counts[measure]
    return [(json.loads(claim.rule), bool(claim.is_right)) for claim in claims], counts.fn


def main() -> None:
    """Gather, fit, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--recaps", type=Path, default=HERE / "recaps")
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()

    names = [str(predicate) for predicate in PAIR_PREDICATES]
    said, missed = judged(options.recaps, Measure.RELATION, tell_relations)
    rows = [([*row[1:], *(2.0 * (row[0] == name) for name in names)], right) for row, right in said]
    bias, weights, likely = fit(rows, 0.2)
    right = np.array([held for _, held in rows])
    print(f"{len(rows)} statements, {int(right.sum())} of them right, {missed} never thought of")
    lines = [
        "# How much each voice counts where several are weighed together.",
        "# Written by training/fit_balance.py.",
        "",
        "[relations]",
        f"bias = {bias}",
        *(f"{name} = {weight}" for name, weight in zip(RELATIONS, weights, strict=False)),
        f"threshold = {curve(likely, right, missed, show=options.score)}",
        "",
        "[relations.predicates]",
        *(f'"{name}" = {round(2.0 * w, 3)}' for name, w in zip(names, weights[4:], strict=True)),
        "",
    ]
    subjects, missed = judged(options.recaps, Measure.ABOUT, tell_subjects)
    bias, weights, likely = fit(subjects, 1.0)
    right = np.array([held for _, held in subjects])
    print(f"{len(subjects)} things named in talks, {int(right.sum())} of them subjects")
    lines += [
        "[subjects]",
        f"bias = {bias}",
        *(f"{name} = {weight}" for name, weight in zip(SUBJECTS, weights, strict=True)),
        f"threshold = {curve(likely, right, 0, show=options.score)}",
    ]
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
