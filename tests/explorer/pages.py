"""A finished page, read back."""

from __future__ import annotations

import json
from typing import Any

import lxml.html

__all__ = ["embedded", "parsed"]


def parsed(html: str) -> Any:
    """The page's tree of elements."""
    return lxml.html.fromstring(html)


def embedded(html: str, name: str) -> Any:
    """The embedded JSON of that name: ``tables`` or ``start``."""
    return json.loads(parsed(html).get_element_by_id(f"embedded-{name}").text)
