"""A small graph made by hand: two recaps, and what they say.

The first recap tells of two talks at dotScale 2016, the second of a meetup
where one of them is named again under another name. ``example_recaps`` gives
what extraction would give, ``example_resolution`` what resolution would give,
and the fixture ``example_store`` (in ``conftest``) the store of both.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from talkgraph.model import (
    DEFAULT_BASE,
    Block,
    BlockKind,
    Claim,
    Document,
    Evidence,
    Iri,
    Kind,
    Link,
    Literal,
    LocalThing,
    Predicate,
    Unread,
    UnreadAs,
)
from talkgraph.resolution import RecapClaims, Resolution, ResolvedThing

__all__ = ["DOTSCALE", "MEETUP", "example_recaps", "example_resolution", "iri"]

DOTSCALE = "2016-04-25-dotscale.md"
MEETUP = "2016-05-10-meetup.txt"

_DOTSCALE_TEXT = """\
A Monday at dotScale

dotScale 2016, organized by dotConferences, took place on 25 April 2016 in Paris before 800 people.

Juan Benet: The permanent web

Juan Benet, of Protocol Labs, presented IPFS, the InterPlanetary File System. \
IPFS is built on libp2p and was inspired by git. He founded Protocol Labs.

Oliver Keeble on the grid

Oliver Keeble showed how CERN stores the data of its detectors.
"""

_MEETUP_TEXT = """\
Distributed things, the second evening

