"""A hash of a graph that follows its changes: what is added is added, what is removed is subtracted."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["GraphSum"]

_MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class GraphSum:
    r"""How many N-Quads a graph has, and the sum of their hashes: the same in whatever order they came.

    >>> one = GraphSum().plus([b"a\n", b"b\n"])
    >>> one == GraphSum().plus([b"b\n", b"c\n", b"a\n"]).minus([b"c\n"])
    True

    Attributes:
        quads: their number.
        total: sum of the SHA-256 of their lines, modulo 2 to the 256.
    """

    quads: int = 0
    total: int = 0

    def plus(self, lines: Iterable[bytes]) -> GraphSum:
        """With lines that it has not got."""
        number, total = _summed(lines)
        return GraphSum(self.quads + number, (self.total + total) % _MODULUS)

    def minus(self, lines: Iterable[bytes]) -> GraphSum:
        """Without lines that it has got."""
        number, total = _summed(lines)
        return GraphSum(self.quads - number, (self.total - total) % _MODULUS)

    def __str__(self) -> str:
        return f"{self.quads}:{self.total:064x}"

    @classmethod
    def parse(cls, text: str) -> GraphSum:
        """The sum that ``str`` wrote.

        Raises:
            ValueError: it is none.
        """
        quads, _, total = text.partition(":")
        return cls(int(quads), int(total, 16))


def _summed(lines: Iterable[bytes]) -> tuple[int, int]:
    number = total = 0
    for line in lines:
        number += 1
        total += int.from_bytes(sha256(line).digest(), "big")
    return number, total
