"""The page of the saved queries, from their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference_pages.markdown import anchor, code, directive, escaped, fenced, link, page, table
from talkgraph.sparql import FORMATS, saved_queries

if TYPE_CHECKING:
    from talkgraph.sparql import Parameter, SavedQuery

__all__ = ["queries_page"]


def queries_page() -> str:
    """All saved queries: what each answers, its parameters, its SPARQL."""
    queries = saved_queries().values()
    rows = [[link(code(query.name), f"query-{query.name}"), escaped(query.description)] for query in queries]
    return page(
        "# Saved queries",
        f"{link(code('talkgraph query'), 'command-query')} runs them by name, the server has a form for each "
        f"at `/q/`. An answer is written as {', '.join(FORMATS)}. Things are given by any of their names; "
        "a parameter that is optional may be left away.",
        table(["query", "answers"], rows),
        *map(_section, queries),
    )


def _section(query: SavedQuery) -> str:
    return page(
        anchor(f"query-{query.name}"),
        f"## {query.name}",
        f"**{escaped(query.title)}.** {escaped(query.description)}",
        fenced("text", _call(query)),
        table(["parameter", "is", "if left away"], map(_row, query.parameters)) if query.parameters else "",
        # Forced, since the highlighter does not know paths such as a|b.
        directive("code-block", "sparql", _without_comments(query.text), options=["force"]),
    ).rstrip()


def _call(query: SavedQuery) -> str:
    """The query as it is called, with what it needs."""
    needed = [f"--{p.name} {_example(p)}" for p in query.parameters if not p.optional]
    return " ".join(["talkgraph query", query.name, *needed])


def _example(parameter: Parameter) -> str:
    value = parameter.default or parameter.type.upper()
    return f'"{value}"' if " " in value else value


def _row(parameter: Parameter) -> list[str]:
    words = " or ".join(parameter.type.split("|"))
    otherwise = "any" if parameter.optional else "it is asked for"
    return [code(f"--{parameter.name}"), words, code(parameter.default) if parameter.default else otherwise]


def _without_comments(text: str) -> str:
    """The query without what stands above it; that is on the page in words."""
    lines = text.splitlines()
    first = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    return "\n".join(lines[first:])
