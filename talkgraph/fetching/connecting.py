"""Connections: to a place that was looked at, with a certificate, and not for longer than allowed."""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from talkgraph.errors import FetchError
from talkgraph.fetching.networks import kind_of_place, resolve

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from talkgraph.fetching.address import Address
    from talkgraph.fetching.deadline import Deadline
    from talkgraph.fetching.networks import Place

__all__ = ["Connection"]


class Connection(HTTPConnection):
    """A connection that is opened by its first request, by no proxy.

    A name is resolved once, every place that it leads to is looked at, and the
    connection is made to one of these very places: a second answer of the name
    service is never asked for.

    Args:
        address: whose server it is.
        deadline: when all of the fetch must be done.
        allow_private: whether places outside the public web are allowed.
    """

    def __init__(self, address: Address, deadline: Deadline, *, allow_private: bool) -> None:
        self.default_port = 443 if address.scheme == "https" else 80
        super().__init__(address.host, address.port)
        self._address = address
        self._deadline = deadline
        self._allow_private = allow_private

    def connect(self) -> None:
        """Open it.

        Raises:
            FetchError: the place is not allowed.
            OSError: nobody is there, it takes too long, or the certificate is not good.
        """
        places = resolve(self._address.host, self._address.port, self._deadline)
        for _, place in places:
            self._must_be_allowed(str(place[0]))
        raw = self._dial(places)
        try:
            self._must_be_allowed(str(raw.getpeername()[0]))
            self.sock = self._secured(raw) if self._address.scheme == "https" else raw
        except BaseException:
            raw.close()
            raise

    def _must_be_allowed(self, place: str) -> None:
        kind = None if self._allow_private else kind_of_place(place)
        if kind is not None:
            raise FetchError(
                self._address.url,
                f"leads to {place} ({kind}); only servers of the public web are asked, others with "
                "--allow-private",
            )

    def _dial(self, places: list[Place]) -> _TimedSocket:
        failure: OSError | None = None
        for number, (family, place) in enumerate(places):
            raw = _TimedSocket(family, socket.SOCK_STREAM)
            try:
                # A place that does not answer leaves time for the next one.
                raw.settimeout(self._deadline.left() / (len(places) - number))
                raw.connect(place)
                raw.settimeout(self._deadline.left())
            except OSError as error:
                raw.close()
                failure = error
                continue
            raw.deadline = self._deadline
            return raw
        raise failure or TimeoutError()

    def _secured(self, raw: _TimedSocket) -> ssl.SSLSocket:
        context = ssl.create_default_context()
        context.sslsocket_class = _TimedTlsSocket
        secured = context.wrap_socket(raw, server_hostname=self._address.host)
        if isinstance(secured, _TimedTlsSocket):
            secured.deadline = self._deadline
        return secured


class _TimedSocket(socket.socket):
    """A socket that waits for bytes until a deadline, however slowly they come."""

    deadline: Deadline | None = None

    def recv_into(self, buffer: WriteableBuffer, nbytes: int = 0, flags: int = 0) -> int:
        if self.deadline is not None:
            self.settimeout(self.deadline.left())
        return super().recv_into(buffer, nbytes, flags)


class _TimedTlsSocket(ssl.SSLSocket):
    """The same with encryption."""

    deadline: Deadline | None = None

    def recv_into(self, buffer: WriteableBuffer, nbytes: int | None = None, flags: int = 0) -> int:
        if self.deadline is not None:
            self.settimeout(self.deadline.left())
        return super().recv_into(buffer, nbytes, flags)
