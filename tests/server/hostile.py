"""A recap whose names, sentences and addresses try to run as HTML or as scripts."""

from __future__ import annotations

from talkgraph.model import Claim, Document, Evidence, Kind, Literal, LocalThing, Predicate
from talkgraph.resolution import RecapClaims, Resolution, ResolvedThing
from tests.examples import iri
from tests.explorer.samples import HOSTILE

__all__ = ["hostile_recap", "hostile_resolution"]

_SOURCE = "evil.md"
_EVENT, _TALK = LocalThing(Kind.EVENT, "evil"), LocalThing(Kind.TALK, "01")
_EVILS = tuple(LocalThing(Kind.TECHNOLOGY, name) for name in HOSTILE)
_ADDRESS = "javascript:window.ran='link'"


def hostile_recap() -> RecapClaims:
    """One sentence a name; each states something of a technology that is called so."""
    text = "\n".join(HOSTILE)
    claims = []
    for name, thing in zip(HOSTILE, _EVILS, strict=True):
        start = text.index(name)
        evidence = Evidence(start, start + len(name), name)
        said: list[tuple[LocalThing, Predicate, LocalThing | Literal | Kind]] = [
            (thing, Predicate.TYPE, thing.kind),
            (thing, Predicate.NAME, Literal(name)),
            (thing, Predicate.URL, Literal(_ADDRESS, "xsd:anyURI")),
            (_EVENT, Predicate.TYPE, Kind.EVENT),
            (_EVENT, Predicate.NAME, Literal("evil")),
            (_TALK, Predicate.TYPE, Kind.TALK),
            (_TALK, Predicate.NAME, Literal("".join(HOSTILE))),
            (_TALK, Predicate.SUPER_EVENT, _EVENT),
            (_TALK, Predicate.ABOUT, thing),
        ]
        claims += [Claim(one, predicate, other, evidence, 0.9, name) for one, predicate, other in said]
    document = Document(
        source=_SOURCE,
        text=text,
        title=HOSTILE[0] + HOSTILE[1],
        language="en",
        address=_ADDRESS,
    )
    return RecapClaims(document, tuple(sorted(claims, key=lambda claim: claim.sort_key)))


def hostile_resolution() -> Resolution:
    """The things under plain IRIs."""
    names = {
        _EVENT: ResolvedThing(iri("event/evil"), Kind.EVENT, "evil", tuple(sorted(HOSTILE))),
        _TALK: ResolvedThing(iri("talk/evil"), Kind.TALK, "".join(HOSTILE)),
    }
    names |= {
        thing: ResolvedThing(iri(f"technology/evil-{number}"), Kind.TECHNOLOGY, HOSTILE[number])
        for number, thing in enumerate(_EVILS)
    }
    return Resolution(
        recaps={_SOURCE: iri("recap/evil")},
        things=tuple(sorted(names.values())),
        links={(_SOURCE, local): thing.iri for local, thing in names.items()},
    )
