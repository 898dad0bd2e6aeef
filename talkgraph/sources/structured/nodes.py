"""Nodes of JSON-LD, read as the words of schema.org: the many ways in which one thing may be written."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Graph", "Node", "address_in", "text_in", "types_of", "values_in"]

Node = dict[str, object]

_PREFIX = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Graph:
    """All nodes of some values, so that what is only referred to can be looked up."""

    def __init__(self, values: list[object]) -> None:
        self._named: dict[str, Node] = {}
        for node, _ in walk(values):
            name = node.get("@id")
            if isinstance(name, str) and len(node) > len(self._named.get(name, ())):
                self._named[name] = node

    def full(self, node: Node) -> Node:
        """The fullest node that bears the name of a node."""
        name = node.get("@id")
        return self._named.get(name, node) if isinstance(name, str) else node

    def nodes(self, node: Node, *keys: str) -> list[Node]:
        """The nodes under the first of some keys that has any."""
        for key in keys:
            found = [self.full(value) for value in values_in(node, key) if isinstance(value, dict)]
            if found:
                return found
        return []


def walk(values: list[object]) -> Iterator[tuple[Node, tuple[str, Node] | None]]:
    """All nodes in some values, in order, with the node right above each and the key that it stands under."""
    stack: list[tuple[object, tuple[str, Node] | None]] = [(value, None) for value in reversed(values)]
    while stack:
        value, above = stack.pop()
        if isinstance(value, dict):
            yield value, above
            stack += [(inner, (_local(str(key)), value)) for key, inner in reversed(value.items())]
        elif isinstance(value, list):
            stack += [(inner, above) for inner in reversed(value)]


def types_of(node: Node) -> frozenset[str]:
    """The classes of a node, without the prefix of schema.org."""
    stated = node.get("@type")
    listed = stated if isinstance(stated, list) else [stated]
    return frozenset(_local(one.strip()) for one in listed if isinstance(one, str))


def values_in(node: Node, key: str) -> list[object]:
    """The values under a key, of a list those in it."""
    found = node.get(key)
    if found is None:
        found = next((value for name, value in node.items() if _local(name) == key), None)
    if isinstance(found, dict) and isinstance(found.get("@list"), list):
        found = found["@list"]
    return found if isinstance(found, list) else [] if found is None else [found]


def text_in(node: Node, key: str) -> str:
    """The first text under a key, with HTML's references to characters resolved; empty if there is none."""
    for value in values_in(node, key):
        text = value.get("@value") if isinstance(value, dict) else value
        if isinstance(text, str) and text.strip():
            return html.unescape(text).strip()
    return ""


def address_in(node: Node, key: str) -> tuple[str, ...]:
    """The web addresses under a key."""
    found = []
    for value in values_in(node, key):
        text = value.get("@id", value.get("@value")) if isinstance(value, dict) else value
        if isinstance(text, str) and _ADDRESS.fullmatch(text.strip()):
            found.append(text.strip())
    return tuple(dict.fromkeys(found))


def _local(name: str) -> str:
    return _PREFIX.sub("", name, count=1) if _PREFIX.match(name) else name
