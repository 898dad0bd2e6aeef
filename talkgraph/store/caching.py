"""A recap's document and what was extracted from it as JSON and back, without loss."""

from __future__ import annotations

import base64
import json
from datetime import date, datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.model import (
    Block,
    BlockKind,
    Claim,
    Document,
    Evidence,
    Kind,
    Link,
    Literal,
    LocalThing,
    Markup,
    MarkupKind,
    Predicate,
    Rejection,
    Unread,
    UnreadAs,
)
from talkgraph.resolution import RecapClaims

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["dump_recap", "load_recap"]

_FORMAT = 2
_KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind}  # to ask an enumeration takes longer
_PREDICATES: Mapping[str, Predicate] = {predicate.value: predicate for predicate in Predicate}
_LOADERS: Mapping[str, Callable[[Any], object]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "bytes": base64.b64decode,
    "tuple": lambda items: tuple(_plain(item) for item in items),
    "map": lambda pairs: {_plain(key): _plain(value) for key, value in pairs},
}


def dump_recap(recap: RecapClaims) -> str:
    """A recap and what was extracted from it as one JSON object, always spelt the same.

    Raises:
        TypeError: the metadata hold something that is no plain value (text,
            number, boolean, None, date, bytes, or a list, tuple or mapping of them).
    """
    document = recap.document
    facts = {
        "format": _FORMAT,
        "source": document.source,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "address": document.address,
        "metadata": _tagged(dict(document.metadata)),
        "text": document.text,
        "blocks": [[b.start, b.end, b.kind, b.level, b.line] for b in document.blocks],
        "links": [[link.start, link.end, link.target] for link in document.links],
        "markups": [[m.start, m.end, m.kind] for m in document.markups],
        "claims": [_dump_claim(claim) for claim in recap.claims],
        "rejections": [[_dump_claim(one.claim), one.reason, one.turned] for one in recap.rejections],
        "unread": [[u.words, u.seen_as, u.times, _dump_evidence(u.where)] for u in recap.unread],
    }
    return json.dumps(facts, separators=(",", ":")) + "\n"


def load_recap(text: str) -> RecapClaims:
    """The recap that ``dump_recap`` wrote.

    Raises:
        ValueError: the text was not written by ``dump_recap`` of this version.
    """
    try:
        facts = json.loads(text)
        if facts["format"] != _FORMAT:
            raise ValueError(f"format {facts['format']!r} is not {_FORMAT}")
        published = facts["published"]
        things: dict[tuple[str, str], LocalThing] = {}
        document = Document(
            source=facts["source"],
            text=facts["text"],
            blocks=tuple(Block(b[0], b[1], BlockKind(b[2]), b[3], b[4]) for b in facts["blocks"]),
            links=tuple(Link(*row) for row in facts["links"]),
            markups=tuple(Markup(m[0], m[1], MarkupKind(m[2])) for m in facts["markups"]),
            title=facts["title"],
            published=date.fromisoformat(published) if published is not None else None,
            language=facts["language"],
            address=facts["address"],
            metadata=MappingProxyType(_LOADERS["map"](facts["metadata"]["$map"])),  # type: ignore[arg-type]
        )
        return RecapClaims(
            document,
            tuple(_load_claim(row, things) for row in facts["claims"]),
            tuple(Rejection(_load_claim(row[0], things), row[1], row[2]) for row in facts["rejections"]),
            tuple(Unread(row[0], UnreadAs(row[1]), row[2], Evidence(*row[3])) for row in facts["unread"]),
        )
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(f"not a cached recap: {error!r}") from error


def _dump_claim(claim: Claim) -> list[object]:
    target = claim.object
    words = (
        ["thing", target.kind, target.key]
        if isinstance(target, LocalThing)
        else ["value", target.value, target.datatype]
        if isinstance(target, Literal)
        else ["kind", target]
    )
    return [
        [claim.subject.kind, claim.subject.key],
        claim.predicate,
        words,
        _dump_evidence(claim.evidence),
        claim.confidence,
        claim.rule,
    ]


def _dump_evidence(evidence: Evidence) -> list[object]:
    return [evidence.start, evidence.end, evidence.quote]


def _load_claim(row: list[Any], things: dict[tuple[str, str], LocalThing]) -> Claim:
    """A claim; a thing that several are about is made once."""
    subject, predicate, words, evidence, confidence, rule = row
    target: LocalThing | Literal | Kind
    match words:
        case ["thing", kind, key]:
            target = _load_thing(kind, key, things)
        case ["value", value, datatype]:
            target = Literal(value, datatype)
        case ["kind", kind]:
            target = _KINDS[kind]
        case _:
            raise ValueError(f"not the object of a claim: {words!r}")
    return Claim(
        subject=_load_thing(subject[0], subject[1], things),
        predicate=_PREDICATES[predicate],
        object=target,
        evidence=Evidence(*evidence),
        confidence=confidence,
        rule=rule,
    )


def _load_thing(kind: str, key: str, things: dict[tuple[str, str], LocalThing]) -> LocalThing:
    found = things.get((kind, key))
    if found is None:
        found = things[kind, key] = LocalThing(_KINDS[kind], key)
    return found


def _tagged(value: object) -> object:
    """A metadata value as JSON holds it, with the types that JSON lacks spelt out."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():  # before date: a datetime is one
            return {"$datetime": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case time():
            return {"$time": value.isoformat()}
        case bytes():
            return {"$bytes": base64.b64encode(value).decode("ascii")}
        case list():
            return [_tagged(item) for item in value]
        case tuple():
            return {"$tuple": [_tagged(item) for item in value]}
        case dict() | MappingProxyType():
            return {"$map": [[_tagged(key), _tagged(item)] for key, item in value.items()]}
        case _:
            raise TypeError(f"metadata hold a {type(value).__name__}, which is no plain value")


def _plain(value: object) -> object:
    """What ``_tagged`` was given."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        ((tag, content),) = value.items()
        return _LOADERS[tag.removeprefix("$")](content)
    return value
