"""From the claims of all recaps to things with names and IRIs."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.model import DEFAULT_BASE, Iri, Kind, LocalThing, fold, slug, source_parts
from talkgraph.resolution.gathering import gather
from talkgraph.resolution.grouping import group
from talkgraph.resolution.hints import Hints
from talkgraph.resolution.things import Resolution, ResolvedThing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkgraph.resolution.gathering import Candidate
    from talkgraph.resolution.things import RecapClaims

__all__ = ["resolve"]

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


def resolve(
    recaps: Iterable[RecapClaims], *, base: str = DEFAULT_BASE, hints: Hints | None = None
) -> Resolution:
    """Decide which names stand for which things, in all recaps together.

    The outcome depends on the recaps alone, not on their order.

    Args:
        recaps: all recaps of the graph.
        base: what IRIs begin with.
        hints: what people say of names; None for nothing.
    """
    hints = hints or Hints()
    ordered = sorted(recaps, key=lambda recap: recap.document.source)
    groups = group(gather(ordered, hints.documents), hints)
    namer = _Namer(base, hints)
    links: dict[tuple[str, LocalThing], Iri] = {}
    named: dict[tuple[str, LocalThing], ResolvedThing] = {}
    things: list[ResolvedThing] = []
    for is_talk in (False, True):
        for members in groups:
            if (members[0].local.kind == Kind.TALK) is is_talk:
                thing = namer.talk(members, named) if is_talk else namer.thing(members)
                things.append(thing)
                for member in members:
                    links[(member.source, member.local)] = thing.iri
                    named[(member.source, member.local)] = thing
    return Resolution(
        recaps=MappingProxyType(_recap_iris([r.document.source for r in ordered], base)),
        things=tuple(sorted(things)),
        links=MappingProxyType(links),
    )


class _Namer:
    """Chooses names and mints IRIs, each once."""

    def __init__(self, base: str, hints: Hints) -> None:
        self.base = base
        self.hints = hints
        self.taken: set[str] = set()

    def thing(self, members: Sequence[Candidate]) -> ResolvedThing:
        kind = members[0].local.kind
        name = _main_name(members)
        others = sorted({n for member in members for n in member.names} - {name})
        words = slug(name)
        if self._holds_in_one_recap(members[0]) or (kind == Kind.PERSON and len(name.split()) == 1):
            words = f"{words}-{slug(_stem(members[0].source))}"
        return ResolvedThing(self._mint(f"{_PATHS[kind]}/{words}", name), kind, name, tuple(others))

    def talk(
        self, members: Sequence[Candidate], named: dict[tuple[str, LocalThing], ResolvedThing]
    ) -> ResolvedThing:
        first = members[0]
        event = named.get((first.source, first.event)) if first.event is not None else None
        titles = [name for member in (*_naming(members), *members) for name in member.names]
        speakers = [named[(first.source, s)].name for s in first.speakers if (first.source, s) in named]
        place = event.name if event is not None else _stem(first.source)
        if titles:
            name = titles[0]
        elif speakers:
            name = f"{', '.join(speakers)} at {place}"
        else:
            name = f"Talk {int(first.local.key)} at {place}"
        words = slug(titles[0]) if titles else slug(" ".join(speakers) or f"talk {first.local.key}")
        under = slug(place)
        iri = self._mint(f"talk/{under}/{words}", f"{name}{first.local.key}")
        return ResolvedThing(iri, Kind.TALK, name, tuple(sorted(set(titles) - {name})))

    def _holds_in_one_recap(self, member: Candidate) -> bool:
        return bool(self.hints.apart) and any(
            (member.local.kind, fold(name), member.source) in self.hints.apart for name in member.names
        )

    def _mint(self, path: str, name: str) -> Iri:
        """An IRI that nothing else has; a clash is told apart by a hash of the name."""
        if path in self.taken:
            path = f"{path}-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
        number = 2
        unique = path
        while unique in self.taken:
            unique = f"{path}-{number}"
            number += 1
        self.taken.add(unique)
        return Iri(self.base + unique)


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


def _stem(source: str) -> str:
    """What a recap is called by its file: the name, or the folder's where the name tells nothing."""
    file, number = source_parts(source)
    path = PurePosixPath(file)
    stem = path.stem
    if stem.casefold() in _UNTELLING and path.parent.name:
        stem = path.parent.name
    return f"{stem}-{number}" if number > 1 else stem


def _recap_iris(sources: Sequence[str], base: str) -> dict[str, Iri]:
    """An IRI a recap: by its file's name, by its whole path where that is not enough."""
    stems = Counter(slug(_stem(source)) for source in sources)
    out: dict[str, Iri] = {}
    for source in sources:
        words = slug(_stem(source))
        if stems[words] > 1:
            digest = sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:6]
            words = f"{words}-{digest}"
        out[source] = Iri(f"{base}recap/{words}")
    return out
