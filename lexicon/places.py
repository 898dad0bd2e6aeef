"""Places of the lexicon: GeoNames by size, and our own tables of other spellings."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import readers
from entries import Words, fold, sort_forms
from tables import read_table, split_forms

SMALLEST_CITY = 60_000

Place = dict[str, str]


def plain(name: str) -> str:
    """Give a name without accents.

    >>> plain("São Paulo")
    'Sao Paulo'
    """
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _place(name: str, kind: str, country: str) -> Place:
    """Make a place of GeoNames, with the spelling without accents beside it."""
    name = name.strip()
    bare = plain(name)
    aliases = bare if bare != name else ""
    return {"name": name, "kind": kind, "country": country, "aliases": aliases, "source": "geonames"}


def _from_geonames(path: Path) -> Iterator[Place]:
    """Give countries, cities from the largest to the smallest, then states."""
    countries = readers.geonames(path, "countries")
    capitals = {(row["capital"], row["iso"]) for row in countries}
    for row in countries:
        yield _place(row["name"], "country", row["iso"])

    def size(row: dict[str, Any]) -> tuple[int, int]:
        return -row["population"], row["geonameid"]

    for row in sorted(readers.geonames(path, "cities15000"), key=size):
        capital = (row["name"], row["countrycode"]) in capitals
        if capital or row["population"] >= SMALLEST_CITY:
            yield _place(row["name"], "city", row["countrycode"])
    for row in readers.geonames(path, "us_states"):
        yield _place(row["name"], "region", "US")


def _join(known: Place, other: Place) -> None:
    """Add another description of the same place."""
    known["aliases"] = "|".join(part for part in (known["aliases"], other["aliases"]) if part)
    if other["source"] not in known["source"]:
        known["source"] += f"+{other['source']}"


def _collect(path: Path, table: Path) -> dict[str, Place]:
    """Put all places under their folded names, the first of a name winning."""
    found: dict[str, Place] = {}
    ours = {fold(row["name"]): {**row, "source": "curated"} for row in read_table(table)}
    for place in _from_geonames(path):
        key = fold(place["name"])
        if readers.is_latin(place["name"]) and key not in found:
            wanted = ours.get(key)
            if wanted is None or wanted["kind"] == place["kind"]:
                found[key] = place
    for key, row in ours.items():
        known = found.setdefault(key, row)
        if known is not row:
            _join(known, row)
    return found


def rows(path: Path, table: Path, words: Words) -> Iterator[list[str]]:
    """Give the rows of places.tsv, a spelling going to the place that is named so."""
    found = _collect(path, table)
    claimed = set(found)
    for place in sorted(found.values(), key=lambda row: (row["name"].casefold(), row["name"])):
        aliases = []
        for form in sort_forms(split_forms(place["aliases"])):
            if fold(form) == fold(place["name"]) or fold(form) not in claimed:
                claimed.add(fold(form))
                aliases.append(form)
        forms = [place["name"], *aliases]
        clash = [form for form in forms if words.clash(form)]
        cells = ["|".join(aliases), "|".join(sort_forms(clash)), place["source"]]
        yield [place["name"], place["kind"], place["country"], *cells]
