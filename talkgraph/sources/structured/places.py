"""Places as talk data states them: what is none, towns with their states, countries by their codes."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.model import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["country_called", "place_called", "town"]


def place_called(name: str) -> str:
    """A name as it is, empty if it says that there is no place.

    >>> place_called("Online event"), place_called("De Krook")
    ('', 'De Krook')
    """
    return "" if fold(name) in _nowhere() else name


def town(name: str) -> str:
    """A town without the state behind its comma.

    >>> town("Atlanta, GA"), town("Ghent")
    ('Atlanta', 'Ghent')
    """
    return name.partition(",")[0].strip()


def country_called(name: str) -> str:
    """The name of a country that is stated by its code of two letters (ISO 3166) or another of its names.

    >>> country_called("BE"), country_called("U.S.A."), country_called("Belgium")
    ('Belgium', 'United States', 'Belgium')
    """
    is_code = len(name) == 2 and name.isupper()
    return _countries().get(name, "" if is_code else name)


@cache
def _nowhere() -> frozenset[str]:
    return frozenset(map(fold, _knowledge()["nowhere"]))


@cache
def _countries() -> Mapping[str, str]:
    """The country of each code and other name, of the places that the lexicon has."""
    lines = resources.files("talkgraph").joinpath("data/lexicon/places.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    reviewed = sorted((row for row in rows if row[1] == "country"), key=lambda row: "curated" in row[-1])
    named = {form: row[0] for row in reviewed for form in (row[2], *row[3].split("|")) if form}
    return MappingProxyType(named | {code: named[real] for code, real in _knowledge()["codes"].items()})


@cache
def _knowledge() -> Mapping[str, Any]:
    text = resources.files("talkgraph").joinpath("data/sources/places.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))
