"""Sentences and headings that announce a talk, and the speakers they name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkgraph.extraction.layout import recap_of
from talkgraph.extraction.leadins import after_lead_in, field_of, line_field
from talkgraph.extraction.patterns import load_patterns
from talkgraph.extraction.programmes import columns_of, read_row
from talkgraph.extraction.skeleton import draw
from talkgraph.extraction.speaking import speaker_probabilities
from talkgraph.model import BlockKind, Kind, Link, Markup, MarkupKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span

    from talkgraph.extraction.patterns import Match, Pattern
    from talkgraph.extraction.programmes import Columns
    from talkgraph.extraction.sections import Passage, Section

__all__ = ["Opening", "openings_in", "read_heading"]

_CREDIBLE = 0.15
_SURE = 0.6
_LEAD_IN = 4  # characters that may stand before a marked title: a quotation mark, "1. "
_UNSEEN = (1.0, (0, 0))  # a name that runs over the end of a sentence has no features
_RANK = {"strong": 0, "ordinal": 1, "weak": 2}


@dataclass(frozen=True, slots=True)
class Opening:
    """An announcement.

    Attributes:
        block: tokens of its block.
        sentence: tokens of its sentence.
        speakers: keys of the names of the speakers, in order.
        title: tokens of the title, if the pattern holds it.
        strength: ``strong``, ``ordinal`` or ``weak``, as in the pattern file.
        rule: name of the pattern.
        in_item: whether it stands in an item of a list.
        sure: how likely the likeliest speaker is one, 0 to 1; 1 for a heading.
    """

    block: tuple[int, int]
    sentence: tuple[int, int]
    speakers: tuple[str, ...]
    title: tuple[int, int] | None
    strength: str
    rule: str
    in_item: bool = False
    sure: float = 1.0


def read_heading(doc: Doc, heading: Passage, mentions: Sequence[Span]) -> Opening | None:
    """What a heading that names a speaker says; None if it names none."""
    skeleton = draw(doc, after_lead_in(doc, heading.start, heading.end), heading.end, mentions)
    where = (heading.start, heading.end)
    for pattern in load_patterns("en", "talks"):
        if pattern.fields["where"] != "heading":
            continue
        match = pattern.whole(skeleton)
        if match is not None and (speakers := _speakers(match)):
            title = _title(doc, match)
            if title is not None and field_of(doc[title[0] : title[1]].text):
                return None
            return Opening(where, where, speakers, title, "strong", pattern.name)
    return None


def openings_in(doc: Doc, section: Section, mentions: Sequence[Span]) -> list[Opening]:
    """The announcements in the body of a section, in order, the strongest of each sentence."""
    out: list[Opening] = []
    columns: Columns | None = None
    for passage in section.body:
        if passage.block.kind != BlockKind.ROW:
            columns = None
        elif columns is not None:
            out.extend(_of_row(doc, passage, columns, mentions))
            continue
        else:
            columns = columns_of(doc, passage)
        field = line_field(doc, passage.start, passage.end)
        if field == "others":
            continue
        likely = speaker_probabilities(doc, passage, mentions)
        whole = _whole_block(doc, passage, mentions, field)
        if whole is not None:
            out.append(whole)
            if whole.strength == "strong":
                continue
        for start, end in _sentences(doc, passage):
            found = sorted(
                (
                    one
                    for opening in _in_sentence(doc, passage, start, end, mentions)
                    if (one := _credible(opening, likely)) is not None
                ),
                key=lambda opening: _RANK[opening.strength],
            )
            best = next(iter(found), None)
            learned = _learned(passage, (start, end), likely)
            if learned is not None and (best is None or best.strength != "strong"):
                best = learned
            if best is not None:
                out.append(best)
    return out


def _of_row(doc: Doc, passage: Passage, columns: Columns, mentions: Sequence[Span]) -> Iterator[Opening]:
    row = read_row(doc, passage, columns, mentions)
    if row is not None:
        block = (passage.start, passage.end)
        strength = "strong" if row.speakers else "ordinal"
        yield Opening(block, block, row.speakers, row.title, strength, "table", in_item=True)


def _credible(opening: Opening, likely: Mapping[str, tuple[float, tuple[int, int]]]) -> Opening | None:
    """An opening without the people that the model takes for no speakers; None if none is left."""
    if not opening.speakers:
        return opening
    kept = tuple(key for key in opening.speakers if likely.get(key, _UNSEEN)[0] >= _CREDIBLE)
    return (
        replace(opening, speakers=kept, sure=max(likely.get(key, _UNSEEN)[0] for key in kept))
        if kept
        else None
    )


def _learned(
    passage: Passage, sentence: tuple[int, int], likely: Mapping[str, tuple[float, tuple[int, int]]]
) -> Opening | None:
    """An opening that only the model sees: people who are speakers by all that stands around them."""
    speakers = tuple(key for key, (sure, where) in likely.items() if sure >= _SURE and where == sentence)
    if not speakers:
        return None
    item = passage.block.kind == BlockKind.ITEM
    sure = max(likely[key][0] for key in speakers)
    return Opening((passage.start, passage.end), sentence, speakers, None, "strong", "model", item, sure)


def _opens_marked(doc: Doc, passage: Passage) -> bool:
    """Whether a block begins with bold, emphasised or linked words, as a title would."""
    recap = recap_of(doc)
    start = doc[passage.start].idx
    marks: list[Link | Markup] = [*recap.links]
    marks.extend(mark for mark in recap.markups if mark.kind != MarkupKind.CODE)
    return any(start <= mark.start <= start + _LEAD_IN and mark.end > mark.start for mark in marks)


def _patterns(where: str) -> Iterator[Pattern]:
    return (pattern for pattern in load_patterns("en", "talks") if pattern.fields["where"] == where)


def _whole_block(doc: Doc, passage: Passage, mentions: Sequence[Span], field: str | None) -> Opening | None:
    skeleton = draw(doc, after_lead_in(doc, passage.start, passage.end), passage.end, mentions)
    item = passage.block.kind == BlockKind.ITEM
    for pattern in _patterns("block"):
        if field == "speakers" and pattern.fields["strength"] != "weak":
            continue
        if pattern.fields.get("items") and not (item or _opens_marked(doc, passage)):
            continue
        match = pattern.whole(skeleton)
        if match is not None and (speakers := _speakers(match)):
            return Opening(
                (passage.start, passage.end),
                next(_sentences(doc, passage)),
                speakers,
                _title(doc, match),
                str(pattern.fields["strength"]),
                pattern.name,
                item,
            )
    return None


def _in_sentence(
    doc: Doc, passage: Passage, start: int, end: int, mentions: Sequence[Span]
) -> Iterator[Opening]:
    skeleton = draw(doc, start, end, mentions)
    for pattern in _patterns("sentence"):
        for match in pattern.find(skeleton):
            speakers = _speakers(match)
            strength = str(pattern.fields["strength"])
            if speakers or strength == "ordinal":
                yield Opening(
                    (passage.start, passage.end),
                    (start, end),
                    speakers,
                    _title(doc, match),
                    strength,
                    pattern.name,
                    passage.block.kind == BlockKind.ITEM,
                )
                break


def _sentences(doc: Doc, passage: Passage) -> Iterator[tuple[int, int]]:
    start = passage.start
    for i in range(passage.start + 1, passage.end):
        if doc[i].is_sent_start:
            yield start, i
            start = i
    yield start, passage.end


def _speakers(match: Match) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.id_ for span in match.names.get("s", ()) if span.label_ == Kind.PERSON))


def _title(doc: Doc, match: Match) -> tuple[int, int] | None:
    tokens = match.words.get("t")
    if tokens is None:
        return None
    start, end = tokens
    while start < end and doc[start].text in {'"', "“", "«", "‘", "'", "*"}:
        start += 1
    while end > start and doc[end - 1].text in {'"', "”", "»", "’", "'", "*", "–", "-", ":", ","}:
        end -= 1
    return (start, end) if start < end else None
