"""What a server serves, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING

from talkgraph.errors import StoreError
from talkgraph.server.limits import Limits
from talkgraph.store import Endpoint, current_generation, open_store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Settings"]

_LOOK_AGAIN = 10.0  # seconds between two looks at a store on the network


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server serves, and how.

    Attributes:
        store: where the store lies.
        own: folder of the user's saved queries; None for none.
        min_confidence: of the claims that make statements; None for that of the build.
        limits: for each request.
        cors: whether pages of other sites may ask.
        hosts: names that a request may be addressed to; none for any.
        title: of the pages.
        edit: the corrections file that may be written from this machine; None for none.
    """

    store: Path | Endpoint
    own: Path | None = None
    min_confidence: float | None = None
    limits: Limits = field(default_factory=Limits)
    cors: bool = False
    hosts: tuple[str, ...] = ()
    title: str = "Who talked about what"
    edit: Path | None = None

    def current(self) -> str | None:
        """The name of the store's current graph; None while it cannot be told."""
        try:
            if isinstance(self.store, Endpoint):
                return _told(self.store, int(monotonic() / _LOOK_AGAIN))
            return current_generation(self.store)
        except (OSError, StoreError):
            return None


@lru_cache(maxsize=1)
def _told(store: Endpoint, _span: int) -> str:
    """What a store on the network holds, asked once in each span of time."""
    return open_store(store).generation
