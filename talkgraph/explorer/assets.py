"""Scripts and styles that the page carries inside itself, made safe to stand in HTML."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.errors import TalkgraphError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["embedded_json", "script_hash", "scripts", "styles", "template"]

_TEMPLATES = files("talkgraph").joinpath("data", "templates")

# What the server's pages load too lies among the files that it serves.
_STATIC = files("talkgraph").joinpath("data", "static")
_SHARED_STYLES = ("theme.css",)
_SHARED_SCRIPTS = ("dom.js",)

# Beside its templates, the pyvis wheel carries the libraries that they load.
_LIBRARY_SCRIPTS = ("vis-9.1.2/vis-network.min.js", "tom-select/tom-select.complete.min.js")
_LIBRARY_STYLES = ("vis-9.1.2/vis-network.css", "tom-select/tom-select.css")

_OWN_STYLES = ("base.css", "search.css", "page.css", "panel.css")

# Each file fills its part of one object; the last puts the parts together.
_OWN_SCRIPTS = (
    "graph.js",
    "years.js",
    "openings.js",
    "reach.js",
    "state.js",
    "names.js",
    "sources.js",
    "supply.js",
    "places.js",
    "labels.js",
    "save.js",
    "grounds.js",
    "view.js",
    "panel.js",
    "browse.js",
    "filters.js",
    "search.js",
    "summary.js",
    "controls.js",
    "explorer.js",
    "main.js",
)

_SOURCE_MAP = re.compile(
    r"^\s*(//[#@] sourceMappingURL=.*|/\*[#@] sourceMappingURL=.*?\*/)\s*$", re.MULTILINE
)


@cache
def scripts() -> tuple[str, ...]:
    """The scripts in the order in which they run, each safe inside a ``script`` element.

    Raises:
        TalkgraphError: the installed pyvis lacks one of them.
    """
    texts = [*map(_library, _LIBRARY_SCRIPTS), *map(_shared, _SHARED_SCRIPTS), *map(_own, _OWN_SCRIPTS)]
    return tuple(map(_script_text, texts))


@cache
def styles() -> tuple[str, ...]:
    """The style sheets in the order in which they apply, each safe inside a ``style`` element.

    Raises:
        TalkgraphError: the installed pyvis lacks one of them, or one would load something.
    """
    texts = [*map(_library, _LIBRARY_STYLES), *map(_shared, _SHARED_STYLES), *map(_own, _OWN_STYLES)]
    return tuple(map(_style_text, texts))


@cache
def template() -> str:
    """The page's template."""
    return _read(_TEMPLATES.joinpath("explorer.html.j2"))


def script_hash(text: str) -> str:
    """A script's name in a Content-Security-Policy: with it, this script may run.

    >>> script_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def embedded_json(value: object) -> str:
    r"""A value as compact JSON that can stand in a ``script`` element: it holds no ``<``.

    >>> print(embedded_json({"name": "</script>"}))
    {"name":"\u003c/script>"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c")


def _script_text(text: str) -> str:
    text = _SOURCE_MAP.sub("", text)
    text = re.sub(r"</(?=script)", r"<\\/", text, flags=re.IGNORECASE).replace("<!--", r"\x3C!--")
    return text.strip() + "\n"


def _style_text(text: str) -> str:
    text = _SOURCE_MAP.sub("", text)
    loaded = re.search(r"""@import|url\((?!\s*["']?data:)[^)]{0,40}""", text, flags=re.IGNORECASE)
    if loaded or "</style" in text.lower():
        raise TalkgraphError(f"a style sheet of the explorer page is not self-contained: {loaded}")
    return text.strip() + "\n"


def _library(name: str) -> str:
    file = files("pyvis").joinpath("templates", "lib", *name.split("/"))
    try:
        return _read(file)
    except FileNotFoundError:
        raise TalkgraphError(
            f"the installed pyvis lacks templates/lib/{name}, which the explorer page needs: "
            "pip install 'pyvis==0.3.2'"
        ) from None


def _shared(name: str) -> str:
    return _read(_STATIC.joinpath(name))


def _own(name: str) -> str:
    return _read(_TEMPLATES.joinpath("explorer", name))


def _read(file: Traversable) -> str:
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")
