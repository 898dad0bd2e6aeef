"""What a build takes over from the store: also from one of an older format."""

from __future__ import annotations

import logging
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.errors import LostRecapsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.store import ManifestEntry, StoreFolder

__all__ = ["remembered"]

logger = logging.getLogger(__name__)


def remembered(folder: StoreFolder) -> Mapping[str, ManifestEntry]:
    """What a store remembers, by the source of the recap.

    Of a store of an older format only the names of recaps are believed: each
    must be read again, or its claims must be such as this version writes.

    Args:
        folder: the store, locked.

    Raises:
        LostRecapsError: an older store holds a graph and does not tell of which recaps.
    """
    found = folder.read_manifest()
    if not folder.is_outdated:
        return found
    if not found and (folder.path / "CURRENT").exists():
        raise LostRecapsError(folder.path, "has an older format, and does not tell which recaps it holds")
    logger.warning("%s: has an older format and is built anew: all recaps are read again", folder.path)
    return MappingProxyType({source: replace(entry, content="") for source, entry in found.items()})
