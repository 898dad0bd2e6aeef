"""Fit how much each voice counts, on whole recaps with gold, names and all as extraction finds them.

    python training/fit_balance.py            fit and write
    python training/fit_balance.py --score    print the curves as well

The recaps are ours in ``training/recaps`` and, where the reference material lies
beside the checkout, its developed-on halves, which together count as much as
ours: ours are denser than real ones. No part of extraction was trained on any.
What gold marks as optional counts neither way. Run it last, after all trainings.
"""

from __future__ import annotations

import argparse
import json
import math
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import numpy as np

from talkgraph.evaluation import Measure, evaluate
from talkgraph.extraction.assembly import _Assembler
from talkgraph.extraction.balance import load_subject_balance, logit
from talkgraph.extraction.pairs import PAIR_PREDICATES
from talkgraph.extraction.relations import FoundRelation, RelationFinder, both_ways, voices_of
from talkgraph.extraction.subjects import FoundSubject, SubjectFinder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.extraction.knowledge import Known
    from talkgraph.extraction.mentions import ReadRelation, Statement
    from talkgraph.extraction.talks import TalkSegment
    from talkgraph.model import Claim, LocalThing

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
ASIDE = HERE.parent / "docs" / "set-aside.toml"
SETS = (
    (HERE / "recaps", HERE / "recaps" / "gold", 1.0),
    (SHARED / "recaps", SHARED / "gold", 5.0),
    (SHARED / "recaps" / "other", SHARED / "gold" / "other", 5.0),
)
"""Recaps, their gold, and what each of their claims counts."""
OUTPUT = HERE.parent / "talkgraph" / "data" / "en" / "balance.toml"
RELATIONS = ("encoder", "linear", "pattern", "of_event", "known", "otherwise")
SUBJECTS = ("main", "spoken", "titled", "organization", "employer", "often", "among")
NEARLY = 0.002  # F1; so much is given for more precision
PREDICATE = 2.0  # so much more freely weights of single predicates move
FAINT = -3.5  # log odds; below it nobody thinks a relation likely


def told(
    _finder: RelationFinder, considered: Any, read: Mapping[Statement, ReadRelation], known: Known
) -> tuple[list[FoundRelation], list[Any]]:
    """Every statement that anybody thinks possible, with what is said of it in place of its rule."""
    by_statement: dict[Statement, list[FoundRelation]] = {}
    for case in considered.cases.values():
        by_statement.setdefault(case.statement, []).append(case)
    out = []
    for statement in {**by_statement, **read}:
        said, seen = by_statement.get(statement, []), both_ways(statement, read)
        voices = voices_of(statement, said, seen, known)
        encoder, linear = logit(voices.encoder), logit(voices.linear)
        stated = voices.pattern
        denied = seen is not None and not stated and considered.takes_back(statement, seen)
        if denied or (max(encoder, linear) < FAINT and not stated):
            continue
        flags = [voices.pattern, voices.of_event, voices.known, voices.otherwise, voices.named]
        rule = json.dumps([str(statement[0]), encoder, linear, *map(float, flags)])
        where = (seen.start, seen.end) if seen is not None else (said[0].start, said[0].end)
        out.append(FoundRelation(*statement, *where, 1.0, rule))
    return out, []


_SUBJECTS_SAID: dict[tuple[int, str, str], list[float]] = {}
"""What is said of the things in the talks of the recap at hand, by first token of the talk, kind and key;
at the end whether it is weighed at all."""


def put(owner: Any, name: str, value: object) -> None:
    """Replace a part of the program for this process."""
    setattr(owner, name, value)


def tell_relations() -> None:
    """Let every possible relation through."""
    put(RelationFinder, "_weighed", told)


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
                float(said.employer),
                math.log(said.often),
                math.log(said.among),
                finder.balance.hears(said),
            ]
        return dict.fromkeys(voices, 1.0)

    real_claim = _Assembler._subject_claim

    def claim(assembler: _Assembler, talk: LocalThing, subject: FoundSubject) -> Claim:
        start = assembler.talks[subject.talk].start
        said = _SUBJECTS_SAID.get((start, subject.kind, subject.key))
        made = real_claim(assembler, talk, subject)
        return replace(made, rule=json.dumps(said)) if said is not None else made

    put(SubjectFinder, "_read_main", all_main)
    put(_Assembler, "_subject_claim", claim)


def curve(
    likely: np.ndarray, right: np.ndarray, weights: np.ndarray, missed: float, *, nearly: float, show: bool
) -> float:
    """The highest threshold whose F1 is nearly the best; what was never thought of counts as missed."""
    f1_at: dict[float, float] = {}
    for threshold in np.arange(0.1, 0.75, 0.025):
        found = likely >= threshold
        tp, fp = weights[found & right].sum(), weights[found & ~right].sum()
        fn = weights[~found & right].sum() + missed
        p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
        f1_at[round(float(threshold), 3)] = f1 = 2 * p * r / max(1e-9, p + r)
        if show:
            print(f"threshold {threshold:.3f}  P {p:.3f}  R {r:.3f}  F1 {f1:.3f}")
    return max(threshold for threshold, f1 in f1_at.items() if f1 >= max(f1_at.values()) - nearly)


