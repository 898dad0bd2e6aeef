"""What a recap seems to say and nothing was made of: for users who wonder what was not understood.

Three things look as if they had to produce something: words with capitals in
running text, linked words that read as a name, and headings among those of
talks. What a name, a talk, a topic or the event came from is no miss, nor is
what language alone gives a capital or a link to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.extraction.capitals import Capitals, bare, is_common, words_of
from talkgraph.extraction.evidence import evidence_at
from talkgraph.extraction.joining import name_words
from talkgraph.extraction.layout import block_of_each_token, recap_of
from talkgraph.extraction.sections import is_generic, sections_of
from talkgraph.model import BlockKind, MarkupKind, Unread, UnreadAs, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from talkgraph.extraction.events import FoundEvent
    from talkgraph.extraction.links import LinkedName
    from talkgraph.extraction.names import Name
    from talkgraph.extraction.sections import Section
    from talkgraph.extraction.talks import TalkSegment
    from talkgraph.extraction.topics import FoundTopic

__all__ = ["UnreadFinder"]

_SILENT = frozenset({BlockKind.METADATA, BlockKind.CODE, BlockKind.HEADING, BlockKind.TITLE})
_RANK = {UnreadAs.HEADING: 0, UnreadAs.LINKED: 1, UnreadAs.CAPITALISED: 2}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """Words that produced nothing: tokens, and what they look like."""

    start: int
    end: int
    seen_as: UnreadAs


class UnreadFinder:
    """Finds what produced nothing; the last component, since it looks at what all others found.

    Requires names, links, talks, topics and the event; sets
    ``doc.user_data["talkgraph.unread"]``.

    Args:
        nlp: the pipeline.
        name: of the component.
        longest: tokens that a term has at most.
        shortest: characters that a term has at least.
        body: tokens that a section has at least to be a talk.
        fewest: how many headings look like talks where no talk was found.
        language: whose data to read.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "talkgraph_unread",
        *,
        longest: int = 6,
        shortest: int = 2,
        body: int = 25,
        fewest: int = 2,
        language: str = "en",
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.longest = longest
        self.shortest = shortest
        self.body = body
        self.fewest = fewest
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> tuple[Unread, ...]:
        """The unread words of a document, each once, in order of their first place."""
        words = words_of(self.language)
        known = _known_words(doc, words.declared) | words.inner
        grouped: dict[str, list[_Place]] = defaultdict(list)
        for place in self._places(doc):
            text = doc[place.start : place.end].text
            if place.seen_as is UnreadAs.HEADING or not known.issuperset(_words(text)):
                grouped[fold(text)].append(place)
        told = (group for group in grouped.values() if len(group) > 1 or not _may_be_style(doc, group[0]))
        found = [_unread(doc, group) for group in told]
        return tuple(sorted(found, key=lambda unread: unread.sort_key))

    def annotate(self, doc: Doc, found: tuple[Unread, ...]) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.unread"] = found
        return doc

    def _places(self, doc: Doc) -> Iterator[_Place]:
        taken = _read(doc)
        capitals = Capitals(doc, taken, words_of(self.language), self.shortest)
        yield from self._headings(doc)
        for place in self._links(doc, capitals):
            capitals.taken.update(range(place.start, place.end))
            yield place
        yield from self._terms(doc, capitals)

    def _headings(self, doc: Doc) -> Iterator[_Place]:
        """Headings among those of talks, or like each other where there is no talk."""
        talks: list[TalkSegment] = doc.user_data["talkgraph.talks"]
        sections = sections_of(doc)
        starts = {talk.start for talk in talks}
        levels = {section.level for section in sections if section.heading and section.start in starts}
        found: dict[int, list[_Place]] = defaultdict(list)
        for number, section in enumerate(sections):
            if section.heading is None or (talks and section.level not in levels):
                continue
            end = _end_of_whole(sections, number)
            within = any(talk.start < end and section.start < talk.end for talk in talks)
            if not within and section.end - section.start >= self.body and self._can_be_title(doc, section):
                place = _Place(section.heading.start, section.heading.end, UnreadAs.HEADING)
                found[section.level].append(place)
        for places in found.values():
            if talks or len(places) >= self.fewest:
                yield from places

    def _can_be_title(self, doc: Doc, section: Section) -> bool:
        if section.heading is None:
            return False
        heading = doc[section.heading.start : section.heading.end]
        nothing = words_of(self.language).nothing
        named = (token for token in heading if token.is_alpha and token.text not in nothing)
        event: FoundEvent = doc.user_data["talkgraph.event"]
        own = {fold(name) for name in (recap_of(doc).title, event.name, event.series, *event.aliases) if name}
        return (
            not is_generic(heading.text, self.language)
            and any(not token.like_num for token in named)
            and fold(heading.text) not in own
        )

    def _links(self, doc: Doc, capitals: Capitals) -> Iterator[_Place]:
        """Linked words that read as a name."""
        links: list[LinkedName] = doc.user_data.get("talkgraph.links", [])
        kinds = block_of_each_token(doc)
        for link in links:
            start, end = _trimmed(doc, link.start, link.end, name_words(self.language).determiners)
            inside = range(start, end)
            if start == end or kinds[start] in _SILENT or not capitals.taken.isdisjoint(inside):
                continue
            words = {doc[i].lower_ for i in inside if doc[i].is_alpha}
            named = link.kind or any(capitals.is_term(i) for i in inside)
            if named and words and not words <= words_of(self.language).anchors:
                yield _Place(start, end, UnreadAs.LINKED)

    def _terms(self, doc: Doc, capitals: Capitals) -> Iterator[_Place]:
        """Words with capitals in running text, with what stands between them in one term."""
        kinds = block_of_each_token(doc)
        at = 0
        while at < len(doc):
            if kinds[at] in _SILENT or not capitals.is_term(at):
                at += 1
                continue
            end = at + 1
            while (after := capitals.goes_on(end)) and kinds[after - 1] == kinds[at]:
                end = after
            start = capitals.begins(at)
            if end - start <= self.longest:
                yield _Place(start, end, UnreadAs.CAPITALISED)
            at = end


