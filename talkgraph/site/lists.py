"""Lists of all things of a kind, from A to Z."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from talkgraph.explorer import kind_looks
from talkgraph.model import Kind, fold
from talkgraph.site.rendering import data_address, list_path, render
from talkgraph.site.settings import countings, folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.model import Iri
    from talkgraph.site.material import Material

__all__ = ["Entry", "Letter", "letters", "list_pages", "ranked"]

_LISTED = 200  # things in the embedded data of a list; search engines read no further


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list.

    Attributes:
        iri: of the thing or the recap.
        name: what it is called.
        hint: what the list says behind the name; may be empty.
    """

    iri: Iri
    name: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries whose names begin alike.

    Attributes:
        key: names the part of the page.
        label: as it is shown, such as ``A`` or ``0–9``.
        entries: by name.
    """

    key: str
    label: str
    entries: tuple[Entry, ...]


def list_pages(material: Material) -> Iterator[tuple[str, bytes]]:
    """The list of each kind that there is, recaps too."""
    for kind in material.sizes:
        here = material.here(list_path(folders()[kind]))
        entries = _entries(material, kind)
        plural = kind_looks()[kind].plural
        address = partial(data_address, material, here)
        yield render(
            "list",
            material,
            here,
            title=plural.capitalize(),
            linked_data={
                "@context": "https://schema.org",
                "@type": "ItemList",
                "name": plural,
                "numberOfItems": len(entries),
                "itemListElement": [
                    {"@type": "ListItem", "position": place, "name": each.name, "url": address(each.iri)}
                    for place, each in enumerate(entries[:_LISTED], start=1)
                ],
            },
            kind=kind,
            letters=letters(entries),
            count=len(entries),
            plural=plural,
        )


def letters(entries: Iterable[Entry]) -> tuple[Letter, ...]:
    """Entries by the first letters of their names: A to Z, digits, then all others."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda each: (fold(each.name), each.name, each.iri)):
        groups.setdefault(_key(entry.name), []).append(entry)
    labels = {"digits": "0–9", "others": "Others"}
    order = sorted(groups, key=lambda key: (key in labels, key != "digits", key))
    return tuple(Letter(key, labels.get(key, key.upper()), tuple(groups[key])) for key in order)


def ranked(material: Material, kind: Kind, most: int) -> tuple[Entry, ...]:
    """The things of a kind that lists count most of, each with the count; equal ones by their links."""
    things = [thing for thing in material.graph.things.values() if thing.kind is kind]
    things.sort(
        key=lambda thing: (
            -material.counts.get(thing.iri, 0),
            -material.degrees[thing.iri],
            fold(thing.name),
            thing.iri,
        )
    )
    return tuple(Entry(thing.iri, thing.name, _hint(material, thing.iri)) for thing in things[:most])


def _entries(material: Material, kind: Kind) -> list[Entry]:
    if kind is Kind.RECAP:
        found = [Entry(each.iri, each.title, each.published or "") for each in material.graph.recaps.values()]
    else:
        found = [
            Entry(thing.iri, thing.name, _hint(material, thing.iri))
            for thing in material.graph.things.values()
            if thing.kind is kind
        ]
    return [entry for letter in letters(found) for entry in letter.entries]


def _hint(material: Material, iri: Iri) -> str:
    kind = material.graph.things[iri].kind
    if kind is Kind.EVENT:
        return material.occasions[iri].hint
    if kind is Kind.TALK:
        talk = material.talks[iri]
        speakers = ", ".join(speaker.name for speaker in talk.speakers)
        return " · ".join(filter(None, (speakers, talk.event.name if talk.event else None, talk.date)))
    counting = countings().get(kind)
    return counting.words(material.counts[iri]) if counting else ""


def _key(name: str) -> str:
    """What a name is listed under.

    >>> _key("Électron"), _key("3D"), _key("東京"), _key(".NET")
    ('e', 'digits', 'others', 'n')
    """
    first = next((c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum()), "")
    if first.isdigit():
        return "digits"
    return first if first.isascii() and first else "others"
