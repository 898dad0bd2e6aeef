"""The page at the root of the server: write a query, see its answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from talkgraph.model import prefixes
from talkgraph.pages import environment
from talkgraph.server.description import filled_example

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.graph import NameIndex
    from talkgraph.server.editor import Editor
    from talkgraph.server.limits import Limits
    from talkgraph.sparql import SavedQuery

__all__ = ["Example", "example", "query_page"]

_HEADER = re.compile(r"(?:#\s*(?:title|description|param|answer|evidence)\b.*\n)+")


class Example(TypedDict):
    """A saved query as the page shows it.

    Attributes:
        name: what it is called by; its form is at ``q/<name>``.
        title: in a few words.
        description: in a sentence.
        text: SPARQL that runs as it is.
        parameters: names of its parameters.
    """

    name: str
    title: str
    description: str
    text: str
    parameters: list[str]


def example(saved: SavedQuery, names: NameIndex) -> Example:
    """A saved query with its values filled in and its head, which the page shows beside it, taken off.

    Args:
        saved: the query.
        names: the names of the graph, for things that it proposes.
    """
    return Example(
        name=saved.name,
        title=saved.title or saved.name,
        description=saved.description,
        text=_HEADER.sub("", filled_example(saved, names), count=1).strip() + "\n",
        parameters=[parameter.name for parameter in saved.parameters],
    )


def query_page(
    *,
    base: str,
    limits: Limits,
    examples: Iterable[Example],
    title: str = "Ask the graph",
    site: str = "",
    endpoint: str = "sparql",
    editor: Editor | None = None,
) -> str:
    """The HTML of the query page. All addresses in it are relative, so that it works at any place.

    Args:
        base: what the IRIs of the things begin with.
        limits: what one query may take.
        examples: queries to begin with.
        title: heading of the page.
        site: what the whole is called; empty for nothing above the heading.
        endpoint: address of the SPARQL endpoint, from the page.
        editor: the editor; without it the page has a plain text area.
    """
    return (
        environment()
        .get_template("server/query.html.j2")
        .render(
            title=title,
            root="./",
            site=site,
            endpoint=endpoint,
            base=base,
            prefixes={**prefixes(), "id": base},
            examples=list(examples),
            limits={"rows": limits.rows, "seconds": limits.seconds},
            editor=editor,
        )
    )
