"""One function for all formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.errors import FormatError
from talkgraph.exports.jsonld import write_jsonld
from talkgraph.exports.networks import write_gexf, write_graphml
from talkgraph.exports.rdf import write_nquads, write_trig, write_turtle
from talkgraph.exports.tables import csv_tables, write_csv
from talkgraph.store import save_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from talkgraph.store import Store

__all__ = ["FORMATS", "export"]

_WRITERS: Mapping[str, Callable[[Store], bytes]] = {
    "nquads": write_nquads,
    "turtle": write_turtle,
    "trig": write_trig,
    "jsonld": write_jsonld,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "csv": write_csv,
}

FORMATS = tuple(_WRITERS)


def export(store: Store, format_: str, output: Path | BinaryIO) -> None:
    """Writes a graph in another program's format.

    ``nquads``, ``trig`` and ``jsonld`` hold everything; ``turtle`` the merged
    statements; ``graphml`` and ``gexf`` the network of things; ``csv`` the
    statements, or, into a folder, the tables ``nodes.csv``, ``edges.csv`` and
    ``quotes.csv``. Equal graphs give equal bytes in each.

    Args:
        store: an open store.
        format_: one of ``FORMATS``.
        output: a binary stream or the path of a file, which appears only when
            it is complete. For ``csv`` a path without a suffix is a folder,
            which is made if it does not exist.

    Raises:
        FormatError: the format is not known.
        OSError: the file cannot be written.
    """
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
