"""Where names lead to, and which of those places are not the public web."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.fetching.deadline import Deadline

__all__ = ["Place", "kind_of_place", "resolve"]

Place = tuple[socket.AddressFamily, tuple[Any, ...]]
"""A family of addresses, and a socket address of it."""

_TRANSLATED = IPv6Network("64:ff9b::/96")  # IPv4 behind NAT64


def kind_of_place(text: str) -> str | None:
    """What kind of address that is not of the public web an IP address is; None for a public one.

    >>> kind_of_place("127.0.0.1"), kind_of_place("::ffff:10.0.0.1"), kind_of_place("93.184.216.34")
    ('loopback', 'private', None)
    """
    return next(filter(None, map(_kind, _meant(ip_address(text)))), None)


def _meant(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """An address, and the IPv4 addresses that it leads to."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            yield address.ipv4_mapped
            return
        if address.sixtofour:
            yield address.sixtofour
        if address in _TRANSLATED:
            yield IPv4Address(int(address) & 0xFFFFFFFF)
    yield address


def _kind(address: IPv4Address | IPv6Address) -> str | None:
    kinds = {
        "unspecified": address.is_unspecified,
        "loopback": address.is_loopback,
        "link-local": address.is_link_local,
        "multicast": address.is_multicast,
        "reserved": address.is_reserved,
        "private": not address.is_global or (isinstance(address, IPv6Address) and address.is_site_local),
    }
    return next((kind for kind, holds in kinds.items() if holds), None)


def resolve(host: str, port: int, deadline: Deadline) -> list[Place]:
    """The places that a name, or an address in whatever spelling, leads to.

    Raises:
        OSError: the name is not known, or the answer takes too long.
    """
    found: list[Place] = []
    failures: list[Exception] = []

    def ask() -> None:
        try:
            for family, _, _, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append((family, place))
        except (OSError, ValueError) as error:
            failures.append(error)

    # The system's resolver takes no time limit, so that it is left behind where it is too slow.
    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if failures:
        raise OSError(f"the name {host} is not known ({_words(failures[0])})") from failures[0]
    if thread.is_alive() or not found:
        raise TimeoutError
    return list(dict.fromkeys(found))


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
