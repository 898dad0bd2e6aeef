"""Messages between the server and its workers: a head in JSON, then bytes."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import StreamReader
    from collections.abc import Mapping
    from typing import BinaryIO

__all__ = ["pack", "read_message", "receive_message"]

_SIZES = struct.Struct(">II")


def pack(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """A message as it goes through a pipe."""
    text = json.dumps(head).encode()
    return _SIZES.pack(len(text), len(body)) + text + body


def read_message(pipe: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message; None where the pipe has ended."""
    sizes = pipe.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    head_size, body_size = _SIZES.unpack(sizes)
    return json.loads(pipe.read(head_size)), pipe.read(body_size)


async def receive_message(pipe: StreamReader) -> tuple[dict[str, Any], bytes]:
    """The next message.

    Raises:
        asyncio.IncompleteReadError: the pipe has ended.
    """
    head_size, body_size = _SIZES.unpack(await pipe.readexactly(_SIZES.size))
    return json.loads(await pipe.readexactly(head_size)), await pipe.readexactly(body_size)
