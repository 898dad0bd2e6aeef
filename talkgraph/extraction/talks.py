"""Where the talks of a recap are, what they are called and who gave them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkgraph.extraction.layout import recap_of
from talkgraph.extraction.leadins import after_lead_in
from talkgraph.extraction.openings import Opening, openings_in, read_heading
from talkgraph.extraction.sections import counts_talks, headings_of_language, is_generic, sections_of
from talkgraph.extraction.titles import lead_title, marked_title_in, title_in
from talkgraph.model import BlockKind, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from talkgraph.extraction.sections import Section

__all__ = ["TalkFinder", "TalkSegment"]


@dataclass(frozen=True, slots=True)
class TalkSegment:
    """One talk as a stretch of the recap.

    Attributes:
        start, end: token offsets of all that is said about it.
        title: token offsets of its title, if it has one.
        speakers: keys of the names of its speakers, in order.
        cue: token offsets of the sentence or heading that announces it.
        by: token offsets of the sentence or heading that names the speakers.
        kind: ``talk``, ``lightning``, ``keynote``, ``workshop``, ``panel`` or ``quickie``.
        confidence: 0 to 1, that there is such a talk.
        rule: what found it.
    """

    start: int
    end: int
    title: tuple[int, int] | None
    speakers: tuple[str, ...]
    cue: tuple[int, int]
    by: tuple[int, int]
    kind: str
    confidence: float
    rule: str


_SIGNATURE = 10  # tokens
_LONG_RECAP = 200  # tokens
_EARLY = {"strong": 150, "ordinal": 150, "weak": 90}
"""How many tokens into its section an announcement may stand."""


class TalkFinder:
    """Finds the talks of a recap.

    Requires ``doc.spans["names"]``; sets ``doc.user_data["talkgraph.talks"]``.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "talkgraph_talks",
        *,
        shortest: int = 25,
        majority: float = 0.5,
        demanded: float = 0.85,
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.shortest = shortest
        self.majority = majority
        self.demanded = demanded

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[TalkSegment]:
        """The talks, in order."""
        if any(claim.object is Kind.TALK for claim in recap_of(doc).stated):
            return _stated(doc)
        sections = sections_of(doc)
        mentions = list(doc.spans["names"])
        openings = {section.start: openings_in(doc, section, mentions) for section in sections}
        titled = [self._titled(doc, section, mentions, openings[section.start]) for section in sections]
        titled = self._with_siblings(doc, sections, titled)
        titled = _without_containers(sections, titled)
        demanded = self.demanded if any(talk is not None for talk in titled) else 0.0
        titled_speakers = {key for talk in titled if talk is not None for key in talk.speakers}
        out: list[TalkSegment] = []
        absorbed = 0
        for section, talk in zip(sections, titled, strict=True):
            if absorbed and section.level > absorbed and talk is None:
                out[-1] = replace(out[-1], end=section.end)
                continue
            absorbed = section.level if talk is not None else 0
            if talk is not None:
                out.extend(_split(doc, section, talk, openings[section.start]))
            else:
                announced = _untitled(doc, section, openings[section.start], demanded)
                known = titled_speakers.union(*(t.speakers for t in out))
                out.extend(t for t in announced if not known.intersection(t.speakers))
        return _without_lone_ordinal(out)

    def annotate(self, doc: Doc, found: list[TalkSegment]) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.talks"] = found
        return doc

    def _titled(
        self, doc: Doc, section: Section, mentions: Sequence[Span], found: list[Opening]
    ) -> TalkSegment | None:
        """The talk that a section with its own heading is about, if anything says so."""
        if section.heading is None:
            return None
        heading = section.heading
        cue = (heading.start, heading.end)
        read = read_heading(doc, heading, mentions)
        if read is not None:
            if _is_generic(doc, read.title) or _signs(doc, section, read):
                return None
            return TalkSegment(
                section.start,
                section.end,
                read.title,
                read.speakers,
                cue,
                cue,
                _kind(doc, section),
                0.95,
                read.rule,
            )
        if is_generic(doc[heading.start : heading.end].text):
            return None
        first = _first(found, section)
        if first is None:
            return None
        if len(_distinct([o for o in found if o.in_item])) > 1:
            return None
        by = first.sentence if first.speakers else cue
        whole = (after_lead_in(doc, *cue), cue[1])
        title: tuple[int, int] | None = whole
        if counts_talks(doc[slice(*whole)].text):
            title = title_in(doc, first.sentence, first.speakers) or marked_title_in(
                doc, first.block, first.speakers
            )
        return TalkSegment(
            section.start,
            section.end,
            title,
            first.speakers,
            cue,
            by,
            _kind(doc, section),
            0.9,
            f"heading+{first.rule}",
        )

    def _with_siblings(
        self, doc: Doc, sections: list[Section], talks: list[TalkSegment | None]
    ) -> list[TalkSegment | None]:
        """Sections without a sign of their own count as talks where most of their level are."""
        out = list(talks)
        for level in sorted({section.level for section in sections if section.heading}):
            peers = [
                i
                for i, section in enumerate(sections)
                if section.heading is not None
                and section.level == level
                and not is_generic(doc[section.heading.start : section.heading.end].text)
                and section.end - section.start >= self.shortest
            ]
            sure = [i for i in peers if talks[i] is not None]
            if len(sure) < 2 or len(sure) < self.majority * len(peers):
                continue
            for i in peers:
                heading = sections[i].heading
                if out[i] is None and heading is not None and _tells_of_talk(doc, sections[i]):
                    cue = (heading.start, heading.end)
                    out[i] = TalkSegment(
                        sections[i].start,
                        sections[i].end,
                        (after_lead_in(doc, *cue), cue[1]),
                        (),
                        cue,
                        cue,
                        _kind(doc, sections[i]),
                        0.6,
                        "siblings",
                    )
        return out


