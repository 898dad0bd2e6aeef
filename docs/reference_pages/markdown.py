"""Pieces of MyST Markdown: what is put into pages, spelt so that it is read as it is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["anchor", "code", "directive", "escaped", "fenced", "link", "page", "table"]

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def escaped(text: str) -> str:
    r"""A text on one line whose signs mean nothing in Markdown.

    >>> print(escaped("GRAPH ?recap { … } or a_b"))
    GRAPH ?recap \{ … \} or a\_b
    """
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """A text as code in a line, in a table too.

    >>> code("--name"), code("a`b")
    ('`--name`', '`` a`b ``')
    """
    if "`" in text:
        return f"`` {text} ``"
    return f"`{text}`".replace("|", r"\|")


def fenced(language: str, text: str) -> str:
    """A block of code."""
    return f"```{language}\n{text.strip(chr(10))}\n```"


def directive(name: str, argument: str, body: str = "", *, options: Iterable[str] = ()) -> str:
    """One of Sphinx's directives."""
    told = [f":{option}:" for option in options]
    lines = [*told, *([""] if told and body else []), *filter(None, [body.strip("\n")])]
    return "\n".join([f"````{{{name}}} {argument}".rstrip(), *lines, "````"])


def anchor(name: str) -> str:
    """A target that ``link`` leads to; it stands before a heading."""
    return f"({name})="


def link(words: str, target: str) -> str:
    """A link to an anchor of any page."""
    return f"[{words}](#{target})"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(*parts: str) -> str:
    """A page of parts with empty lines between; those that are empty are left out."""
    return "\n\n".join(filter(None, parts)) + "\n"
