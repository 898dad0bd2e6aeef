"""Stores whose names and IRIs no disk and no page should have to bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Claim, Document, Evidence, Iri, Kind, Literal, LocalThing, Predicate
from talkgraph.resolution import RecapClaims, Resolution, ResolvedThing
from talkgraph.store import open_store, write_store
from tests.examples import iri
from tests.explorer.samples import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from talkgraph.store import Store

__all__ = ["STRANGE", "named_store", "strange_store"]

# IRIs that lead out of a folder, that Windows cannot have, that differ by capitals
# alone, that are in the way of the site's own files; and names as bad.
STRANGE: Mapping[Iri, str] = {
    iri("technology/../x"): "../x",
    iri("../../technology/y"): "../../y",
    iri("technology/con"): "con",
    iri("technology/CON"): "CON",
    iri("technology/Nul"): "nul.txt",
    iri("technology/a/b"): "a/b",
    iri("technology/a"): "a",
    iri("technology/A"): "A",
    iri("technology/index.html"): "index",
    iri("technology"): "the folder itself",
    iri("static/theme-css"): "theme.css",
    iri("search.html"): "search.html",
    iri("technology/" + "very-long-" * 40): "Very long " * 40,
    iri("technology/🦄"): "🦄 and 👩‍💻",
    iri("technology/東京"): "東京",
    iri("technology/a%2Fb"): "a|b]] ^c #d [[e",
    iri("technology/q?x=1#y"): "line\nbreak",
    iri("technology/trailing."): "trailing. ",
    Iri("https://elsewhere.example/things/1"): "elsewhere",
    Iri("urn:thing:1"): "a thing of another scheme",
    **{iri(f"technology/evil-{number}"): name for number, name in enumerate(HOSTILE)},
}


def named_store(folder: Path, names: Mapping[Iri, str], *, title: str = "A recap") -> Store:
    """A store of one talk about technologies of these IRIs and names, read from one recap."""
    text = "\n".join(f"They spoke of {name}." for name in names.values())
    talk, event = LocalThing(Kind.TALK, "01"), LocalThing(Kind.EVENT, "event")
    claims, start = [], 0
    local = {thing: LocalThing(Kind.TECHNOLOGY, str(number)) for number, thing in enumerate(names)}
    for thing, name in names.items():
        quote = f"They spoke of {name}."
        evidence = Evidence(start, start + len(quote), quote)
        start = evidence.end + 1
        said: list[tuple[LocalThing, Predicate, LocalThing | Literal | Kind]] = [
            (local[thing], Predicate.TYPE, Kind.TECHNOLOGY),
            (local[thing], Predicate.NAME, Literal(name)),
            (event, Predicate.TYPE, Kind.EVENT),
            (talk, Predicate.TYPE, Kind.TALK),
            (talk, Predicate.SUPER_EVENT, event),
            (talk, Predicate.ABOUT, local[thing]),
        ]
        claims += [Claim(one, predicate, other, evidence, 0.9, "by-hand") for one, predicate, other in said]
    document = Document(source="recap.md", text=text, title=title, language="en")
    things = [
        ResolvedThing(iri("talk/evening/one"), Kind.TALK, "One"),
        ResolvedThing(iri("event/evening"), Kind.EVENT, "Evening"),
        *(ResolvedThing(thing, Kind.TECHNOLOGY, name) for thing, name in names.items()),
    ]
    resolution = Resolution(
        recaps={"recap.md": iri("recap/recap")},
        things=tuple(sorted(things)),
        links={
            ("recap.md", talk): iri("talk/evening/one"),
            ("recap.md", event): iri("event/evening"),
            **{("recap.md", local[thing]): thing for thing in names},
        },
    )
    recap = RecapClaims(document, tuple(sorted(claims, key=lambda claim: claim.sort_key)))
    write_store([recap], resolution, folder)
    return open_store(folder)


def strange_store(folder: Path) -> Store:
    """The store of all the strange names; its recap's title is one too."""
    return named_store(folder, STRANGE, title=HOSTILE[0] + HOSTILE[1])
