"""What a corrections file can say: ``data/corrections.toml``, read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Grammar", "Verb", "grammar"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One kind of entry.

    Attributes:
        name: its first key.
        says: what it means, in a sentence.
        value: the type of what stands behind it.
        keys: its other keys, with the types of their values.
        required: those of them that must be there.
        example: an entry, as YAML.
    """

    name: str
    says: str
    value: str
    keys: Mapping[str, str]
    required: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """All verbs by name, the keys that every entry takes, and the words for the kinds."""

    verbs: Mapping[str, Verb]
    signature: Mapping[str, str]
    kinds: Mapping[str, Kind]


@cache
def grammar() -> Grammar:
    """The table as the data file has it."""
    path = files("talkgraph").joinpath("data", "corrections.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    verbs = {
        name: Verb(
            name,
            row["says"],
            row["value"],
            MappingProxyType(dict(row["keys"])),
            tuple(row["required"]),
            row["example"].strip("\n"),
        )
        for name, row in table["verbs"].items()
    }
    return Grammar(
        MappingProxyType(verbs),
        MappingProxyType(dict(table["signature"])),
        MappingProxyType({word: Kind(kind) for word, kind in table["kinds"].items()}),
    )
