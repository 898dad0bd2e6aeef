"""The words of reports: tables of ``data/en/reports``, and lists of names in a sentence."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["listed", "weighing", "wording"]

_MOST_NAMES = 4


@cache
def wording(name: str) -> dict[str, Any]:
    """The words of one report, as its data file gives them."""
    path = files("talkgraph").joinpath("data", "en", "reports", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def weighing(name: str) -> dict[str, Any]:
    """The numbers of one report, as its data file gives them."""
    path = files("talkgraph").joinpath("data", "reports", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def listed(names: Sequence[str], *, most: int = _MOST_NAMES) -> str:
    """Some names as a sentence lists them.

    >>> listed(["Ada", "Grace", "Joan"]), listed(["Ada", "Grace", "Joan"], most=1)
    ('Ada, Grace and Joan', 'Ada and 2 more')
    """
    words = wording("reasons")["list"]
    shown = list(names[:most])
    if len(names) > len(shown):
        shown.append(words["more"].format(count=len(names) - len(shown)))
    if len(shown) < 2:
        return "".join(shown)
    return str(words["comma"].join(shown[:-1]) + words["last"] + shown[-1])
