"""Saved queries over HTTP: a list, a form for each, and answers in every format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from talkgraph.errors import NotFoundError, QueryError
from talkgraph.pages import environment
from talkgraph.server.answering import answer_query
from talkgraph.server.description import filled_example
from talkgraph.server.media import HTML, media_types
from talkgraph.server.places import Place, html_reply, missing_page, varying, wanted
from talkgraph.server.replies import Problem, Reply, problem
from talkgraph.sparql import Bindings, query, row_evidence
from talkgraph.sparql.limiting import limited
from talkgraph.sparql.saved import IRI_COLUMN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkgraph.graph import Quote
    from talkgraph.server.session import Session
    from talkgraph.sparql import Cell, SavedQuery

__all__ = ["listing", "saved"]

_EXPLAINED = 100  # rows whose sentences are shown
_SHOWN = 1000  # rows that a page shows
_NEAR = 5
_LONGEST = 200  # characters of a name: none is longer


def listing(session: Session, *, site: str) -> Reply:
    """All saved queries, each with its form."""
    here = Place(session.base, "q/")
    body = (
        environment()
        .get_template("pages/queries.html.j2")
        .render(
            title="Saved queries",
            root=here.root,
            site=site,
            queries=list(session.queries.values()),
            unusable=session.unusable,
        )
    )
    return html_reply(body)


def saved(
    session: Session,
    *,
    name: str,
    given: dict[str, str],
    accept: str | None,
    ending: str | None,
    site: str,
) -> Reply:
    """The form of a saved query with its answer, or the answer alone.

    Args:
        session: the open store.
        name: of the query; with the ending of a format, such as ``events.csv``, its answer alone.
        given: values of its parameters, as text; an empty one is none.
        accept: the client's ``Accept`` header.
        ending: the short name of a format, which goes before the header.
        site: what the whole is called.
    """
    offered = [HTML, *media_types("results")]
    queries, unusable = session.queries, session.unusable
    if name not in queries and name not in unusable and "." in name:
        name, _, ending = name.rpartition(".")
    asked = queries.get(name)
    media = wanted(accept, ending, offered)
    if asked is None:
        missing = _unusable(name, unusable[name]) if name in unusable else _unknown(name, queries)
        return _not_there(session, missing, site) if media is HTML else varying(missing.problem.reply(accept))
    if isinstance(media, Problem):
        return varying(media.reply(accept))
    values = {key: value for key, value in given.items() if value.strip()}
    if media is HTML:
        return _form(session, asked, values, site)
    try:
        parameters = asked.values(values, session.names)
    except (QueryError, NotFoundError) as error:
        return varying(problem(error, 400).reply(accept))
    return answer_query(
        session.store,
        asked.text,
        accept=accept,
        ending=media.ending,
        parameters=parameters,
        limits=session.limits,
    )


@dataclass(frozen=True, slots=True)
class _Missing:
    """A query that cannot be asked.

    Attributes:
        name: that was asked for.
        title: of the page that says so.
        message: what is wrong, without what may have been meant.
        problem: what is wrong.
        near: the queries that may have been meant.
    """

    name: str
    title: str
    message: str
    problem: Problem
    near: tuple[SavedQuery, ...] = ()


def _unknown(name: str, queries: Mapping[str, SavedQuery]) -> _Missing:
    near = get_close_matches(name[:_LONGEST], queries, n=_NEAR)
    error = NotFoundError("saved query", name[:_LONGEST], near)
    words = f"There is no question {name[:_LONGEST]!r}."
    meant = tuple(queries[each] for each in near)
    return _Missing(name, "No such question", words, problem(error, 404), meant)


def _unusable(name: str, why: str) -> _Missing:
    words = f"the saved query {name!r} cannot be used until its file is repaired: {why}"
    return _Missing(name, "A broken question", words, Problem(404, words))


def _not_there(session: Session, missing: _Missing, site: str) -> Reply:
    here = Place(session.base, f"q/{missing.name}")
    return missing_page(
        here,
        site,
        title=missing.title,
        message=missing.message,
        near=[(quote(each.name), each.title or each.name, each.name) for each in missing.near],
        status=missing.problem.status,
    )


def _form(session: Session, asked: SavedQuery, given: Mapping[str, str], site: str) -> Reply:
    here = Place(session.base, f"q/{asked.name}")
    needed = [p.name for p in asked.parameters if not p.optional and p.name not in given]
    # A form is filled in before it is sent: defaults are proposed, not taken.
    is_asked = not needed
    error, table = "", None
    if is_asked:
        try:
            parameters = asked.values(given, session.names)
            table = _table(session, asked, parameters, here)
        except (QueryError, NotFoundError) as wrong:
            error = str(wrong).removeprefix("query: ")
    encoded = urlencode(sorted(given.items()))
    body = (
        environment()
        .get_template("pages/question.html.j2")
        .render(
            title=asked.title or asked.name,
            root=here.root,
            site=site,
            query=asked,
            given=given,
            error=error,
            table=table,
            csv=f"{quote(asked.name)}.csv?{encoded}",
            json=f"{quote(asked.name)}.json?{encoded}",
            editor=f"{here.root}#{urlencode({'query': filled_example(asked, session.names)})}",
        )
    )
    return html_reply(body, status=400 if error else 200)


def _table(
    session: Session, asked: SavedQuery, parameters: Mapping[str, Cell], here: Place
) -> dict[str, Any]:
    """Column names, and rows of cells with words and, for a thing, the address of its page."""
    text = limited(asked.text, _SHOWN + 1)
    found = query(session.store, text, parameters=parameters, written=asked.text)
    if not isinstance(found, Bindings):
        raise QueryError("this page shows tables only; ask it as a SPARQL query")
    columns = [name for name in found.variables if not _is_named(name, found.variables)]
    explained = Bindings(found.variables, found.rows[:_EXPLAINED])
    evidence = row_evidence(session.store, asked, parameters, explained)
    return {
        "columns": columns,
        "more": len(found.rows) > _SHOWN,
        "rows": [
            {
                "cells": [_cell(row, name, here) for name in columns],
                "quotes": _quotes(evidence[number]) if number < len(evidence) else [],
            }
            for number, row in enumerate(_as_dicts(found)[:_SHOWN])
        ],
        "recaps": session.recaps,
        "address": here.address,
    }


def _as_dicts(found: Bindings) -> list[dict[str, Cell]]:
    return [dict(zip(found.variables, row, strict=True)) for row in found.rows]


def _is_named(name: str, variables: Sequence[str]) -> bool:
    return name.endswith(IRI_COLUMN) and name.removesuffix(IRI_COLUMN) in variables


def _cell(row: Mapping[str, Cell], name: str, here: Place) -> dict[str, Any]:
    from talkgraph.model import Iri, shorten

    value, thing = row[name], row.get(f"{name}{IRI_COLUMN}")
    iri = thing if isinstance(thing, Iri) else value if isinstance(value, Iri) else None
    is_page = iri is not None and iri.value.startswith(here.base)
    words = "" if value is None else shorten(value.value, here.base) if isinstance(value, Iri) else str(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return {
        "words": {True: "yes", False: "no"}[value] if isinstance(value, bool) else words,
        "href": here.address(iri) if iri is not None and is_page else None,
        "look": "number" if is_number else "typed" if isinstance(value, date) else "",
    }


def _quotes(statements: Sequence[Any]) -> list[Quote]:
    """One sentence a statement, none twice."""
    return list(dict.fromkeys(statement.quotes[0] for statement in statements))
