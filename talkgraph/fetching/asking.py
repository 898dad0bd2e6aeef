"""One page asked for, wherever it leads on to."""

from __future__ import annotations

import ssl
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING

import talkgraph
from talkgraph.errors import FetchError, UnreachableError
from talkgraph.fetching.bodies import ENCODINGS, read_body
from talkgraph.fetching.connecting import Connection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from email.message import Message

    from talkgraph.fetching.address import Address
    from talkgraph.fetching.deadline import Deadline

__all__ = ["AGENT", "Asking", "Reply", "ask"]

AGENT = f"talkgraph/{talkgraph.__version__}"
"""How requests call themselves."""

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPTED = (
    "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, text/x-rst;q=0.9, "
    "text/calendar;q=0.8, application/rss+xml;q=0.8, application/atom+xml;q=0.8, "
    "application/json;q=0.8, application/xml;q=0.7"
)


@dataclass(frozen=True, slots=True)
class Asking:
    """On which terms pages are asked for.

    Attributes:
        deadline: when all must be done.
        max_bytes: the most that a page may have.
        allow_private: whether places outside the public web are allowed.
        cut: whether a page that is too large is cut, rather than refused.
    """

    deadline: Deadline
    max_bytes: int
    allow_private: bool
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answers.

    Attributes:
        address: of the page that answers, behind all redirects.
        status: of HTTP.
        headers: of the answer.
        body: unpacked; empty unless the status is 200.
    """

    address: Address
    status: int
    headers: Message
    body: bytes


def ask(
    address: Address,
    terms: Asking,
    *,
    allowed: Callable[[Address], None] | None = None,
    fits: Callable[[Message, Address], object] | None = None,
    conditions: Callable[[Address], Mapping[str, str]] | None = None,
) -> Reply:
    """Ask for a page, and for those that it leads on to.

    Nothing is sent but the address, the name and version of talkgraph, what is
    read, and the conditions: no cookies, no referrer.

    Args:
        address: of the page.
        terms: for each request.
        allowed: called before each page is asked for; it raises what forbids it.
        fits: called with the head of an answer before its body is read; it raises what speaks against it.
        conditions: gives headers for a page.

    Raises:
        FetchError: the page, or one that it leads on to, must not be asked for or is no good.
        UnreachableError: a server is not reached or breaks off.
    """
    for _ in range(_MOST_REDIRECTS + 1):
        if allowed is not None:
            allowed(address)
        reply = _ask_once(address, terms, fits, conditions(address) if conditions else {})
        link = reply.headers.get("Location")
        if reply.status not in _REDIRECTS or not link:
            return reply
        address = address.join(link)
    raise FetchError(
        address.url, f"is more than {_MOST_REDIRECTS} redirects away; give the page's own address"
    )


def _ask_once(
    address: Address,
    terms: Asking,
    fits: Callable[[Message, Address], object] | None,
    conditions: Mapping[str, str],
) -> Reply:
    headers = {
        "User-Agent": AGENT,
        "Accept": _ACCEPTED,
        "Accept-Encoding": ENCODINGS,
        "Connection": "close",
        **conditions,
    }
    url = address.url
    try:
        with closing(Connection(address, terms.deadline, allow_private=terms.allow_private)) as connection:
            connection.request("GET", address.target, headers=headers)
            with closing(connection.getresponse()) as response:
                body = b""
                if response.status == 200:
                    if fits is not None:
                        fits(response.headers, address)
                    body = read_body(response, url, terms.max_bytes, cut=terms.cut)
                return Reply(address, response.status, response.headers, body)
    except ssl.SSLCertVerificationError as error:
        raise FetchError(url, f"its certificate is not trusted: {error.verify_message}") from error
    except TimeoutError as error:
        raise UnreachableError(
            url, f"took more than {terms.deadline.seconds:g} seconds; --fetch-seconds allows more"
        ) from error
    except OSError as error:
        raise UnreachableError(url, f"cannot be reached: {error.strerror or error}") from error
    except (HTTPException, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise UnreachableError(url, f"gives an answer that is no HTTP: {reason}") from error
