"""Train the relation classifier and write its weights into the package.

python training/train_relations.py                 leave one section in ten out, score it, write
python training/train_relations.py --hold-out 0    train on everything, write
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from annotated import annotated
from fitting import fit, save
from paragraphs import is_held_out, training_files

from talkgraph.extraction.linear import LinearModel
from talkgraph.extraction.pairs import EVENT_PREDICATES, PAIR_PREDICATES, pairs_of
from talkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from paragraphs import Paragraph
    from spacy.tokens import Doc

    from talkgraph.extraction.pairs import Pair

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "talkgraph" / "data" / "en" / "relations.json"
_LINES = {
    "worksFor": (Predicate.WORKS_FOR, False),
    "formerlyWorkedFor": (Predicate.FORMERLY_WORKED_FOR, False),
    "created": (Predicate.CREATED, False),
    "organizes": (Predicate.ORGANIZER, True),
    "hosts": (Predicate.HOST, True),
    "sponsors": (Predicate.SPONSOR, True),
    "uses": (Predicate.USES, False),
    "buildsOn": (Predicate.BUILDS_ON, False),
    "partOf": (Predicate.PART_OF, False),
    "alternativeTo": (Predicate.ALTERNATIVE_TO, False),
    "inspiredBy": (Predicate.INSPIRED_BY, False),
    "basedIn": (Predicate.LOCATION, False),
}

Fact = tuple[str, Predicate, str]
Example = tuple["Pair", frozenset[Predicate], frozenset[Predicate]]
Row = tuple[tuple[str, ...], bool]


def facts_of(paragraph: Paragraph, *, doubtful: bool = False) -> set[Fact]:
    """What the relation lines of a paragraph state, or the doubtful ones may, by surface names."""
    out = set()
    for line in paragraph.doubtful if doubtful else paragraph.relations:
        name, _, rest = line.partition(": ")
        if name in _LINES and " -> " in rest:
            predicate, turned = _LINES[name]
            subject, target = (part.strip() for part in rest.split(" -> ", 1))
            out.add((target, predicate, subject) if turned else (subject, predicate, target))
    return out


def examples(doc: Doc, paragraph: Paragraph) -> list[Example]:
    """The candidate pairs of a paragraph, each with the predicates that hold and those that may."""
    stated, doubtful = facts_of(paragraph), facts_of(paragraph, doubtful=True)
    forms = {(str(n.kind), n.key): set(n.forms) for n in doc.user_data["talkgraph.names"]}
    talks = [(t.start, t.end, t.speakers) for t in doc.user_data["talkgraph.talks"]]
    mentions = sorted([*doc.spans["names"], *doc.spans["references"]], key=lambda m: m.start)
    out = []
    for pair in pairs_of(doc, mentions, talks):
        held, may = (_predicates(pair, facts, forms, doc) for facts in (stated, doubtful))
        out.append((pair, held, may - held))
    return out


def _predicates(
    pair: Pair, facts: set[Fact], forms: dict[tuple[str, str], set[str]], doc: Doc
) -> frozenset[Predicate]:
    """Those that facts state of a pair."""
    targets = forms.get((pair.object.label_, pair.object.id_), set())
    if pair.subject is None:
        return frozenset(p for p, o in stated_of_event(facts, doc) if o in targets)
    subjects = forms.get((pair.subject.label_, pair.subject.id_), set())
    both = {p for s, p, o in facts if p == Predicate.ALTERNATIVE_TO and o in subjects and s in targets}
    return frozenset({p for s, p, o in facts if s in subjects and o in targets} | both)


def stated_of_event(facts: set[Fact], doc: Doc) -> set[tuple[Predicate, str]]:
    """What is stated of any event: predicate and object."""
    return {(p, o) for s, p, o in facts if p in EVENT_PREDICATES and _is_event(s, doc)}


def plain_cases(data: list[Example]) -> list[tuple[Pair, frozenset[Predicate], frozenset[Predicate]]]:
    """Each fact at the one place in its paragraph where the names stand closest.

    A fact is stated once, but its names may meet again; those other meetings
    teach nothing and are left out, as the third set of each triple, and so is
    what readers could disagree on.
    """
    best: dict[tuple[object, ...], tuple[float, int]] = {}
    for i, (pair, held, _) in enumerate(data):
        for predicate in held:
            key = (predicate, _who(pair))
            best[key] = min(best.get(key, (1e9, 0)), (_distance(pair), i))
    out = []
    for i, (pair, held, may) in enumerate(data):
        here = frozenset(p for p in held if best[(p, _who(pair))][1] == i)
        out.append((pair, here, (held - here) | may))
    return out


def _who(pair: Pair) -> tuple[object, ...]:
    subject = (pair.subject.label_, pair.subject.id_) if pair.subject is not None else None
    return subject, pair.object.label_, pair.object.id_


def _distance(pair: Pair) -> float:
    if pair.subject is None:
        return float(pair.object.start)
    return (
        abs(pair.subject.start - pair.object.start)
        + (0 if pair.patterns else 3)
        + 50 * ("across" in pair.features)
    )


def _is_event(name: str, doc: Doc) -> bool:
    return any(n.kind == Kind.EVENT and name in n.forms for n in doc.user_data["talkgraph.names"])


def rows_of(paragraphs: list[list[Example]], predicate: Predicate, *, of_event: bool) -> list[Row]:
    """The examples that a predicate can hold for."""
    return [
        (pair.features, predicate in held)
        for data in paragraphs
        for pair, held, left_out in plain_cases(data)
        if predicate in pair.predicates and (pair.subject is None) is of_event and predicate not in left_out
    ]


def train(data: list[list[Example]]) -> dict[str, tuple[float, dict[str, float]]]:
    """A model a predicate, and one more for statements about the recap's own event."""
    models = {}
    for of_event, predicates in ((False, PAIR_PREDICATES), (True, EVENT_PREDICATES)):
        for predicate in predicates:
            rows = rows_of(data, predicate, of_event=of_event)
            if sum(label for _, label in rows) >= 8:
                models[f"event {predicate}" if of_event else str(predicate)] = fit(rows)
    return models


