"""When two names are the same, and how much two titles share."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from talkgraph.evaluation.vocabulary import articles

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["key_of", "keys_of", "shared_words"]

_IGNORED = re.compile(r"[^a-z0-9+#]")
_WORD = re.compile(r"\w+")


def key_of(name: str) -> str:
    """What two spellings of one name have in common.

    Case, accents, punctuation, spaces and a leading article make no
    difference. This is laxer than ``talkgraph.model.fold``: a gold name may be
    written with an article, and names in other scripts are compared whole.

    >>> key_of("The Théâtre de Paris"), key_of("Node.js"), key_of("C++"), key_of("東京")
    ('theatredeparis', 'nodejs', 'c++', '東京')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    bare = _IGNORED.sub("", _leading_article().sub("", plain.strip()))
    return bare or name.strip().lower()


def keys_of(names: Iterable[str]) -> frozenset[str]:
    """The keys of several names."""
    return frozenset(map(key_of, names))


def shared_words(one: str | None, other: str | None) -> float:
    """How many of the words of two titles stand in both: 0 for none, 1 for all.

    >>> shared_words("Scaling search", "Search at scale: scaling it")
    0.4
    """
    first, second = (set(_WORD.findall((title or "").lower())) for title in (one, other))
    return len(first & second) / len(first | second) if first and second else 0.0


@cache
def _leading_article() -> re.Pattern[str]:
    return re.compile(rf"^({'|'.join(map(re.escape, articles()))})\s+")
