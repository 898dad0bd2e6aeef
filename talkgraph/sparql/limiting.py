"""A query that gives no more than so many rows."""

from __future__ import annotations

from itertools import pairwise

from talkgraph.sparql.lexing import at_top_level

__all__ = ["limited"]


def limited(text: str, rows: int) -> str:
    r"""A SELECT query with a LIMIT that is no higher than a number of rows.

    A lower one of its own stays. Only the end of the query is touched, and
    LIMITs of queries inside it are not.

    Args:
        text: a SELECT query that can be read.
        rows: how many it may give.

    >>> limited("SELECT * { ?s ?p ?o } LIMIT 5000000", 10)
    'SELECT * { ?s ?p ?o } LIMIT 10'
    >>> limited("SELECT * { ?s ?p ?o } ORDER BY ?s VALUES ?p { <x:y> }", 10)
    'SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 10 VALUES ?p { <x:y> }'
    >>> limited("SELECT * { { SELECT * { ?s ?p ?o } LIMIT 2 } } # all", 10)
    'SELECT * { { SELECT * { ?s ?p ?o } LIMIT 2 } } # all\nLIMIT 10'
    """
    words = at_top_level(text)
    for (word, _, _), (number, start, end) in pairwise(words):
        if word.upper() == "LIMIT" and number.isdecimal():
            return text if int(number) <= rows else f"{text[:start]}{rows}{text[end:]}"
    braces = [end for word, _, end in words if word == "}"]
    body = braces[0] if braces else len(text)
    place = next((start for word, start, _ in words if start >= body and word.upper() == "VALUES"), None)
    if place is not None:
        return f"{text[:place]}LIMIT {rows} {text[place:]}"
    return f"{text}\nLIMIT {rows}"
