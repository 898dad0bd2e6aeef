"""The report ``related``: which talks belong beside a talk, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.reports.facts import talk_entry
from talkgraph.reports.layout import Report, Row, Section, names
from talkgraph.reports.matching import find_talk
from talkgraph.reports.naming import reading_notes
from talkgraph.reports.reasons import reasons
from talkgraph.reports.relatedness import Relatedness
from talkgraph.reports.values import merged

if TYPE_CHECKING:
    from talkgraph.graph.values import TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports.reasons import Reason
    from talkgraph.reports.values import TalkEntry

__all__ = ["RELATED_AT_ONCE", "RelatedTalk", "RelatedTalks", "related_talks"]

RELATED_AT_ONCE = 10
_OTHERS_NAMED = 3


@dataclass(frozen=True, slots=True)
class RelatedTalk:
    """A talk that belongs beside another one.

    Attributes:
        talk: the talk.
        score: how much they have in common: the sum of the reasons' weights, to
            be compared within one graph only.
        reasons: what they have in common, the weightiest first.
    """

    talk: TalkEntry
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class RelatedTalks:
    """The talks that belong beside a talk.

    Attributes:
        talk: the talk that was asked for.
        also_fitting: other talks that the words fit, which were not taken.
        more: whether further talks are related, which are not listed.
        related: the nearest first; equally near ones by IRI.
        typed: what was asked for, where a typo in it was passed over.
        meant: the name that it was read as then.
    """

    talk: TalkEntry
    also_fitting: tuple[TalkEntry, ...]
    more: bool
    related: tuple[RelatedTalk, ...]
    typed: str | None = None
    meant: str | None = None

    def report(self) -> Report:
        """One line a talk, with the reasons."""
        notes = [*reading_notes(self.typed, self.meant or "")]
        if self.also_fitting:
            shown = "; ".join(map(_described, self.also_fitting[:_OTHERS_NAMED]))
            rest = len(self.also_fitting) - _OTHERS_NAMED
            notes.append(f"Also fitting: {shown}{f'; {rest} more' if rest > 0 else ''}")
        if self.more:
            notes.append(f"The nearest {len(self.related)}; there are more.")
        return Report(
            title=f"Talks related to {_described(self.talk)}",
            sections=(
                Section(
                    "",
                    ("Score", "Talk", "Speakers", "Event", "Reasons"),
                    tuple(map(_row, self.related)),
                    "No other talk of the graph has a subject, a person, a company, an occasion or "
                    "telling words in common with it.",
                ),
            ),
            notes=tuple(notes),
        )


def _described(talk: TalkEntry) -> str:
    speakers = [name for name in names(talk.speakers) if name not in talk.name]
    by = f" by {' and '.join(speakers)}" if speakers else ""
    return f"“{talk.name}”{by}{f' ({talk.event.name})' if talk.event else ''}"


def _row(related: RelatedTalk) -> Row:
    talk = related.talk
    return Row(
        (
            related.score,
            talk.name,
            names(talk.speakers),
            talk.event.name if talk.event else None,
            "; ".join(reason.text for reason in related.reasons),
        ),
        merged(*(reason.evidence for reason in related.reasons)),
    )


def related_talks(
    graph: TalkGraph,
    talk: Iri | str,
    *,
    limit: int | None = RELATED_AT_ONCE,
    relatedness: Relatedness | None = None,
) -> RelatedTalks:
    """The talks that have most in common with a talk, each with its reasons.

    Args:
        graph: the graph.
        talk: its IRI, its title or a part of it, its speaker, or what it is about;
            a small typo is passed over.
        limit: how many are listed at most; None for all.
        relatedness: the graph prepared once, where many talks are asked for.

    Raises:
        NotFoundError: there is no such talk; it carries near names.
    """
    match = find_talk(graph, talk)
    prepared = relatedness or Relatedness(graph)
    kin = prepared.kin(match.talk.iri, limit=None if limit is None else limit + 1)
    return RelatedTalks(
        talk=talk_entry(graph, match.talk.iri),
        also_fitting=tuple(talk_entry(graph, other.iri) for other in match.others),
        more=limit is not None and len(kin) > limit,
        related=tuple(
            RelatedTalk(
                talk=talk_entry(graph, each.talk),
                score=round(each.score, 2),
                reasons=reasons(prepared, match.talk.iri, each.talk, each.bonds),
            )
            for each in kin[:limit]
        ),
        typed=None if match.meant is None else str(talk),
        meant=match.meant,
    )
