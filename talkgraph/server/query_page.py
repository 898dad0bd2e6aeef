"""The page at the root of the server: write a query, see its answer."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from talkgraph.model import prefixes
from talkgraph.sparql import saved_queries
from talkgraph.sparql.lexing import fill
from talkgraph.sparql.values import term_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from talkgraph.server.editor import Editor
    from talkgraph.sparql import SavedQuery

__all__ = ["Example", "Limits", "example", "query_page"]

_TEMPLATES = Path(__file__).resolve().parent.parent / "data" / "templates"
_HEADER = re.compile(r"(?:#\s*(?:title|description|param)\b.*\n)+")


class Example(TypedDict):
    """A saved query as the page shows it.

    Attributes:
        name: what it is called by; its form is at ``q/<name>``.
        title: in a few words.
        description: in a sentence.
        text: SPARQL that runs as it is, where all parameters have a default.
        parameters: names of its parameters.
    """

    name: str
    title: str
    description: str
    text: str
    parameters: list[str]


class Limits(TypedDict):
    """What the server gives to one query.

    Attributes:
        rows: of an answer, at most.
        seconds: of its time, at most.
    """

    rows: int
    seconds: float


def example(query: SavedQuery) -> Example:
    """A saved query with its defaults filled in and its head, which the page shows beside it, taken off.

    A parameter without a default stays as ``$name``.
    """
    defaults = {
        parameter.name: term_text(parameter.read(parameter.default))
        for parameter in query.parameters
        if parameter.default is not None
    }
    return Example(
        name=query.name,
        title=query.title or query.name,
        description=query.description,
        text=fill(_HEADER.sub("", query.text, count=1), defaults).strip() + "\n",
        parameters=[parameter.name for parameter in query.parameters],
    )


def query_page(
    *,
    base: str,
    limits: Limits,
    title: str = "Ask the graph",
    endpoint: str = "sparql",
    queries: Iterable[SavedQuery] | None = None,
    editor: Editor | None = None,
) -> str:
    """The HTML of the query page. All addresses in it are relative, so that it works at any place.

    Args:
        base: what the IRIs of the things begin with.
        limits: what one query may take.
        title: heading of the page.
        endpoint: address of the SPARQL endpoint, from the page.
        queries: the examples; by default the saved queries that come with talkgraph.
        editor: the editor; without it the page has a plain text area.
    """
    examples = saved_queries().values() if queries is None else queries
    return (
        _environment()
        .get_template("server/query.html.j2")
        .render(
            title=title,
            endpoint=endpoint,
            base=base,
            prefixes={**prefixes(), "id": base},
            examples=[example(query) for query in examples],
            limits=limits,
            editor=editor,
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
