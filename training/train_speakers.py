"""Train the model that tells speakers from other people, and write its weights into the package.

python training/train_speakers.py                 leave one section in ten out, score it, write
python training/train_speakers.py --hold-out 0    train on everything, write
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from annotated import annotated
from fitting import fit, save
from paragraphs import is_held_out, training_files

from talkgraph.extraction.layout import blocks_of
from talkgraph.extraction.linear import LinearModel
from talkgraph.extraction.sections import Passage
from talkgraph.extraction.speaking import SPEAKS, speaker_features
from talkgraph.model import fold

if TYPE_CHECKING:
    from paragraphs import Paragraph
    from spacy.tokens import Doc

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "talkgraph" / "data" / "en" / "speakers.json"

Person = tuple[str, bool, list[tuple[str, ...]]]  # key, speaks, features of each mention


def people_of(doc: Doc, paragraph: Paragraph) -> list[Person]:
    """The persons of each block of a paragraph, and whether the paragraph says that they spoke."""
    speakers: set[str] = set()
    for line in paragraph.relations:
        found = re.search(r";\s*by:\s*([^;]*)", line) if line.startswith("talk:") else None
        if found:
            speakers |= {fold(name) for name in found[1].split(",")}
    forms = {n.key: {fold(form) for form in n.forms} for n in doc.user_data["talkgraph.names"]}
    out: list[Person] = []
    named: set[str] = set()
    for block, start, end in blocks_of(doc):
        for key, rows in speaker_features(doc, Passage(block, start, end), list(doc.spans["names"])).items():
            speaks = bool(speakers & forms.get(key, set()))
            if rows and not (speaks and key in named):
                out.append((key, speaks, [features for _, features in rows]))
            if speaks:
                named.add(key)
    return out


def score(bias: float, weights: dict[str, float], data: list[list[Person]]) -> None:
    """Print precision, recall and F1 over persons at several thresholds."""
    model = LinearModel({SPEAKS: bias}, {SPEAKS: weights})
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        tp = fp = fn = 0
        for paragraph in data:
            for _, speaks, rows in paragraph:
                found = max(model.probability(SPEAKS, features) for features in rows) >= threshold
                tp, fp, fn = tp + (found and speaks), fp + (found and not speaks), fn + (speaks and not found)
        p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
        f1 = 2 * p * r / max(1e-9, p + r)
        print(f"threshold {threshold}: P {p:.3f}  R {r:.3f}  F1 {f1:.3f}  ({tp + fn} speakers)")


def main() -> None:
    """Parse options, train, score or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hold-out", type=int, default=10, metavar="N", help="leave one section in N out")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    paths = training_files(related=True)
    held: list[list[Person]] = []
    kept: list[list[Person]] = []
    for doc, paragraph in annotated(paths, later=("talkgraph_merger",)):
        out = is_held_out(paragraph.document.source, options.hold_out)
        (held if out else kept).append(people_of(doc, paragraph))
    rows = [
        (features, speaks) for paragraph in kept for _, speaks, all_ in paragraph for features in all_[:1]
    ]
    bias, weights = fit(rows)
    if held:
        score(bias, weights, held)
    save(options.output, {SPEAKS: (bias, weights)})
    print(f"{options.output.name}: {options.output.stat().st_size / 1e6:.2f} MB, {len(rows)} persons")


if __name__ == "__main__":
    main()
