"""Pages at the addresses of things, recaps and claims, for people and for programs."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from talkgraph.explorer import kind_looks
from talkgraph.exports import jsonld_document
from talkgraph.graph import describe, project_part
from talkgraph.model import Iri, Kind, Predicate
from talkgraph.pages import environment, read_recap, recap_page, thing_page
from talkgraph.reports import related_talks
from talkgraph.server.answering import graph_body
from talkgraph.server.media import HTML, MediaType, choose, media_types
from talkgraph.server.replies import Problem, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkgraph.graph import GraphPart, Thing
    from talkgraph.reports import RelatedTalks
    from talkgraph.server.session import Session

__all__ = ["Place", "find", "html_reply", "iri_below", "missing_page", "place", "varying", "wanted"]

_MOST_TALKS = 2000  # above that, ranking them takes longer than a page may
_JSON = MediaType("application/json", ending="json")
_RELATED = 5
_FOUND = 30
_NEAR = 5
_LONGEST = 200  # characters of a text that names are compared with: no name is longer


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is, so that it can lead to others.

    Attributes:
        base: what the IRIs of things begin with.
        path: the page's address below the root.
    """

    base: str
    path: str

    @property
    def root(self) -> str:
        """The address of the root, from the page."""
        return "../" * self.path.count("/") or "./"

    def address(self, iri: Iri) -> str:
        """The address of the page of a thing, from this page; the IRI itself where that is elsewhere."""
        local = iri.value.removeprefix(self.base)
        return f"{self.root}{local}" if local != iri.value else iri.value

    def why(self, subject: Iri, predicate: Predicate, object_: Iri | str) -> str:
        """The address of the page that says what stands behind a statement, from this page."""
        target = object_.value.removeprefix(self.base) if isinstance(object_, Iri) else object_
        said = {"subject": subject.value.removeprefix(self.base), "predicate": predicate, "object": target}
        return f"{self.root}why?{urlencode(said, safe='/:')}"


def place(
    session: Session, *, path: str, accept: str | None, ending: str | None, site: str, edit: bool = False
) -> Reply:
    """What is at an address below the root: a thing, a recap or a claim.

    Args:
        session: the open store.
        path: the address, without a slash before it.
        accept: the client's ``Accept`` header.
        ending: the short name of a format, which goes before the header.
        site: what the whole is called.
        edit: whether the page of a thing leads to where it is corrected.
    """
    iri = iri_below(session.base, path)
    here = Place(session.base, path)
    media = wanted(accept, ending, [HTML, *media_types("graphs")])
    if isinstance(media, Problem):
        return varying(media.reply(accept))
    if media is HTML:
        page = _page(session, iri, here, site, edit=edit) if iri is not None else None
        return page or _missing(session, here, site)
    with_claims = media.format in {"TRIG", "N_QUADS", "JSON_LD"}
    quads = describe(session.store, iri, claims=with_claims) if iri is not None else []
    if not quads:
        return varying(Problem(404, f"the graph does not know {session.base}{path}").reply(accept))
    body = _spelt(quads, media, session)
    if len(body) > session.limits.answer:
        words = f"what is said of it is above the limit of {session.limits.answer:,} bytes"
        return varying(Problem(413, words, limit=f"answer={session.limits.answer}").reply(accept))
    return varying(Reply(body, media.name))


def iri_below(base: str, path: str) -> Iri | None:
    """The IRI that a path below a base makes; None where no IRI can be written so.

    >>> iri_below("https://example.org/", "person/ada"), iri_below("https://example.org/", "a b")
    (Iri(value='https://example.org/person/ada'), None)
    """
    import pyoxigraph as ox

    try:
        return Iri(ox.NamedNode(base + path).value)
    except ValueError:
        return None


def wanted(accept: str | None, ending: str | None, offered: Sequence[MediaType]) -> MediaType | Problem:
    """What to answer in, or why that cannot be.

    Args:
        accept: the client's ``Accept`` header.
        ending: the short name of a format, which goes before the header.
        offered: what can be given, the best first.
    """
    if ending is not None:
        endings = ", ".join(each.ending for each in offered)
        found = next((each for each in offered if ending in {each.ending, each.name, *each.also}), None)
        return found or Problem(406, f"no format {ending!r} for this page; there are {endings}")
    names = ", ".join(each.name for each in offered)
    return choose(accept, offered) or Problem(406, f"this page can be had as {names}")


def varying(reply: Reply) -> Reply:
    """A reply that tells caches that another ``Accept`` gives another one."""
    return replace(reply, headers={**reply.headers, "Vary": "Accept"})