def fit(
    x: np.ndarray, y: np.ndarray, weights: np.ndarray, strength: float
) -> tuple[float, list[float], np.ndarray]:
    """Bias, weights and probabilities of a logistic regression."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=3000).fit(x, y, sample_weight=weights)
    found = [round(float(w), 3) for w in model.coef_[0]]
    return round(float(model.intercept_[0]), 3), found, model.predict_proba(x)[:, 1]


@dataclass(frozen=True)
class Said:
    """What claims say in place of their rules, whether they are right (None: open), and what each counts."""

    rows: list[Any]
    right: list[bool | None]
    weights: list[float]
    missed: float


def judged(measure: Measure) -> Said:
    """The claims of all recaps at hand, real ones counting as much together as ours."""
    aside = {name for names in tomllib.loads(ASIDE.read_text(encoding="utf-8")).values() for name in names}
    said = Said([], [], [], 0.0)
    missed = 0.0
    for docs, gold, weight in SETS:
        if not gold.is_dir():
            print(f"{docs.name}: not on this machine, left out")
            continue
        outcome = evaluate(docs, gold, min_confidence=0)
        outcome = outcome.part(lambda document: PurePosixPath(document).stem not in aside)
        for claim in outcome.claims:
            if claim.measure is measure and claim.rule.startswith("["):
                said.rows.append(json.loads(claim.rule))
                said.right.append(claim.right)
                said.weights.append(weight)
        missed += weight * outcome.counts[measure].fn
    return replace(said, missed=missed)


def voices_row(row: list[Any], names: list[str]) -> list[float]:
    """One statement as the regression sees it: voices, then predicates alone, where known, where named."""
    predicate, *voices, named = row
    which = [PREDICATE * (predicate == name) for name in names]
    known = voices[RELATIONS.index("known")]
    return [*voices, *which, *(known * one for one in which), *(named * one for one in which)]


def by_predicate(title: str, names: list[str], weights: list[float]) -> list[str]:
    """A table of the file."""
    rows = (f'"{name}" = {round(PREDICATE * w, 3)}' for name, w in zip(names, weights, strict=False))
    return [f"[relations.{title}]", *rows, ""]


def main() -> None:
    """Gather, fit, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()

    names = [str(predicate) for predicate in PAIR_PREDICATES]
    tell_relations()
    said = judged(Measure.RELATION)
    known = np.array([right is not None for right in said.right])
    right, counts = np.array([held is True for held in said.right])[known], np.array(said.weights)[known]
    x = np.array([voices_row(row, names) for row in said.rows])[known]
    bias, weights, likely = fit(x, right, counts, 0.2)
    print(f"{len(x)} statements, {int(right.sum())} of them right, {said.missed:.0f} never thought of")
    lines = [
        "# How much each voice counts where several are weighed together.",
        "# Written by training/fit_balance.py.",
        "",
        "[relations]",
        f"bias = {bias}",
        *(f"{name} = {weight}" for name, weight in zip(RELATIONS, weights, strict=False)),
        f"threshold = {curve(likely, right, counts, said.missed, nearly=NEARLY, show=options.score)}",
        "",
        *by_predicate("predicates", names, weights[len(RELATIONS) :]),
        *by_predicate("known_as", names, weights[len(RELATIONS) + len(names) :]),
        *by_predicate("named", names, weights[len(RELATIONS) + 2 * len(names) :]),
    ]
    before = load_subject_balance("en")
    tell_subjects()
    said = judged(Measure.ABOUT)
    heard = [row.pop() for row in said.rows]
    missed = said.missed + sum(
        weight * (is_right is True and not is_heard)
        for weight, is_right, is_heard in zip(said.weights, said.right, heard, strict=True)
    )
    rows, held, weights = (
        [one for one, is_heard in zip(some, heard, strict=True) if is_heard]
        for some in (said.rows, said.right, said.weights)
    )
    said = Said(rows, held, weights, missed)
    # What a talk merely mentions is open in the scores; a reader would still not call it the subject.
    right, counts = np.array([held is True for held in said.right]), np.array(said.weights)
    known = np.array([held is not None for held in said.right])
    bias, weights, likely = fit(np.array(said.rows), right, counts, 1.0)
    print(f"{len(said.rows)} things named in talks, {int(right.sum())} of them subjects")
    threshold = curve(likely[known], right[known], counts[known], said.missed, nearly=0.0, show=options.score)
    lines += [
        "[subjects]",
        f"bias = {bias}",
        *(f"{name} = {weight}" for name, weight in zip(SUBJECTS, weights, strict=True)),
        f"faint = {before.faint}",  # set by hand: what is below is not weighed
        f"faint_employer = {before.faint_employer}",
        f"threshold = {threshold}",
    ]
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
