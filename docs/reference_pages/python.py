"""The page of the public names, with signatures and docstrings as they stand in the code."""

from __future__ import annotations

from enum import Enum

import talkgraph
from reference_pages.markdown import directive, fenced, page

__all__ = ["python_page"]

_EXAMPLE = """
import talkgraph

graph = talkgraph.project(talkgraph.open_store("talkgraph.db"))
"""


def python_page() -> str:
    """What ``import talkgraph`` gives."""
    values = {name: getattr(talkgraph, name) for name in talkgraph.__all__}
    functions = [name for name, value in values.items() if not isinstance(value, type)]
    errors = [name for name, value in values.items() if _is(value, Exception)]
    classes = [name for name, value in values.items() if isinstance(value, type) and name not in errors]
    return page(
        "# Python",
        "Whatever a command does, one public function does. To import talkgraph costs nothing; a name loads "
        "what it needs when it is first used.",
        fenced("python", _EXAMPLE),
        "## Functions",
        directive("eval-rst", "", "\n\n".join(f".. autofunction:: talkgraph.{name}" for name in functions)),
        "## Values",
        directive("eval-rst", "", "\n\n".join(_class(name, values[name]) for name in classes)),
        "## Errors",
        "Their tree stands on [a page of its own](errors.md).",
        directive("eval-rst", "", "\n\n".join(f".. autoexception:: talkgraph.{name}" for name in errors)),
    )


def _class(name: str, value: type) -> str:
    options = ["   :members:"]
    if _is(value, Enum):
        options.append("   :undoc-members:")
    return "\n".join([f".. autoclass:: talkgraph.{name}", *options])


def _is(value: object, parent: type) -> bool:
    return isinstance(value, type) and issubclass(value, parent)
