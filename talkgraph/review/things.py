"""Corrections of one thing: its name, its kind, whether it is anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.corrections.grammar import grammar
from talkgraph.review.deciding import kind_word
from talkgraph.review.writing import add_correction, entry_text

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.corrections.values import Signature
    from talkgraph.graph import Thing

__all__ = ["THING_VERBS", "correct_thing"]

THING_VERBS = ("rename", "retype", "ignore")
"""What can be done to a thing."""


def correct_thing(thing: Thing, verb: str, into: str, path: Path, signature: Signature) -> str:
    """Writes what somebody says of a thing into a corrections file.

    Args:
        thing: the thing as the graph has it.
        verb: one of ``THING_VERBS``.
        into: its new name, or the word for its new kind; nothing where it is ignored.
        path: the corrections file; made if it is not there.
        signature: who says so, when and why, as far as they say.

    Returns:
        The entry.

    Raises:
        ValueError: the verb or the kind is not known, or there is no new name.
        CorrectionsError: the file is at fault; it stays as it is.
        OSError: it cannot be written.
    """
    into = " ".join(into.split())
    if verb not in THING_VERBS:
        raise ValueError(f"a thing can be corrected by {', '.join(THING_VERBS)}, not by {verb!r}")
    if verb == "rename" and not into:
        raise ValueError("a new name is missing")
    if verb == "retype" and grammar().kinds.get(into) in {None, thing.kind}:
        raise ValueError(f"{into!r} is no other kind of thing; those are {', '.join(grammar().kinds)}")
    names = [thing.name, *thing.alternate_names]
    fields: dict[str, str | list[str]] = {verb: names if len(names) > 1 else thing.name}
    if verb != "ignore":
        fields["into"] = into
    fields["kind"] = kind_word(thing.kind)
    entry = entry_text(fields, signature)
    add_correction(path, entry)
    return entry
