"""What a store remembers of its recaps, so that they need not be read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.doctor.health import Finding
from talkgraph.store import first_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.model import Document
    from talkgraph.store import ManifestEntry, StoreFolder

__all__ = ["Caches", "check_caches"]

_READ_AGAIN = "build again with the path of that recap, which is then read again"


@dataclass(frozen=True, slots=True)
class Caches:
    """What was found of a store's memory.

    Attributes:
        entries: what is remembered, by the source of the recap; None if there
            is no telling.
        documents: the recaps as they were read, by source; without those that are damaged.
        findings: what is wrong.
    """

    entries: Mapping[str, ManifestEntry] | None
    documents: Mapping[str, Document]
    findings: tuple[Finding, ...]


def check_caches(folder: StoreFolder) -> Caches:
    """Looks at the list of recaps, and at the claims of each."""
    claims = folder.path / "claims"
    files = {path.stem: path for path in sorted(claims.glob("*.json"))} if claims.is_dir() else {}
    manifest = folder.path / "recaps.json"
    if not files and not manifest.exists():
        return Caches(None, {}, ())  # written by write_store, which remembers nothing
    try:
        entries = folder.noted_manifest()
    except FileNotFoundError:
        return Caches(None, {}, (Finding(str(manifest), "is missing", "build again with all recaps"),))
    except (OSError, ValueError) as error:
        what = f"is damaged ({first_line(error)})"
        return Caches(None, {}, (Finding(str(manifest), what, "build again with all recaps"),))
    findings = []
    documents = {}
    for source, entry in sorted(entries.items()):
        try:
            documents[source] = folder.read_claims(entry.claims).document
        except FileNotFoundError:
            findings.append(Finding(source, f"its claims, {_file(folder, entry)}, are missing", _READ_AGAIN))
        except (OSError, ValueError) as error:
            what = f"its claims, {_file(folder, entry)}, are damaged ({first_line(error)})"
            findings.append(Finding(source, what, _READ_AGAIN))
    known = {entry.claims for entry in entries.values()}
    findings += [
        Finding(str(path), "these claims belong to no recap", "the next build removes them")
        for name, path in files.items()
        if name not in known
    ]
    return Caches(entries, documents, tuple(findings))


def _file(folder: StoreFolder, entry: ManifestEntry) -> str:
    return str(folder.path / "claims" / f"{entry.claims}.json")
