"""The part of a page that is its article, and what in it is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkgraph.sources.htmlelements import html_words, is_grid, is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

__all__ = ["boilerplate_of", "find_article"]

_WORD = re.compile(r"[a-z]+")
_LARGEST_BOILERPLATE = 0.3  # of the article's text: what holds more is no mere frame
_MOST = 0.6  # of the text around it: the share of the block that holds the article
_MAIN = 0.5  # of the text of all articles: the share of one that is the page's own
_FEWEST = 0.2  # of a page's text: if less is left, its classes do not mean what they say


def find_article(root: _Element) -> _Element:
    """The element that holds the text of a page.

    This is the part marked as article, else as main part, else the smallest
    block that holds most of the text. Text of links does not count: menus and
    archives consist of it.
    """
    weights = _weights(root, lambda element: is_hidden(element) or _is_comment(element))
    bare = _weights(root, lambda element: is_hidden(element) or _is_frame(element))
    if bare[root] >= _FEWEST * weights[root]:
        weights = bare
    bodies = [e for e in root.iter() if "articlebody" in e.get("itemprop", "").lower().split()]
    if bodies:
        return _heaviest(bodies, weights)
    articles = [e for e in root.iter("article") if next(e.iterancestors("article"), None) is None]
    mains = [e for e in root.iter() if e.tag == "main" or e.get("role") == "main"]
    if articles:
        article = _heaviest(articles, weights)
        total = sum(weights.get(one, 0) for one in articles)
        if 0 < _MAIN * total <= weights.get(article, 0):
            return article
    main = _heaviest(mains, weights) if mains else root
    return main if main is not root and main in weights else _densest(root, weights)


def boilerplate_of(article: _Element) -> Callable[[_Element], bool]:
    """A test for the parts of an article that are not its text.

    Navigation, sidebars, forms and the like are told by their element, role,
    class or id, unless they hold too much of the text; comments always are.
    """
    weights = _weights(article, is_hidden)
    limit = _LARGEST_BOILERPLATE * weights[article]
    is_part = article.tag in {"article", "main", "section"}

    def is_boilerplate(element: _Element) -> bool:
        if is_hidden(element) or _is_comment(element):
            return True
        if element.tag == "header" and is_part:
            return False
        return _is_frame(element) and weights.get(element, 0) <= limit

    return is_boilerplate


def _is_frame(element: _Element) -> bool:
    """Whether an element looks like a part around a text."""
    parent = element.getparent()
    if element.tag == "footer" and parent is not None and parent.tag == "blockquote":
        return False  # it names who is quoted
    if element.tag in html_words("elements", "boilerplate"):
        return True
    is_role = element.get("role", "").lower() in html_words("roles", "boilerplate")
    return is_role or _is_named(element, "boilerplate") or _is_comment(element)


def _is_comment(element: _Element) -> bool:
    return _is_named(element, "comments")


def _is_named(element: _Element, kind: str) -> bool:
    if element.tag in {"html", "body", "main", "article"}:
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    states = html_words("classes", "states")
    parts = {
        part for name in names if (found := _WORD.findall(name)) and found[0] not in states for part in found
    }
    return not parts.isdisjoint(html_words("classes", kind))


def _weights(root: _Element, left_out: Callable[[_Element], bool]) -> dict[_Element, int]:
    """For each element that counts, the letters of text in it that is no link."""
    weights: dict[_Element, int] = {}
    open_elements = [(root, iter(root))]
    weights[root] = _length(root.text)
    while open_elements:
        element, children = open_elements[-1]
        child = next(children, None)
        if child is None:
            open_elements.pop()
            if open_elements:
                parent = open_elements[-1][0]
                weights[parent] += _length(element.tail) + (0 if element.tag == "a" else weights[element])
        elif not isinstance(child.tag, str) or left_out(child):
            weights[element] += _length(child.tail)
        else:
            weights[child] = _length(child.text)
            open_elements.append((child, iter(child)))
    return weights


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _heaviest(elements: Sequence[_Element], weights: dict[_Element, int]) -> _Element:
    heaviest = elements[0]
    for element in elements:
        if weights.get(element, 0) > weights.get(heaviest, 0):
            heaviest = element
    return heaviest


def _is_data(element: _Element) -> bool:
    """Whether an element is a table of data, which stands in an article and is none."""
    return element.tag == "table" and is_grid(element)


def _densest(root: _Element, weights: dict[_Element, int]) -> _Element:
    containers = html_words("elements", "containers")
    block = root
    while True:
        inner = [child for child in block if child.tag in containers and child in weights]
        best = _heaviest(inner, weights) if inner else None
        if best is None or weights[best] < _MOST * weights[block] or _is_data(best):
            return block
        block = best
