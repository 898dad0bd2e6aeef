"""How certain a claim must be to make a statement."""

from __future__ import annotations

__all__ = ["DEFAULT_MIN_CONFIDENCE", "checked_confidence", "kept_confidence"]

DEFAULT_MIN_CONFIDENCE = 0.35
"""The confidence from which claims make statements, unless a build is told another."""

DIGITS = 4
"""Decimal places of a confidence in the graph."""


def kept_confidence(confidence: float) -> float:
    """A confidence as the graph keeps it, so that a graph and what it was made of are judged alike.

    >>> kept_confidence(0.29996), kept_confidence(0.5)
    (0.3, 0.5)
    """
    return round(confidence, DIGITS)


def checked_confidence(number: float) -> float:
    """A number that is a confidence.

    Raises:
        ValueError: it is not from 0 to 1.

    >>> checked_confidence(1)
    1.0
    """
    if not 0 <= number <= 1:  # also true of no number at all
        raise ValueError(f"{number!r} is no confidence; those are from 0 to 1")
    return float(number)
