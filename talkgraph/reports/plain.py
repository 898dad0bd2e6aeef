"""Answers as lists, dictionaries, texts and numbers: what JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TypeAlias

from talkgraph.model import Iri

__all__ = ["Plain", "plain"]

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"

_EVIDENCE = "evidence"


def plain(value: object, *, evidence: bool = True) -> Plain:
    """A value of dataclasses, tuples and mappings as JSON can hold it.

    IRIs, kinds and predicates become texts, keys stay in their order.

    Args:
        value: an answer, or a part of one.
        evidence: whether to keep the sentences behind it.

    Raises:
        TypeError: something in it is no plain data.

    >>> plain((Iri("https://example.org/a"), 2, None))
    ['https://example.org/a', 2, None]
    """
    if isinstance(value, Iri):
        return value.value
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(each, evidence=evidence) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each, evidence=evidence) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name), evidence=evidence)
            for field in fields(value)
            if evidence or field.name != _EVIDENCE
        }
    raise TypeError(f"{type(value).__name__} is no plain data")
