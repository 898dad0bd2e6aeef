"""The address of a store that is asked over the network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from talkgraph.errors import RemoteStoreError

__all__ = ["Endpoint", "is_address", "store_place"]

_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The address of a SPARQL endpoint.

    Attributes:
        url: such as ``http://localhost:8890/sparql``.

    Raises:
        RemoteStoreError: it is no address, or holds a password, which would be shown in messages.
    """

    url: str

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            port_is_number = parts.port is None or parts.port >= 0
        except ValueError:
            port_is_number = False
        if not port_is_number or not is_address(self.url) or not parts.hostname:
            raise RemoteStoreError(self.url, "is no address of a store; it begins with http:// or https://")
        if parts.username is not None:
            bare = self.url.replace(f"{parts.netloc.rpartition('@')[0]}@", "", 1)
            raise RemoteStoreError(
                bare,
                "user and password do not belong into the address: "
                "set TALKGRAPH_USER and TALKGRAPH_PASSWORD, or write them into ~/.netrc",
            )

    def __str__(self) -> str:
        return self.url


def is_address(place: object) -> bool:
    """Whether a place is one on the network.

    >>> is_address("http://localhost:8890/sparql"), is_address("talkgraph.db")
    (True, False)
    """
    return str(place).casefold().startswith(_SCHEMES)


def store_place(place: Path | str | Endpoint) -> Path | Endpoint:
    """Where a store lies: a folder of this machine, or an address.

    >>> store_place("talkgraph.db"), store_place("https://example.org/sparql")
    (PosixPath('talkgraph.db'), Endpoint(url='https://example.org/sparql'))
    """
    if isinstance(place, Path | Endpoint):
        return place
    return Endpoint(place) if is_address(place) else Path(place)