def find(session: Session, *, text: str, kinds: list[str], accept: str | None, site: str) -> Reply:
    """Things with a name that a text can mean.

    As a page, the only thing of that name leads to its own page and several
    are listed; as JSON they are what completes the text.

    Args:
        session: the open store.
        text: what was typed.
        kinds: what the things may be; empty for anything.
        accept: the client's ``Accept`` header.
        site: what the whole is called.
    """
    known = [kind for kind in Kind if kind.value in kinds]
    found = session.names.beginning(text, known, limit=_FOUND) if len(text) <= _LONGEST else []
    if choose(accept, [HTML, _JSON]) is _JSON:
        rows = [
            {
                "iri": each.thing.iri.value,
                "name": each.thing.name,
                "matched": each.name,
                "kind": each.thing.kind,
            }
            for each in found
        ]
        return varying(Reply(json.dumps(rows, ensure_ascii=False).encode(), _JSON.name))
    here = Place(session.base, "find")
    meant = [each for each in found if each.exact] or found
    if len(meant) == 1:
        return varying(Reply(b"", "text/plain", 303, {"Location": here.address(meant[0].thing.iri)}))
    near = [] if found else _links(here, _near(session, text))
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    title = f"Found: {shown}" if shown.strip() else "Find something"
    return html_reply(_rendered("found", here, site, title=title, text=shown, found=found, near=near))


def missing_page(
    here: Place, site: str, *, title: str, message: str, near: Iterable[tuple[str, str, str]], status: int
) -> Reply:
    """The page of what is not there.

    Args:
        here: where it is not.
        site: what the whole is called.
        title: heading of the page.
        message: what was looked for, and what is wrong.
        near: what may have been meant: address, name and kind of each.
        status: the HTTP status.
    """
    body = _rendered("missing", here, site, title=title, message=message, near=list(near))
    return html_reply(body, status=status)


def _rendered(template: str, here: Place, site: str, **values: Any) -> str:
    page = environment().get_template(f"pages/{template}.html.j2")
    return page.render(root=here.root, site=site, address=here.address, kinds=kind_looks(), **values)


def _near(session: Session, text: str) -> list[Thing]:
    """The things whose names look like a text."""
    if len(text) > _LONGEST:
        return []
    names = session.names.nearest(text, limit=_NEAR)
    return list(dict.fromkeys(session.names.require(name) for name in names))


def _links(here: Place, things: Iterable[Thing]) -> list[tuple[str, str, str]]:
    return [(here.address(thing.iri), thing.name, kind_looks()[thing.kind].label) for thing in things]


def html_reply(body: str | bytes, *, status: int = 200) -> Reply:
    """A page for people: it runs only the server's own scripts, and no page of another site holds it."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    headers = {"Content-Security-Policy": policy, "Vary": "Accept", "Referrer-Policy": "same-origin"}
    return Reply(body.encode() if isinstance(body, str) else body, "text/html", status, headers)


def _page(session: Session, iri: Iri, here: Place, site: str, *, edit: bool) -> Reply | None:
    """The page of a thing or a recap; the way to the page of a claim; None for anything else."""
    kind, _, rest = here.path.partition("/")
    if kind == "recap":
        reading = read_recap(session.store, iri)
        found = reading and recap_page(reading, address=here.address, root=here.root, site=site)
        return html_reply(found) if found else None
    if kind == "claim" and "/" in rest and describe(session.store, iri):
        recap, _, hash_ = rest.rpartition("/")
        return varying(Reply(b"", "text/plain", 303, {"Location": f"{here.root}recap/{recap}#{hash_}"}))
    part = project_part(session.store, [iri])
    if iri not in part.complete:
        return None
    events = [s.object for s in part.graph.outgoing.get(iri, ()) if s.predicate is Predicate.SUPER_EVENT]
    if events:  # a talk's page says when its event was
        part = project_part(session.store, [iri, *(event for event in events if isinstance(event, Iri))])
    body = thing_page(
        part,
        iri,
        address=here.address,
        root=here.root,
        base=session.base,
        site=site,
        related=_related(session, part, iri),
        correct=f"{here.root}review?{urlencode({'about': iri.value})}" if edit else None,
        links={media.name: f"?format={media.ending}" for media in media_types("graphs")[::3]},
        why=lambda said: here.why(said.subject, said.predicate, said.object),
    )
    return html_reply(body)


def _related(session: Session, part: GraphPart, iri: Iri) -> RelatedTalks | None:
    if part.graph.things[iri].kind is not Kind.TALK or session.talks > _MOST_TALKS:
        return None
    return related_talks(session.graph, iri, limit=_RELATED, relatedness=session.relatedness)


def _missing(session: Session, here: Place, site: str) -> Reply:
    words = here.path.rstrip("/").rpartition("/")[2].replace("-", " ")
    path = here.path if len(here.path) <= _LONGEST else f"{here.path[:_LONGEST]}…"
    message = f"The graph has nothing at {path}. It may have had before it was built anew."
    near = _links(here, _near(session, words))
    return missing_page(here, site, title="Not in the graph", message=message, near=near, status=404)


def _spelt(quads: list[Any], media: MediaType, session: Session) -> bytes:
    import pyoxigraph as ox

    from talkgraph.store import trig

    if media.format == "JSON_LD":
        return jsonld_document(quads)
    if media.format == "TRIG":
        return trig(quads, base=session.base)
    if media.format == "N_QUADS":
        return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    triples = list(dict.fromkeys(quad.triple for quad in quads))
    return graph_body(triples, media, base=session.base, most=sys.maxsize)
