"""What people correct, as the making of a graph takes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkgraph.corrections import KnownNames
from talkgraph.updating import Guidance, Known, Role, bearers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from talkgraph.corrections import Corrected, CorrectionsInForce, Said
    from talkgraph.updating import Outlines

__all__ = ["LEFT_OUT", "all_corrected", "guidance", "one_corrected", "said_in"]

LEFT_OUT = "left out by corrections"
"""Why nothing was drawn from a recap that people ignore."""


def guidance(corrections: CorrectionsInForce, said: Said) -> Guidance:
    """What an update needs to know of corrections."""
    return Guidance(said.hints, corrections.words, corrections.verdicts.of)


def said_in(outlines: Outlines, corrections: CorrectionsInForce) -> Said:
    """What corrections say of the names of the recaps that outlines hold."""
    return corrections.say(KnownNames(bearers_in(outlines)))


def one_corrected(
    known: Callable[[str], Known | None], corrections: CorrectionsInForce, said: Said
) -> Callable[[str], Known | None]:
    """Gives for a source what goes into the graph of it, or None if it is lost.

    Args:
        known: gives a recap as it was extracted.
        corrections: all that are in force.
        said: what they say of names.
    """

    def found(source: str) -> Known | None:
        if source in said.documents:
            return Known(said.documents[source], "", role=Role.TOLD)
        recap = known(source)
        if recap is None:
            return None
        edited = corrections.edit(recap.recap)
        if edited.recap is None:
            return replace(recap, skipped=LEFT_OUT, role=Role.LEFT_OUT, met=edited.met)
        return replace(recap, recap=edited.recap, met=edited.met)

    return found


def all_corrected(
    recaps: Mapping[str, Known], corrected: Corrected, heard: Mapping[str, set[int]]
) -> Iterator[Known]:
    """The same for all recaps at once, and the documents of people.

    Args:
        recaps: as they were extracted, by source.
        corrected: what corrections made of them.
        heard: numbers of the verdicts that spoke of claims of a recap, by its source.
    """
    for source, known in recaps.items():
        met = corrected.met[source] | heard.get(source, set())
        if source in corrected.ignored:
            yield replace(known, skipped=LEFT_OUT, role=Role.LEFT_OUT, met=met)
        else:
            yield replace(known, recap=corrected.recaps[source], met=met)
    for document in corrected.said.documents.values():
        yield Known(document, "", role=Role.TOLD)
