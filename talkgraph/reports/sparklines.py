"""A small chart of one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["sparkline"]

_BARS = "▁▂▃▄▅▆▇█"
_NO_SHARE = "·"


def sparkline(shares: Mapping[int, float]) -> str:
    """The shares of the years from the first to the last, the highest as a full bar.

    A year without a share is a dot, a share of nothing the lowest bar.

    Args:
        shares: by year, the years in order.

    >>> sparkline({2014: 0.0, 2015: 0.1, 2017: 0.4})
    '▁▃·█'
    """
    if not shares:
        return ""
    highest = max(shares.values())
    return "".join(
        _bar(shares[year], highest) if year in shares else _NO_SHARE
        for year in range(min(shares), max(shares) + 1)
    )


def _bar(share: float, highest: float) -> str:
    return _BARS[round((len(_BARS) - 1) * share / highest)] if highest > 0 else _BARS[0]
