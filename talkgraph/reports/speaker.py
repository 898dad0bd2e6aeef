"""The report ``speaker``: the talks of a person, what recaps say of them, and who is like them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Predicate
from talkgraph.reports.employments import Employment, employments, employments_section
from talkgraph.reports.facts import (
    connected,
    item,
    linked,
    mentions_in_order,
    sources,
    talks_in_order,
    targets,
)
from talkgraph.reports.layout import Report, Row, Section
from talkgraph.reports.likeness import SimilarSpeaker, similar_speakers
from talkgraph.reports.naming import read_name, reading_notes
from talkgraph.reports.sections import facts_section, label, name_notes, talks_section

if TYPE_CHECKING:
    from talkgraph.graph.values import TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports.values import Item, TalkEntry

__all__ = ["SpeakerProfile", "speaker_profile"]


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """A person as the recaps know them.

    Attributes:
        person: who.
        typed: what was asked for, where a typo in it was passed over.
        also_called: further names.
        addresses: where recaps link the person to.
        talks: what they gave, by date.
        mentioned_in: talks of others that name them, by date.
        employers: whom they worked for when they spoke, by name.
        former_employers: whom they worked for before, by name.
        employment: both over time, by the first date on which recaps tell of it.
        made: what they made, founded or maintain, by name.
        uses: technologies that they use, by name.
        co_speakers: who gave a talk together with them, by name.
        organizes: events and series that they organize, by name.
        similar: who has most in common with them, the most similar first.
    """

    person: Item
    typed: str | None
    also_called: tuple[str, ...]
    addresses: tuple[str, ...]
    talks: tuple[TalkEntry, ...]
    mentioned_in: tuple[TalkEntry, ...]
    employers: tuple[Item, ...]
    former_employers: tuple[Item, ...]
    employment: tuple[Employment, ...]
    made: tuple[Item, ...]
    uses: tuple[Item, ...]
    co_speakers: tuple[Item, ...]
    organizes: tuple[Item, ...]
    similar: tuple[SimilarSpeaker, ...]

    def report(self) -> Report:
        """Talks, employers, facts, the talks of others that name the person, and similar speakers."""
        name = self.person.name
        return Report(
            title=name,
            sections=(
                talks_section("Talks", self.talks, f"The graph holds no talk by {name}."),
                employments_section("Employers", self.employment),
                facts_section(
                    "Facts",
                    (
                        (label(Predicate.CREATED), self.made),
                        (label(Predicate.USES), self.uses),
                        ("gave a talk with", self.co_speakers),
                        (label(Predicate.ORGANIZER, inverse=True), self.organizes),
                    ),
                ),
                talks_section("Mentioned in", self.mentioned_in),
                Section(
                    "Similar speakers",
                    ("Person", "Score", "Reasons"),
                    tuple(
                        Row((each.person.name, round(each.score, 2), "; ".join(each.reasons)), each.evidence)
                        for each in self.similar
                    ),
                ),
            ),
            notes=(*reading_notes(self.typed, name), *name_notes(self.also_called, self.addresses)),
        )


def speaker_profile(graph: TalkGraph, person: Iri | str) -> SpeakerProfile:
    """What the graph knows of a person.

    Args:
        graph: the graph.
        person: their IRI, or a name of theirs; a small typo is passed over.

    Raises:
        NotFoundError: there is no such person; it carries near names.
    """
    reading = read_name(graph, person, kinds=(Kind.PERSON,))
    who = reading.thing
    given = [talk for talk, _ in linked(graph, who.iri, Predicate.PERFORMER, inverse=True)]
    beside = (
        pair for talk in given for pair in linked(graph, talk, Predicate.PERFORMER) if pair[0] != who.iri
    )
    return SpeakerProfile(
        person=item(graph, who.iri),
        typed=reading.typed,
        also_called=who.alternate_names,
        addresses=who.urls,
        talks=talks_in_order(graph, given),
        mentioned_in=mentions_in_order(graph, who.iri, without=given),
        employers=targets(graph, who.iri, Predicate.WORKS_FOR),
        former_employers=targets(graph, who.iri, Predicate.FORMERLY_WORKED_FOR),
        employment=employments(graph, who.iri),
        made=targets(graph, who.iri, Predicate.CREATED),
        uses=targets(graph, who.iri, Predicate.USES),
        co_speakers=connected(graph, beside),
        organizes=sources(graph, who.iri, Predicate.ORGANIZER),
        similar=similar_speakers(graph, who.iri),
    )
