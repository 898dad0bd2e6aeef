"""One function for all formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.errors import FormatError
from talkgraph.exports.folders import write_folder
from talkgraph.exports.jsonld import write_jsonld
from talkgraph.exports.neo4j import neo4j_tables
from talkgraph.exports.networks import write_gexf, write_graphml
from talkgraph.exports.obsidian import obsidian_notes
from talkgraph.exports.parquet import parquet_tables
from talkgraph.exports.rdf import write_nquads, write_trig, write_turtle
from talkgraph.exports.tables import csv_tables, write_csv
from talkgraph.store import save_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from talkgraph.store import Store

__all__ = ["FOLDER_FORMATS", "FORMATS", "export"]

_WRITERS: Mapping[str, Callable[[Store], bytes]] = {
    "nquads": write_nquads,
    "turtle": write_turtle,
    "trig": write_trig,
    "jsonld": write_jsonld,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "csv": write_csv,
}
_FOLDERS: Mapping[str, Callable[[Store], Iterator[tuple[str, bytes]]]] = {
    "obsidian": obsidian_notes,
    "neo4j-csv": neo4j_tables,
    "parquet": parquet_tables,
}

FOLDER_FORMATS = tuple(_FOLDERS)
FORMATS = (*_WRITERS, *FOLDER_FORMATS)


def export(store: Store, format_: str, output: Path | BinaryIO) -> None:
    """Writes a graph in another program's format.

    ``nquads``, ``trig`` and ``jsonld`` hold everything; ``turtle`` the merged
    statements; ``graphml`` and ``gexf`` the network of things; ``csv`` the
    statements, or, into a folder, the tables ``nodes.csv``, ``edges.csv`` and
    ``quotes.csv``. ``obsidian``, ``neo4j-csv`` and ``parquet`` are folders:
    notes, and tables of all there is. Equal graphs give equal bytes in each,
    in ``parquet`` with the same pyarrow.

    Args:
        store: an open store.
        format_: one of ``FORMATS``.
        output: a binary stream or the path of a file, which appears only when
            it is complete. For ``csv`` a path without a suffix is a folder,
            which is made if it does not exist. For those of ``FOLDER_FORMATS``
            it is a folder: absent, empty, or one that the same format filled
            before; what else was put there since stays.

    Raises:
        FormatError: the format is not known, or is a folder and the output is a stream.
        FolderError: the folder holds other files; nothing was changed.
        MissingExtraError: the format needs a package that is not installed.
        OSError: the file cannot be written.
    """
    if format_ in _FOLDERS:
        if not isinstance(output, Path):
            raise FormatError(
                f"{format_} is a folder of files; give the folder to write to (--output FOLDER)"
            )
        write_folder(output, _FOLDERS[format_](store), what=format_)
        return
    writer = _WRITERS.get(format_)
    if writer is None:
        raise FormatError(f"no export format {format_!r}; there are {', '.join(FORMATS)}")
    if not isinstance(output, Path):
        output.write(writer(store))
    elif format_ == "csv" and (output.is_dir() or not (output.suffix or output.exists())):
        output.mkdir(exist_ok=True)
        for name, data in csv_tables(store).items():
            save_file(output / name, data)
    else:
        save_file(output, writer(store))
