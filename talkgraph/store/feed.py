"""Lines as a stream to read, summed up as they pass."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING

from talkgraph.store.sums import GraphSum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Feed"]

_LINES_AT_ONCE = 4096


class Feed(io.RawIOBase):
    """A stream of bytes that holds only some of its lines at a time, and ends after each part.

    Args:
        lines: N-Quads, each with its line break, each once.
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        super().__init__()
        self.sum = GraphSum()
        self._lines: Iterator[bytes] = iter(lines)
        self._held = io.BytesIO()
        self._left = 0

    def begin(self, most: int) -> bool:
        """Goes on with the next part, of at most about so many lines; whether there are any."""
        self._left = most
        self._fill()
        return self._held.getbuffer().nbytes > 0

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; none at the end of a part."""
        given = self._held.read(size)
        if not given and self._left > 0:
            self._fill()
            given = self._held.read(size)
        return given

    def _fill(self) -> None:
        some = list(islice(self._lines, _LINES_AT_ONCE))
        self._left -= _LINES_AT_ONCE
        self.sum = self.sum.plus(some)
        self._held = io.BytesIO(b"".join(some))
