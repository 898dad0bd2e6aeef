"""The graph as notes for Obsidian: one a thing, one a recap, with properties, links and quotes."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.exports.vaults import link, note_names, plain
from talkgraph.graph import project
from talkgraph.model import Iri, Kind, Predicate, relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkgraph.graph import Quote, Recap, Statement, TalkGraph, Thing
    from talkgraph.pages import Fact
    from talkgraph.store import Store

__all__ = ["obsidian_notes"]

# Markdown, HTML, tags, comments and highlights of Obsidian: a sentence has none of them.
_MARKUP = re.compile(r"[\\`*_\[\]<>|$~^{}]|(?<!\S)#|==|%%|&(?=#?\w+;)")
_LIST = re.compile(r"^(\d+)(?=[.)])|^[-+](?=\s|-)")


def obsidian_notes(store: Store) -> Iterator[tuple[str, bytes]]:
    """The notes, each with its path below the vault: a folder a kind.

    Properties are the kind, other names, the IRI and what
    ``data/obsidian.toml`` lists; the text has a heading a relation, with the
    things as links, and the sentences as quotes with their recap and date.
    """
    vault = _Vault.of(project(store))
    for thing in vault.graph.things.values():
        yield vault.path(thing.iri, thing.kind), _note(vault.thing_properties(thing), vault.thing_text(thing))
    for recap in vault.graph.recaps.values():
        text = _note(_recap_properties(recap), vault.recap_text(recap))
        yield vault.path(recap.iri, Kind.RECAP), text


@dataclass(frozen=True)
class _Vault:
    """The notes of a graph.

    Attributes:
        graph: the graph.
        names: of the notes, by IRI of the thing or recap.
        degrees: how many statements connect each thing to others.
        said: by recap, the place and text of each sentence with what it states.
    """

    graph: TalkGraph
    names: Mapping[Iri, str]
    degrees: Mapping[Iri, int]
    said: Mapping[Iri, Mapping[tuple[int, str], Sequence[Statement]]]

    @classmethod
    def of(cls, graph: TalkGraph) -> _Vault:
        from talkgraph.explorer import degrees, kind_looks

        named = [
            *((thing.iri, thing.name, kind_looks()[thing.kind].label) for thing in graph.things.values()),
            *((recap.iri, recap.title, "recap") for recap in graph.recaps.values()),
        ]
        return cls(graph, note_names(named), degrees(graph), _sentences(graph))

    def path(self, iri: Iri, kind: Kind) -> str:
        from talkgraph.explorer import kind_looks

        return f"{kind_looks()[kind].plural}/{self.names[iri]}.md"

    def thing_properties(self, thing: Thing) -> dict[str, Any]:
        from talkgraph.explorer import kind_looks
        from talkgraph.reports.facts import talk_entry

        note = self.names[thing.iri]
        aliases = [plain(name) for name in (thing.name, *thing.alternate_names)]
        found: dict[str, Any] = {
            "kind": kind_looks()[thing.kind].label,
            "aliases": [alias for alias in dict.fromkeys(aliases) if alias not in {note, ""}],
            "iri": thing.iri.value,
            "urls": list(thing.urls),
        }
        for name, predicate in _properties().get(thing.kind, {}).items():
            found[name] = self._values(thing.iri, predicate)
        if thing.kind is Kind.TALK:
            day = talk_entry(self.graph, thing.iri).date
            found["date"] = None if day is None else _typed(Predicate.START_DATE, day)
        return {name: value for name, value in found.items() if value not in (None, [])}

    def _values(self, thing: Iri, predicate: Predicate) -> Any:
        """Links to the things, or the most certain value."""
        stated = sorted(
            (each for each in self.graph.outgoing.get(thing, ()) if each.predicate is predicate),
            key=lambda each: (-each.confidence, str(each.object)),
        )
        if relations()[predicate].datatype is None:
            return [self._end(each.object) for each in stated]
        return _typed(predicate, str(stated[0].object)) if stated else None

    def _end(self, end: Iri | str) -> str:
        """A link to a thing; a value as text."""
        if isinstance(end, Iri) and end in self.graph.things:
            return link(self.names[end], self.graph.things[end].name)
        return _text(str(end))

    def thing_text(self, thing: Thing) -> Iterator[str]:
        from talkgraph.pages import portrait

        yield f"# {_text(thing.name)}"
        for group in portrait(self.graph, thing.iri, self.degrees).groups:
            yield f"\n## {_text(group.heading)}\n"
            for fact in group.facts:
                yield from self._fact(fact)

    def _fact(self, fact: Fact) -> Iterator[str]:
        yield f"- {self._end(fact.other.iri if fact.other else fact.value)}"
        for number, quote in enumerate(fact.quotes):
            if number:
                yield ""  # else Markdown takes both for one quote
            yield f"  > {_sentence(quote.text)}"
            yield f"  > — {self._cited(quote)}"

    def _cited(self, quote: Quote) -> str:
        recap = self.graph.recaps.get(quote.recap)
        parts = [link(self.names[recap.iri], recap.title), recap.published] if recap else []
        return ", ".join([*filter(None, parts), f"{round(100 * quote.confidence)} % certain"])

    def recap_text(self, recap: Recap) -> Iterator[str]:
        yield f"# {_text(recap.title)}"
        for (_, text), statements in sorted(self.said.get(recap.iri, {}).items(), key=lambda each: each[0]):
            yield f"\n> {_sentence(text)}\n"
            for statement in statements:
                label = relations()[statement.predicate].label
                yield f"- {self._end(statement.subject)} {label} {self._end(statement.object)}"


def _recap_properties(recap: Recap) -> dict[str, Any]:
    found = {
        "kind": "recap",
        "iri": recap.iri.value,
        "source": recap.source,
        "address": recap.address,
        "date": _typed(Predicate.START_DATE, recap.published) if recap.published else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _sentences(graph: TalkGraph) -> Mapping[Iri, Mapping[tuple[int, str], Sequence[Statement]]]:
    found: dict[Iri, dict[tuple[int, str], list[Statement]]] = {}
    for statement in graph.statements:
        for place in dict.fromkeys((quote.recap, quote.start, quote.text) for quote in statement.quotes):
            found.setdefault(place[0], {}).setdefault(place[1:], []).append(statement)
    return found


@cache
def _properties() -> Mapping[Kind, Mapping[str, Predicate]]:
    table = tomllib.loads(files("talkgraph").joinpath("data", "obsidian.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            Kind(kind): {name: Predicate(predicate) for name, predicate in row.items()}
            for kind, row in table.items()
        }
    )


def _typed(predicate: Predicate, text: str) -> Any:
    """A value as YAML knows it: a day, a number, else a text."""
    with suppress(ValueError):
        if relations()[predicate].datatype == "xsd:date":
            return date.fromisoformat(text)
        if relations()[predicate].datatype == "xsd:integer":
            return int(text)
    return text


def _note(properties: Mapping[str, Any], lines: Iterable[str]) -> bytes:
    import yaml

    front = yaml.safe_dump(dict(properties), allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n\n{chr(10).join(lines)}\n".encode()


def _text(text: str) -> str:
    """A text in one line that Markdown shows as it is."""
    return _MARKUP.sub(lambda found: "".join(f"\\{c}" for c in found[0]), plain(text))


def _sentence(text: str) -> str:
    r"""The same for a text that begins a line, where a number or a hyphen would make a list.

    >>> print(_sentence("1. It *is* #fast"))
    1\. It \*is\* \#fast
    """
    return _LIST.sub(lambda found: f"{found[1]}\\" if found[1] else f"\\{found[0]}", _text(text))
