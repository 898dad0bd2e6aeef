"""From addresses to files: asks, keeps, and says what it did."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.errors import FetchError, UnreachableError
from talkgraph.fetching.address import parse_address, source_name
from talkgraph.fetching.asking import Asking, ask
from talkgraph.fetching.deadline import Deadline
from talkgraph.fetching.forms import suffix_of
from talkgraph.fetching.keeping import keep, kept
from talkgraph.fetching.robots import Robots
from talkgraph.sources import DEFAULT_MAX_BYTES, SourceFile
from talkgraph.sources.decoding import recode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.fetching.address import Address
    from talkgraph.fetching.asking import Reply
    from talkgraph.fetching.keeping import Kept

__all__ = ["DEFAULT_SECONDS", "FetchOutcome", "FetchStatus", "FetchedRecap", "fetch_recap", "fetch_recaps"]

logger = logging.getLogger(__name__)

DEFAULT_SECONDS = 30.0
_OK, _NOT_MODIFIED, _TOO_MANY = 200, 304, 429


class FetchStatus(StrEnum):
    """What became of a fetch."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"  # the server says that the kept copy is still the page
    FROM_CACHE = "from cache"  # the server could not be asked


@dataclass(frozen=True, slots=True)
class FetchedRecap:
    """A recap from the web, in a file.

    Attributes:
        url: its address, as it was asked for, in one spelling.
        final_url: where the page was found, behind all redirects.
        path: the file that keeps it.
        source: its name in documents and messages: host, path and query.
        status: what became of the fetch.
        reason: why the kept copy stands in for the page; empty where it does not.
    """

    url: str
    final_url: str
    path: Path
    source: str
    status: FetchStatus
    reason: str = ""

    @property
    def file(self) -> SourceFile:
        """What ``build`` and ``read_recaps`` take."""
        return SourceFile(self.path, self.source, self.url)


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What became of several fetches.

    Attributes:
        recaps: those that are there, sorted by source.
        failures: why others are not.
    """

    recaps: tuple[FetchedRecap, ...]
    failures: tuple[FetchError, ...]


def fetch_recaps(
    urls: Iterable[str],
    *,
    cache: Path | str,
    max_bytes: int = DEFAULT_MAX_BYTES,
    seconds: float = DEFAULT_SECONDS,
    allow_private: bool = False,
    refetch: bool = False,
) -> FetchOutcome:
    """Fetch recaps, one after the other; what fails does not keep the others.

    Args:
        urls: their addresses; their order makes no difference.
        cache: as for ``fetch_recap``, as the other options are.
        max_bytes: size limit of each.
        seconds: time limit of each.
        allow_private: whether servers may have addresses outside the public web.
        refetch: whether all are fetched whole, and no copy stands in.

    Raises:
        ValueError: the time limit is none.
    """
    robots = Robots()
    recaps: dict[str, FetchedRecap] = {}
    failures: list[FetchError] = []
    for name, url in _named(urls, failures).items():
        terms = Asking(Deadline(seconds), max_bytes, allow_private)
        try:
            recaps[name] = _fetch(parse_address(url), Path(cache), terms, robots, refetch=refetch)
        except FetchError as error:
            logger.debug("not fetched", exc_info=error)
            failures.append(error)
    return FetchOutcome(tuple(recaps[name] for name in sorted(recaps)), tuple(failures))


def _named(urls: Iterable[str], failures: list[FetchError]) -> dict[str, str]:
    """Addresses by the names of their recaps, each name once."""
    named: dict[str, str] = {}
    for text in sorted(set(urls)):
        try:
            address = parse_address(text)
        except FetchError as error:
            failures.append(error)
            continue
        other = named.setdefault(source_name(address), address.url)
        if other != address.url:
            failures.append(
                FetchError(address.url, f"would have the same name as {other}; give one of the two")
            )
    return named


def fetch_recap(
    url: str,
    *,
    cache: Path | str,
    max_bytes: int = DEFAULT_MAX_BYTES,
    seconds: float = DEFAULT_SECONDS,
    allow_private: bool = False,
    refetch: bool = False,
) -> FetchedRecap:
    """Fetch a recap from the web into a file.

    A kept copy is asked about by what the server tells its versions by, and
    stands in for the page where the server is not reached or in trouble.
    Redirects are followed five times. The robots.txt of every server on the way
    is respected. No proxy is used, and no cookie or password sent.

    Args:
        url: an address of ``http`` or ``https``.
        cache: the folder that keeps pages; made if it is not there.
        max_bytes: size limit of the page, packed and unpacked.
        seconds: time limit of all of it, at most a day.
        allow_private: whether a server may have an address outside the public
            web: a private, loopback, link-local or reserved one.
        refetch: whether the page is fetched whole, whatever copy is kept, and no copy stands in.

    Raises:
        FetchError: the address must not be fetched, or what is there is no recap.
        UnreachableError: the server is not reached or in trouble, and no copy is kept.
        ValueError: the time limit is none.
    """
    terms = Asking(Deadline(seconds), max_bytes, allow_private)
    return _fetch(parse_address(url), Path(cache), terms, Robots(), refetch=refetch)


def _fetch(address: Address, folder: Path, terms: Asking, robots: Robots, *, refetch: bool) -> FetchedRecap:
    copy = None if refetch else kept(folder, address)
    try:
        reply = ask(
            address,
            terms,
            allowed=partial(robots.must_allow, terms=terms),
            fits=suffix_of,
            conditions=partial(_conditions, copy),
        )
        if reply.status == _NOT_MODIFIED and copy is not None:
            return _recap(address, copy, FetchStatus.UNCHANGED)
        return _recap(address, _kept_anew(folder, address, reply), FetchStatus.FETCHED)
    except FetchError as error:
        if copy is not None and isinstance(error, UnreachableError):
            return _recap(address, copy, FetchStatus.FROM_CACHE, error.reason)
        if error.url == address.url:
            raise
        raise type(error)(address.url, f"leads on to {error.url}: {error.reason}") from error


def _recap(address: Address, copy: Kept, status: FetchStatus, reason: str = "") -> FetchedRecap:
    logger.info("%s: %s", address.url, status)
    return FetchedRecap(address.url, copy.final_url, copy.path, source_name(address), status, reason)


def _conditions(copy: Kept | None, address: Address) -> Mapping[str, str]:
    """What asks for a page only if it is not the kept one."""
    if copy is None or copy.final_url != address.url:
        return {}
    stated = {"If-None-Match": copy.etag, "If-Modified-Since": copy.last_modified}
    return {name: value for name, value in stated.items() if value}


def _kept_anew(folder: Path, address: Address, reply: Reply) -> Kept:
    url = reply.address.url
    if reply.status >= 500 or reply.status == _TOO_MANY:
        raise UnreachableError(url, f"the server is in trouble, with status {reply.status}; try again later")
    if reply.status != _OK:
        raise FetchError(url, f"the server does not give the page: status {reply.status}")
    if not reply.body.strip():
        raise FetchError(url, "the page is empty")
    charset = reply.headers.get_content_charset()
    return keep(
        folder,
        address,
        recode(reply.body, charset) if charset else reply.body,
        suffix_of(reply.headers, reply.address),
        final_url=url,
        etag=reply.headers.get("ETag", ""),
        last_modified=reply.headers.get("Last-Modified", ""),
    )
