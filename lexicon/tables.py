"""Read and write the tab-separated tables of the lexicon."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a table with a header line; a missing cell is an empty string."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        return [dict(row) for row in rows]


def read_lines(path: Path) -> list[str]:
    """Read a list, one item a line, without empty lines and comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def split_forms(cell: str) -> list[str]:
    """Give the spellings in a cell.

    >>> split_forms("Postgres|PgSQL"), split_forms("")
    (['Postgres', 'PgSQL'], [])
    """
    return [form for form in cell.split("|") if form]


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a table and give the number of its rows."""
    lines = ["\t".join(row) for row in rows]
    write_lines(path, ["\t".join(header), *lines])
    return len(lines)


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write a list, one item a line, and give the number of its lines."""
    items = list(lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{item}\n" for item in items), encoding="utf-8", newline="\n")
    return len(items)
