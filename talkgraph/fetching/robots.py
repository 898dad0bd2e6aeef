"""What servers ask programs to leave alone: their robots.txt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from talkgraph.errors import FetchError, UnreachableError
from talkgraph.fetching.asking import AGENT, ask

if TYPE_CHECKING:
    from talkgraph.fetching.address import Address
    from talkgraph.fetching.asking import Asking

__all__ = ["Robots"]

_LARGEST = 512 * 1024  # bytes; the rest of a longer file is not read


class Robots:
    """The robots.txt of servers, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[Address, RobotFileParser | FetchError] = {}

    def must_allow(self, address: Address, terms: Asking) -> None:
        """Do nothing if a page may be asked for.

        Raises:
            FetchError: robots.txt forbids it, or must not be asked for itself.
            UnreachableError: robots.txt cannot be read, so that it is not known.
        """
        place = address.at("/robots.txt")
        if place not in self._known:
            try:
                self._known[place] = _read(place, terms)
            except FetchError as error:
                self._known[place] = error
        found = self._known[place]
        if isinstance(found, UnreachableError):
            raise UnreachableError(address.url, f"{found.reason} (robots.txt is asked for first)") from found
        if isinstance(found, FetchError):
            raise FetchError(address.url, found.reason) from found
        if not found.can_fetch(AGENT, address.url):
            raise FetchError(address.url, f"{place.url} forbids programs to fetch it; save it with a browser")


def _read(place: Address, terms: Asking) -> RobotFileParser:
    """The rules of a server; none where it has no robots.txt."""
    reply = ask(place, replace(terms, max_bytes=_LARGEST, cut=True))
    rules = RobotFileParser(place.url)
    if reply.status >= 500 or 300 <= reply.status < 400:
        raise UnreachableError(place.url, f"answers with status {reply.status}; try again later")
    rules.parse(reply.body.decode("utf-8-sig", "replace").splitlines())
    return rules
