"""Recaps for measurements: their files, and an extractor that makes claims up instead of reading.

A recap's claims are fixed by the number in its text, and are about as many and
as different as those of real recaps: some 75 things and 200 claims, each with a
sentence. Things are shared between recaps with a long tail: a few are in every
third recap, most in one or two. There are editions that several recaps tell of,
profiles, aliases, and people who are called by their first name.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from talkgraph.extraction.findings import Extraction
from talkgraph.model import Claim, Evidence, Kind, Literal, LocalThing, Predicate, Unread, UnreadAs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from talkgraph.model import Document

__all__ = ["MadeUp", "write_corrections", "write_recap", "write_recaps"]

_SENTENCES = 40
_CONSONANTS, _VOWELS = "bcdfghjklmnprstvwxyz", "aeiou"
_POOLS = {  # how many there are, and how many a recap names
    Kind.TOPIC: (40_000, 36),
    Kind.TECHNOLOGY: (12_000, 18),
    Kind.PERSON: (15_000, 5),
    Kind.ORGANIZATION: (5_000, 4),
    Kind.SERIES: (400, 1),
    Kind.PLACE: (300, 1),
}
_CONFIDENCES = (1.0, 1.0, 0.9, 0.8, 0.7, 0.6, 0.6, 0.5, 0.4, 0.2)


def write_recap(folder: Path, number: int, edition: int = 1) -> Path:
    """Write the file of one recap; another edition of it says something else."""
    lines = [f"# Evening {number} of edition {edition}", ""]
    for sentence in range(_SENTENCES):
        words = f"In part {sentence} of evening {number} somebody told the room what they had made and why"
        lines += [f"{words}, and who had helped them with it.", ""]
    path = folder / f"{number // 100:03}" / f"evening-{number:05}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def write_recaps(folder: Path, count: int) -> None:
    """Write the files of so many recaps."""
    for number in range(count):
        write_recap(folder, number)


def write_corrections(folder: Path, count: int) -> None:
    """Write so many corrections, of the things that most recaps name and what is said of them."""
    people, technologies = Kind.PERSON, Kind.TECHNOLOGY
    entries = []
    for rank in range(count):
        name, other = _name(technologies, rank // 5), _name(technologies, rank // 5 + 1)
        entries.append(
            (
                f"- rename: {name}\n  into: {name} Renamed\n",
                f"- reject: [{name}, builds on, {other}]\n",
                f"- confirm: [{name}, is an alternative to, {other}]\n",
                f"- assert: [{_name(people, rank)}, created, {other}]\n",
                f"- ignore: {_name(Kind.TOPIC, rank)}\n",
            )[rank % 5]
        )
    (folder / "corrections.yaml").write_text("".join(entries), encoding="utf-8")


class MadeUp:
    """Stands in for ``talkgraph.extraction.Extractor``.

    Args:
        size: share of a usual recap's things and claims that each has.
    """

    def __init__(self, size: float = 1.0) -> None:
        self.size = size

    def read(self, document: Document, *, vouched: Mapping[str, Kind]) -> Extraction:  # noqa: ARG002
        """The claims of a recap that ``write_recap`` wrote; what people vouch for adds none."""
        words = document.text.split(maxsplit=6)
        number, edition = int(words[words.index("Evening") + 1]), int(words[words.index("edition") + 1])
        recap = _Recap(document, number, edition)
        recap.fill(self.size)
        claims = sorted(set(recap.claims), key=lambda claim: claim.sort_key)
        unread = Unread("Part 1", UnreadAs.CAPITALISED, 1, recap.evidence())
        return Extraction(tuple(claims), (), (unread,))


class _Recap:
    """The claims of one recap as they are made up."""

    def __init__(self, document: Document, number: int, edition: int) -> None:
        self.number = number
        self.random = random.Random(number * 1000 + edition)
        self.text = document.text
        self.claims: list[Claim] = []
        self.things: dict[Kind, list[LocalThing]] = {}

    def fill(self, size: float) -> None:
        for kind, (pool, named) in _POOLS.items():
            times = max(1, round(named * size))
            things = {self.thing(kind, self.rank(pool)) for _ in range(times)}
            self.things[kind] = sorted(things)
        event = self.event()
        for position in range(1, max(1, round(5 * size)) + 1):
            self.talk(position, event)
        technologies, people = self.things[Kind.TECHNOLOGY], self.things[Kind.PERSON]
        for person in people:
            self.say(person, Predicate.WORKS_FOR, self.random.choice(self.things[Kind.ORGANIZATION]))
        for predicate in (Predicate.USES, Predicate.BUILDS_ON, Predicate.ALTERNATIVE_TO, Predicate.CREATED):
            for _ in range(round(4 * size)):
                subject = self.random.choice(people if predicate is Predicate.CREATED else technologies)
                self.say(subject, predicate, self.random.choice(technologies))

    def rank(self, pool: int) -> int:
        """A number below the pool's size, small ones far more often."""
        return int(pool * self.random.random() ** 3)

    def thing(self, kind: Kind, rank: int) -> LocalThing:
        name = _name(kind, rank)
        alias = f"{name.replace(' ', '')}{kind[:2]}"
        spelt = name if self.random.random() < 0.9 else name.upper()
        local = LocalThing(kind, spelt)
        if kind is Kind.PERSON and self.random.random() < 0.1:
            local = LocalThing(kind, name.split()[0])
        self.say(local, Predicate.TYPE, kind)
        self.say(local, Predicate.NAME, Literal(local.key))
        if self.random.random() < 0.05:
            self.say(local, Predicate.ALTERNATE_NAME, Literal(alias))
        if kind is Kind.PERSON and self.random.random() < 0.5:
            self.say(local, Predicate.URL, Literal(f"https://twitter.com/{alias.lower()}", "xsd:anyURI"))
        return local

    def event(self) -> LocalThing:
        """The edition: that of the recap before, for every third."""
        about = self.number - 1 if self.number % 3 == 2 else self.number
        event = LocalThing(Kind.EVENT, f"{_name(Kind.SERIES, about % 400)} {about // 400 + 1}")
        self.say(event, Predicate.TYPE, Kind.EVENT)
        self.say(event, Predicate.NAME, Literal(event.key))
        self.say(event, Predicate.START_DATE, Literal(f"2016-01-{about % 28 + 1:02}", "xsd:date"))
        self.say(event, Predicate.SUPER_EVENT, self.things[Kind.SERIES][0])
        self.say(event, Predicate.LOCATION, self.things[Kind.PLACE][0])
        return event

    def talk(self, position: int, event: LocalThing) -> None:
        about = self.number - 1 if self.number % 3 == 2 else self.number
        talk = LocalThing(Kind.TALK, f"{position:02}")
        self.say(talk, Predicate.TYPE, Kind.TALK)
        if self.random.random() < 0.9:
            self.say(talk, Predicate.NAME, Literal(f"How we made {_name(Kind.TOPIC, about * 7 + position)}"))
        self.say(talk, Predicate.SUPER_EVENT, event)
        if self.random.random() < 0.95:
            self.say(talk, Predicate.PERFORMER, self.random.choice(self.things[Kind.PERSON]))
        named = [*self.things[Kind.TOPIC], *self.things[Kind.TECHNOLOGY]]
        for predicate in (Predicate.ABOUT, Predicate.MENTIONS):
            for thing in self.random.sample(named, min(len(named), 6)):
                self.say(talk, predicate, thing)

    def say(self, subject: LocalThing, predicate: Predicate, target: LocalThing | Literal | Kind) -> None:
        confidence = self.random.choice(_CONFIDENCES)
        self.claims.append(Claim(subject, predicate, target, self.evidence(), confidence, "made.up"))

    def evidence(self) -> Evidence:
        start = self.text.index(f"In part {self.random.randrange(_SENTENCES)} of")
        end = self.text.index(".", start) + 1
        return Evidence(start, end, self.text[start:end])


def _name(kind: Kind, rank: int) -> str:
    """The name of the thing of a rank: one word or two, never that of another."""
    syllables: list[str] = []
    left = rank
    while left or len(syllables) < 2:
        left, syllable = divmod(left, len(_CONSONANTS))
        syllables.append(_CONSONANTS[syllable] + _VOWELS[syllable % len(_VOWELS)])
    word = "".join(syllables).capitalize()
    if kind is Kind.PERSON:
        return f"{word[:4]} {word[::-1].capitalize()}"
    return f"{word} {kind[:2].lower()}work" if rank % 2 else f"{word}{kind[:2].lower()}"
