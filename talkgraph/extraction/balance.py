"""How much the encoder, the linear model and the patterns count when they are weighed together."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.model import Predicate

__all__ = ["Balance", "load_balance", "logit"]

_EDGE = 0.003  # probabilities are taken no nearer to 0 and 1


@dataclass(frozen=True, slots=True)
class Balance:
    """A logistic regression over what the three say; fitted by ``training/encoder/fit_balance.py``.

    Attributes:
        bias: of all relations.
        encoder, linear: weights of the logits of the two models.
        pattern: added where a pattern states it.
        of_event: added for statements about the recap's own event.
        predicates: added for each predicate.
        threshold: probability from which a statement holds.
    """

    bias: float
    encoder: float
    linear: float
    pattern: float
    of_event: float
    predicates: Mapping[str, float]
    threshold: float

    def weigh(
        self, predicate: Predicate, *, of_event: bool, encoder: float, linear: float, pattern: bool
    ) -> float:
        """The probability that a statement is right, 0 to 1."""
        total = (
            self.bias
            + self.encoder * logit(encoder)
            + self.linear * logit(linear)
            + self.pattern * pattern
            + self.of_event * of_event
            + self.predicates.get(str(predicate), 0.0)
        )
        return round(1.0 / (1.0 + math.exp(-total)), 4)


def logit(likely: float) -> float:
    """The log odds of a probability, which is taken no nearer to 0 and 1 than 0.003.

    >>> logit(0.5), round(logit(0.0), 2)
    (0.0, -5.81)
    """
    bounded = min(1 - _EDGE, max(_EDGE, likely))
    return math.log(bounded / (1 - bounded))


@cache
def load_balance(language: str, name: str = "balance") -> Balance:
    """The balance of a language; read once a process."""
    path = files("talkgraph").joinpath("data", language, f"{name}.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Balance(predicates=table.pop("predicates"), **table)
