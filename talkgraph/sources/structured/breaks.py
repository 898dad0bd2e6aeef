"""Which rows of a programme are no talks: breaks, and what was called off."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from talkgraph.model import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["is_break", "is_called_off"]

_FIRST_WORD = re.compile(r"\W*(\w+)\s*[]):\-–—|]")


def is_break(title: str) -> bool:
    """Whether a title is that of a break, or of what else is no talk.

    >>> is_break("Coffee Break!"), is_break("Coffee and computers")
    (True, False)
    """
    return fold(title) in _words()["titles"]


def is_called_off(title: str) -> bool:
    """Whether a title says that the talk is not given.

    >>> is_called_off("[CANCELED] Small pages"), is_called_off("Cancelled flights, and how we found them")
    (True, False)
    """
    first = _FIRST_WORD.match(title)
    return first is not None and fold(first[1]) in _words()["called-off"]


@cache
def _words() -> Mapping[str, frozenset[str]]:
    text = resources.files("talkgraph").joinpath("data/sources/breaks.toml").read_text("utf-8")
    return {key: frozenset(map(fold, words)) for key, words in tomllib.loads(text).items()}