def score(models: dict[str, tuple[float, dict[str, float]]], data: list[list[Example]]) -> None:
    """Print precision, recall and F1 per predicate, facts counted once a paragraph, at several thresholds."""
    model = LinearModel({k: b for k, (b, _) in models.items()}, {k: w for k, (_, w) in models.items()})
    print(f"{'':28}" + "".join(f"{t:^22}" for t in (0.35, 0.5, 0.65)))
    sums: dict[float, list[int]] = defaultdict(lambda: [0, 0, 0])
    for label in sorted(models):
        of_event = label.startswith("event ")
        predicate = Predicate(label.removeprefix("event "))
        cells = []
        for threshold in (0.35, 0.5, 0.65):
            tp = fp = fn = 0
            for paragraph in data:
                found, wanted = set(), set()
                for pair, held, may in paragraph:
                    fits = predicate in pair.predicates and (pair.subject is None) is of_event
                    if not fits or predicate in may:
                        continue
                    key = ((pair.subject.label_, pair.subject.id_) if pair.subject else None, pair.object.id_)
                    if predicate in held:
                        wanted.add(key)
                    if model.probability(label, pair.features) >= threshold:
                        found.add(key)
                tp, fp, fn = tp + len(found & wanted), fp + len(found - wanted), fn + len(wanted - found)
            for i, n in enumerate((tp, fp, fn)):
                sums[threshold][i] += n
            cells.append(_cell(tp, fp, fn))
        print(f"{label:28}" + "".join(cells))
    print(f"{'all':28}" + "".join(_cell(*sums[t]) for t in (0.35, 0.5, 0.65)))


def _cell(tp: int, fp: int, fn: int) -> str:
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return f"  {p:.2f} {r:.2f} {2 * p * r / max(1e-9, p + r):.2f} ({tp + fn:3})"


def main() -> None:
    """Parse options, train, score or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hold-out", type=int, default=10, metavar="N", help="leave one section in N out")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    paths = training_files(related=True)
    held: list[list[Example]] = []
    kept: list[list[Example]] = []
    for doc, paragraph in annotated(paths):
        out = is_held_out(paragraph.document.source, options.hold_out)
        (held if out else kept).append(examples(doc, paragraph))
    models = train(kept)
    if held:
        score(models, held)
    save(options.output, models)
    print(f"{options.output.name}: {options.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
