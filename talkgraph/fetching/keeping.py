"""Fetched pages kept in a folder, so that the same recap can be read again without a network.

::

    .fetched/
    ├── example-org-post-1b2c3d4e.json            where from, which file, what to ask the server by
    └── example-org-post-1b2c3d4e-5f60718a.html   the page, named by its content too

A page is written under its new name before the entry leads to it: a fetch that
breaks off leaves the old page or the new one. No file holds a time.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from talkgraph.errors import FetchError
from talkgraph.fetching.address import source_name
from talkgraph.model import slug
from talkgraph.store.files import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.fetching.address import Address

__all__ = ["Kept", "keep", "kept"]

logger = logging.getLogger(__name__)

_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """A page in the folder.

    Attributes:
        path: its file.
        final_url: where it was found, behind all redirects.
        etag, last_modified: what the server tells its versions by; empty if it does not.
    """

    path: Path
    final_url: str
    etag: str = ""
    last_modified: str = ""


def kept(folder: Path, address: Address) -> Kept | None:
    """The page of an address, or None if there is none, or not as it was written."""
    entry = folder / f"{_stem(address)}.json"
    try:
        about = json.loads(entry.read_text(encoding="utf-8"))
        names = ("url", "final_url", "file", "sha256", "etag", "last_modified")
        url, final_url, name, content, etag, last_modified = (str(about[each]) for each in names)
        path = folder / name
        is_sound = url == address.url and path.parent == folder and _hash(path.read_bytes()) == content
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("%s: cannot be used, the page is fetched again: %s", entry, error)
        return None
    if not is_sound:
        logger.warning("%s: was changed, the page is fetched again", path)
        return None
    return Kept(path, final_url, etag, last_modified)


def keep(
    folder: Path,
    address: Address,
    body: bytes,
    suffix: str,
    *,
    final_url: str,
    etag: str = "",
    last_modified: str = "",
) -> Kept:
    """Write a page and its entry, and delete the page that it replaces.

    Args:
        folder: made if it is not there.
        address: what was asked for.
        body: the page.
        suffix: the end of its file's name.
        final_url: where it was found, behind all redirects.
        etag: what the server tells its versions by; empty if it does not.
        last_modified: the same.

    Raises:
        FetchError: the disk refuses.
    """
    stem, content = _stem(address), _hash(body)
    path = folder / f"{stem}-{content[:_DIGITS]}{suffix}"
    about = {
        "url": address.url,
        "final_url": final_url,
        "file": path.name,
        "sha256": content,
        "etag": etag,
        "last_modified": last_modified,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(path, body)
        replace_file(folder / f"{stem}.json", (json.dumps(about, indent=1) + "\n").encode("ascii"))
        for old in sorted(folder.glob(f"{stem}-*")):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError as error:
        raise FetchError(
            address.url,
            f"cannot be kept in {folder}: {error.strerror or error}; --cache names another folder",
        ) from error
    return Kept(path, final_url, etag, last_modified)


def _stem(address: Address) -> str:
    return f"{slug(source_name(address))}-{_hash(address.url.encode())[:_DIGITS]}"


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
