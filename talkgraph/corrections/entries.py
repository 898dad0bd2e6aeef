"""From the values of an entry to the edit that it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from talkgraph.corrections.values import (
    Confirm,
    Dated,
    Ignore,
    IgnoreRecap,
    KeepApart,
    Merge,
    Published,
    Reject,
    Rename,
    Retype,
    Selector,
    Split,
)
from talkgraph.model import Kind, relations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.corrections.values import Edit, StatementPattern

__all__ = ["edit_of"]


def edit_of(verb: str, values: Mapping[str, Any]) -> Edit:
    """The edit that an entry is.

    Args:
        verb: its first key.
        values: what stands behind it, as ``value``, and behind its other keys.

    Raises:
        ValueError: the values do not go together; the message says why.
    """
    match verb:
        case "merge":
            return _merge(values)
        case "keep-apart":
            return KeepApart(_several(values))
        case "split":
            return Split(_things(values), values.get("into") or values["value"])
        case "rename":
            return Rename(_things(values), values["into"])
        case "retype":
            return _retype(values)
        case "ignore":
            return Ignore(_things(values))
        case "ignore-recap":
            return IgnoreRecap(values["value"])
        case "published":
            return Published(values["value"], values["is"])
        case "date":
            return Dated(values["value"], values["is"])
        case "reject":
            return Reject(_statement(values), values.get("rule"), values.get("confidence"))
        case "confirm":
            return Confirm(_statement(values), values.get("rule"), values.get("confidence"))
        case _:
            return Confirm(_statement(values), read=False)


def _things(values: Mapping[str, Any]) -> Selector:
    names = values["value"]
    return Selector(
        names if isinstance(names, tuple) else (names,),
        values.get("kind"),
        values.get("recap"),
    )


def _merge(values: Mapping[str, Any]) -> Merge:
    return Merge(_several(values), values.get("into"))


def _several(values: Mapping[str, Any]) -> Selector:
    things = _things(values)
    if len(things.folded()) < 2:
        raise ValueError("takes two names or more that differ, as in [Go, Golang]")
    return things


def _retype(values: Mapping[str, Any]) -> Retype:
    if values["into"] is Kind.TALK or values.get("kind") is Kind.TALK:
        raise ValueError("a talk stays a talk; ignore its title if it is none")
    if values["into"] is values.get("kind"):
        raise ValueError("the kind is the same as before")
    return Retype(_things(values), values["into"])


def _statement(values: Mapping[str, Any]) -> StatementPattern:
    pattern: StatementPattern = replace(values["value"], kinds=values.get("kinds"), recap=values.get("recap"))
    told = [predicate for predicate, _ in pattern.readings if not relations()[predicate].derived]
    if not told:
        raise ValueError(
            f"{pattern.relation!r} follows from talks: correct who gave the talk, where, or what it is about"
        )
    return replace(
        pattern, readings=tuple(each for each in pattern.readings if not relations()[each[0]].derived)
    )
