"""What people said of a statement, from the corrections that the store keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.corrections import correction_files
from talkgraph.corrections.values import Confirm, Reject
from talkgraph.errors import CorrectionsError
from talkgraph.model import fold
from talkgraph.reports.wording import wording
from talkgraph.store import Endpoint, StoreFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from talkgraph.corrections import Correction
    from talkgraph.evidence.kept import End

__all__ = ["verdicts_on"]


def verdicts_on(place: Path | Endpoint, first: End, second: End) -> tuple[str, ...]:
    """Lines on the corrections that reject or confirm a statement between two ends.

    Args:
        place: of the store; of one on the network, none are known.
        first: the one end.
        second: the other.
    """
    if isinstance(place, Endpoint):
        return ()
    try:
        files = correction_files(StoreFolder(place).read_corrections())
    except CorrectionsError:
        return ()  # another version of the program wrote them; the next build says so
    return tuple(
        line for file in files for each in file.corrections for line in _lines(each, (first, second))
    )


def _lines(correction: Correction, ends: tuple[End, End]) -> Iterator[str]:
    edit = correction.edit
    if isinstance(edit, Reject | Confirm):
        first, second = ends
        said = (fold(edit.statement.subject), fold(edit.statement.object))
        if any(one in first.names and other in second.names for one, other in (said, said[::-1])):
            words = wording("why")["verdict"]["rejected" if isinstance(edit, Reject) else "confirmed"]
            signed = f" ({correction.signature})" if str(correction.signature) else ""
            yield words.format(text=edit.statement, place=correction.place, signed=signed)
