"""What one client may ask of the server."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

__all__ = ["Limits"]

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits, each of which is named where it stops something.

    Attributes:
        seconds: how long one request may be worked on.
        rows: rows of a table, or triples of a graph, that one answer may have.
        body: bytes of a request's body.
        answer: bytes of an answer.
        requests: requests that may wait or be worked on at one time.
        patience: seconds after which a request counts as slow, and another process takes its place.
        workers: processes that answer; slow requests do not count. One more than
            there are cores, so that none is idle while another one starts.
        slow: slow requests that may be worked on at one time.
        memory: bytes of memory that one process may take; 0 for any.
    """

    seconds: float = 10.0
    rows: int = 10_000
    body: int = _MIB
    answer: int = 32 * _MIB
    requests: int = 256
    patience: float = 0.5
    workers: int = field(default_factory=lambda: (os.cpu_count() or 1) + 1)
    slow: int = 4
    memory: int = 2048 * _MIB

    def __post_init__(self) -> None:
        for name in ("seconds", "rows", "body", "answer", "requests", "patience", "workers", "slow"):
            if getattr(self, name) <= 0:
                raise ValueError(f"the limit {name} is {getattr(self, name)}; it must be more than 0")
