"""Values of JSON, taken as what they should be and nothing if they are something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["address_of", "mappings_of", "text_of", "texts_of"]


def text_of(value: Mapping[str, object] | object, key: str) -> str:
    """The text under a key, without space around it; empty if there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found.strip() if isinstance(found, str) else ""


def texts_of(value: Mapping[str, object] | object, key: str) -> tuple[str, ...]:
    """The texts in the list under a key; of one text alone, that."""
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(found, str):
        return (found,)
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def mappings_of(value: Mapping[str, object] | object, key: str) -> tuple[dict[str, object], ...]:
    """The mappings in the list under a key."""
    found = value.get(key) if isinstance(value, dict) else None
    return tuple(one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def address_of(value: Mapping[str, object] | object, key: str) -> str:
    """The web address under a key; empty if there is none."""
    found = text_of(value, key)
    return found if found.casefold().startswith(("http://", "https://")) and " " not in found else ""
