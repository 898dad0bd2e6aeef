"""From annotations to claims: the only thing that leaves this stage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkgraph.extraction.checking import check, reason
from talkgraph.extraction.editions import edition_and_series, places_in
from talkgraph.extraction.evidence import evidence_at
from talkgraph.extraction.findings import Extraction
from talkgraph.extraction.layout import recap_of
from talkgraph.model import Claim, Evidence, Kind, Literal, LocalThing, Predicate, Rejection, fold
from talkgraph.model.relations import relations
from talkgraph.sources.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from talkgraph.extraction.checking import RejectedRelation
    from talkgraph.extraction.events import FoundEvent
    from talkgraph.extraction.names import Name
    from talkgraph.extraction.relations import FoundRelation
    from talkgraph.extraction.subjects import FoundSubject
    from talkgraph.extraction.talks import TalkSegment
    from talkgraph.extraction.topics import FoundTopic

__all__ = ["claims_of", "extraction_of"]

_ACRONYM = re.compile(r"\s*\([A-Z]{2,}\)$")  # behind the name that it shortens
_TITLE_CONFIDENCE = 0.9
_EVENT_CONFIDENCE = 0.85
_DECLARED = 1.0
_PLACE_CONFIDENCE = 0.75  # of a place in an event's name


def claims_of(doc: Doc) -> tuple[Claim, ...]:
    """All claims of a document that went through the whole pipeline, sorted, each once."""
    return extraction_of(doc).claims


def extraction_of(doc: Doc) -> Extraction:
    """All that a document that went through the whole pipeline gives."""
    assembler = _Assembler(doc)
    best: dict[tuple[object, ...], Claim] = {
        (claim.subject, claim.predicate, claim.object, claim.evidence): claim
        for claim in assembler.recap.stated
    }
    rejections = set(assembler.rejections())
    for proposed in assembler.claims():
        claim, rejection = check(proposed)
        if rejection is not None:
            rejections.add(rejection)
        if claim is None:
            continue
        key = (claim.subject, claim.predicate, claim.object, claim.evidence)
        if key not in best or best[key].confidence < claim.confidence:
            best[key] = claim
    return Extraction(
        claims=tuple(sorted(best.values(), key=lambda claim: claim.sort_key)),
        rejections=tuple(sorted(rejections, key=lambda rejection: rejection.sort_key)),
        unread=doc.user_data["talkgraph.unread"],
    )


def _is_part_of(form: str, edition: LocalThing, series: LocalThing | None) -> bool:
    """Whether a folded name is the edition's name cut short, yet longer than the series'."""
    whole = fold(edition.key)
    if series is None:
        return len(form) > 4 and whole.startswith(form)
    return form in whole and fold(series.key) in form


class _Assembler:
    """Gathers the claims of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.recap = recap_of(doc)
        self.names: list[Name] = doc.user_data["talkgraph.names"]
        self.event: FoundEvent = doc.user_data["talkgraph.event"]
        self.talks: list[TalkSegment] = doc.user_data["talkgraph.talks"]
        self.things: dict[tuple[str, str], LocalThing] = {}
        self.scores: dict[LocalThing, float] = {}
        self.edition = self._own_event()
        self.series = (
            LocalThing(Kind.SERIES, self.event.series) if self.edition and self.event.series else None
        )
        for name in self.names:
            thing = self._thing_of(name)
            self.things[(str(name.kind), name.key)] = thing
            self.scores[thing] = max(self.scores.get(thing, 0.0), name.score)

    def claims(self) -> Iterator[Claim]:
        yield from self._event_claims()
        for name in self.names:
            yield from self._name_claims(name)
        for number, talk in enumerate(self.talks):
            yield from self._talk_claims(number, talk)
        found: list[FoundRelation] = self.doc.user_data["talkgraph.relations"]
        for relation in found:
            yield from self._relation_claims(relation)

    def rejections(self) -> Iterator[Rejection]:
        """The relations that were considered and not stated as they were read."""
        rejected: Iterable[RejectedRelation] = self.doc.user_data["talkgraph.rejected"]
        for one in rejected:
            yield Rejection(self._considered(one.relation), one.reason, one.turned)
        found: list[FoundRelation] = self.doc.user_data["talkgraph.relations"]
        for relation in found:
            if relation.subject is None and self.edition is None:
                yield Rejection(self._considered(relation), reason("eventless"))

    def _own_event(self) -> LocalThing | None:
        if self.event.name:
            return LocalThing(Kind.EVENT, self.event.name)
        if self.talks and self.recap.title and not self.recap.stated:
            return LocalThing(Kind.EVENT, edition_and_series(_ACRONYM.sub("", self.recap.title))[0])
        return None

    def _thing_of(self, name: Name) -> LocalThing:
        if name.kind != Kind.EVENT:
            return LocalThing(name.kind, name.key)
        forms = {fold(form) for form in name.forms}
        if self.edition is not None and fold(self.edition.key) in forms:
            return self.edition
        if self.series is not None and (fold(self.series.key) in forms or name.key in self.event.also):
            return self.series
        if self.edition is not None and any(_is_part_of(form, self.edition, self.series) for form in forms):
            return self.edition
        return LocalThing(Kind.EVENT if edition_and_series(name.key)[1] else Kind.SERIES, name.key)

    def _claim(
        self,
        subject: LocalThing,
        predicate: Predicate,
        target: LocalThing | Literal | Kind,
        where: Evidence,
        confidence: float,
        rule: str,
    ) -> Claim:
        return Claim(subject, predicate, target, where, round(min(1.0, max(0.0, confidence)), 4), rule)

    def _described(self, thing: LocalThing, where: Evidence, confidence: float, rule: str) -> Iterator[Claim]:
        yield self._claim(thing, Predicate.TYPE, thing.kind, where, confidence, rule)
        yield self._claim(thing, Predicate.NAME, Literal(thing.key), where, confidence, rule)

    def _event_claims(self) -> Iterator[Claim]:
        if self.edition is None:
            return
        where = self._evidence_of_event()
        sure = _DECLARED if self.event.declared else _EVENT_CONFIDENCE
        rule = "event.declared" if self.event.declared else "event.title"
        yield from self._described(self.edition, where, sure, rule)
        if self.series is not None:
            yield from self._described(self.series, where, sure, rule)
            yield self._claim(self.edition, Predicate.SUPER_EVENT, self.series, where, sure, rule)
        for alias in self.event.aliases:
            if alias != self.edition.key and (self.series is None or fold(alias) != fold(self.series.key)):
                yield self._claim(
                    self.edition, Predicate.ALTERNATE_NAME, Literal(alias), where, 0.8, "event.alias"
                )
        if self.event.attendance is not None:
            people, offset = self.event.attendance
            span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
            if span is not None:
                number = Literal(str(people), "xsd:integer")
                quote = evidence_at(self.doc, span.start, span.end)
                yield self._claim(self.edition, Predicate.ATTENDANCE, number, quote, 0.8, "event.attendance")
        yield from self._declared_claims(self.edition)
        called = [self.edition.key, *self.event.aliases, *sorted(self.event.also)]
        for place in dict.fromkeys(place for name in called for place in places_in(name)):
            thing = self._known_as(place) or LocalThing(Kind.PLACE, place)
            if thing.kind == Kind.PLACE:
                yield from self._described(thing, where, _PLACE_CONFIDENCE, "event.place")
                yield self._claim(
                    self.edition, Predicate.LOCATION, thing, where, _PLACE_CONFIDENCE, "event.place"
                )

    def _known_as(self, form: str) -> LocalThing | None:
        """The thing that the text calls so."""
        wanted = fold(form)
        return next((self._thing_of(n) for n in self.names if wanted in {fold(f) for f in n.forms}), None)

    def _evidence_of_event(self) -> Evidence:
        start, end = self.event.where
        if start < end:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                return evidence_at(self.doc, span.start, span.end)
        return evidence_at(self.doc, 0, 1)

    def _declared_claims(self, event: LocalThing) -> Iterator[Claim]:
        """What the front matter states outright."""
        ends = {
            "city": (Predicate.LOCATION, Kind.PLACE),
            "venue": (Predicate.LOCATION, Kind.PLACE),
            "country": (Predicate.LOCATION, Kind.PLACE),
            "host": (Predicate.HOST, Kind.ORGANIZATION),
            "hosts": (Predicate.HOST, Kind.ORGANIZATION),
            "organizer": (Predicate.ORGANIZER, Kind.ORGANIZATION),
            "organizers": (Predicate.ORGANIZER, Kind.ORGANIZATION),
            "sponsor": (Predicate.SPONSOR, Kind.ORGANIZATION),
            "sponsors": (Predicate.SPONSOR, Kind.ORGANIZATION),
        }
        known = {fold(form): self._thing_of(name) for name in self.names for form in name.forms}
        for block in self.recap.blocks:
            if str(block.kind) != "metadata":
                continue
            key, _, value = self.recap.words(block).partition(":")
            key, value = key.strip().lower(), value.strip()
            where = Evidence(block.start, block.end, self.recap.words(block))
            if key == "event_date":
                day = parse_date(value)
                if day is not None:
                    date = Literal(day.isoformat(), "xsd:date")
                    yield self._claim(event, Predicate.START_DATE, date, where, _DECLARED, "event.declared")
            elif key == "attendance" and value.isdigit():
                number = Literal(value, "xsd:integer")
                yield self._claim(event, Predicate.ATTENDANCE, number, where, _DECLARED, "event.declared")
            elif key in ends:
                predicate, kind = ends[key]
                for name in value.split(",") if key.endswith("s") else [value]:
                    thing = known.get(fold(name), LocalThing(kind, name.strip()))
                    yield from self._end_claims(event, predicate, thing, where)

    def _end_claims(
        self, event: LocalThing, predicate: Predicate, thing: LocalThing, where: Evidence
    ) -> Iterator[Claim]:
        """A declared thing, and what it is to the event."""
        if not thing.key:
            return
        if not relations()[predicate].fits(event.kind, thing.kind):
            predicate = Predicate.HOST if thing.kind == Kind.ORGANIZATION else predicate
        yield from self._described(thing, where, _DECLARED, "event.declared")
        yield self._claim(event, predicate, thing, where, _DECLARED, "event.declared")

    def _name_claims(self, name: Name) -> Iterator[Claim]:
        thing = self.things[(str(name.kind), name.key)]
        if thing in {self.edition, self.series}:
            yield from self._series_claims(name)
            return
        where = evidence_at(self.doc, *name.spans[0])
        yield from self._described(thing, where, name.score, "names")
        seen = {thing.key}
        for start, end in name.spans:
            form = self.doc[start:end].text.rstrip(".,;:!?")
            if form not in seen and (name.kind != Kind.PERSON or fold(form) != fold(thing.key)):
                seen.add(form)
                quote = evidence_at(self.doc, start, end)
                yield self._claim(thing, Predicate.ALTERNATE_NAME, Literal(form), quote, name.score, "names")
        for address in name.addresses:
            yield self._claim(
                thing, Predicate.URL, Literal(address, "xsd:anyURI"), where, min(0.9, name.score), "links"
            )

    def _series_claims(self, name: Name) -> Iterator[Claim]:
        """The other forms of the series' name."""
        for form in name.forms:
            if self.series is not None and name.key in self.event.also and form != self.series.key:
                where = evidence_at(self.doc, *name.spans[0])
                yield self._claim(
                    self.series, Predicate.ALTERNATE_NAME, Literal(form), where, 0.8, "event.alias"
                )

    def _talk_claims(self, number: int, talk: TalkSegment) -> Iterator[Claim]:
        thing = LocalThing(Kind.TALK, f"{number + 1:02}")
        cue = evidence_at(self.doc, *talk.cue)
        rule = f"talks.{talk.rule}"
        yield self._claim(thing, Predicate.TYPE, Kind.TALK, cue, talk.confidence, rule)
        if talk.title is not None:
            title = " ".join(self.doc[talk.title[0] : talk.title[1]].text.split())
            where = evidence_at(self.doc, *talk.title)
            yield self._claim(thing, Predicate.NAME, Literal(title), where, _TITLE_CONFIDENCE, rule)
        if self.edition is not None:
            yield self._claim(thing, Predicate.SUPER_EVENT, self.edition, cue, talk.confidence, rule)
        by = evidence_at(self.doc, *talk.by)
        for key in talk.speakers:
            speaker = self.things.get((str(Kind.PERSON), key))
            if speaker is not None:
                sure = talk.confidence * max(0.8, self.scores[speaker])
                yield self._claim(thing, Predicate.PERFORMER, speaker, by, sure, rule)
        subjects: list[FoundSubject] = self.doc.user_data["talkgraph.subjects"]
        for subject in subjects:
            if subject.talk == number:
                yield self._subject_claim(thing, subject)
        topics: list[FoundTopic] = self.doc.user_data["talkgraph.topics"]
        for topic in topics:
            if topic.talk == number:
                where = evidence_at(self.doc, topic.start, topic.end)
                local = LocalThing(Kind.TOPIC, topic.phrase)
                sure = 0.4 + 0.3 * topic.weight
                yield from self._described(local, where, sure, "topics")
                yield self._claim(thing, Predicate.ABOUT, local, where, sure, "topics")

    def _subject_claim(self, talk: LocalThing, subject: FoundSubject) -> Claim:
        thing = self.things[(subject.kind, subject.key)]
        where = evidence_at(self.doc, subject.start, subject.end)
        if subject.main:
            sure = self.scores[thing] * subject.sure
            return self._claim(talk, Predicate.ABOUT, thing, where, sure, "subjects")
        return self._claim(talk, Predicate.MENTIONS, thing, where, self.scores[thing], "subjects")

    def _relation_claims(self, relation: FoundRelation) -> Iterator[Claim]:
        subject = self.things.get(relation.subject) if relation.subject is not None else self.edition
        target = self.things.get(relation.object)
        if subject is None or target is None:
            return
        where = evidence_at(self.doc, relation.start, relation.end)
        sure = relation.confidence * min(1.0, 0.5 + 0.5 * min(self._score(subject), self._score(target)))
        yield self._claim(subject, relation.predicate, target, where, sure, relation.rule)

    def _considered(self, relation: FoundRelation) -> Claim:
        """A relation as the claim that it would be."""
        of_event = self.edition or LocalThing(Kind.EVENT, reason("event"))
        ends = [
            self.things.get(name) or LocalThing(Kind(name[0]), name[1]) if name is not None else of_event
            for name in (relation.subject, relation.object)
        ]
        where = evidence_at(self.doc, relation.start, relation.end)
        return self._claim(ends[0], relation.predicate, ends[1], where, relation.confidence, relation.rule)

    def _score(self, thing: LocalThing) -> float:
        return self.scores.get(thing, 1.0)
