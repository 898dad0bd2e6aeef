"""The page of the errors: the tree of their module, and each with what it carries."""

from __future__ import annotations

from inspect import cleandoc

from reference_pages.markdown import directive, fenced, page
from talkgraph import errors

__all__ = ["errors_page"]


def errors_page() -> str:
    """All that talkgraph raises on purpose."""
    tree, rest = _tree(cleandoc(errors.__doc__ or ""))
    rows = [f".. autoexception:: talkgraph.errors.{name}" for name in errors.__all__]
    return page(
        "# Errors",
        "Everything that talkgraph raises on purpose is a `TalkgraphError`; the command line prints it as "
        "one line on stderr.",
        fenced("text", tree),
        rest,
        "## The classes",
        directive("eval-rst", "", "\n\n".join(rows)),
    )


def _tree(words: str) -> tuple[str, str]:
    """The drawn tree of the docstring, and what follows it."""
    _, _, after = words.partition("::\n\n")
    drawn, _, rest = after.partition("\n\n")
    return cleandoc("\n" + drawn), rest
