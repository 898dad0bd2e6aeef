"""Made-up recaps whose names clash wherever names can."""

from __future__ import annotations

import hypothesis.strategies as st

from talkgraph.model import (
    Claim,
    Document,
    Evidence,
    Kind,
    Literal,
    LocalThing,
    Predicate,
    Unread,
    UnreadAs,
)
from talkgraph.resolution import RecapClaims

# Few names, many of which share a key, a slug or a path with others.
NAMES = {
    Kind.TECHNOLOGY: [
        "IPFS",
        "ipfs",
        "Node.js",
        "NodeJS",
        "Node",
        "C",
        "C++",
        "C plus plus",
        "Go-0a1b2c",
        "Go",
    ],
    Kind.PERSON: ["Jane Doe", "JANE DOE", "Jane", "Bob Roe", "Bob", "Bob Röe", "Jane-Doe"],
    Kind.EVENT: ["ParisJS 1", "Paris JS 1", "ParisJS 2", "NantesJS"],
    Kind.SERIES: ["ParisJS", "Paris JS"],
    Kind.ORGANIZATION: ["Algolia", "algolia"],
    Kind.PLACE: ["Paris"],
    Kind.TOPIC: ["search", "Search"],
}
TITLES = ["On search", "On Search!", "Intro", "On-search"]
ADDRESSES = ["https://twitter.com/jane", "https://twitter.com/bob/", "https://example.org/"]
PAIRS = [
    (Kind.PERSON, Predicate.WORKS_FOR, Kind.ORGANIZATION),
    (Kind.PERSON, Predicate.CREATED, Kind.TECHNOLOGY),
    (Kind.TECHNOLOGY, Predicate.ALTERNATIVE_TO, Kind.TECHNOLOGY),
    (Kind.TECHNOLOGY, Predicate.BUILDS_ON, Kind.TECHNOLOGY),
    (Kind.EVENT, Predicate.SUPER_EVENT, Kind.SERIES),
    (Kind.EVENT, Predicate.WORKS_FOR, Kind.SERIES),  # unfit
]
SOURCES = ["a.md", "deep/a.md", "b.md", "index.md", "c.md"]
CONFIDENCES = st.sampled_from([0.2, 0.3, 0.5, 0.9])


@st.composite
def claims(draw: st.DrawFn) -> tuple[Claim, ...]:
    """The claims of a recap."""
    made: list[Claim] = []

    def say(subject: LocalThing, predicate: Predicate, target: LocalThing | Literal | Kind) -> None:
        made.append(Claim(subject, predicate, target, Evidence(0, 4, "Text"), draw(CONFIDENCES), "made.up"))

    def thing(kind: Kind) -> LocalThing:
        local = LocalThing(kind, draw(st.sampled_from(NAMES[kind])))
        if draw(st.integers(0, 5)):
            say(local, Predicate.TYPE, kind)
        if draw(st.integers(0, 5)):
            say(local, Predicate.NAME, Literal(local.key))
        for _ in range(draw(st.integers(0, 1))):
            say(local, Predicate.ALTERNATE_NAME, Literal(draw(st.sampled_from(NAMES[kind]))))
        if kind is Kind.PERSON and draw(st.booleans()):
            say(local, Predicate.URL, Literal(draw(st.sampled_from(ADDRESSES)), "xsd:anyURI"))
        return local

    for subject, predicate, target in draw(st.lists(st.sampled_from(PAIRS), max_size=4)):
        say(thing(subject), predicate, thing(target))
    for number in range(draw(st.integers(0, 3))):
        talk = LocalThing(Kind.TALK, f"{number:02}")
        say(talk, Predicate.TYPE, Kind.TALK)
        if draw(st.booleans()):
            say(talk, Predicate.NAME, Literal(draw(st.sampled_from(TITLES))))
        if not draw(st.integers(0, 3)):
            say(talk, Predicate.URL, Literal(draw(st.sampled_from(ADDRESSES)), "xsd:anyURI"))
        if draw(st.integers(0, 4)):
            say(talk, Predicate.SUPER_EVENT, thing(Kind.EVENT))
        for _ in range(draw(st.integers(0, 2))):
            say(talk, Predicate.PERFORMER, thing(Kind.PERSON))
        for predicate in draw(st.lists(st.sampled_from([Predicate.ABOUT, Predicate.MENTIONS]), max_size=2)):
            say(talk, predicate, thing(draw(st.sampled_from([Kind.TECHNOLOGY, Kind.TOPIC]))))
    return tuple(sorted(set(made), key=lambda claim: claim.sort_key))


def recap_of(source: str, said: tuple[Claim, ...]) -> RecapClaims:
    return RecapClaims(
        Document(source, "Text", title=source.upper()),
        said,
        (),
        (Unread("Text", UnreadAs.CAPITALISED, 1, Evidence(0, 4, "Text")),),
    )
