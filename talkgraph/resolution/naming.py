"""What a group of candidates is called, and the IRI that it gets."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, fold, slug, source_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkgraph.model import LocalThing
    from talkgraph.resolution.gathering import Candidate
    from talkgraph.resolution.hints import Hints

__all__ = ["Minter", "Naming", "family", "name_talk", "name_thing", "recap_iris", "recap_words"]

_PATHS = {
    Kind.TALK: "talk",
    Kind.EVENT: "event",
    Kind.SERIES: "series",
    Kind.PERSON: "person",
    Kind.ORGANIZATION: "organization",
    Kind.PLACE: "place",
    Kind.TECHNOLOGY: "technology",
    Kind.TOPIC: "topic",
}
_UNTELLING = frozenset({"index", "readme", "post", "article", "recap"})


_TOLD_APART = re.compile(r"-[0-9a-f]{6}(-[0-9]+)?$")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a thing is called.

    Attributes:
        name: its main name.
        alternate_names: other names, sorted, without the main one.
        path: what its IRI ends in, if nothing else has that.
        told: what tells it apart from others of the same path.
    """

    name: str
    alternate_names: tuple[str, ...]
    path: str
    told: str


def name_thing(members: Sequence[Candidate], hints: Hints | None = None) -> Naming:
    """What anything but a talk is called, by all that recaps and people call it.

    Args:
        members: the thing as recaps know it, in their order; as people name it, at the end.
        hints: what people say of names.
    """
    kind = members[0].local.kind
    name = _main_name(members)
    others = sorted({n for member in members for n in member.names} - {name})
    words = slug(name)
    is_first_name = kind == Kind.PERSON and len(name.split()) == 1
    if is_first_name or (hints is not None and _holds_in_one_recap(members[0], hints)):
        words = f"{words}-{slug(_stem(members[0].source))}"
    return Naming(name, tuple(others), f"{_PATHS[kind]}/{words}", name)


def name_talk(members: Sequence[Candidate], names: Mapping[tuple[str, LocalThing], str]) -> Naming:
    """What a talk is called.

    Args:
        members: the talk as recaps know it, in order of the recaps.
        names: main names of the events and speakers of the first of them, by recap and local thing.
    """
    first = members[0]
    event = names.get((first.source, first.event)) if first.event is not None else None
    titles = [name for member in (*_naming(members), *members) for name in member.names]
    speakers = [names[(first.source, s)] for s in first.speakers if (first.source, s) in names]
    place = event if event is not None else _stem(first.source)
    if titles:
        name = titles[0]
    elif speakers:
        name = f"{', '.join(speakers)} at {place}"
    else:
        name = f"Talk {int(first.local.key)} at {place}"
    words = slug(titles[0]) if titles else slug(" ".join(speakers) or f"talk {first.local.key}")
    path = f"talk/{slug(place)}/{words}"
    return Naming(name, tuple(sorted(set(titles) - {name})), path, f"{name}{first.local.key}")


class Minter:
    """Mints IRIs, each once.

    Args:
        base: what they begin with.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.taken: set[str] = set()

    def mint(self, path: str, told: str) -> Iri:
        """An IRI that nothing else has; a clash is told apart by a hash of what is told."""
        if path in self.taken:
            path = f"{path}-{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
        number = 2
        unique = path
        while unique in self.taken:
            unique = f"{path}-{number}"
            number += 1
        self.taken.add(unique)
        return Iri(self.base + unique)


def family(path: str) -> str:
    """What is the same for all paths that can clash: whatever a clash adds to a path is taken off.

    >>> family("talk/a/b"), family("talk/a/b-0123ab"), family("talk/a/b-0123ab-2"), family("talk/a/b-2")
    ('talk/a/b', 'talk/a/b', 'talk/a/b', 'talk/a/b-2')
    """
    while (found := _TOLD_APART.search(path)) is not None:
        path = path[: found.start()]
    return path


def _main_name(members: Sequence[Candidate]) -> str:
    """The main name that most recaps use; of equals the one with capitals, the longest, the first.

    Capitals alone are no better than none in a person's name, which shouts then.
    What people call a thing comes before all of it.
    """
    told = _naming(members)
    if told:
        return told[0].names[0]
    members = [member for member in members if not member.told] or members
    counts = Counter(name for member in members for name in member.names[: max(1, member.main)])
    if not counts:
        return members[0].local.key
    is_person = members[0].local.kind == Kind.PERSON

    def rank(name: str) -> tuple[int, bool, int, str]:
        return -counts[name], name == name.lower() or (is_person and name.isupper()), -len(name), name

    return min(counts, key=rank)


def _naming(members: Sequence[Candidate]) -> list[Candidate]:
    """The members by which people give a thing its main name, the last one said first."""
    return [member for member in reversed(members) if member.told and member.main]


def _holds_in_one_recap(member: Candidate, hints: Hints) -> bool:
    return bool(hints.apart) and any(
        (member.local.kind, fold(name), member.source) in hints.apart for name in member.names
    )


def _stem(source: str) -> str:
    """What a recap is called by its file: the name, or the folder's where the name tells nothing."""
    file, number = source_parts(source)
    path = PurePosixPath(file)
    stem = path.stem
    if stem.casefold() in _UNTELLING and path.parent.name:
        stem = path.parent.name
    return f"{stem}-{number}" if number > 1 else stem


def recap_words(source: str) -> str:
    """What the IRI of a recap ends in, if no other recap of the graph has that."""
    return slug(_stem(source))


def recap_iris(sources: Iterable[str], base: str) -> dict[str, Iri]:
    """An IRI a recap: by its file's name, by its whole path where that is not enough."""
    words_of = {source: recap_words(source) for source in sources}
    times = Counter(words_of.values())
    out: dict[str, Iri] = {}
    for source, words in words_of.items():
        digest = sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:6]
        out[source] = Iri(f"{base}recap/{words}" + (f"-{digest}" if times[words] > 1 else ""))
    return out
