"""Logistic regressions over readable features, fitted with scikit-learn and kept as JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["fit", "save"]

_SMALLEST = 0.05  # weights below it are dropped


def fit(
    rows: Sequence[tuple[Sequence[str], bool]], *, strength: float = 1.0, rarest: int = 3
) -> tuple[float, dict[str, float]]:
    """Bias and weights of one label.

    Args:
        rows: features of each example, and whether the label holds.
        strength: inverse of the L2 penalty.
        rarest: features seen in fewer examples are left out.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(feature for features, _ in rows for feature in features)
    tables = [{f: 1.0 for f in features if counts[f] >= rarest} for features, _ in rows]
    vectors = DictVectorizer(sort=True)
    matrix = vectors.fit_transform(tables)
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = LogisticRegression(C=strength, solver="liblinear", random_state=7, max_iter=500)
    model.fit(matrix, [label for _, label in rows])
    weights = zip(vectors.feature_names_, model.coef_[0], strict=True)
    kept = {name: round(float(weight), 3) for name, weight in weights if abs(weight) >= _SMALLEST}
    return round(float(model.intercept_[0]), 3), kept


def save(path: Path, models: Mapping[str, tuple[float, Mapping[str, float]]]) -> None:
    """Write models by label, sorted, one label a line."""
    lines = []
    for label, (bias, weights) in sorted(models.items()):
        table = {"bias": bias, "weights": dict(sorted(weights.items()))}
        lines.append(f"{json.dumps(label)}: {json.dumps(table, ensure_ascii=False)}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
