"""The event that a recap is about, its series, and what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkgraph.extraction.editions import edition_and_series, event_words, has_same_words, is_place_after
from talkgraph.extraction.layout import recap_of
from talkgraph.extraction.patterns import load_patterns
from talkgraph.extraction.skeleton import draw
from talkgraph.model import BlockKind, Kind, fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from talkgraph.extraction.names import Name
    from talkgraph.model import Document

__all__ = ["EventFinder", "FoundEvent"]

_LONGEST_FIRST_LINE = 90  # characters


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """The recap's own event.

    Attributes:
        name: the edition; None if the recap is about no event.
        series: what it is an edition of, if told.
        where: character offsets of the words that name it.
        attendance: number of people, with the character offset of the word.
        aliases: other names of the edition or the series in the text.
        also: keys of names in the text that are the series in other words.
        declared: whether the front matter names it.
    """

    name: str | None
    series: str | None
    where: tuple[int, int]
    attendance: tuple[int, int] | None = None
    aliases: tuple[str, ...] = ()
    also: frozenset[str] = frozenset()
    declared: bool = False


class EventFinder:
    """Finds the recap's event; requires the names; sets ``doc.user_data["talkgraph.event"]``."""

    def __init__(self, nlp: Language, name: str = "talkgraph_event", *, early: int = 1200) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.early = early

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> FoundEvent:
        """The event of a parsed recap."""
        recap = recap_of(doc)
        names: list[Name] = [n for n in doc.user_data["talkgraph.names"] if n.kind == Kind.EVENT]
        found = self._declared(recap)
        if found is None and not recap.stated:
            found = self._titled(recap, names) or self._opened(recap) or self._mentioned(doc, names)
        if found is None:
            return FoundEvent(None, None, (0, 0))
        found = replace(found, series=_without_region(found.series, names))
        return replace(
            found,
            attendance=self._attendance(doc),
            aliases=self._aliases(found, names),
            also=frozenset(n.key for n in names if _is_series(n, found.series)),
        )

    def annotate(self, doc: Doc, found: FoundEvent) -> Doc:
        """Keep it beside the document."""
        doc.user_data["talkgraph.event"] = found
        return doc

    def _declared(self, recap: Document) -> FoundEvent | None:
        values: dict[str, tuple[str, tuple[int, int]]] = {}
        for block in recap.blocks:
            if block.kind == BlockKind.METADATA:
                key, _, value = recap.words(block).partition(":")
                values.setdefault(key.strip().lower(), (value.strip(), (block.start, block.end)))
        if "event" not in values:
            return None
        name, where = values["event"]
        series = values["series"][0] if "series" in values else edition_and_series(name)[1]
        return FoundEvent(name, series, where, declared=True)

    def _titled(self, recap: Document, names: list[Name]) -> FoundEvent | None:
        if not recap.title:
            return None
        name, series = edition_and_series(recap.title)
        told = _extended(name, names)
        if told is not None and name.startswith(told):
            name, series = edition_and_series(told)
        where = next(((b.start, b.end) for b in recap.blocks if b.kind == BlockKind.TITLE), (0, 0))
        if series is not None:
            return FoundEvent(name, series, where)
        known = [n for n in names if fold(n.key) in fold(name) or fold(name) in fold(n.key)]
        if known:
            best = max(known, key=lambda n: len(n.key))
            edition, of = edition_and_series(best.key)
            return FoundEvent(edition if of else best.key, of, where)
        return None

    def _opened(self, recap: Document) -> FoundEvent | None:
        """The edition that the first line of a recap without a title names."""
        block = next((b for b in recap.blocks if b.kind != BlockKind.METADATA), None)
        if recap.title or block is None or block.end - block.start > _LONGEST_FIRST_LINE:
            return None
        name, series = edition_and_series(re.sub(r"\[\[|\]\]", "", recap.words(block)))
        return FoundEvent(name, series, (block.start, block.end)) if series is not None else None

    def _mentioned(self, doc: Doc, names: list[Name]) -> FoundEvent | None:
        early = [n for n in names if doc[n.spans[0][0]].idx < self.early]
        if not early:
            return None
        tail = event_words("en").tail
        found: list[tuple[bool, int, int, str, Span]] = []
        for one in early:
            for start, end in one.spans:
                span = doc[start:end]
                more = tail.match(doc.text[span.end_char : span.end_char + 40])
                name = span.text + (more[0] if more else "")
                found.append((edition_and_series(name)[1] is not None, len(one.spans), -start, name, span))
        *_, name, span = max(found, key=lambda one: one[:3])
        edition, series = edition_and_series(name)
        return FoundEvent(edition, series, (span.start_char, span.end_char))

    def _aliases(self, event: FoundEvent, names: list[Name]) -> tuple[str, ...]:
        wanted = {fold(event.name or ""), fold(event.series or "")} - {""}
        return tuple(
            sorted({form for name in names if wanted & {fold(f) for f in name.forms} for form in name.forms})
        )

    def _attendance(self, doc: Doc) -> tuple[int, int] | None:
        mentions = list(doc.spans["names"])
        for sentence in doc.sents:
            skeleton = draw(doc, sentence.start, sentence.end, mentions)
            for pattern in load_patterns("en", "events"):
                for match in pattern.find(skeleton):
                    start, end = match.words["n"]
                    digits = re.sub(r"\D", "", doc[start:end].text)
                    if 1 < len(digits) < 7 and int(digits) >= 10 and not 1990 <= int(digits) <= 2100:
                        return int(digits), doc[start].idx
        return None


def _extended(title: str, names: list[Name]) -> str | None:
    """The longest event name in a title with the edition that follows it; None without an edition."""
    out = []
    for name in names:
        for form in name.forms:
            at = title.find(form)
            if at >= 0:
                more = event_words("en").tail.match(title[at + len(form) :])
                whole = title[at : at + len(form)] + (more[0] if more else "")
                if edition_and_series(whole)[1] is not None:
                    out.append(whole)
    return max(out, key=len, default=None)


def _without_region(series: str | None, names: list[Name]) -> str | None:
    """The series without "Europe" and the like, where the text calls it so."""
    if series is None or series.split()[-1].lower() not in event_words("en").regions:
        return series
    shorter = " ".join(series.split()[:-1])
    return shorter if any(fold(shorter) in {fold(f) for f in name.forms} for name in names) else series


def _is_series(name: Name, series: str | None) -> bool:
    """Whether a name is the series with its words in another order, or with its city."""
    return series is not None and any(
        has_same_words(form, series) or is_place_after(form, series) for form in name.forms
    )
