"""Two graphs compared, thing by thing and statement by statement."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.model import Iri, Kind, Predicate, relations
from talkgraph.reports.comparison import new_and_gone
from talkgraph.reports.diff import GraphDiff, NameChange, RecapChange, StatementChange, ThingChange
from talkgraph.reports.facts import citations, item
from talkgraph.reports.pairing import counterparts
from talkgraph.reports.rebasing import base_of, rebased
from talkgraph.reports.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkgraph.graph.values import Statement, TalkGraph, Thing

__all__ = ["diff_graphs"]

_Key: TypeAlias = "tuple[Iri, Predicate, Iri | str]"
_DIGITS = 4


def diff_graphs(before: TalkGraph, after: TalkGraph, *, limit: int | None = None) -> GraphDiff:
    """What changed from one graph to another.

    A thing that has another IRI is known again by its name (see ``ThingChange``),
    and what is stated of it is compared as of one thing. Where all IRIs begin with
    another base, they are compared without it. A symmetric statement is the same
    from either end.

    Args:
        before: the earlier graph.
        after: the later one.
        limit: how many changes of each sort are listed at most; all are counted.
    """
    bases = base_of(before), base_of(after)
    was, is_ = bases
    if was is not None and is_ is not None and was != is_:
        before = rebased(before, was, is_)
    moved = counterparts(before, after)
    recaps = list(_recaps(before, after))
    things = sorted(_things(before, after, moved), key=_by_kind)
    changed = sorted(_changed(before, after, moved), key=_by_kind)
    names = list(_names(before, after, moved))
    statements = _Statements(before, after, moved)
    return GraphDiff(
        bases=(was, is_) if was is not None and is_ is not None and was != is_ else None,
        counts={
            "added_recaps": sum(each.added for each in recaps),
            "gone_recaps": sum(not each.added for each in recaps),
            "added_things": sum(each.before is None for each in things),
            "gone_things": sum(each.after is None for each in things),
            "changed_things": len(changed),
            "added_names": sum(each.added for each in names),
            "gone_names": sum(not each.added for each in names),
            "added_statements": len(statements.added),
            "gone_statements": len(statements.gone),
            "confidences": len(statements.shifted),
            "slight": statements.slight,
            "reworded": statements.reworded,
        },
        recaps=tuple(recaps[:limit]),
        things=tuple(things[:limit]),
        changed=tuple(changed[:limit]),
        names=tuple(names[:limit]),
        added=tuple(
            _statement(after, each, None, each.confidence)
            for each in _in_order(after, statements.added)[:limit]
        ),
        gone=tuple(
            _statement(before, each, each.confidence, None)
            for each in _in_order(before, statements.gone)[:limit]
        ),
        confidences=tuple(
            _statement(after, each, earlier, each.confidence)
            for earlier, each in sorted(statements.shifted, key=lambda pair: _shift(after, *pair))[:limit]
        ),
    )


def _recaps(before: TalkGraph, after: TalkGraph) -> Iterator[RecapChange]:
    own, other = ({it.source: it.title for it in graph.recaps.values()} for graph in (before, after))
    new, gone = new_and_gone(own, other)
    for source in sorted({*new, *gone}):
        yield RecapChange({**own, **other}[source], source, added=source in other)


def _things(before: TalkGraph, after: TalkGraph, moved: Mapping[Iri, Iri]) -> Iterator[ThingChange]:
    """Things that are new or gone."""
    known = {*before.things, *moved.values()}
    for iri in after.things:
        if iri not in known:
            yield ThingChange(None, item(after, iri), "added")
    for iri in before.things:
        if iri not in after.things and iri not in moved:
            yield ThingChange(item(before, iri), None, "gone")


def _changed(before: TalkGraph, after: TalkGraph, moved: Mapping[Iri, Iri]) -> Iterator[ThingChange]:
    """Things that have another name, IRI or kind."""
    for iri, was in before.things.items():
        now = after.things.get(moved.get(iri, iri))
        how = _how(was, now, is_new=iri in moved and moved[iri] not in before.things) if now else ""
        if how and now is not None:
            yield ThingChange(item(before, iri), item(after, now.iri), how)


def _how(was: Thing, now: Thing, *, is_new: bool) -> str:
    """What became of a thing; nothing for one that is what it was."""
    if was.kind is not now.kind:
        return "retyped"
    if was.iri != now.iri and not is_new:
        return "merged"
    if was.name != now.name:
        return "renamed"
    return "moved" if was.iri != now.iri else ""


def _by_kind(change: ThingChange) -> tuple[object, ...]:
    thing = change.before or change.after
    assert thing is not None
    return change.how, list(Kind).index(thing.kind), thing.name.casefold(), thing.iri


def _names(before: TalkGraph, after: TalkGraph, moved: Mapping[Iri, Iri]) -> Iterator[NameChange]:
    """Further names and addresses of the things that both graphs have."""
    were: dict[Iri, list[Thing]] = defaultdict(list)
    for iri, thing in before.things.items():
        were[moved.get(iri, iri)].append(thing)
    for iri, now in after.things.items():
        if iri not in were or [_texts(thing) for thing in were[iri]] == [_texts(now)]:
            continue
        own = {text for thing in were[iri] for text in _texts(thing)}
        new, gone = new_and_gone(dict.fromkeys(own), dict.fromkeys(_texts(now)))
        for text in new:
            if text != now.name:
                yield NameChange(item(after, iri), text, added=True)
        for text in gone:
            if text not in {thing.name for thing in were[iri]}:
                yield NameChange(item(after, iri), text, added=False)


def _texts(thing: Thing) -> tuple[str, ...]:
    return thing.name, *thing.alternate_names, *thing.urls


class _Statements:
    """The statements of two graphs, compared.

    Attributes:
        added, gone: those that only one of the graphs makes.
        shifted: those whose confidence changed much, with the earlier one.
        slight: how many changed by less.
        reworded: how many rest on other sentences.
    """

    def __init__(self, before: TalkGraph, after: TalkGraph, moved: Mapping[Iri, Iri]) -> None:
        least = wording("diff")["least"]
        own, other = dict(_keyed(before, moved)), dict(_keyed(after, {}))
        self.added = [each for key, each in other.items() if key not in own]
        self.gone = [each for key, each in own.items() if key not in other]
        self.shifted: list[tuple[float, Statement]] = []
        self.slight = self.reworded = 0
        for key, was in own.items():
            now = other.get(key)
            if now is None or now.quotes == was.quotes:
                continue
            change = round(abs(now.confidence - was.confidence), _DIGITS)
            if change >= least:
                self.shifted.append((was.confidence, now))
            self.slight += 0 < change < least
            self.reworded += {quote.text for quote in was.quotes} != {quote.text for quote in now.quotes}


def _keyed(graph: TalkGraph, moved: Mapping[Iri, Iri]) -> Iterator[tuple[_Key, Statement]]:
    """Statements by what they say, under the IRIs of the later graph; of the same ones the surest last."""
    symmetric = {name for name, relation in relations().items() if relation.symmetric}
    found: dict[_Key, Statement] = {}
    for each in graph.statements:
        subject, target = each.subject, each.object
        if moved:
            subject = moved.get(subject, subject)
            target = moved.get(target, target) if isinstance(target, Iri) else target
        if each.predicate in symmetric and isinstance(target, Iri) and target < subject:
            subject, target = target, subject
        key = (subject, each.predicate, target)
        if key not in found or found[key].confidence < each.confidence:
            found[key] = each
    yield from found.items()


def _in_order(graph: TalkGraph, statements: Iterable[Statement]) -> list[Statement]:
    """Statements by their words, those that follow from others last."""
    return sorted(
        statements,
        key=lambda each: (
            relations()[each.predicate].derived,
            _text(graph, each).casefold(),
            each.subject,
            str(each.object),
        ),
    )


def _shift(graph: TalkGraph, earlier: float, statement: Statement) -> tuple[object, ...]:
    change = round(abs(statement.confidence - earlier), _DIGITS)
    return -change, _text(graph, statement).casefold(), statement.subject, str(statement.object)


def _text(graph: TalkGraph, statement: Statement) -> str:
    subject, target = (_name(graph, end) for end in (statement.subject, statement.object))
    return f"{subject} {relations()[statement.predicate].label} {target}"


def _name(graph: TalkGraph, end: Iri | str) -> str:
    if isinstance(end, Iri) and end in graph.things:
        return graph.things[end].name
    return str(end)


def _statement(
    graph: TalkGraph, statement: Statement, before: float | None, after: float | None
) -> StatementChange:
    return StatementChange(
        text=_text(graph, statement),
        subject=statement.subject,
        predicate=statement.predicate,
        object=statement.object,
        before=before,
        after=after,
        evidence=citations(graph, [statement]),
    )
