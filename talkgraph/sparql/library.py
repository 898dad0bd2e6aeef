"""Where saved queries are: those that come with talkgraph, and the user's own."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.errors import NotFoundError, QueryError, excerpt
from talkgraph.sparql.saved import parse_query
from talkgraph.store import Endpoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.sparql.saved import SavedQuery

__all__ = ["find_query", "load_query", "own_queries", "read_query", "saved_queries"]

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "queries"


def saved_queries(own: Path | None = None) -> Mapping[str, SavedQuery]:
    """The saved queries by name, sorted.

    Args:
        own: a folder of ``.rq`` files. One with the name of a query that comes
            with talkgraph stands for it. None for no own ones.

    Raises:
        QueryError: a file cannot be read, or its parameters are wrong.
    """
    if own is None:
        return _packaged()
    files = sorted(own.glob("*.rq"))
    return MappingProxyType(dict(sorted({**_packaged(), **{f.stem: read_query(f) for f in files}}.items())))


def own_queries(store: Path | Endpoint, folder: Path | None = None) -> Path | None:
    """The folder of a user's own queries.

    Args:
        store: where the store lies.
        folder: the one that was asked for; None for ``queries`` beside the store, if that is there.

    Raises:
        QueryError: the folder that was asked for is not there.
    """
    if folder is not None:
        if not folder.is_dir():
            raise QueryError(f"{folder} is no folder of queries")
        return folder
    if isinstance(store, Endpoint):
        return None
    beside = store.resolve().parent / "queries"
    return beside if beside.is_dir() else None


def load_query(name: str, own: Path | None = None) -> SavedQuery:
    """The saved query of a name.

    Raises:
        NotFoundError: there is none; carries near names.
        QueryError: a file of the user's own cannot be read.
    """
    queries = saved_queries(own)
    if name not in queries:
        raise NotFoundError("saved query", name, get_close_matches(name, queries))
    return queries[name]


def find_query(words: str, own: Path | None = None) -> SavedQuery:
    """What someone means by SPARQL text, the path of a file, or the name of a saved query.

    Raises:
        NotFoundError: it is a word, and neither a file nor a saved query.
        QueryError: the file cannot be read, or its parameters are wrong.
    """
    if "{" in words:
        return parse_query(words)
    path = Path(words)
    if words in saved_queries(own) or not (path.suffix or "/" in words):
        return load_query(words, own) if not re.search(r"\s", words) else parse_query(words)
    return read_query(path)


def read_query(path: Path) -> SavedQuery:
    """The query in a file.

    Raises:
        QueryError: it cannot be read, or its parameters are wrong.
    """
    try:
        return parse_query(path.read_text(encoding="utf-8"), name=path.stem)
    except UnicodeDecodeError as error:
        raise QueryError(f"{excerpt(str(path))} cannot be read: not UTF-8") from error
    except (OSError, ValueError) as error:  # no path has a NUL in it, nor half a character
        reason = error.strerror if isinstance(error, OSError) else "no file can be named so"
        raise QueryError(f"{excerpt(str(path))} cannot be read: {reason}") from error


@cache
def _packaged() -> Mapping[str, SavedQuery]:
    return MappingProxyType(
        {path.stem: read_query(path) for path in sorted(_FOLDER.glob("*.rq"), key=lambda path: path.stem)}
    )
