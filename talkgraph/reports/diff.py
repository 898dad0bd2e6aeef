"""What changed between two graphs, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.reports.layout import Report, Row, Section
from talkgraph.reports.sections import kind_word
from talkgraph.reports.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.model import Iri, Predicate
    from talkgraph.reports.values import Citation, Item

__all__ = ["GraphDiff", "NameChange", "RecapChange", "StatementChange", "ThingChange"]


@dataclass(frozen=True, slots=True)
class RecapChange:
    """A recap that only one of two graphs has.

    Attributes:
        title: its title.
        source: path of its file.
        added: whether the later graph has it.
    """

    title: str
    source: str
    added: bool


@dataclass(frozen=True, slots=True)
class ThingChange:
    """A thing that only one of two graphs has, or that is not called or not what it was.

    Attributes:
        before: it in the earlier graph; None if it is new.
        after: it in the later one; None if it is gone.
        how: ``added``, ``gone``, ``renamed`` (its name), ``moved`` (only its IRI),
            ``merged`` (it is one with a thing that was there) or ``retyped`` (its kind).
    """

    before: Item | None
    after: Item | None
    how: str


@dataclass(frozen=True, slots=True)
class NameChange:
    """A further name or an address of a thing that only one of two graphs has.

    Attributes:
        thing: the thing, as the later graph has it.
        name: the name or the address.
        added: whether the later graph has it.
    """

    thing: Item
    name: str
    added: bool


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement that only one of two graphs makes, or that is more or less certain.

    Attributes:
        text: it, in words.
        subject: IRI of the thing that it is about.
        predicate: the relation.
        object: IRI of the other thing, or the value.
        before, after: its confidence in each graph, 0 to 1; None where it is not stated.
        evidence: its sentences, of the later graph if that has it, most certain first.
    """

    text: str
    subject: Iri
    predicate: Predicate
    object: Iri | str
    before: float | None
    after: float | None
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphDiff:
    """What changed from one graph to another.

    Attributes:
        bases: what the IRIs of the graphs begin with, where that differs; else None.
        counts: how many changes of each sort there are: ``added_recaps``,
            ``gone_statements`` and so on; all are 0 where both graphs say the same.
        recaps: those that only one of them has, by source.
        things: those that are new or gone, by kind and name.
        changed: those that have another name, IRI or kind.
        names: further names and addresses that are new or gone.
        added, gone: statements, by their words, those that follow from others last.
        confidences: statements whose confidence changed much, the greatest change first.
    """

    bases: tuple[str, str] | None
    counts: Mapping[str, int]
    recaps: tuple[RecapChange, ...]
    things: tuple[ThingChange, ...]
    changed: tuple[ThingChange, ...]
    names: tuple[NameChange, ...]
    added: tuple[StatementChange, ...]
    gone: tuple[StatementChange, ...]
    confidences: tuple[StatementChange, ...]

    def report(self) -> Report:
        """The count of each sort of change, then the changes themselves."""
        words = wording("diff")
        notes = []
        if self.bases is not None:
            notes.append(words["rebased"].format(before=self.bases[0], after=self.bases[1]))
        if not any(self.counts.values()):
            notes.append(words["nothing"])
        return Report(title=words["title"], notes=tuple(notes), sections=(self._sizes(), *self._sections()))

    def _sizes(self) -> Section:
        rows = ((count_words(name), count) for name, count in self.counts.items() if count)
        return Section("", ("", "Number"), tuple(map(Row, rows)))

    def _sections(self) -> tuple[Section, ...]:
        became = wording("diff")["things"]
        signs = {True: became["added"], False: became["gone"]}
        return (
            self._section(
                "recaps",
                ("Recap", "Source", ""),
                (Row((each.title, each.source, signs[each.added])) for each in self.recaps),
                ("added_recaps", "gone_recaps"),
            ),
            self._section(
                "things",
                ("Kind", "Name", ""),
                (_thing_row(each) for each in self.things),
                ("added_things", "gone_things"),
            ),
            self._section(
                "changed",
                ("Before", "After", ""),
                (_changed_row(each) for each in self.changed),
                ("changed_things",),
            ),
            self._section(
                "names",
                ("Thing", "Name or address", ""),
                (Row((each.thing.name, each.name, signs[each.added])) for each in self.names),
                ("added_names", "gone_names"),
            ),
            self._section(
                "added",
                ("Statement", "Certain"),
                (Row((each.text, each.after), each.evidence) for each in self.added),
                ("added_statements",),
            ),
            self._section(
                "gone",
                ("Statement", "Certain"),
                (Row((each.text, each.before), each.evidence) for each in self.gone),
                ("gone_statements",),
            ),
            self._section(
                "confidences",
                ("Statement", "Before", "After"),
                (Row((each.text, each.before, each.after), each.evidence) for each in self.confidences),
                ("confidences",),
            ),
        )

    def _section(
        self, name: str, columns: tuple[str, ...], rows: Iterable[Row], counted: tuple[str, ...]
    ) -> Section:
        """A section, whose title says how many lines it lacks."""
        words = wording("diff")
        title, lines = words["titles"][name], tuple(rows)
        count = sum(self.counts[each] for each in counted)
        if len(lines) < count:
            title = words["cut"].format(title=title, shown=len(lines), count=count)
        return Section(title, columns, lines)


def count_words(name: str) -> str:
    """What a count of a ``GraphDiff`` counts, in words."""
    words = wording("diff")
    return str(words["counts"][name].format(least=words["least"]))


def _thing_row(change: ThingChange) -> Row:
    thing = change.after or change.before
    assert thing is not None
    return Row((kind_word(thing.kind), thing.name, wording("diff")["things"][change.how]))


def _changed_row(change: ThingChange) -> Row:
    before, after = change.before, change.after
    assert before is not None
    assert after is not None
    ends = (before.name, after.name)
    if change.how == "retyped":
        ends = (f"{before.name} ({kind_word(before.kind)})", f"{after.name} ({kind_word(after.kind)})")
    elif change.how == "moved":
        ends = (before.iri.value, after.iri.value)
    return Row((*ends, wording("diff")["things"][change.how]))