Alice Martin formerly worked for CERN and talked about the InterPlanetary File System. \
It is an alternative to HTTP, she said. CERN uses git.
"""

_DOTSCALE_EVENT = LocalThing(Kind.EVENT, "dotScale 2016")
_DOTSCALE_SERIES = LocalThing(Kind.SERIES, "dotScale")
_PARIS = LocalThing(Kind.PLACE, "Paris")
_ORGANIZER = LocalThing(Kind.ORGANIZATION, "dotConferences")
_TALK_1 = LocalThing(Kind.TALK, "01")
_TALK_2 = LocalThing(Kind.TALK, "02")
_JUAN = LocalThing(Kind.PERSON, "Juan Benet")
_OLIVER = LocalThing(Kind.PERSON, "Oliver Keeble")
_ALICE = LocalThing(Kind.PERSON, "Alice Martin")
_LABS = LocalThing(Kind.ORGANIZATION, "Protocol Labs")
_CERN = LocalThing(Kind.ORGANIZATION, "CERN")
_IPFS = LocalThing(Kind.TECHNOLOGY, "IPFS")
_IPFS_LONG = LocalThing(Kind.TECHNOLOGY, "InterPlanetary File System")
_LIBP2P = LocalThing(Kind.TECHNOLOGY, "libp2p")
_GIT = LocalThing(Kind.TECHNOLOGY, "git")
_HTTP = LocalThing(Kind.TECHNOLOGY, "HTTP")
_STORAGE = LocalThing(Kind.TOPIC, "data storage")
_MEETUP_EVENT = LocalThing(Kind.EVENT, "Distributed things #2")


def iri(path: str) -> Iri:
    """The IRI of a thing of the example, such as ``person/juan-benet``."""
    return Iri(DEFAULT_BASE + path)


def _claim(
    text: str,
    quote: str,
    subject: LocalThing,
    predicate: Predicate,
    target: LocalThing | Literal | Kind,
    confidence: float = 0.9,
) -> Claim:
    start = text.index(quote)
    return Claim(
        subject, predicate, target, Evidence(start, start + len(quote), quote), confidence, "example.by-hand"
    )


def _named(text: str, things: dict[LocalThing, tuple[str, str]]) -> list[Claim]:
    """Type and name claims: per thing its sentence and its name."""
    return [
        claim
        for thing, (quote, name) in things.items()
        for claim in (
            _claim(text, quote, thing, Predicate.TYPE, thing.kind, 0.95),
            _claim(text, quote, thing, Predicate.NAME, Literal(name), 0.95),
        )
    ]


def _sorted(claims: list[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: claim.sort_key))


def _dotscale() -> RecapClaims:
    text = _DOTSCALE_TEXT
    event = (
        "dotScale 2016, organized by dotConferences, took place on 25 April 2016 in Paris before 800 people."
    )
    heading = "Juan Benet: The permanent web"
    juan = "Juan Benet, of Protocol Labs, presented IPFS, the InterPlanetary File System."
    built = "IPFS is built on libp2p and was inspired by git."
    founded = "He founded Protocol Labs."
    grid = "Oliver Keeble on the grid"
    cern = "Oliver Keeble showed how CERN stores the data of its detectors."
    claims = _named(
        text,
        {
            _DOTSCALE_EVENT: (event, "dotScale 2016"),
            _DOTSCALE_SERIES: (event, "dotScale"),
            _ORGANIZER: (event, "dotConferences"),
            _PARIS: (event, "Paris"),
            _TALK_1: (heading, "The permanent web"),
            _TALK_2: (grid, "Oliver Keeble on the grid"),
            _JUAN: (heading, "Juan Benet"),
            _OLIVER: (cern, "Oliver Keeble"),
            _LABS: (juan, "Protocol Labs"),
            _IPFS: (juan, "IPFS"),
            _LIBP2P: (built, "libp2p"),
            _GIT: (built, "git"),
            _CERN: (cern, "CERN"),
            _STORAGE: (cern, "data storage"),
        },
    )
    claims += [
        _claim(text, juan, _IPFS, Predicate.ALTERNATE_NAME, Literal("InterPlanetary File System")),
        _claim(text, built, _LIBP2P, Predicate.URL, Literal("https://libp2p.example/", "xsd:anyURI")),
        _claim(text, event, _DOTSCALE_EVENT, Predicate.SUPER_EVENT, _DOTSCALE_SERIES),
        _claim(text, event, _DOTSCALE_EVENT, Predicate.START_DATE, Literal("2016-04-25", "xsd:date")),
        _claim(text, event, _DOTSCALE_EVENT, Predicate.ATTENDANCE, Literal("800", "xsd:integer"), 0.8),
        _claim(text, event, _DOTSCALE_EVENT, Predicate.LOCATION, _PARIS),
        _claim(text, event, _DOTSCALE_EVENT, Predicate.ORGANIZER, _ORGANIZER),
        _claim(text, heading, _TALK_1, Predicate.SUPER_EVENT, _DOTSCALE_EVENT),
        _claim(text, heading, _TALK_1, Predicate.PERFORMER, _JUAN),
        _claim(text, juan, _TALK_1, Predicate.ABOUT, _IPFS, 0.85),
        _claim(text, built, _TALK_1, Predicate.MENTIONS, _LIBP2P),
        _claim(text, built, _TALK_1, Predicate.MENTIONS, _GIT),
        _claim(text, juan, _JUAN, Predicate.WORKS_FOR, _LABS),
        _claim(text, founded, _JUAN, Predicate.CREATED, _LABS, 0.75),
        _claim(text, built, _IPFS, Predicate.BUILDS_ON, _LIBP2P),
        _claim(text, built, _IPFS, Predicate.INSPIRED_BY, _GIT, 0.8),
        _claim(text, grid, _TALK_2, Predicate.SUPER_EVENT, _DOTSCALE_EVENT),
        _claim(text, grid, _TALK_2, Predicate.PERFORMER, _OLIVER),
        _claim(text, cern, _TALK_2, Predicate.ABOUT, _STORAGE, 0.6),
        _claim(text, cern, _OLIVER, Predicate.WORKS_FOR, _CERN, 0.5),
    ]
    title_end = text.index("\n")
    link = text.index("libp2p")
    document = Document(
        source=DOTSCALE,
        text=text,
        blocks=(Block(0, title_end, BlockKind.TITLE, 1, 1),),
        links=(Link(link, link + len("libp2p"), "https://libp2p.example/"),),
        title="A Monday at dotScale",
        published=date(2016, 4, 27),
        language="en",
        address="https://blog.example/dotscale",
        metadata=MappingProxyType({"tags": ["dotscale", "p2p"]}),
    )
    start = text.index(grid)
    unread = Unread("grid", UnreadAs.LINKED, 1, Evidence(start, start + len(grid), grid))
    return RecapClaims(document, _sorted(claims), unread=(unread,))


def _meetup() -> RecapClaims:
    text = _MEETUP_TEXT
    title = "Distributed things, the second evening"
    alice = "Alice Martin formerly worked for CERN and talked about the InterPlanetary File System."
    http = "It is an alternative to HTTP, she said."
    cern = "CERN uses git."
    claims = _named(
        text,
        {
            _MEETUP_EVENT: (title, "Distributed things #2"),
            _TALK_1: (alice, "the InterPlanetary File System"),
            _ALICE: (alice, "Alice Martin"),
            _CERN: (alice, "CERN"),
            _IPFS_LONG: (alice, "InterPlanetary File System"),
            _HTTP: (http, "HTTP"),
            _GIT: (cern, "git"),
        },
    )
    claims += [
        _claim(text, title, _TALK_1, Predicate.SUPER_EVENT, _MEETUP_EVENT),
        _claim(text, alice, _TALK_1, Predicate.PERFORMER, _ALICE),
        _claim(text, alice, _TALK_1, Predicate.ABOUT, _IPFS_LONG),
        _claim(text, alice, _ALICE, Predicate.FORMERLY_WORKED_FOR, _CERN),
        _claim(text, http, _IPFS_LONG, Predicate.ALTERNATIVE_TO, _HTTP, 0.7),
        _claim(text, cern, _CERN, Predicate.USES, _GIT, 0.65),
        _claim(text, cern, _TALK_1, Predicate.MENTIONS, _GIT, 0.65),
    ]
    document = Document(source=MEETUP, text=text, title=title, language="en")
    return RecapClaims(document, _sorted(claims))


def example_recaps() -> list[RecapClaims]:
    """Both recaps with their claims, as extraction gives them."""
    return [_dotscale(), _meetup()]


def example_resolution() -> Resolution:
    """What the names of both recaps stand for, as resolution gives it."""
    ipfs = ResolvedThing(iri("technology/ipfs"), Kind.TECHNOLOGY, "IPFS", ("InterPlanetary File System",))
    things = {
        (DOTSCALE, _DOTSCALE_EVENT): _thing("event/dotscale-2016", Kind.EVENT, "dotScale 2016"),
        (DOTSCALE, _DOTSCALE_SERIES): _thing("series/dotscale", Kind.SERIES, "dotScale"),
        (DOTSCALE, _ORGANIZER): _thing("organization/dotconferences", Kind.ORGANIZATION, "dotConferences"),
        (DOTSCALE, _PARIS): _thing("place/paris", Kind.PLACE, "Paris"),
        (DOTSCALE, _TALK_1): _thing("talk/dotscale-2016/the-permanent-web", Kind.TALK, "The permanent web"),
        (DOTSCALE, _TALK_2): _thing(
            "talk/dotscale-2016/oliver-keeble", Kind.TALK, "Oliver Keeble on the grid"
        ),
        (DOTSCALE, _JUAN): _thing("person/juan-benet", Kind.PERSON, "Juan Benet"),
        (DOTSCALE, _OLIVER): _thing("person/oliver-keeble", Kind.PERSON, "Oliver Keeble"),
        (DOTSCALE, _LABS): _thing("organization/protocol-labs", Kind.ORGANIZATION, "Protocol Labs"),
        (DOTSCALE, _CERN): _thing("organization/cern", Kind.ORGANIZATION, "CERN"),
        (DOTSCALE, _IPFS): ipfs,
        (DOTSCALE, _LIBP2P): _thing("technology/libp2p", Kind.TECHNOLOGY, "libp2p"),
        (DOTSCALE, _GIT): _thing("technology/git", Kind.TECHNOLOGY, "git"),
        (DOTSCALE, _STORAGE): _thing("topic/data-storage", Kind.TOPIC, "data storage"),
        (MEETUP, _MEETUP_EVENT): _thing("event/distributed-things-2", Kind.EVENT, "Distributed things #2"),
        (MEETUP, _TALK_1): _thing(
            "talk/distributed-things-2/ipfs", Kind.TALK, "the InterPlanetary File System"
        ),
        (MEETUP, _ALICE): _thing("person/alice-martin", Kind.PERSON, "Alice Martin"),
        (MEETUP, _CERN): _thing("organization/cern", Kind.ORGANIZATION, "CERN"),
        (MEETUP, _IPFS_LONG): ipfs,
        (MEETUP, _HTTP): _thing("technology/http", Kind.TECHNOLOGY, "HTTP"),
        (MEETUP, _GIT): _thing("technology/git", Kind.TECHNOLOGY, "git"),
    }
    return Resolution(
        recaps={DOTSCALE: iri("recap/2016-04-25-dotscale"), MEETUP: iri("recap/2016-05-10-meetup")},
        things=tuple(sorted(set(things.values()))),
        links={name: thing.iri for name, thing in things.items()},
    )


def _thing(path: str, kind: Kind, name: str) -> ResolvedThing:
    return ResolvedThing(iri(path), kind, name)
