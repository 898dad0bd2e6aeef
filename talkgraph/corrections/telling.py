"""The corrections file as a document of the graph: what people state, each with their own words.

An entry that states something makes a claim whose sentence is the entry, so
that what people say has its evidence as what recaps say has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkgraph.corrections.values import Confirm, Dated, Merge, Rename
from talkgraph.model import (
    Block,
    BlockKind,
    Claim,
    Document,
    Evidence,
    Kind,
    Literal,
    LocalThing,
    Predicate,
    relations,
)
from talkgraph.resolution import RecapClaims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.corrections.known import KnownNames
    from talkgraph.corrections.values import Correction, CorrectionsFile, StatementPattern

__all__ = ["Told", "tell"]

_TITLE = "Corrections"


@dataclass(slots=True)
class Told:
    """What corrections files state.

    Attributes:
        recaps: a document with its claims for each file that states something.
        within: for things that they name, the recap whose thing is meant.
        unclear: by place of an entry, why nothing is stated by it.
        stated: places of the entries that state something.
    """

    recaps: list[RecapClaims] = field(default_factory=list)
    within: dict[tuple[str, LocalThing], str] = field(default_factory=dict)
    unclear: dict[str, str] = field(default_factory=dict)
    stated: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _End:
    """A subject or an object: its name, its kind, and whether a recap knows it."""

    name: str
    kind: Kind
    known: bool


def tell(files: Iterable[CorrectionsFile], known: KnownNames) -> Told:
    """The documents of corrections files, with the claims that their entries make.

    Args:
        files: the files, each source once.
        known: what bears the names in them.
    """
    told = Told()
    for file in files:
        claims: list[Claim] = []
        for correction in file.corrections:
            said = list(_Entry(file, correction, known, told).claims())
            claims += said
            if said:
                told.stated.add(str(correction.place))
        if claims:
            block = Block(0, len(file.text), BlockKind.CODE)
            document = Document(file.source, file.text, (block,), title=_TITLE)
            ordered = sorted(claims, key=lambda claim: claim.sort_key)
            told.recaps.append(RecapClaims(document, tuple(ordered)))
    return told


class _Entry:
    """One entry on its way to claims."""

    def __init__(self, file: CorrectionsFile, correction: Correction, known: KnownNames, told: Told) -> None:
        self.file = file
        self.correction = correction
        self.known = known
        self.told = told

    def claims(self) -> Iterator[Claim]:
        edit = self.correction.edit
        if isinstance(edit, Merge | Rename) and edit.into is not None:
            for kind in self.known.meant(edit.things):
                yield self._claim(self._thing(kind, ""), Predicate.NAME, Literal(edit.into))
        elif isinstance(edit, Dated):
            if Kind.EVENT in self.known.kinds(edit.event):
                event = self._thing(Kind.EVENT, "")
                yield from self._described(event, _End(edit.event, Kind.EVENT, known=True))
                yield self._claim(event, Predicate.START_DATE, Literal(edit.day.isoformat(), "xsd:date"))
        elif isinstance(edit, Confirm):
            yield from self._statement(edit)

    def _statement(self, edit: Confirm) -> Iterator[Claim]:
        found = list(_readings(edit.statement, self.known))
        if edit.read:
            found = [each for each in found if all(end.known for end in each[1:] if isinstance(end, _End))]
        if not found:
            return  # it is reported as one that changes nothing
        best = max(map(_certainty, found))
        likely = [each for each in found if _certainty(each) == best]
        if len(likely) > 1:
            ways = " or ".join(sorted({_kinds_in_words(subject, target) for _, subject, target in likely}))
            self.told.unclear[str(self.correction.place)] = (
                f"{edit.statement.relation!r} may connect {ways}: add a line 'kinds: [subject, object]'"
            )
            return
        predicate, subject, target = likely[0]
        recap = edit.statement.recap
        first = self._thing(subject.kind, "s", recap)
        yield from self._described(first, subject)
        if isinstance(target, _End):
            second = self._thing(target.kind, "o", recap)
            yield from self._described(second, target)
            yield self._claim(first, predicate, second)
        else:
            yield self._claim(first, predicate, target)

    def _thing(self, kind: Kind, part: str, recap: str | None = None) -> LocalThing:
        """A thing that the entry names, called by its line."""
        thing = LocalThing(kind, f"{self.correction.place.line:06d}{part}")
        if recap:
            self.told.within[self.file.source, thing] = recap
        return thing

    def _described(self, thing: LocalThing, end: _End) -> Iterator[Claim]:
        """What it is, and its name: the main one only of a thing that no recap knows."""
        yield self._claim(thing, Predicate.TYPE, end.kind)
        yield self._claim(thing, Predicate.ALTERNATE_NAME if end.known else Predicate.NAME, Literal(end.name))

    def _claim(self, subject: LocalThing, predicate: Predicate, target: LocalThing | Literal | Kind) -> Claim:
        place = self.correction.place
        evidence = Evidence(place.start, place.end, self.file.text[place.start : place.end])
        return Claim(subject, predicate, target, evidence, 1.0, f"corrections.{self.correction.verb}")


def _readings(
    statement: StatementPattern, known: KnownNames
) -> Iterator[tuple[Predicate, _End, _End | Literal]]:
    """What a statement may mean: each predicate with kinds that it can connect."""
    for predicate, turned in statement.readings:
        relation = relations()[predicate]
        first, second = statement.subject, statement.object
        told: tuple[Kind | None, Kind | None] = statement.kinds or (None, None)
        if turned:
            first, second, told = second, first, (told[1], told[0])
        for kind in relation.domain:
            subject = _end(first, kind, told[0], known, statement.recap)
            if subject is None:
                continue
            if relation.datatype is not None:
                yield predicate, subject, Literal(second, relation.datatype)
                continue
            for other in relation.range:
                target = _end(second, other, told[1], known, statement.recap)
                if target is not None and relation.fits(kind, other):
                    yield predicate, subject, target


def _end(name: str, kind: Kind, told: Kind | None, known: KnownNames, recap: str | None) -> _End | None:
    if kind is Kind.RECAP or told not in {None, kind}:
        return None
    return _End(name, kind, kind in known.kinds(name, recap))


def _certainty(reading: tuple[Predicate, _End, _End | Literal]) -> int:
    _, subject, target = reading
    return subject.known + (target.known if isinstance(target, _End) else 1)


def _kinds_in_words(subject: _End, target: _End | Literal) -> str:
    second = target.kind.lower() if isinstance(target, _End) else "value"
    return f"{subject.kind.lower()} and {second}"
