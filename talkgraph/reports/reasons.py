"""What two talks have in common, in words that are true for the pair."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from talkgraph.model import relations
from talkgraph.reports.facts import citations, item, quoted
from talkgraph.reports.relatedness import CommonWords, LinkedThings, NearMeaning, SharedThing
from talkgraph.reports.traits import Role, trait_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports.relatedness import Bond, Relatedness
    from talkgraph.reports.values import Citation, Item

__all__ = ["Reason", "reasons"]

_MOST_NAMES = 4
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that two talks have in common.

    Attributes:
        text: in words, such as ``both about IPFS``.
        kind: what a thing is to the one and to the other, such as ``about
            mentions``; ``linked`` for a relation between two things; ``words``; ``meaning``.
        weight: its part of the score.
        things: the things that it names, the weightiest first; of a relation
            its subject and its object.
        words: the words that it names.
        evidence: sentences of both talks, most certain first.
    """

    text: str
    kind: str
    weight: float
    things: tuple[Item, ...]
    words: tuple[str, ...]
    evidence: tuple[Citation, ...]


@cache
def _wording() -> dict[str, Any]:
    path = files("talkgraph").joinpath("data", "en", "reports", "reasons.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def reasons(relatedness: Relatedness, first: Iri, second: Iri, bonds: Iterable[Bond]) -> tuple[Reason, ...]:
    """The bonds between two talks in words, the weightiest first.

    Things that play the same roles share a sentence.

    Args:
        relatedness: the talks of the graph.
        first: IRI of the one talk.
        second: IRI of the other.
        bonds: what they have in common.
    """
    graph = relatedness.graph
    groups: dict[tuple[Role, Role], list[SharedThing]] = defaultdict(list)
    found: list[Reason] = []
    for bond in bonds:
        if isinstance(bond, SharedThing):
            groups[bond.roles].append(bond)
        elif isinstance(bond, LinkedThings):
            found.append(_linked(graph, first, second, bond))
        elif isinstance(bond, NearMeaning):
            found.append(_meaning(relatedness, first, second, bond))
        else:
            found.append(_words(relatedness, first, second, bond))
    found.extend(_shared(graph, first, second, roles, group) for roles, group in groups.items())
    return tuple(sorted(found, key=lambda reason: (-reason.weight, reason.text)))


def _shared(
    graph: TalkGraph, first: Iri, second: Iri, roles: tuple[Role, Role], bonds: Sequence[SharedThing]
) -> Reason:
    in_order = sorted(bonds, key=lambda bond: (-round(bond.weight, _DIGITS), bond.thing))
    things = tuple(item(graph, bond.thing) for bond in in_order)
    kind, template = _shared_wording(roles)
    pronoun = _wording()["pronoun"]["one" if len(things) == 1 else "several"]
    statements = (
        statement
        for bond in in_order
        for talk, role in zip((first, second), roles, strict=True)
        for statement in _statements(graph, talk, role, bond.thing)
    )
    return Reason(
        text=template.format(names=_listed([thing.name for thing in things]), pronoun=pronoun),
        kind=kind,
        weight=round(sum(sorted(bond.weight for bond in bonds)), _DIGITS),
        things=things,
        words=(),
        evidence=citations(graph, statements),
    )


def _shared_wording(roles: tuple[Role, Role]) -> tuple[str, str]:
    """The kind of the reason and its template, which stands under the roles in one of two orders."""
    templates: dict[str, str] = _wording()["shared"]
    one, other = (role.value for role in roles)
    kind = f"{one} {other}" if f"{one} {other}" in templates else f"{other} {one}"
    return kind, templates[kind]


def _linked(graph: TalkGraph, first: Iri, second: Iri, bond: LinkedThings) -> Reason:
    statement = bond.statement
    ends = [each for each in (bond.first[0], bond.second[0]) if each != statement.subject]
    subject, object_ = item(graph, statement.subject), item(graph, ends[0])
    templates: dict[str, str] = _wording()["linked"]
    template = templates.get(statement.predicate, templates["any"])
    return Reason(
        text=template.format(
            subject=subject.name, relation=relations()[statement.predicate].label, object=object_.name
        ),
        kind="linked",
        weight=round(bond.weight, _DIGITS),
        things=(subject, object_),
        words=(),
        evidence=citations(
            graph,
            (
                statement,
                *_statements(graph, first, bond.first[1], bond.first[0]),
                *_statements(graph, second, bond.second[1], bond.second[0]),
            ),
        ),
    )


def _words(relatedness: Relatedness, first: Iri, second: Iri, bond: CommonWords) -> Reason:
    words = tuple(relatedness.words.spelling(first, stem) for stem in bond.stems)
    quotes = (
        quote
        for talk in (first, second)
        for stem in bond.stems
        for quote in relatedness.words.quotes(talk, stem)[:1]
    )
    return Reason(
        text=_wording()["words"]["shared"].format(names=_listed(words)),
        kind="words",
        weight=round(bond.weight, _DIGITS),
        things=(),
        words=words,
        evidence=quoted(relatedness.graph, quotes),
    )


def _meaning(relatedness: Relatedness, first: Iri, second: Iri, bond: NearMeaning) -> Reason:
    pair = relatedness.vectors.nearest(first, second) if relatedness.vectors else None
    return Reason(
        text=_wording()["meaning"]["near"],
        kind="meaning",
        weight=round(bond.weight, _DIGITS),
        things=(),
        words=(),
        evidence=quoted(relatedness.graph, (pair.first, pair.second) if pair else ()),
    )


def _statements(graph: TalkGraph, talk: Iri, role: Role, thing: Iri) -> Iterator[Statement]:
    for statements in trait_path(graph, talk, role, thing):
        yield from statements


def _listed(names: Sequence[str]) -> str:
    words = _wording()["list"]
    shown = list(names[:_MOST_NAMES])
    if len(names) > len(shown):
        shown.append(words["more"].format(count=len(names) - len(shown)))
    if len(shown) == 1:
        return shown[0]
    return str(words["comma"].join(shown[:-1]) + words["last"] + shown[-1])
