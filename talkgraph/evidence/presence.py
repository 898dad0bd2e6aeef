"""Why a thing is in the graph: what names it, and what is stated of it, laid out to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.evidence.explanation import (
    SUPPORT,
    considered_section,
    counted_sentences,
    kept_notes,
    support_row,
)
from talkgraph.model import Predicate
from talkgraph.reports import Report, Row, Section
from talkgraph.reports.sections import kind_word
from talkgraph.reports.wording import wording

if TYPE_CHECKING:
    from talkgraph.evidence.values import Considered, StatementEvidence
    from talkgraph.reports import Item

__all__ = ["Presence"]


@dataclass(frozen=True, slots=True)
class Presence:
    """Why a thing is in the graph.

    Attributes:
        thing: the thing.
        read: a line on how its name was read, where that held a typo.
        least: the confidence from which claims make statements.
        names: what it is and is called: its kind, its names, its addresses, each
            with the claims that say so.
        statements: what is stated of it, the surest first, those that follow from
            others last; as many as were asked for.
        statement_count: how many there are.
        uncertain: claims about it that make no statement, each with the reason.
        considered: readings that extraction dropped or turned round and that concern it.
        forgotten: sources of the recaps for which that is not kept.
        unsearched: how many recaps were not looked into for it, because there are too many.
    """

    thing: Item
    read: tuple[str, ...]
    least: float
    names: tuple[StatementEvidence, ...]
    statements: tuple[StatementEvidence, ...]
    statement_count: int
    uncertain: tuple[Considered, ...]
    considered: tuple[Considered, ...]
    forgotten: tuple[str, ...]
    unsearched: int

    @property
    def title(self) -> str:
        """What it explains."""
        return str(wording("why")["title"]["thing"].format(name=self.thing.name))

    @property
    def notes(self) -> tuple[str, ...]:
        """How its name was read, and why it is there."""
        return (*self.read, self._why_there(), *kept_notes(self.forgotten, self.unsearched))

    def _why_there(self) -> str:
        words = wording("why")["note"]
        sure = [
            support.confidence
            for each in self.names
            if each.predicate is Predicate.TYPE
            for support in each.supports
            if support.confidence >= self.least
        ]
        if not sure:
            return str(words["led_to"])
        kind = kind_word(self.thing.kind)
        said = {
            "kind": f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}",
            "confidence": max(sure),
            "sentences": counted_sentences(len(sure)),
        }
        return str(words["named_once" if len(sure) == 1 else "named"].format(**said))

    @property
    def statements_title(self) -> str:
        """The heading of its statements: how many there are, if they are not all shown."""
        titles = wording("why")["title"]
        shown = len(self.statements)
        if shown == self.statement_count:
            return str(titles["statements"])
        return str(titles["statements_cut"].format(shown=shown, count=self.statement_count))

    def report(self) -> Report:
        """Kind and names with their surest sentences, statements in brief, and what was considered."""
        titles = wording("why")["title"]
        columns = ("Statement", "Sentences", "Certain")
        return Report(
            title=self.title,
            notes=self.notes,
            sections=(
                Section(
                    titles["names"],
                    ("Statement", "Sentences", *SUPPORT),
                    tuple(map(_name_row, self.names)),
                ),
                Section(
                    self.statements_title,
                    columns,
                    tuple(
                        Row(
                            (each.text, len(each.supports), each.confidence)
                            if each.supports
                            else (each.text, None, None)
                        )
                        for each in self.statements
                    ),
                    "Nothing is stated of it.",
                ),
                considered_section(titles["uncertain"], self.uncertain),
                considered_section(titles["considered"], self.considered),
            ),
        )


def _name_row(each: StatementEvidence) -> Row:
    if not each.supports:
        return Row((each.text, 0, None, None))
    return support_row((each.text, len(each.supports)), each.supports[0])