def _is_generic(doc: Doc, title: tuple[int, int] | None) -> bool:
    """Whether a title is one of a part of the recap, such as a welcome."""
    return title is not None and is_generic(doc[title[0] : title[1]].text, named=True)


def _signs(doc: Doc, section: Section, read: Opening) -> bool:
    """Whether a heading is no more than the author's name under a recap in prose."""
    is_last = not doc[section.end :].text.strip()
    is_short = section.end - section.start <= _SIGNATURE
    return is_last and is_short and read.title is None and section.start >= _LONG_RECAP


def _tells_of_talk(doc: Doc, section: Section) -> bool:
    """Whether what a section says could be said of a talk."""
    telling = headings_of_language("en").telling
    return any(token.lower_ in telling for token in doc[section.start : section.end])


def _without_containers(sections: list[Section], talks: list[TalkSegment | None]) -> list[TalkSegment | None]:
    """A heading over several talks is no talk itself."""
    out = list(talks)
    for i, section in enumerate(sections):
        inner = []
        for j in range(i + 1, len(sections)):
            if sections[j].level <= section.level:
                break
            inner.append(talks[j])
        if section.heading is not None and sum(talk is not None for talk in inner) >= 2:
            out[i] = None
    return out


def _without_lone_ordinal(talks: list[TalkSegment]) -> list[TalkSegment]:
    """No talk from a mere "the first talk was …", unless there are others beside it."""
    if len(talks) == 1 and not talks[0].speakers and talks[0].title is None:
        return []
    return talks


def _stated(doc: Doc) -> list[TalkSegment]:
    """The talk that a source states as data: the whole document is about it, and its speakers are stated."""
    title = next((block for block in recap_of(doc).blocks if block.kind == BlockKind.TITLE), None)
    span = doc.char_span(title.start, title.end, alignment_mode="expand") if title is not None else None
    if span is None:
        return []
    cue = (span.start, span.end)
    return [TalkSegment(0, len(doc), cue, (), cue, cue, "talk", 1.0, "stated")]


