"""From the web to files: the only part of talkgraph that opens a connection to another machine.

``fetch_recap`` fetches one address into a folder, under rules that keep it on
the public web, small, quick and polite; ``fetch_recaps`` several. What they give
names the files, which are then read like any other. Nothing that reads recaps
imports this package.

The client is the standard library's, not one of the larger ones: what matters
here is which place is connected to, and until when, and in those both lie below
the part that can be reached.
"""

from __future__ import annotations

from talkgraph.fetching.fetching import (
    DEFAULT_SECONDS,
    FetchedRecap,
    FetchOutcome,
    FetchStatus,
    fetch_recap,
    fetch_recaps,
)

__all__ = [
    "DEFAULT_SECONDS",
    "FetchOutcome",
    "FetchStatus",
    "FetchedRecap",
    "fetch_recap",
    "fetch_recaps",
]
