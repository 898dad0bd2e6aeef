"""Small linear models with readable features: logistic regression, one weight a feature.

Trained by the scripts under ``training/`` and kept as JSON that can be read:
for each label a bias and the weights of features by name. The probability of
a label is the logistic function of the sum.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["LinearModel", "load_linear_model"]


@dataclass(frozen=True)
class LinearModel:
    """Weights by label.

    Attributes:
        biases: by label.
        weights: by label, then by feature.
    """

    biases: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def probability(self, label: str, features: Iterable[str]) -> float:
        """How likely a label is, 0 to 1; features without a weight count nothing.

        >>> model = LinearModel({"uses": -1.0}, {"uses": {"between=use": 3.0}})
        >>> round(model.probability("uses", ["between=use", "unknown"]), 3)
        0.881
        """
        weights = self.weights[label]
        total = self.biases[label] + math.fsum(filter(None, map(weights.get, features)))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def telling(self, label: str, features: Iterable[str], most: int = 3) -> list[str]:
        """The features that speak most for a label, the strongest first."""
        weights = self.weights[label]
        known = sorted({f for f in features if weights.get(f, 0.0) > 0.0}, key=lambda f: (-weights[f], f))
        return known[:most]


@cache
def load_linear_model(language: str, name: str) -> LinearModel:
    """A packaged model; read once a process.

    Args:
        language: two-letter code.
        name: file name without ``.json`` under ``talkgraph/data/<language>/``.
    """
    path = files("talkgraph").joinpath("data", language, f"{name}.json")
    table = json.loads(path.read_text(encoding="utf-8"))
    return LinearModel(
        {label: entry["bias"] for label, entry in table.items()},
        {label: entry["weights"] for label, entry in table.items()},
    )
