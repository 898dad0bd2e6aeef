"""What a query may not do, and what is wrong with one that cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkgraph.errors import ForbiddenQueryError, QueryError
from talkgraph.sparql.lexing import first_keyword, line_and_column, undeclared_prefix

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["forbid_remote", "syntax_error"]

_UPDATES = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"})
_OXIGRAPH_ERROR = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_LONGEST_EXCERPT = 24


def forbid_remote(text: str) -> None:
    """Rejects a query that would call another endpoint: Oxigraph would do so without asking.

    Oxigraph reads ``1SERVICE<…>`` and ends a comment at a carriage return, so
    the word counts wherever it stands. Only then is the query parsed here,
    and what the parser cannot read is not passed on.

    Raises:
        ForbiddenQueryError: there is a SERVICE in it.
        QueryError: the word is in it, and whether it is a SERVICE cannot be told.
    """
    # In ASCII alone the plain search finds the same, in a tenth of the time.
    found = "service" in text.lower() if text.isascii() else re.search("service", text, re.IGNORECASE)
    if not found:
        return
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parsed = parseQuery(text.replace("\r", "\n"))
    except ParseException as error:
        if re.search(r"(?<![\w?$:@-])service(?![\w:])", text, re.IGNORECASE):
            raise _no_service(text) from None
        raise _near(text, error.loc) from None
    except RecursionError:
        raise QueryError("it is nested too deeply to tell whether there is a SERVICE in it") from None
    if "ServiceGraphPattern" in repr(parsed):
        raise _no_service(text)


def _no_service(text: str) -> ForbiddenQueryError:
    found = re.search("service", text, re.IGNORECASE)
    line, column = line_and_column(text, found.start() if found else 0)
    return ForbiddenQueryError("SERVICE would send a request to another server", line=line, column=column)


def syntax_error(text: str, reported: SyntaxError, known: Collection[str]) -> QueryError:
    """What is wrong with a query that Oxigraph could not read, where a person would look for it.

    Oxigraph's own position is that of the last keyword it tried, so it is
    only used when nothing better is found.

    Args:
        text: the query as its author wrote it.
        reported: Oxigraph's error.
        known: the prefixes that need no declaration.
    """
    keyword = first_keyword(text)
    if keyword in _UPDATES:
        return ForbiddenQueryError(f"{keyword} would change the graph; only talkgraph build does that")
    if not keyword:
        return QueryError("there is no query in it: SELECT, ASK, CONSTRUCT or DESCRIBE is needed")
    if (undeclared := undeclared_prefix(text, known)) is not None:
        prefix, offset = undeclared
        line, column = line_and_column(text, offset)
        return QueryError(f"the prefix {prefix}: is not declared", line=line, column=column)
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(text)
    except ParseException as error:
        return _near(text, error.loc)
    except RecursionError:
        return QueryError("not understood, and too long to say where")
    match = _OXIGRAPH_ERROR.match(str(reported))
    if match is None:
        return QueryError(" ".join(str(reported).split()))
    reason = " ".join(match[3].split())
    return QueryError(f"not understood: {reason}", line=int(match[1]), column=int(match[2]))


def _near(text: str, offset: int) -> QueryError:
    line, column = line_and_column(text, min(offset, len(text)))
    rest = " ".join(text[offset:].split())
    if not rest:
        return QueryError("it ends too early", line=line, column=column)
    excerpt = rest if len(rest) <= _LONGEST_EXCERPT else rest[:_LONGEST_EXCERPT].rstrip() + "…"
    return QueryError(f"not understood from {excerpt!r} on", line=line, column=column)
