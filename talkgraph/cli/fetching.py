"""Words that are addresses: the options for them, and what becomes of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from talkgraph.sources import DEFAULT_MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from talkgraph.fetching import FetchOutcome

__all__ = ["fetch_lines", "fetch_options", "fetch_words", "split_words"]

F = TypeVar("F", bound="Callable[..., Any]")

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def fetch_options(command: F) -> F:
    """``--cache``, ``--fetch-seconds``, ``--refetch`` and ``--allow-private``, each by its name."""
    options = (
        click.option(
            "--cache",
            type=click.Path(path_type=Path),
            metavar="DIR",
            show_default=".fetched beside the store",
            help="Folder that keeps fetched pages.",
        ),
        click.option(
            "--fetch-seconds",
            type=click.IntRange(min=1, max=3600),
            metavar="N",
            help="Time limit of one fetch, from 1 to 3600.  [default: 30]",
        ),
        click.option("--refetch", is_flag=True, help="Fetch pages whole, and use no kept copy of them."),
        click.option(
            "--allow-private",
            is_flag=True,
            help="Fetch from private, loopback, link-local and reserved addresses, too.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def split_words(words: Sequence[str]) -> tuple[list[Path], list[str]]:
    """The paths among some words, and the addresses, of any scheme."""
    urls = [word for word in words if _ADDRESS.match(word)]
    return [Path(word) for word in words if not _ADDRESS.match(word)], urls


def fetch_words(
    urls: Sequence[str],
    *,
    store: Path,
    cache: Path | None,
    max_bytes: int | None,
    fetch_seconds: int | None,
    refetch: bool,
    allow_private: bool,
) -> FetchOutcome:
    """Fetches addresses; the client is loaded only if there are any."""
    from talkgraph.fetching import DEFAULT_SECONDS, fetch_recaps

    return fetch_recaps(
        urls,
        cache=cache or store.parent / ".fetched",
        max_bytes=max_bytes or DEFAULT_MAX_BYTES,
        seconds=fetch_seconds or DEFAULT_SECONDS,
        allow_private=allow_private,
        refetch=refetch,
    )


def fetch_lines(outcome: FetchOutcome) -> Iterator[str]:
    """What went wrong, each as a line for stderr: copies that stand in for pages, and failures."""
    for recap in outcome.recaps:
        if recap.reason:
            yield f"talkgraph: {recap.url}: {recap.reason}; the copy of an earlier fetch is read"
    for failure in outcome.failures:
        yield f"talkgraph: {' '.join(str(failure).split())}"