def _first(found: list[Opening], section: Section) -> Opening | None:
    """The opening that tells who speaks in a section: the first near its top, strong ones before weak."""
    early = [o for o in found if o.sentence[0] < section.start + _EARLY[o.strength]]
    for strength in ("strong", "ordinal", "weak"):
        for opening in early:
            if opening.strength == strength and (opening.speakers or strength == "ordinal"):
                named = next((o for o in early if o.speakers), None)
                return named if strength == "ordinal" and named is not None else opening
    return None


def _distinct(found: list[Opening]) -> list[Opening]:
    """Strong openings with different speakers."""
    seen: set[tuple[str, ...]] = set()
    out = []
    for opening in found:
        if opening.strength == "strong" and opening.speakers and opening.speakers not in seen:
            seen.add(opening.speakers)
            out.append(opening)
    return out


def _split(doc: Doc, section: Section, talk: TalkSegment, openings: list[Opening]) -> list[TalkSegment]:
    """A titled section that goes on with further announced talks is cut before each."""
    out = [talk]
    known = set(talk.speakers)
    for opening in openings:
        announced = opening.strength == "strong" and opening.rule.startswith(("ordinal", "then"))
        if announced and opening.speakers and not known & set(opening.speakers) and known:
            out[-1] = replace(out[-1], end=opening.block[0])
            out.append(_from_opening(doc, opening, section, section.end))
            known |= set(opening.speakers)
    return out


def _untitled(doc: Doc, section: Section, openings: list[Opening], demanded: float) -> list[TalkSegment]:
    """The talks announced in running text or in a list.

    Where the recap gives its talks headings of their own, people in other
    parts are speakers only if the model is as sure as demanded.
    """
    found = [o for o in openings if o.strength in {"strong", "ordinal"}]
    found = [o for o in found if o.rule != "model" or o.sure >= demanded]
    found = [o for o in found if not _is_generic(doc, o.title)]
    if len(_distinct([o for o in found if o.in_item])) > 1:
        found = [o for o in found if o.in_item]
    out: list[TalkSegment] = []
    known: set[str] = set()
    noted = section.start  # where the notes under the last talk's item end
    for opening in found:
        if opening.block[0] < noted:
            continue
        fresh = [s for s in opening.speakers if s not in known]
        if opening.speakers and not fresh:
            continue
        if not opening.speakers and out and opening.block == (out[-1].start, out[-1].start):
            continue
        known |= set(opening.speakers)
        if out:
            out[-1] = replace(out[-1], end=max(out[-1].start, opening.block[0]))
        end = _end_of_item(section, opening) if opening.in_item else section.end
        noted = end if opening.in_item else noted
        out.append(_from_opening(doc, opening, section, end))
    return [talk for talk in out if talk.end > talk.start]


def _end_of_item(section: Section, opening: Opening) -> int:
    """Where an item ends, with the deeper items and other blocks that belong to it."""
    place = next(i for i, passage in enumerate(section.body) if passage.start == opening.block[0])
    level, end = section.body[place].block.level, opening.block[1]
    for passage in section.body[place + 1 :]:
        if passage.block.kind != BlockKind.ITEM or passage.block.level <= level:
            break
        end = passage.end
    return end


def _from_opening(doc: Doc, opening: Opening, section: Section, end: int) -> TalkSegment:
    title = (
        opening.title
        or lead_title(doc, *opening.block, opening.speakers)
        or title_in(doc, opening.sentence, opening.speakers)
        or marked_title_in(doc, opening.block, opening.speakers)
    )
    return TalkSegment(
        opening.block[0],
        end,
        title,
        opening.speakers,
        opening.sentence,
        opening.sentence,
        _kind(doc, section, opening.sentence),
        0.85 if opening.speakers else 0.6,
        opening.rule,
    )


def _kind(doc: Doc, section: Section, sentence: tuple[int, int] | None = None) -> str:
    words = set()
    if section.heading is not None:
        words |= {token.lower_ for token in doc[section.heading.start : section.heading.end]}
    if sentence is not None:
        words |= {token.lower_ for token in doc[sentence[0] : sentence[1]]}
    singular = words | {word.removesuffix("s") for word in words}
    for word, kind in headings_of_language("en").kinds:
        if word in singular:
            return kind
    return "talk"
