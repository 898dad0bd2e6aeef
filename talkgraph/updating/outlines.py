"""What a build remembers of all recaps beside their graph: names, what identifies them, statements.

No texts and no sentences: the outlines of 2,000 recaps are some 100 MB, in
an SQLite file that lies in the folder of the generation that was made with it.
They are a cache. Where they are missing, or anything about them is in doubt,
the build takes all claims and writes them anew.

A *name* is a thing as one recap knows it (``Candidate`` of the resolution), a
*mark* what identifies it, a *part* the event or a speaker of a talk. Names
that are one belong to one *thing*. Numbers are the file's own and mean nothing
outside it.

What people say of names is in it, too: their documents are recaps with the role
``told``, a *bearer* is a name that they look out for, as kind and folded name,
and a claim that they reject has a confidence of -1 in place of what was given.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from talkgraph.updating.doubt import DoubtError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Outlines", "create_outlines", "open_outlines", "read_outlines"]

_TABLES = """
CREATE TABLE about (settings TEXT NOT NULL);
CREATE TABLE recap (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, role TEXT NOT NULL, claims TEXT NOT NULL,
    words TEXT NOT NULL,
    iri TEXT NOT NULL DEFAULT '', skipped TEXT NOT NULL, rejections INTEGER NOT NULL,
    talks INTEGER NOT NULL DEFAULT 0, people INTEGER NOT NULL DEFAULT 0,
    technologies INTEGER NOT NULL DEFAULT 0, statements INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE name (
    id INTEGER PRIMARY KEY, recap INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
    names TEXT NOT NULL, main INTEGER NOT NULL, certain REAL NOT NULL, typed INTEGER NOT NULL, thing INTEGER
);
CREATE TABLE mark (name INTEGER NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (name, mark)) WITHOUT ROWID;
CREATE TABLE bearer (
    name INTEGER NOT NULL, called TEXT NOT NULL, PRIMARY KEY (name, called)
) WITHOUT ROWID;
CREATE TABLE met (
    recap INTEGER NOT NULL, correction INTEGER NOT NULL, PRIMARY KEY (recap, correction)
) WITHOUT ROWID;
CREATE TABLE part (
    talk INTEGER NOT NULL, is_event INTEGER NOT NULL, other INTEGER NOT NULL,
    PRIMARY KEY (talk, is_event, other)
) WITHOUT ROWID;
CREATE TABLE statement (
    subject INTEGER NOT NULL, predicate INTEGER NOT NULL, object INTEGER, value TEXT, datatype TEXT,
    given REAL NOT NULL, confidence REAL NOT NULL
);
CREATE TABLE thing (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, first TEXT NOT NULL DEFAULT '', key TEXT NOT NULL DEFAULT '',
    path TEXT NOT NULL DEFAULT '', told TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '',
    family TEXT NOT NULL DEFAULT '', iri TEXT NOT NULL DEFAULT '', is_told INTEGER NOT NULL DEFAULT 0,
    words TEXT NOT NULL DEFAULT '',
    certain INTEGER NOT NULL DEFAULT 0, there INTEGER NOT NULL DEFAULT 0
);
"""
_INDICES = """
CREATE INDEX recap_words ON recap (words);
CREATE INDEX name_recap ON name (recap);
CREATE INDEX name_thing ON name (thing);
CREATE INDEX mark_mark ON mark (mark);
CREATE INDEX bearer_called ON bearer (called);
CREATE INDEX part_other ON part (other);
CREATE INDEX statement_subject ON statement (subject);
CREATE INDEX statement_object ON statement (object) WHERE object IS NOT NULL;
CREATE INDEX thing_family ON thing (family);
CREATE INDEX thing_iri ON thing (iri);
CREATE INDEX thing_doubtful ON thing (id) WHERE certain = 0;
"""


class Outlines:
    """The outlines at work.

    Args:
        connection: to the file.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript("CREATE TEMP TABLE picked (value PRIMARY KEY) WITHOUT ROWID")

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that a query finds."""
        return self._connection.execute(query, values).fetchall()

    def rows_of(self, picked: Iterable[object], query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that a query finds, which may speak of ``picked``: a table with the picked values."""
        self._connection.execute("DELETE FROM temp.picked")
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.picked VALUES (?)", ((value,) for value in picked)
        )
        return self.rows(query, *values)

    def change(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Runs a statement for each row of values."""
        self._connection.executemany(statement, rows)

    def next_id(self, table: str) -> int:
        """The first number of a table that is free, with all after it."""
        ((last,),) = self.rows(f"SELECT coalesce(max(id), 0) FROM {table}")
        return int(last) + 1

    def index(self) -> None:
        """Makes the indices, once the tables are filled for the first time."""
        self._connection.executescript(_INDICES)

    def save(self) -> None:
        """Writes and closes the file."""
        self._connection.commit()
        self._connection.close()


@contextmanager
def open_outlines(file: Path, settings: str) -> Iterator[Outlines]:
    """Opens a file of outlines to change it, until ``save`` or the end of the block.

    Raises:
        DoubtError: it is no such file, is damaged, or was made with other settings.
    """
    with _connected(file, "rw") as connection:
        yield _checked(connection, file, settings)


@contextmanager
def read_outlines(file: Path, settings: str) -> Iterator[Outlines]:
    """The same, to read only: the file stays as it is."""
    with _connected(file, "ro&immutable=1") as connection:
        yield _checked(connection, file, settings)


@contextmanager
def create_outlines(file: Path, settings: str) -> Iterator[Outlines]:
    """The same for a new file, without indices; an old one at the place is deleted.

    Raises:
        DoubtError: the disk refuses.
    """
    file.unlink(missing_ok=True)
    with _connected(file, "rwc") as connection:
        connection.executescript(_TABLES)
        outlines = Outlines(connection)
        outlines.change("INSERT INTO about VALUES (?)", [(settings,)])
        yield outlines


def _checked(connection: sqlite3.Connection, file: Path, settings: str) -> Outlines:
    outlines = Outlines(connection)
    if outlines.rows("SELECT settings FROM about") != [(settings,)]:
        raise DoubtError(file, "was made by another program or with other settings")
    return outlines


@contextmanager
def _connected(file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)
        try:
            # Nobody else reads the file, and what breaks off half-way is thrown away.
            for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
                connection.execute(f"PRAGMA {setting}")
            connection.execute("PRAGMA temp_store = MEMORY")
            yield connection
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeError) as error:
        raise DoubtError(file, f"cannot be used: {error}") from error
