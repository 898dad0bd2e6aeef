"""A small world to ask questions about, read from ``tests/data/questions/world.toml``.

The file tells its format at its top. ``world_store`` gives its store, ``read_world``
what the file says, for whoever wants to know what must be there.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkgraph.model import (
    DEFAULT_BASE,
    Claim,
    Document,
    Evidence,
    Iri,
    Kind,
    Literal,
    LocalThing,
    Predicate,
    relations,
    slug,
)
from talkgraph.resolution import RecapClaims, Resolution, ResolvedThing
from talkgraph.store import open_store, write_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from talkgraph.store import Store

__all__ = ["QUESTIONS", "Sentence", "Statement", "World", "WorldRecap", "read_world", "world_store"]

QUESTIONS = Path(__file__).resolve().parent.parent / "data" / "questions"
"""The folder of the world and of the questions about it."""

_PREDICATES = {str(predicate).rpartition(":")[2]: predicate for predicate in Predicate}
_RULE = "world.by-hand"
_OF_NAMES = 0.95
_OF_OTHERS = 0.9


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence states, by the names that it uses."""

    subject: str
    predicate: Predicate
    object: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a recap and the statements that it makes."""

    quote: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class WorldRecap:
    """A recap of the world."""

    source: str
    title: str
    published: date
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class World:
    """What the file says.

    Attributes:
        things: all things, sorted by IRI.
        recaps: all recaps, in the order of the file.
    """

    things: tuple[ResolvedThing, ...]
    recaps: tuple[WorldRecap, ...]

    @property
    def named(self) -> Mapping[str, ResolvedThing]:
        """Each thing by each of its names."""
        return {name: thing for thing in self.things for name in (thing.name, *thing.alternate_names)}

    def claims(self) -> list[RecapClaims]:
        """The recaps with their claims, as extraction would give them."""
        named = self.named
        return [_recap_claims(recap, named) for recap in self.recaps]

    def resolution(self) -> Resolution:
        """What the names of all recaps stand for, as resolution would give it."""
        named = self.named
        return Resolution(
            recaps={recap.source: _iri(f"recap/{slug(Path(recap.source).stem)}") for recap in self.recaps},
            things=self.things,
            links={
                (recap.source, local): named[name].iri
                for recap in self.recaps
                for name, local in _locals(recap, named).items()
            },
        )


def read_world() -> World:
    """The world as its file tells it.

    Raises:
        KeyError: a statement has a predicate that does not exist.
        ValueError: two things share a name.
    """
    with (QUESTIONS / "world.toml").open("rb") as file:
        told = tomllib.load(file)
    things = sorted(
        _thing(Kind(kind), line.split(" / ")) for kind, lines in told["names"].items() for line in lines
    )
    world = World(tuple(things), tuple(map(_recap, told["recap"])))
    if len(world.named) < sum(1 + len(thing.alternate_names) for thing in things):
        raise ValueError("two things of the world share a name")
    return world


def world_store(folder: Path) -> Store:
    """The store of the world, written into a folder that is absent or empty, and opened."""
    world = read_world()
    write_store(world.claims(), world.resolution(), folder)
    return open_store(folder)


def _iri(path: str) -> Iri:
    return Iri(DEFAULT_BASE + path)


def _thing(kind: Kind, names: list[str]) -> ResolvedThing:
    path = "series" if kind is Kind.SERIES else kind.lower()
    return ResolvedThing(_iri(f"{path}/{slug(names[0])}"), kind, names[0], tuple(sorted(names[1:])))


def _recap(told: Mapping[str, Any]) -> WorldRecap:
    sentences = tuple(
        Sentence(quote, tuple(statement for line in lines for statement in _statements(line)))
        for quote, lines in told["sentences"].items()
    )
    return WorldRecap(told["source"], told["title"], told["published"], sentences)


def _statements(line: str) -> Iterator[Statement]:
    subject, predicate, objects, *confidence = line.split(" | ")
    for target in objects.split("; "):
        yield Statement(
            subject, _PREDICATES[predicate], target, float(confidence[0]) if confidence else _OF_OTHERS
        )


def _names(sentence: Sentence) -> Iterator[str]:
    """The names of things in a sentence's statements; values are no names."""
    for statement in sentence.statements:
        yield statement.subject
        if relations()[statement.predicate].datatype is None:
            yield statement.object


def _locals(recap: WorldRecap, named: Mapping[str, ResolvedThing]) -> dict[str, LocalThing]:
    """The things of a recap by name, a talk as the number of its turn."""
    things: dict[str, LocalThing] = {}
    talks = 0
    for name in (name for sentence in recap.sentences for name in _names(sentence)):
        if name not in things:
            is_talk = named[name].kind is Kind.TALK
            talks += is_talk
            things[name] = LocalThing(named[name].kind, f"{talks:02}" if is_talk else name)
    return things


def _recap_claims(recap: WorldRecap, named: Mapping[str, ResolvedThing]) -> RecapClaims:
    things = _locals(recap, named)
    text = f"{recap.title}\n\n"
    claims: list[Claim] = []
    introduced: set[str] = set()
    for sentence in recap.sentences:
        evidence = Evidence(len(text), len(text) + len(sentence.quote), sentence.quote)
        text += f"{sentence.quote}\n"
        for name in _names(sentence):
            if name not in introduced:
                introduced.add(name)
                local = things[name]
                claims += [
                    Claim(local, Predicate.TYPE, local.kind, evidence, _OF_NAMES, _RULE),
                    Claim(local, Predicate.NAME, Literal(name), evidence, _OF_NAMES, _RULE),
                ]
        claims += [_claim(statement, evidence, things) for statement in sentence.statements]
    document = Document(
        source=recap.source, text=text, title=recap.title, published=recap.published, language="en"
    )
    return RecapClaims(document, tuple(sorted(claims, key=lambda claim: claim.sort_key)))


def _claim(statement: Statement, evidence: Evidence, things: Mapping[str, LocalThing]) -> Claim:
    datatype = relations()[statement.predicate].datatype
    target = things[statement.object] if datatype is None else Literal(statement.object, datatype)
    return Claim(
        things[statement.subject], statement.predicate, target, evidence, statement.confidence, _RULE
    )
