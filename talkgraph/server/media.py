"""Media types: which the endpoint knows, and which of them a client wants."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["HTML", "Accepted", "MediaType", "accepted", "choose", "media_types"]

_TABLE = Path(__file__).resolve().parent.parent / "data" / "mediatypes.toml"


@dataclass(frozen=True, slots=True)
class MediaType:
    """A media type that can be answered in.

    Attributes:
        name: as it stands in ``Content-Type``, without a charset.
        format: Oxigraph's name of the format; empty for a page.
        ending: its short name.
        also: other names that mean the same.
    """

    name: str
    format: str = ""
    ending: str = ""
    also: tuple[str, ...] = ()


HTML = MediaType("text/html", ending="html", also=("application/xhtml+xml",))


@dataclass(frozen=True, slots=True)
class Accepted:
    """One entry of an ``Accept`` header.

    Attributes:
        range: such as ``text/csv``, ``text/*`` or ``*/*``, in lower case.
        quality: 0 to 1; 0 means not at all.
    """

    range: str
    quality: float = 1.0

    def covers(self, name: str) -> int:
        """How closely the range names a media type: 3 itself, 2 its family, 1 anything, 0 not."""
        if self.range == name:
            return 3
        if self.range == f"{name.partition('/')[0]}/*":
            return 2
        return int(self.range == "*/*")


@cache
def media_types(family: str) -> tuple[MediaType, ...]:
    """The types of one family.

    Args:
        family: ``results`` for tables and yes or no, ``graphs`` for triples.
    """
    return _families()[family]


@cache
def _families() -> Mapping[str, tuple[MediaType, ...]]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            family: tuple(
                MediaType(row["type"], row["format"], row["ending"], tuple(row.get("also", ())))
                for row in rows
            )
            for family, rows in table.items()
        }
    )


def accepted(header: str | None) -> tuple[Accepted, ...]:
    """The entries of an ``Accept`` header; anything at all without one.

    Parameters other than ``q`` are passed over, and what cannot be read is left out.

    >>> accepted("text/csv;q=0.5, */*; q=0.1")
    (Accepted(range='text/csv', quality=0.5), Accepted(range='*/*', quality=0.1))
    """
    found = []
    for part in (header or "*/*").split(","):
        range_, *parameters = (word.strip().lower() for word in part.split(";"))
        quality = _quality(parameters)
        if "/" in range_ and quality is not None:
            found.append(Accepted(range_, quality))
    return tuple(found)


def choose(header: str | None, offered: Sequence[MediaType]) -> MediaType | None:
    """The offered type that a client wants most; None if it wants none of them.

    Of equally wanted ones the first offered is taken (RFC 9110, section 12.5.1).

    Args:
        header: the ``Accept`` header.
        offered: what can be given, the best first.
    """
    entries = accepted(header)
    best: tuple[float, MediaType] | None = None
    for media in offered:
        quality = _quality_of(entries, media)
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, media
    return best[1] if best else None


def _quality_of(entries: Sequence[Accepted], media: MediaType) -> float:
    """How much a type is wanted: by its own name if that is there, else by the best of its names."""
    if any(entry.range == media.name for entry in entries):
        return _wanted(entries, media.name)
    return max(_wanted(entries, name) for name in (media.name, *media.also))


def _wanted(entries: Sequence[Accepted], name: str) -> float:
    """The quality that the closest entry gives a type."""
    covering = [(entry.covers(name), entry.quality) for entry in entries if entry.covers(name)]
    return max(covering)[1] if covering else 0.0


def _quality(parameters: Sequence[str]) -> float | None:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return None
    return 1.0
