"""Gold files: finding, reading, and saying what is wrong with one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.errors import SourceError, UnreadableError
from talkgraph.evaluation.gold import Gold, GoldEntity, GoldEvent, GoldRelation, GoldTalk
from talkgraph.evaluation.vocabulary import ENTITY_KINDS, event_fields, gold_predicates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from talkgraph.model import Kind

__all__ = ["find_gold", "read_gold"]

_KINDS: Mapping[str, Kind] = {kind.value: kind for kind in ENTITY_KINDS}


def find_gold(path: Path) -> tuple[Path, ...]:
    """The gold files at a path: the file itself, or those of the folder, sorted.

    Folders in the folder are not searched.

    Raises:
        SourceError: there is nothing at the path, or the folder holds no gold file.
    """
    if path.is_file():
        return (path,)
    if not path.is_dir():
        raise UnreadableError(path, "there is no such file or folder")
    files = tuple(sorted(path.glob("*.json")))
    if not files:
        raise SourceError(path, "the folder holds no gold file (*.json)")
    return files


def read_gold(path: Path) -> Gold:
    """One gold file.

    Raises:
        SourceError: it cannot be read, is not JSON, or does not keep to the
            format; the message names the entry and what is wrong with it.
    """
    fields = _Fields(path, "", _json(path))
    return Gold(
        document=fields.text("doc"),
        events=tuple(map(_event, fields.entries("events"))),
        talks=tuple(map(_talk, fields.entries("talks"))),
        entities=tuple(map(_entity, fields.entries("entities"))),
        relations=tuple(map(_relation, fields.entries("relations"))),
    )


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UnreadableError(path, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(path, "is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise SourceError(
            path, f"is not JSON: {error.msg}, column {error.colno}", line=error.lineno
        ) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(path, f"is not a gold file: {error}") from error


def _event(fields: _Fields) -> GoldEvent:
    related = {field.name: fields.one_or_more(field.name) for field in event_fields()}
    return GoldEvent(
        name=fields.text("name"),
        aliases=fields.texts("aliases"),
        series=fields.text_or_none("series"),
        related=MappingProxyType({name: found for name, found in related.items() if found}),
    )


def _talk(fields: _Fields) -> GoldTalk:
    return GoldTalk(
        event=fields.text("event"),
        title=fields.text_or_none("title"),
        speakers=fields.texts("speakers"),
        about=fields.texts("about"),
        other_technologies=fields.texts("other_technologies"),
        topics=fields.lists_of_texts("topics"),
        optional=fields.flag("optional"),
    )


def _entity(fields: _Fields) -> GoldEntity:
    return GoldEntity(
        name=fields.text("name"),
        kind=_KINDS[fields.one_of("type", _KINDS)],
        aliases=fields.texts("aliases"),
        other_kinds=tuple(_KINDS[name] for name in fields.some_of("alt_types", _KINDS)),
        optional=fields.flag("optional"),
    )


def _relation(fields: _Fields) -> GoldRelation:
    return GoldRelation(
        subject=fields.text("s"),
        predicate=fields.one_of("p", gold_predicates()),
        object=fields.text("o"),
        optional=fields.flag("optional"),
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one entry of a gold file; whatever is not as it should be is a ``SourceError``."""

    path: Path
    place: str
    values: Any

    def __post_init__(self) -> None:
        if not isinstance(self.values, dict):
            raise self._error("", "is no object")

    def text(self, name: str) -> str:
        """A text that must be there."""
        if self.values.get(name) is None:
            raise self._error(name, "is missing")
        return self._text(name, self.values[name])

    def text_or_none(self, name: str) -> str | None:
        value = self.values.get(name)
        return self._text(name, value) if value else None

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self._text(name, value) for value in self._list(name))

    def one_or_more(self, name: str) -> tuple[str, ...]:
        """A text, or a list of texts."""
        value = self.values.get(name)
        return self.texts(name) if isinstance(value, list) else (self._text(name, value),) if value else ()

    def lists_of_texts(self, name: str) -> tuple[tuple[str, ...], ...]:
        lists = self._list(name)
        if not all(isinstance(one, list) for one in lists):
            raise self._error(name, "is no list of lists")
        return tuple(tuple(self._text(name, value) for value in one) for one in lists)

    def flag(self, name: str) -> bool:
        value = self.values.get(name) or False
        if not isinstance(value, bool):
            raise self._error(name, "is neither true nor false")
        return value

    def one_of(self, name: str, known: Iterable[str]) -> str:
        return self._known(name, self.text(name), known)

    def some_of(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._known(name, value, known) for value in self.texts(name))

    def entries(self, name: str) -> tuple[_Fields, ...]:
        """The entries of a list that must be there."""
        if name not in self.values:
            raise self._error(name, "is missing; write [] if there are none")
        return tuple(
            _Fields(self.path, f"{name}[{number}]", value) for number, value in enumerate(self._list(name))
        )

    def _list(self, name: str) -> list[Any]:
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._error(name, "is no list")
        return value

    def _text(self, name: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._error(name, "is no text")
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise self._error(name, "holds half a character")
        return value

    def _known(self, name: str, value: str, known: Iterable[str]) -> str:
        if value not in known:
            raise self._error(name, f"is {value!r}, which is none of {', '.join(known)}")
        return value

    def _error(self, name: str, complaint: str) -> SourceError:
        place = ".".join(part for part in (self.place, name) if part)
        return SourceError(self.path, f"is not a gold file: {place or 'the whole'} {complaint}")
