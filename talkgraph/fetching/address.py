"""Addresses on the web: which of them may be fetched, and what a recap from there is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from talkgraph.errors import FetchError

__all__ = ["Address", "parse_address", "source_name"]

_PORTS = {"http": 80, "https": 443}
_ALIEN = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_LOGIN = re.compile(r"(?<=//)[^/?#]*@")
_IN_PATH = "/%:@!$&'()*+,;=~"
_ESCAPED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked for, in one spelling.

    Attributes:
        scheme: ``http`` or ``https``.
        host: a name in ASCII, or an IP address, IPv6 without its brackets.
        port: always a number.
        target: path and query, in ASCII.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def place(self) -> str:
        """Host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """All of it as text."""
        return f"{self.scheme}://{self.place}{self.target}"

    def at(self, target: str) -> Address:
        """Another page of the same server."""
        return Address(self.scheme, self.host, self.port, target)

    def join(self, link: str) -> Address:
        """Where a header that names an address, read as Latin-1, leads from here.

        Raises:
            FetchError: to nothing that may be fetched.
        """
        escaped = quote(link.strip(), safe=_IN_PATH + "?#[]", encoding="latin-1", errors="replace")
        try:
            there = urljoin(self.url, escaped)
        except ValueError as error:
            raise FetchError(self.url, f"leads on to what is no address: {error}") from error
        return parse_address(there)


def parse_address(text: str) -> Address:
    """Read an address; what stands behind ``#`` is left out.

    >>> parse_address("HTTP://Example.ORG:80/café?a=1#top").url
    'http://example.org/caf%C3%A9?a=1'

    Raises:
        FetchError: it is none, is of another scheme than ``http`` and ``https``, or holds a password.
    """
    shown = _LOGIN.sub("…@", text)
    if _ALIEN.search(text):
        raise FetchError(shown, "an address holds no spaces, backslashes and control characters; write %20")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
        if ":" not in host:
            host = host.encode("idna").decode("ascii").lower()
        target = quote(parts.path or "/", safe=_IN_PATH)
        if parts.query:
            target += "?" + quote(parts.query, safe=_IN_PATH + "?")
    except ValueError as error:
        raise FetchError(shown, f"cannot be read as an address: {error}") from error
    if parts.scheme not in _PORTS:
        raise FetchError(shown, "only http:// and https:// are fetched; give the path of a file as it is")
    if "@" in parts.netloc:
        raise FetchError(shown, "a name or password in an address is not sent; fetch the page by other means")
    if not _HOST.fullmatch(host) or port == 0:
        raise FetchError(shown, "the address names no server that can be asked")
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], target)


def source_name(address: Address) -> str:
    """The name of a recap from there: host, path and query, the same for ``http`` and ``https``.

    >>> source_name(parse_address("https://example.org/2016/caf%C3%A9/"))
    'example.org/2016/café'
    """
    path, mark, query = address.target.partition("?")
    return address.place + _ESCAPED.sub(_readable, path.rstrip("/") + mark + query)


def _readable(match: re.Match[str]) -> str:
    """Escapes as the letters that they stand for, if they do."""
    text = unquote(match[0], errors="replace")
    return text if text.isprintable() and "\ufffd" not in text else match[0]
