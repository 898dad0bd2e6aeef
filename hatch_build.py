"""Puts the editor of the query page into wheels and editable installs.

The editor is the npm package named below. It is fetched when talkgraph is
built, never committed, and what is taken out of it is pinned byte for byte.
Where it cannot be fetched the build goes on, and the query page falls back to
a plain text area. ``TALKGRAPH_EDITOR=none`` leaves it out on purpose,
``TALKGRAPH_EDITOR=required`` makes its absence an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from base64 import b64encode
from hashlib import sha256, sha512
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "@zazuko/yasqe@4.6.2"
INTEGRITY = "sha512-83iCLuBIgU04KBIaibxZTjKvrXD6sEe/+aqsHxLb4+ZVD4eaUwh5hFJEetuWkiKBY6WxTjVOmhKXvh2AAOR14g=="
FILES = {  # with the SHA-256 of each
    "package/build/yasqe.min.js": "288202e5f1c0195a71d1190b35c052ad5e5103e73d61455da029ffcacb7f9347",
    "package/build/yasqe.min.css": "f82256c2a56f83a5356abef88c760cff67da21e38873e744db73afaf08f285a2",
}
FOLDER = "talkgraph/data/static/yasqe"
VARIABLE = "TALKGRAPH_EDITOR"

_WISHES = ("", "none", "required")
_PATIENCE = 120  # seconds for npm; without a network it gives up long before
_NPM_OPTIONS = ("--ignore-scripts", "--silent", "--fetch-retries=1", "--fetch-retry-mintimeout=1000")


class EditorUnavailableError(Exception):
    """The editor cannot be had; says why in one line."""


class EditorHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fetches the editor before a wheel, editable or not, is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Puts the editor's files in their folder if they are not there, and into the wheel.

        Args:
            version: ``standard`` or ``editable``; both are treated alike.
            build_data: what hatchling is told; the files, which git ignores, become artifacts of the build.

        Raises:
            EditorUnavailableError: it is required and cannot be had.
            ValueError: the environment variable has a value that means nothing.
        """
        wish = os.environ.get(VARIABLE, "")
        if wish not in _WISHES:
            raise ValueError(f"{VARIABLE}={wish}: it may be none, required, or unset")
        if wish == "none":
            return
        folder = Path(self.root, FOLDER)
        try:
            if not is_complete(folder):
                unpack(fetch(), folder)
        except EditorUnavailableError as error:
            if wish == "required":
                raise
            self.app.display_warning(
                f"talkgraph is built without the editor of its query page ({error}); "
                "the page will have a plain text area"
            )
        else:
            build_data["artifacts"] += [f"/{FOLDER}/{Path(member).name}" for member in FILES]


def is_complete(folder: Path) -> bool:
    """Whether all files of the pinned editor lie in a folder."""
    return all(
        (path := folder / Path(member).name).is_file() and sha256(path.read_bytes()).hexdigest() == pinned
        for member, pinned in FILES.items()
    )


def fetch() -> bytes:
    """The archive of the editor, from where the machine's npm is set to look.

    Raises:
        EditorUnavailableError: there is no npm, or it could not fetch the package.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise EditorUnavailableError("npm is not installed")
    with TemporaryDirectory() as folder:
        command = [npm, "pack", PACKAGE, *_NPM_OPTIONS]
        try:
            done = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, timeout=_PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EditorUnavailableError(f"npm failed: {type(error).__name__}") from error
        archives = sorted(Path(folder).glob("*.tgz"))
        if done.returncode != 0 or len(archives) != 1:
            raise EditorUnavailableError(f"npm could not fetch {PACKAGE}")
        return archives[0].read_bytes()


def unpack(archive: bytes, folder: Path) -> None:
    """Takes the editor's files out of its archive and lays them into a folder.

    Args:
        archive: the npm package.
        folder: where they go; it is made if it is not there.

    Raises:
        EditorUnavailableError: the archive or a file in it is not the pinned one.
    """
    found = f"sha512-{b64encode(sha512(archive).digest()).decode()}"
    if found != INTEGRITY:
        raise EditorUnavailableError(f"{PACKAGE} is not what was pinned: {found}")
    with TemporaryDirectory() as place:
        path = Path(place, "archive.tgz")
        path.write_bytes(archive)
        with tarfile.open(path) as opened:
            contents = {member: _content(opened, member) for member in FILES}
    folder.mkdir(parents=True, exist_ok=True)
    for member, content in contents.items():
        # Written aside and renamed, so that a build beside this one never sees half a file.
        aside = folder / f"{Path(member).name}.{os.getpid()}"
        aside.write_bytes(content)
        aside.replace(folder / Path(member).name)


def _content(archive: tarfile.TarFile, member: str) -> bytes:
    try:
        file = archive.extractfile(member)
    except KeyError:
        file = None
    content = file.read() if file is not None else b""
    if sha256(content).hexdigest() != FILES[member]:
        raise EditorUnavailableError(f"{member} in {PACKAGE} is not what was pinned")
    return content
