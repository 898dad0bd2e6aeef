"""The JSON-LD that an HTML page carries in its scripts."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["linked_values"]

_LOG = logging.getLogger(__name__)
_FORM = "application/ld+json"
# What hides a script from old browsers or from XML: <!-- -->, <![CDATA[ ]]>, maybe behind // or in /* */.
_BEFORE = re.compile(r"\A(?:\s|/\*|\*/|//|<!--|<!\[CDATA\[)+", re.IGNORECASE)
_AFTER = re.compile(r"(?:\s|/\*|\*/|//|-->|\]\]>|;)+\Z")
_LONGEST_WRAP = 200  # characters at the end of a script that are searched for it


def linked_values(root: _Element, source: str) -> Iterator[Any]:
    """The values of a page's JSON-LD, in order; what is no JSON is passed over.

    Args:
        root: the page.
        source: as in ``Document``, for the log.
    """
    for script in root.iter("script"):
        if script.get("type", "").partition(";")[0].strip().casefold() != _FORM:
            continue
        try:
            yield json.loads(_bare(script.text or ""), strict=False)
        except (ValueError, RecursionError) as error:
            _LOG.debug("%s: JSON-LD left out: %s", source, error or "nested too deeply")


def _bare(text: str) -> str:
    """A script without what it is wrapped in."""
    text = _BEFORE.sub("", text)
    end = len(text.rstrip())
    rest = max(0, end - _LONGEST_WRAP)
    return text[:rest] + _AFTER.sub("", text[rest:end])
