"""Programmes to documents: what is stated becomes text, and claims whose sentences are in it.

Each talk is a document of its own: a conference of 500 talks is no text that
names could be weighed over. Its text opens with what is stated of the event
and the speakers, one line each; then come the title and the abstract. An event
without talks is a document with its own abstract. What is stated has a
confidence of 1, and the line as its sentence.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from talkgraph.model import (
    BlockKind,
    Claim,
    Evidence,
    Kind,
    Link,
    Literal,
    LocalThing,
    Predicate,
    part_of,
)
from talkgraph.sources.assembling import Head, assemble
from talkgraph.sources.budget import check_talks
from talkgraph.sources.cleaning import clean, collapse
from talkgraph.sources.passages import Passage
from talkgraph.sources.structured.abstracts import passages_of, without_repeated
from talkgraph.sources.structured.programme import StatedEvent, StatedPerson, StatedTalk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkgraph.model import Document
    from talkgraph.sources.structured.programme import Programme

__all__ = ["all_documents", "document_at_event", "documents_of"]

Stated = TypeVar("Stated", StatedEvent, StatedPerson, StatedTalk)

_CERTAIN = 1.0
_TALK = LocalThing(Kind.TALK, "01")


def documents_of(programme: Programme, source: str, first: int = 1) -> tuple[Document, ...]:
    """The documents of a programme: one a talk, or one for an event without talks.

    Args:
        programme: what a file states.
        source: as in ``Document``, of the first document of the file.
        first: the number in the file of the first document of the programme.

    Raises:
        TooLargeError: there are too many talks, or too many people in one.
        SourceError: an abstract cannot be read.
    """
    check_talks(len(programme.talks), "talks", source)
    for talk in programme.talks:
        check_talks(len(talk.speakers), "speakers of one talk", source)
    programme = _tidied(programme)
    event = programme.event
    if not programme.talks and event is not None:
        return (_document(programme, None, passages_of(event.abstract, source), part_of(source, first)),)
    abstracts = without_repeated([passages_of(talk.abstract, source) for talk in programme.talks])
    return tuple(
        _document(programme, talk, abstract, part_of(source, number))
        for number, (talk, abstract) in enumerate(zip(programme.talks, abstracts, strict=True), first)
    )


def all_documents(programmes: Iterable[Programme], source: str, first: int = 1) -> tuple[Document, ...]:
    """The documents of all programmes of a file, numbered throughout; arguments and errors as above."""
    found: list[Document] = []
    for programme in programmes:
        found += documents_of(programme, source, first + len(found))
    return tuple(found)


def document_at_event(programme: Programme, passages: Sequence[Passage], source: str, head: Head) -> Document:
    """A document of a text of its own that tells of an event: with what is stated of the event in front.

    Args:
        programme: the event; its talks are left aside.
        passages: the body of the text, in order.
        source: as in ``Document``.
        head: what the text says about itself.

    Raises:
        EmptyRecapError: there is no text.
    """
    event = _tidied(programme).event
    document = assemble(passages, source, head, tuple(_event_lines(event)))
    return _stating(document, programme.form, event, None)


def _document(
    programme: Programme, talk: StatedTalk | None, abstract: Sequence[Passage], source: str
) -> Document:
    """The document of a talk, or that of an event."""
    event = programme.event
    opening = [*_event_lines(event), *_speaker_lines(talk.speakers if talk is not None else ())]
    values: dict[str, object] = {}
    if talk is not None:
        values = {"title": talk.title, "language": _code(talk.language), "url": talk.address}
        values |= {"date": talk.published.isoformat()} if talk.published else {}
    elif event is not None:
        values = {"title": event.name, "url": event.address}
    document = assemble(abstract, source, Head(MappingProxyType(values)), opening)
    return _stating(document, programme.form, event, talk)


def _stating(document: Document, form: str, event: StatedEvent | None, talk: StatedTalk | None) -> Document:
    """A document with what its lines state."""
    claims = _Claims(document, f"stated.{form}").of(event, talk)
    return replace(document, stated=tuple(sorted(set(claims), key=lambda claim: claim.sort_key)))


def _tidied(programme: Programme) -> Programme:
    """A programme whose words are one line each, without what has no name."""
    event = programme.event
    event = replace(_one_line(event), abstract=event.abstract) if event is not None else None
    talks = [
        replace(
            _one_line(talk),
            abstract=talk.abstract,
            speakers=tuple(person for person in map(_person, talk.speakers) if person.name),
        )
        for talk in programme.talks
    ]
    return replace(
        programme,
        event=event if event is not None and event.name else None,
        talks=tuple(talk for talk in talks if talk.title),
    )


def _person(person: StatedPerson) -> StatedPerson:
    also = tuple(filter(None, map(_line, person.also)))
    return replace(_one_line(person), also=also)


def _one_line(stated: Stated) -> Stated:
    """A value with all its texts as they stand in a document."""
    texts = {each.name: getattr(stated, each.name) for each in fields(stated)}
    lines: dict[str, Any] = {name: _line(text) for name, text in texts.items() if isinstance(text, str)}
    return replace(stated, **lines)


def _event_lines(event: StatedEvent | None) -> Iterator[Passage]:
    if event is None:
        return
    facts = {
        "event": event.name,
        "series": event.series,
        "event_date": event.start.isoformat() if event.start else "",
        "city": event.city,
        "venue": event.venue,
        "country": event.country,
        "organizer": event.organizer,
    }
    for key, value in facts.items():
        if value:
            at = len(f"{key}: ")
            links = (Link(at, at + len(value), event.address),) if key == "event" and event.address else ()
            yield Passage(BlockKind.METADATA, f"{key}: {value}", links=links)


def _speaker_lines(speakers: tuple[StatedPerson, ...]) -> Iterator[Passage]:
    """One line for all speakers, with their other names and companies in brackets."""
    text, links = "speakers: ", []
    for person in speakers:
        start = len(text)
        text += person.name
        links += [Link(start, len(text), address) for address in person.addresses]
        more = filter(None, (*person.also, person.company))
        text += "".join(f" ({each})" for each in more) + ", "
    if speakers:
        yield Passage(BlockKind.METADATA, text.removesuffix(", "), links=tuple(links))


class _Claims:
    """What is stated, as claims with their lines of a document."""

    def __init__(self, document: Document, rule: str) -> None:
        self._rule = rule
        self._lines: dict[str, Evidence] = {}
        for block in document.blocks:
            words = document.words(block)
            key = words.partition(":")[0] if block.kind is BlockKind.METADATA else str(block.kind)
            # The last of its kind: those of a page's front matter stand before ours.
            self._lines[key] = Evidence(block.start, block.end, words)

    def of(self, event: StatedEvent | None, talk: StatedTalk | None) -> Iterator[Claim]:
        """All claims about an event and a talk of it."""
        edition = LocalThing(Kind.EVENT, event.name) if event is not None else None
        if event is not None and edition is not None:
            yield from self._event(event, edition)
        if talk is None:
            return
        yield self._claim("title", _TALK, Predicate.TYPE, Kind.TALK)
        yield self._claim("title", _TALK, Predicate.NAME, Literal(talk.title))
        if talk.address:
            yield self._claim("title", _TALK, Predicate.URL, Literal(talk.address, "xsd:anyURI"))
        if edition is not None:
            yield self._claim("event", _TALK, Predicate.SUPER_EVENT, edition)
        for person in talk.speakers:
            speaker = LocalThing(Kind.PERSON, person.name)
            yield self._claim("speakers", _TALK, Predicate.PERFORMER, speaker)
            yield from self._person(person, speaker)

    def _event(self, event: StatedEvent, edition: LocalThing) -> Iterator[Claim]:
        yield from self._thing("event", edition)
        if event.address:
            yield self._claim("event", edition, Predicate.URL, Literal(event.address, "xsd:anyURI"))
        if event.start is not None:
            day = Literal(event.start.isoformat(), "xsd:date")
            yield self._claim("event_date", edition, Predicate.START_DATE, day)
        for line, value, predicate, kind in (
            ("series", event.series, Predicate.SUPER_EVENT, Kind.SERIES),
            ("city", event.city, Predicate.LOCATION, Kind.PLACE),
            ("venue", event.venue, Predicate.LOCATION, Kind.PLACE),
            ("country", event.country, Predicate.LOCATION, Kind.PLACE),
            ("organizer", event.organizer, Predicate.ORGANIZER, Kind.ORGANIZATION),
        ):
            if value:
                thing = LocalThing(kind, value)
                yield from self._thing(line, thing)
                yield self._claim(line, edition, predicate, thing)

    def _person(self, person: StatedPerson, speaker: LocalThing) -> Iterator[Claim]:
        yield from self._thing("speakers", speaker)
        for name in person.also:
            yield self._claim("speakers", speaker, Predicate.ALTERNATE_NAME, Literal(name))
        for address in person.addresses:
            yield self._claim("speakers", speaker, Predicate.URL, Literal(address, "xsd:anyURI"))
        if person.company:
            company = LocalThing(Kind.ORGANIZATION, person.company)
            yield from self._thing("speakers", company)
            yield self._claim("speakers", speaker, Predicate.WORKS_FOR, company)

    def _thing(self, line: str, thing: LocalThing) -> Iterator[Claim]:
        yield self._claim(line, thing, Predicate.TYPE, thing.kind)
        yield self._claim(line, thing, Predicate.NAME, Literal(thing.key))

    def _claim(
        self, line: str, subject: LocalThing, predicate: Predicate, target: LocalThing | Literal | Kind
    ) -> Claim:
        return Claim(subject, predicate, target, self._lines[line], _CERTAIN, self._rule)


def _line(words: str) -> str:
    """Words as they stand in the text of a document."""
    return collapse(clean(words)).strip()


@cache
def _codes() -> Mapping[str, str]:
    text = resources.files("talkgraph").joinpath("data/sources/language-codes.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))


def _code(language: str) -> str:
    """The two-letter code of a language that a source names by one of three letters."""
    return _codes().get(language.casefold(), language)
