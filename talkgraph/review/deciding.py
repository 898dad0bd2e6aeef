"""What can be decided of a doubt, and the correction that says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from talkgraph.corrections.grammar import grammar
from talkgraph.review.doubts import Duplicate
from talkgraph.review.writing import add_correction, entry_text

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.corrections.values import Signature
    from talkgraph.model import Kind
    from talkgraph.review.doubts import Doubt

__all__ = ["CHOICES", "Choice", "Decision", "decide", "kind_word"]


class Choice(StrEnum):
    """What somebody decides."""

    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    KEEP_APART = "keep apart"
    SKIP = "skip"


CHOICES = {
    False: (Choice.ACCEPT, Choice.REJECT, Choice.SKIP),
    True: (Choice.MERGE, Choice.KEEP_APART, Choice.SKIP),
}
"""What can be decided, by whether the doubt is a pair of things."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it was written.

    Attributes:
        choice: what was decided.
        entry: the entry of the corrections file; empty for what was skipped.
    """

    choice: Choice
    entry: str


def decide(doubt: Doubt, choice: Choice, path: Path, signature: Signature) -> Decision:
    """Writes what somebody decides into a corrections file.

    Args:
        doubt: what was asked.
        choice: one of its ``CHOICES``.
        path: the corrections file; made if it is not there.
        signature: who decides, when and why, as far as they say.

    Raises:
        ValueError: the choice is not one for this doubt.
        CorrectionsError: the file is at fault; it stays as it is.
        OSError: it cannot be written.
    """
    if choice not in CHOICES[isinstance(doubt, Duplicate)]:
        raise ValueError(f"{choice!r} is no choice for {doubt}")
    if choice is Choice.SKIP:
        return Decision(choice, "")
    entry = entry_text(_fields(doubt, choice), signature)
    add_correction(path, entry)
    return Decision(choice, entry)


def _fields(doubt: Doubt, choice: Choice) -> dict[str, str | list[str]]:
    if isinstance(doubt, Duplicate):
        names = [doubt.first, doubt.second]
        if choice is Choice.MERGE:
            return {"merge": names, "into": doubt.first, "kind": kind_word(doubt.kind)}
        return {"keep-apart": names, "kind": kind_word(doubt.kind)}
    statement = [doubt.subject, doubt.relation, doubt.object]
    read = {"rule": doubt.rule, "confidence": f"{doubt.confidence:.2f}"}
    if choice is Choice.REJECT:
        return {"reject": statement, **read}
    subject, target = doubt.kinds
    kinds = [kind_word(subject), kind_word(target)] if target is not None else []
    return {"confirm": statement, **({"kinds": kinds} if kinds else {}), **read}


def kind_word(kind: Kind) -> str:
    """The first word for a kind of thing in a corrections file."""
    return next(word for word, each in grammar().kinds.items() if each is kind)
