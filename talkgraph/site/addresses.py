"""Where pages are: each in a folder of its own, where its IRI says if any disk can have such a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from talkgraph.model import slug
from talkgraph.site.settings import folders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.model import Iri, Kind

__all__ = ["Addresses", "Here", "checked_address"]

_PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_PART = 100
_LONGEST = 200
_PARTS = range(2, 5)
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # no folder on Windows can be called so
_OURS = frozenset({"static"})
_DIGITS = 8


class Addresses:
    """The pages of things and recaps, by IRI.

    A page is where its IRI says below the base, as in
    ``technology/ipfs/index.html``, as long as that has only small ASCII
    letters, digits and hyphens. Such addresses are safe on every disk, and no
    two differ by capitals alone. Others are named anew, with a hash of the IRI.

    Args:
        kinds: of all things and recaps, by IRI.
        base: what most IRIs begin with.

    Attributes:
        moved: the IRIs whose pages are not where they say, in order.
    """

    def __init__(self, kinds: Mapping[Iri, Kind], base: str) -> None:
        self._folders: dict[Iri, str] = {}
        for iri in kinds:
            local = iri.value.removeprefix(base)
            if local != iri.value and _is_safe(local):
                self._folders[iri] = local
        self.moved: tuple[Iri, ...] = tuple(sorted(kinds.keys() - self._folders.keys()))
        taken = set(self._folders.values())
        for iri in self.moved:
            self._folders[iri] = _new_folder(iri, folders()[kinds[iri]], taken)
            taken.add(self._folders[iri])

    def path(self, iri: Iri) -> str:
        """The file of a page, below the root of the site."""
        return f"{self._folders[iri]}/index.html"


@dataclass(frozen=True, slots=True)
class Here:
    """A page, from which others are linked to.

    Attributes:
        path: its file, below the root of the site.
        addresses: of the others.
    """

    path: str
    addresses: Addresses

    @property
    def root(self) -> str:
        """The address of the root, from the page."""
        return "../" * self.path.count("/") or "./"

    def address(self, iri: Iri) -> str:
        """The address of the page of a thing or a recap, from this page."""
        return self.root + self.addresses.path(iri)


def checked_address(address: str) -> str:
    """The address of a site, with a slash at its end.

    Raises:
        ValueError: it is not a whole address of the web.

    >>> checked_address("https://example.org/talks")
    'https://example.org/talks/'
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{address!r} is no address of a site, such as https://example.org/talks/")
    return f"{address.rstrip('/')}/"


def _is_safe(local: str) -> bool:
    parts = local.split("/")
    return (
        len(local) <= _LONGEST
        and len(parts) in _PARTS
        and parts[0] not in _OURS
        and all(_PART.fullmatch(part) and len(part) <= _LONGEST_PART for part in parts)
        and not any(map(_RESERVED.fullmatch, parts))
    )


def _new_folder(iri: Iri, folder: str, taken: set[str]) -> str:
    words = slug(iri.value.rstrip("/#").rpartition("/")[2] or "x")
    digest = sha256(iri.value.encode("utf-8", "surrogatepass")).hexdigest()
    return next(
        path
        for length in range(_DIGITS, len(digest) + 1)
        if (path := f"{folder}/{words}-{digest[:length]}") not in taken
    )
