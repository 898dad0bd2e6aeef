"""The event that a recap is about, its series, and what is said of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.extraction.layout import recap_of
from talkgraph.extraction.patterns import load_patterns
from talkgraph.extraction.skeleton import draw
from talkgraph.model import BlockKind, Kind, fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from talkgraph.extraction.names import Name
    from talkgraph.model import Document

__all__ = ["EventFinder", "FoundEvent", "edition_and_series"]


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """The recap's own event.

    Attributes:
        name: the edition; None if the recap is about no event.
        series: what it is an edition of, if told.
        where: character offsets of the words that name it.
        attendance: number of people, with the character offset of the word.
        aliases: other names of the edition or the series in the text.
        declared: whether the front matter names it.
    """

    name: str | None
    series: str | None
    where: tuple[int, int]
    attendance: tuple[int, int] | None = None
    aliases: tuple[str, ...] = ()
    declared: bool = False


@dataclass(frozen=True)
class _Titles:
    before: tuple[str, ...]
    after: tuple[str, ...]
    separators: tuple[str, ...]
    edition: re.Pattern[str]
    tail: re.Pattern[str]


@cache
def _titles(language: str) -> _Titles:
    path = files("talkgraph").joinpath("data", language, "events.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))["titles"]
    return _Titles(
        tuple(sorted(table["before"], key=len, reverse=True)),
        tuple(sorted(table["after"], key=len, reverse=True)),
        tuple(table["separators"]),
        re.compile(table["edition"]),
        re.compile(table["tail"]),
    )


def edition_and_series(title: str, language: str = "en") -> tuple[str, str | None]:
    """The event's name in a recap's title, and the name of its series.

    >>> edition_and_series("HumanTalks January 2018")
    ('HumanTalks January 2018', 'HumanTalks')
    >>> edition_and_series("Recap: RubyDay 2019 in Verona")
    ('RubyDay 2019', 'RubyDay')
    >>> edition_and_series("Docs or it did not happen")
    ('Docs or it did not happen', None)
    """
    rules = _titles(language)
    name = re.sub(r"[^\w\s)\].!?'’”\"+#]+\s*$", "", title.strip()).strip()
    for words in rules.before:
        name = re.sub(rf"(?i)^{re.escape(words)}\b[\s:,–—-]*(?:the\s+)?", "", name).strip() or name
    for words in rules.after:
        name = re.sub(rf"(?i)[\s:,(–—-]+{re.escape(words)}\)?\s*$", "", name).strip() or name
    marked = rules.edition.search(name)
    for separator in rules.separators:
        if separator in name:
            parts = name.split(separator)
            with_edition = [part for part in parts if rules.edition.search(part)]
            name = (with_edition or parts)[0].strip()
    name = re.sub(r"\s+(?:in|at|@)\s+[A-Z][\w'’ ,.-]*$", "", name) if marked else name
    series = rules.edition.sub("", name)
    series = re.sub(r"\s{2,}", " ", series).strip(" -–—:,()#")
    return name, series if marked and series and fold(series) != fold(name) else None


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
        found = self._declared(recap) or self._titled(recap, names) or self._mentioned(doc, names)
        if found is None:
            return FoundEvent(None, None, (0, 0))
        aliases = self._aliases(found, names)
        return FoundEvent(
            found.name, found.series, found.where, self._attendance(doc), aliases, declared=found.declared
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

    def _mentioned(self, doc: Doc, names: list[Name]) -> FoundEvent | None:
        early = [n for n in names if doc[n.spans[0][0]].idx < self.early]
        if not early:
            return None
        tail = _titles("en").tail
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
                more = _titles("en").tail.match(title[at + len(form) :])
                whole = title[at : at + len(form)] + (more[0] if more else "")
                if edition_and_series(whole)[1] is not None:
                    out.append(whole)
    return max(out, key=len, default=None)
