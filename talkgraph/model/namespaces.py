"""Short names of the graph's vocabulary, and what they stand for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["class_names", "expand", "prefixes", "shorten"]

_DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def prefixes() -> Mapping[str, str]:
    """The namespaces by their prefix, as ``data/prefixes.toml`` lists them."""
    return MappingProxyType(tomllib.loads((_DATA / "prefixes.toml").read_text(encoding="utf-8")))


@cache
def class_names() -> Mapping[Kind, str]:
    """The prefixed name of each kind's class.

    >>> class_names()[Kind.TALK], class_names()[Kind.PERSON]
    ('tg:Talk', 'schema:Person')
    """
    table = tomllib.loads((_DATA / "kinds.toml").read_text(encoding="utf-8"))
    return MappingProxyType({kind: table[kind.value]["class"] for kind in Kind})


def expand(name: str) -> str:
    """The IRI that a prefixed name stands for.

    Raises:
        ValueError: its prefix is not one of ours.

    >>> expand("schema:name")
    'https://schema.org/name'
    """
    prefix, colon, local = name.partition(":")
    namespace = prefixes().get(prefix)
    if not colon or namespace is None:
        raise ValueError(f"{name!r} has no prefix of the graph: {', '.join(prefixes())}")
    return namespace + local


def shorten(iri: str, base: str | None = None) -> str:
    """An IRI for people: with its prefix, or ``id:`` for those under the base; else as it is.

    The result is to be read, not parsed: ``id:`` names keep their slashes.

    >>> shorten("https://schema.org/name")
    'schema:name'
    >>> shorten("https://w3id.org/talkgraph/id/person/juan-benet", "https://w3id.org/talkgraph/id/")
    'id:person/juan-benet'
    >>> shorten("https://example.org/")
    'https://example.org/'
    """
    if base and iri.startswith(base):
        return f"id:{iri.removeprefix(base)}"
    for prefix, namespace in prefixes().items():
        local = iri.removeprefix(namespace)
        if local != iri and local and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return iri