def _unread(doc: Doc, group: list[_Place]) -> Unread:
    first = min(group, key=lambda place: (place.start, _RANK[place.seen_as]))
    seen_as = min((place.seen_as for place in group), key=_RANK.__getitem__)
    words = bare(" ".join(doc[first.start : first.end].text.split()))
    times = len({place.start for place in group})
    return Unread(words, seen_as, times, evidence_at(doc, first.start, first.end))


def _may_be_style(doc: Doc, place: _Place) -> bool:
    """Whether it is one common word with a capital, as writers lend importance to any word."""
    words = doc[place.start : place.end]
    return place.seen_as is UnreadAs.CAPITALISED and len(words) == 1 and is_common(words.text)


def _read(doc: Doc) -> set[int]:
    """Tokens that produced something, and those of inline code."""
    talks: list[TalkSegment] = doc.user_data["talkgraph.talks"]
    topics: list[FoundTopic] = doc.user_data["talkgraph.topics"]
    event: FoundEvent = doc.user_data["talkgraph.event"]
    spans = [(span.start, span.end) for span in (*doc.spans["names"], *doc.spans["references"])]
    spans += [talk.title for talk in talks if talk.title is not None]
    spans += [(topic.start, topic.end) for topic in topics]
    codes = [(m.start, m.end) for m in recap_of(doc).markups if m.kind == MarkupKind.CODE]
    for start, end in [event.where, *codes]:
        span = doc.char_span(start, end, alignment_mode="expand") if start < end else None
        spans += [(span.start, span.end)] if span is not None else []
    return {i for start, end in spans for i in range(start, end)}


def _known_words(doc: Doc, declared: frozenset[str]) -> set[str]:
    """The words of all names, topics and events, and of what the front matter declares, folded."""
    names: list[Name] = doc.user_data["talkgraph.names"]
    topics: list[FoundTopic] = doc.user_data["talkgraph.topics"]
    event: FoundEvent = doc.user_data["talkgraph.event"]
    recap = recap_of(doc)
    texts = [form for name in names for form in (name.key, *name.forms)]
    texts += [topic.phrase for topic in topics]
    texts += [event.name or "", event.series or "", *event.aliases]
    for block in recap.blocks:
        key, _, value = recap.words(block).partition(":")
        if block.kind == BlockKind.METADATA and key.strip().lower() in declared:
            texts.append(value)
    return {word for text in texts for word in _words(text)}


def _words(text: str) -> set[str]:
    return {word.casefold().removesuffix("s") for word in _WORD.findall(text)}


def _end_of_whole(sections: list[Section], number: int) -> int:
    """The token after a section and those below it."""
    level, end = sections[number].level, sections[number].end
    for section in sections[number + 1 :]:
        if section.level <= level:
            break
        end = section.end
    return end


def _trimmed(doc: Doc, start: int, end: int, determiners: frozenset[str]) -> tuple[int, int]:
    """Tokens without determiners and marks at the edges."""
    while start < end and (doc[start].lower_ in determiners or not any(map(str.isalnum, doc[start].text))):
        start += 1
    while end > start and not any(map(str.isalnum, doc[end - 1].text)):
        end -= 1
    return start, end
