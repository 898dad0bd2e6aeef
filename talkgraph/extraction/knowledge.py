"""Facts that any senior developer would confirm: they help to believe a text, and never speak alone.

The files under ``talkgraph/data/knowledge/`` hold one fact a line, one file a
predicate. A sentence that names two things says more when it is known how they
hang together; without a sentence nothing is stated.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import permutations, product
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.extraction.lexicon import load_lexicon
from talkgraph.model import Kind, Predicate, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkgraph.extraction.names import Name

__all__ = ["Familiarity", "Knowledge", "Known", "identities", "load_knowledge"]

_Thing: TypeAlias = "tuple[str, str]"  # kind and key
_Told: TypeAlias = "tuple[frozenset[Predicate], frozenset[Predicate], bool]"
_FILES = {
    "alternative_to.tsv": Predicate.ALTERNATIVE_TO,
    "builds_on.tsv": Predicate.BUILDS_ON,
    "created.tsv": Predicate.CREATED,
    "inspired_by.tsv": Predicate.INSPIRED_BY,
    "location.tsv": Predicate.LOCATION,
    "part_of.tsv": Predicate.PART_OF,
    "uses.tsv": Predicate.USES,
}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of pairs of names.

    Attributes:
        facts: by the two names, as ``identities`` gives them, what the first is to the second.
    """

    facts: Mapping[tuple[str, str], frozenset[Predicate]]

    def between(self, subject: Iterable[str], target: Iterable[str]) -> frozenset[Predicate]:
        """What one thing is known to be to another.

        Args:
            subject: identities of the one.
            target: identities of the other.
        """
        targets = list(target)
        return frozenset().union(
            *(self.facts.get((one, other), frozenset()) for one in subject for other in targets)
        )


@dataclass(frozen=True, slots=True)
class Familiarity:
    """How a statement goes with what is known.

    Attributes:
        known: it is known.
        otherwise: only something else is known of the two things.
        named: the subject is named after the object: ``Kafka Streams`` after Kafka.
    """

    known: bool = False
    otherwise: bool = False
    named: bool = False


class Known:
    """What is known of the things of one document.

    Args:
        names: of the document, merged.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = {(str(name.kind), name.key): name for name in names}
        self._identities: dict[tuple[str, str], frozenset[str]] = {}
        self._told: dict[tuple[_Thing, _Thing], _Told] = {}

    def of(
        self, predicate: Predicate, subject: tuple[str, str] | None, target: tuple[str, str]
    ) -> Familiarity:
        """How familiar a statement is; its ends by kind and key, no subject for the recap's own event."""
        if subject is None:
            return Familiarity()
        if (subject, target) not in self._told:
            self._told[subject, target] = self._tell(subject, target)
        facts, others, named = self._told[subject, target]
        known = predicate in facts
        return Familiarity(known, not known and bool(facts or others), named)

    def _tell(self, subject: _Thing, target: _Thing) -> _Told:
        """What is known of two things, in either direction, and whether one is named after the other."""
        ends = self._identity(subject), self._identity(target)
        between = load_knowledge().between
        return between(*ends), between(*reversed(ends)), self._is_named_after(subject, target)

    def _identity(self, thing: tuple[str, str]) -> frozenset[str]:
        if thing not in self._identities:
            name = self._names.get(thing)
            forms = [thing[1], *name.forms] if name is not None else [thing[1]]
            self._identities[thing] = identities(forms, Kind(thing[0]))
        return self._identities[thing]

    def _is_named_after(self, subject: tuple[str, str], target: tuple[str, str]) -> bool:
        words, name = subject[1].split(), self._names.get(target)
        forms = {fold(form) for form in (name.forms if name is not None else [target[1]])}
        parts = {fold(" ".join(words[i:j])) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
        return len(words) > 1 and fold(subject[1]) not in forms and bool(parts & forms)


def identities(forms: Iterable[str], kind: Kind | None = None) -> frozenset[str]:
    """The spellings under which a thing is looked up: its own, and its entry's in the lexicon.

    >>> sorted(identities(["Postgres"], Kind.TECHNOLOGY))
    ['postgres', 'postgresql']
    """
    out = set()
    for form in forms:
        out.add(fold(form))
        out.update(
            fold(entry.name)
            for entry in load_lexicon().forms.get(form, ())
            if kind is None or entry.kind == kind
        )
    return frozenset(out)


@cache
def load_knowledge() -> Knowledge:
    """The packaged facts; read once a process."""
    facts: dict[tuple[str, str], frozenset[Predicate]] = {}
    known: dict[str, frozenset[str]] = {}
    nothing: frozenset[Predicate] = frozenset()
    for name, predicate in _FILES.items():
        alone = frozenset({predicate})
        for ends in _pairs(name):
            for end in ends:
                if end not in known:
                    known[end] = identities([end])
            for one, other in product(*(known[end] for end in ends)):
                if one != other:
                    before = facts.get((one, other), nothing)
                    facts[one, other] = before | alone if before else alone
    return Knowledge(facts)


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    """Subject and object of each line; of a group of alternatives each with each."""
    text = files("talkgraph").joinpath("data", "knowledge", name).read_text(encoding="utf-8")
    for row in csv.reader(text.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE):
        yield from permutations(row, 2) if name == "alternative_to.tsv" else [(row[0], row[1])]
