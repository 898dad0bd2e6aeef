"""How long a fetch may take as a whole."""

from __future__ import annotations

import time

__all__ = ["Deadline"]

_DAY = 24 * 60 * 60


class Deadline:
    """A moment by which all must be done.

    Args:
        seconds: from now on, more than 0 and no more than a day.

    Raises:
        ValueError: they are not.
    """

    def __init__(self, seconds: float) -> None:
        if not 0 < seconds <= _DAY:
            raise ValueError(f"no fetch can take {seconds} seconds; the limit is a number from 0 to {_DAY}")
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left, more than 0.

        Raises:
            TimeoutError: none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left
