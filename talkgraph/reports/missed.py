"""The report ``missed``: what looked like a name or a talk and produced nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.graph.names import find_recap
from talkgraph.model import fold
from talkgraph.reports.layout import Report, Row, Section
from talkgraph.reports.values import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.graph.values import Recap, TalkGraph
    from talkgraph.model import Unread, UnreadAs

__all__ = ["MissedEntry", "MissedWords", "missed_words"]

_CERTAIN = 1.0  # that the words stand there


@dataclass(frozen=True, slots=True)
class MissedEntry:
    """Words that produced nothing, in one recap or several.

    Attributes:
        words: as they stand in the first recap.
        seen_as: what they looked like.
        times: how often they stand in all recaps together.
        recaps: titles of the recaps, in order.
        evidence: the first place in each of them.
    """

    words: str
    seen_as: UnreadAs
    times: int
    recaps: tuple[str, ...]
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class MissedWords:
    """What was not understood.

    Attributes:
        recap: title of the recap that was asked for, if any.
        total: how many there are, listed or not.
        words: the most frequent first, then by the alphabet.
    """

    recap: str | None
    total: int
    words: tuple[MissedEntry, ...]

    def report(self) -> Report:
        """One line for all places of the same words."""
        where = f" in “{self.recap}”" if self.recap is not None else ""
        rows = (
            Row((entry.words, entry.seen_as.value, entry.times, entry.recaps), entry.evidence)
            for entry in self.words
        )
        empty = f"No capitalised term, linked name or talk-like heading{where} was left without a result."
        listed = len(self.words)
        return Report(
            title=f"What was not understood{where}",
            sections=(Section("", ("Words", "Seen as", "Times", "Recaps"), tuple(rows), empty),),
            notes=(f"The first {listed} of {self.total}.",) if listed < self.total else (),
        )


def missed_words(graph: TalkGraph, *, recap: str | None = None, limit: int | None = None) -> MissedWords:
    """The words that no claim came from, of all recaps or of one.

    What is the same but for case, accents, spaces and punctuation is one entry
    for each thing that it looked like.

    Args:
        graph: the graph.
        recap: title, source or IRI of the recap to keep to.
        limit: how many are listed at most; None for all.

    Raises:
        NotFoundError: there is no such recap; it carries near names.
    """
    asked = find_recap(graph, recap) if recap is not None else None
    found: dict[tuple[str, UnreadAs], list[tuple[Recap, Unread]]] = {}
    for each in sorted(graph.recaps.values(), key=lambda one: (one.source, one.iri)):
        for unread in graph.unread.get(each.iri, ()) if asked in {None, each} else ():
            found.setdefault((fold(unread.words), unread.seen_as), []).append((each, unread))
    entries = sorted(
        (_entry(seen_as, places) for (_, seen_as), places in found.items()),
        key=lambda entry: (-entry.times, fold(entry.words), entry.words, entry.seen_as),
    )
    return MissedWords(asked.title if asked else None, len(entries), tuple(entries[:limit]))


def _entry(seen_as: UnreadAs, places: Iterable[tuple[Recap, Unread]]) -> MissedEntry:
    in_order = list(places)
    return MissedEntry(
        words=in_order[0][1].words,
        seen_as=seen_as,
        times=sum(unread.times for _, unread in in_order),
        recaps=tuple(dict.fromkeys(recap.title for recap, _ in in_order)),
        evidence=tuple(_citation(recap, unread) for recap, unread in in_order),
    )


def _citation(recap: Recap, unread: Unread) -> Citation:
    return Citation(
        quote=unread.where.quote,
        recap=recap.title,
        source=recap.source,
        published=recap.published,
        address=recap.address,
        confidence=_CERTAIN,
    )
