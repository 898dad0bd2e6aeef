"""The report ``gaps``: what to ask speakers, and what to fix in recaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports.facts import citations, item, linked, of_kind, targets
from talkgraph.reports.lacks import lacks
from talkgraph.reports.layout import Report, Row, Section, names
from talkgraph.reports.wording import listed, weighing, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.reports.values import Citation, Item

__all__ = ["Gaps", "OpenQuestion", "OpenQuestions", "Unpresented", "find_gaps"]


@dataclass(frozen=True, slots=True)
class Unpresented:
    """A technology that many name or use and few have presented.

    Attributes:
        technology: which.
        mentions: how many talks mention it.
        users: how many people, companies and technologies use it or build on it.
        presenters: who gave a talk about it, by name.
        ask: what to ask, in words.
        evidence: the sentences that name it, most certain first.
    """

    technology: Item
    mentions: int
    users: int
    presenters: tuple[Item, ...]
    ask: str
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What one thing lacks.

    Attributes:
        thing: which.
        ask: what to ask or to fix, in words.
        evidence: the sentences on the thing, most certain first: where to look.
    """

    thing: Item
    ask: str
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """What several things of a kind lack.

    Attributes:
        lack: what they lack, in words.
        total: how many lack it, listed or not.
        of: how many might.
        questions: those that most is said of first, then by name.
    """

    lack: str
    total: int
    of: int
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing, as questions to ask.

    Attributes:
        unpresented: the technologies named most first, then by name.
        unpresented_total: how many there are, listed or not.
        open: what talks, events and people lack.
    """

    unpresented: tuple[Unpresented, ...]
    unpresented_total: int
    open: tuple[OpenQuestions, ...]

    def report(self) -> Report:
        """Technologies that want a talk, then what things lack, one table each."""
        numbers = weighing("gaps")
        wanted = Section(
            _counted("Popular and rarely presented", len(self.unpresented), self.unpresented_total),
            ("Technology", "Talks that mention it", "Users", "Presented by", "To ask"),
            tuple(
                Row(
                    (each.technology.name, each.mentions, each.users, names(each.presenters), each.ask),
                    each.evidence,
                )
                for each in self.unpresented
            ),
            f"No technology that {numbers['least_named']} or more talks and users name was presented by "
            f"{numbers['most_presenters']} or fewer people.",
        )
        return Report("What to ask or to fix", (wanted, *map(_section, self.open)))


def _section(found: OpenQuestions) -> Section:
    return Section(
        _counted(found.lack.capitalize(), len(found.questions), found.total),
        ("Name", "To ask"),
        tuple(Row((each.thing.name, each.ask), each.evidence) for each in found.questions),
        f"There are none among {found.of}." if found.of else "There is nothing that could lack it.",
    )


def _counted(title: str, shown: int, total: int) -> str:
    return f"{title} ({shown} of {total})" if shown < total else title


def find_gaps(graph: TalkGraph, *, limit: int | None = None) -> Gaps:
    """What a graph lacks, as questions to ask or things to fix.

    Args:
        graph: the graph.
        limit: how many lines each table has at most; None for ten.
    """
    most = limit or weighing("gaps")["shown"]
    wanted = sorted(
        _unpresented(graph), key=lambda each: (-each[0], graph.things[each[1]].name.casefold(), each[1])
    )
    return Gaps(
        unpresented=tuple(_wanted(graph, technology) for _, technology in wanted[:most]),
        unpresented_total=len(wanted),
        open=tuple(_open(graph, most)),
    )


def _unpresented(graph: TalkGraph) -> Iterator[tuple[int, Iri]]:
    """The technologies that are named often and presented by few, each with how often it is named."""
    numbers = weighing("gaps")
    for technology in of_kind(graph, Kind.TECHNOLOGY):
        mentioning, using, presenting = _naming(graph, technology)
        named = len(mentioning) + len(using)
        if named >= numbers["least_named"] and len(presenting) <= numbers["most_presenters"]:
            yield named, technology


def _naming(graph: TalkGraph, technology: Iri) -> tuple[set[Iri], set[Iri], set[Iri]]:
    """The talks that mention a technology, what uses it or builds on it, and who presented it."""
    mentioning, using, presenting = set[Iri](), set[Iri](), set[Iri]()
    for statement in graph.incoming.get(technology, ()):
        if statement.predicate is Predicate.MENTIONS:
            mentioning.add(statement.subject)
        elif statement.predicate in {Predicate.USES, Predicate.BUILDS_ON}:
            using.add(statement.subject)
        elif statement.predicate is Predicate.ABOUT:
            presenting |= {speaker for speaker, _ in linked(graph, statement.subject, Predicate.PERFORMER)}
    return mentioning, using, presenting


def _wanted(graph: TalkGraph, technology: Iri) -> Unpresented:
    mentioning, using, presenting = _naming(graph, technology)
    presenters = tuple(
        sorted((item(graph, each) for each in presenting), key=lambda each: (each.name.casefold(), each.iri))
    )
    name = graph.things[technology].name
    words = wording("lacks")["unpresented"]
    return Unpresented(
        technology=item(graph, technology),
        mentions=len(mentioning),
        users=len(using),
        presenters=presenters,
        ask=words["few" if presenters else "nobody"].format(name=name, names=listed(names(presenters))),
        evidence=citations(graph, _on(graph, technology)),
    )


def _on(graph: TalkGraph, technology: Iri) -> Iterator[Statement]:
    """The statements that say who names, uses and presented a technology."""
    for statement in graph.incoming.get(technology, ()):
        if statement.predicate in {Predicate.MENTIONS, Predicate.USES, Predicate.BUILDS_ON, Predicate.ABOUT}:
            yield statement
        if statement.predicate is Predicate.ABOUT:
            yield from (given for _, given in linked(graph, statement.subject, Predicate.PERFORMER))


def _open(graph: TalkGraph, most: int) -> Iterator[OpenQuestions]:
    for name, gap in lacks(graph):
        in_order = sorted(
            gap.things, key=lambda each: (-_said(graph, each.iri), each.name.casefold(), each.iri)
        )
        yield OpenQuestions(
            lack=gap.lack,
            total=len(gap.things),
            of=gap.of,
            questions=tuple(_question(graph, name, each) for each in in_order[:most]),
        )


def _said(graph: TalkGraph, thing: Iri) -> int:
    return len(graph.outgoing.get(thing, ())) + len(graph.incoming.get(thing, ()))


def _question(graph: TalkGraph, lack: str, thing: Item) -> OpenQuestion:
    at = targets(graph, thing.iri, Predicate.SUPER_EVENT) if thing.kind is Kind.TALK else ()
    where = f" at {at[0].name}" if at else ""
    return OpenQuestion(
        thing=thing,
        ask=wording("lacks")[lack]["ask"].format(name=thing.name, where=where),
        evidence=citations(graph, _about(graph, thing.iri)),
    )


def _about(graph: TalkGraph, thing: Iri) -> Iterable[Statement]:
    return (*graph.outgoing.get(thing, ()), *graph.incoming.get(thing, ()))
