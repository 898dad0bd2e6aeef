"""What stands behind the statements between two things, laid out to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.reports import Citation, Report, Row, Section
from talkgraph.reports.wording import listed, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkgraph.evidence.values import Considered, StatementEvidence, Support
    from talkgraph.reports import Item

__all__ = [
    "SUPPORT",
    "Explanation",
    "considered_section",
    "counted_sentences",
    "kept_notes",
    "support_row",
]

SUPPORT = ("Certain", "Rule")
_UNCLAIMED = "No claim of it is kept."


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a graph states between two things, or of a thing with a value, and why.

    Attributes:
        asked: the statement in words, where a whole one was asked for; else None.
        first: the thing that was named first, or the subject of the statement.
        second: the other thing; or the value.
        read: lines on how names with a typo were read.
        statements: those that were asked for, each with all that it rests on.
        beside: other statements between the same two, where a whole one was asked for.
        uncertain: claims between the two that make no statement, each with the reason.
        considered: readings that extraction dropped or turned round: between the
            two, then those of words in the same sentences that concern one of them.
        forgotten: sources of the recaps for which that is not kept.
        unsearched: how many recaps were not looked into for it, because there are too many.
        verdicts: lines on what people said of it in corrections.
    """

    asked: str | None
    first: Item
    second: Item | str
    read: tuple[str, ...]
    statements: tuple[StatementEvidence, ...]
    beside: tuple[StatementEvidence, ...]
    uncertain: tuple[Considered, ...]
    considered: tuple[Considered, ...]
    forgotten: tuple[str, ...]
    unsearched: int
    verdicts: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it explains."""
        titles = wording("why")["title"]
        if self.asked is not None:
            return str(titles["statement"].format(text=self.asked))
        return str(titles["between"].format(first=self.first.name, second=self._second))

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said first: how names were read, what is not stated, and what to do then."""
        return (*self.read, *self.verdicts, *self._missing(), *kept_notes(self.forgotten, self.unsearched))

    def _missing(self) -> Iterator[str]:
        words = wording("why")["note"]
        ends = {"first": self.first.name, "second": self._second}
        if self.statements:
            return
        if self.asked is not None:
            yield words["unstated"].format(text=self.asked)
        if not self.beside:
            yield words["valueless" if isinstance(self.second, str) else "nothing"].format(**ends)
        if self.uncertain or self.considered:
            yield words["considered"]
        elif not self.forgotten:
            yield words["unconsidered"]
        if not self.beside and not isinstance(self.second, str):
            yield words["path"].format(**ends)

    @property
    def _second(self) -> str:
        return self.second if isinstance(self.second, str) else self.second.name

    def report(self) -> Report:
        """One table a statement, one line a sentence; then what was considered beside them."""
        titles = wording("why")["title"]
        return Report(
            title=self.title,
            notes=self.notes,
            sections=(
                *map(_statement_section, self.statements),
                Section(
                    titles["beside"],
                    ("Statement", *SUPPORT),
                    tuple(row for each in self.beside for row in _all_rows(each)),
                ),
                considered_section(titles["uncertain"], self.uncertain),
                considered_section(titles["considered"], self.considered),
            ),
        )


def _statement_section(statement: StatementEvidence) -> Section:
    """A statement with a line for each claim, also of those that it follows from."""
    named = bool(statement.follows_from)
    columns = (*(("From",) if named else ()), *SUPPORT)
    return Section(_statement_title(statement), columns, tuple(_all_rows(statement, named=named)), _UNCLAIMED)


def _statement_title(statement: StatementEvidence) -> str:
    """A statement in words, and on how much it rests."""
    titles = wording("why")["title"]
    if statement.follows_from:
        return str(titles["derived"].format(text=statement.text))
    return str(
        titles["stated"].format(
            text=statement.text,
            confidence=statement.confidence,
            sentences=counted_sentences(len(statement.supports)),
        )
    )


def counted_sentences(count: int) -> str:
    """So many sentences, in words."""
    words = wording("why")["sentences"]
    return str(words["one"] if count == 1 else words["several"].format(count=count))


def support_row(words: Sequence[str | int], support: Support) -> Row:
    """A line on a claim: some words, its confidence, its rule, and its sentence."""
    sentence = support.sentence
    recap = sentence.recap
    return Row(
        (*words, support.confidence, support.rule),
        (
            Citation(
                quote=sentence.text,
                recap=recap.title,
                source=recap.source,
                published=recap.published,
                address=recap.address,
                confidence=support.confidence,
            ),
        ),
    )


def _all_rows(statement: StatementEvidence, *, named: bool = True) -> Iterator[Row]:
    """The lines of a statement and of those that it follows from, each beginning with the statement."""
    for each in (statement, *statement.follows_from):
        yield from (support_row((each.text,) if named else (), support) for support in each.supports)


def considered_section(title: str, found: Iterable[Considered]) -> Section:
    """Readings that make no statement, each with the reason."""
    return Section(
        title,
        ("Statement", "Reason", *SUPPORT),
        tuple(support_row((each.text, each.reason), each.support) for each in found),
    )


def kept_notes(forgotten: Sequence[str], unsearched: int) -> Iterator[str]:
    """The lines that say in which recaps nobody could look for what else was considered."""
    words = wording("why")["note"]
    if forgotten:
        yield words["forgotten"].format(sources=listed(forgotten))
    if unsearched:
        yield words["unsearched"].format(count=unsearched)
