"""How people and talks of pyvideo are merged: who is spelt two ways, and what is given more than once.

    python benchmarks/merging.py FOLDER        (github.com/pyvideo/data, unpacked)

Resolves what the talks state, without extraction over their descriptions. Nobody
has labelled these data, so the groups to hold it against come from the files:

- A person spelt two ways: names that are equal without case, accents, strokes,
  punctuation and the order of their words. Right is a group that is one thing;
  a thing with names of two groups is wrong, unless a file states both of one person.
- A talk filed twice: the same recording in two files of one event. Right is one thing.
- A talk given again: the same title and speakers at two events. A talk is one talk
  at one event, so right is one thing for each event.
- A thing of two files is wrong if they state neither the same title nor the same
  recording.

People who share a name are one thing here, and no file tells of them.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Literal, LocalThing, Predicate
from talkgraph.resolution import RecapClaims, resolve
from talkgraph.sources import find_recaps, read_recaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.model import Document, Iri

_NAMING = {Predicate.NAME, Predicate.ALTERNATE_NAME}
_STROKES = str.maketrans("łøđıħ", "lodih")


def main(folder: Path) -> None:
    """Resolve, compare and print."""
    read = [document for file in find_recaps([folder]) for document in read_recaps(file)]
    documents = [document for document in read if any(c.object is Kind.TALK for c in document.stated)]
    resolution = resolve([RecapClaims(document, document.stated) for document in documents])
    print(f"{len(documents):,} talks stated, {len(resolution.things):,} things")
    people(documents, resolution.links)
    talks(documents, resolution.links)


def people(documents: Iterable[Document], links: Mapping[tuple[str, LocalThing], Iri]) -> None:
    """Tell how people are merged."""
    spellings: dict[str, dict[str, set[Iri]]] = defaultdict(lambda: defaultdict(set))
    groups: dict[Iri, dict[str, str]] = defaultdict(dict)  # by spelling, one without spaces
    aliases: set[frozenset[str]] = set()
    for document in documents:
        names = defaultdict(set)
        for claim in document.stated:
            if claim.subject.kind is Kind.PERSON and claim.predicate in _NAMING:
                assert isinstance(claim.object, Literal)
                names[claim.subject].add(claim.object.value)
        for person, forms in names.items():
            iri = links[document.source, person]
            for form in forms:
                spellings[_spelt(form)][form].add(iri)
                groups[iri][_spelt(form)] = "".join(filter(str.isalnum, _plain(form)))
            aliases |= {frozenset(pair) for pair in combinations(sorted(map(_spelt, forms)), 2)}
    several = {key: forms for key, forms in spellings.items() if len(forms) > 1 and " " in key}
    right = [key for key, forms in several.items() if len(set.union(*forms.values())) == 1]
    wrong = [
        names
        for names in groups.values()
        if any(
            names[one] != names[other] and frozenset((one, other)) not in aliases
            for one, other in combinations(sorted(names), 2)
        )
    ]
    print(f"people: {sum(map(len, spellings.values())):,} spellings, {len(groups):,} things")
    print(f"  spelt two ways: {len(several)}, one thing: {len(right)}")
    print(f"  stay apart: {sorted('/'.join(sorted(several[key])) for key in several.keys() - set(right))}")
    print(f"  things of two people: {len(wrong)} {sorted(map(sorted, wrong))}")


def talks(documents: Iterable[Document], links: Mapping[tuple[str, LocalThing], Iri]) -> None:
    """Tell how talks are merged."""
    talk = LocalThing(Kind.TALK, "01")
    filed: dict[tuple[str, str], set[Iri]] = defaultdict(set)
    times: dict[tuple[str, str], int] = defaultdict(int)
    given: dict[tuple[object, ...], dict[str, set[Iri]]] = defaultdict(lambda: defaultdict(set))
    stated: dict[Iri, list[tuple[str, str]]] = defaultdict(list)
    events: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        iri = links[document.source, talk]
        things = [c.object for c in document.stated if isinstance(c.object, LocalThing)]
        event = next((thing.key for thing in things if thing.kind is Kind.EVENT), "")
        speakers = sorted(_spelt(c.subject.key) for c in document.stated if c.object is Kind.PERSON)
        title = _spelt(document.title or "")
        if document.address:
            filed[event, document.address].add(iri)
            times[event, document.address] += 1
            events[document.address].add(event)
        if speakers:
            given[title, *speakers][event].add(iri)
        stated[iri].append((title, document.address or ""))
    twice = [key for key, number in times.items() if number > 1]
    again = [at for at in given.values() if len(at) > 1]
    apart = [at for at in again if len(set.union(*at.values())) == sum(map(len, at.values()))]
    wrong = [
        files
        for files in stated.values()
        if len({title for title, _ in files}) > 1 and len({address for _, address in files}) > 1
    ]
    print(f"talks: {len(stated):,} things")
    one = sum(len(filed[key]) == 1 for key in twice)
    print(f"  filed twice under one event: {len(twice)}, one thing: {one}")
    print(f"  given again at another event: {len(again)}, a thing for each: {len(apart)}")
    print(f"  one recording under two events, two things: {sum(len(each) > 1 for each in events.values())}")
    print(f"  things of two talks: {len(wrong)} {wrong[:10]}")


def _spelt(name: str) -> str:
    """A name without case, accents, strokes and punctuation, its words in order of the alphabet."""
    bare = "".join(c if c.isalnum() else " " if c in " -.,'’" else "" for c in _plain(name))
    return " ".join(sorted(bare.split()))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold().translate(_STROKES)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
