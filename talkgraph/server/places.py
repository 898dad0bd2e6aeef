"""Pages at the addresses of things, recaps and claims, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talkgraph.exports import jsonld_document
from talkgraph.graph import describe, project_part
from talkgraph.model import Iri, Kind, Predicate
from talkgraph.pages import environment, read_recap, recap_page, thing_page
from talkgraph.reports import related_talks
from talkgraph.server.answering import graph_body
from talkgraph.server.media import HTML, MediaType, choose, media_types
from talkgraph.server.replies import Problem, Reply

if TYPE_CHECKING:
    from talkgraph.graph import GraphPart
    from talkgraph.reports import RelatedTalks
    from talkgraph.server.session import Session

__all__ = ["Place", "find", "html_reply", "place"]

_MOST_TALKS = 2000  # above that, ranking them takes longer than a page may
_JSON = MediaType("application/json", ending="json")
_RELATED = 5
_FOUND = 30


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


def place(session: Session, *, path: str, accept: str | None, ending: str | None, site: str) -> Reply:
    """What is at an address below the root: a thing, a recap or a claim.

    Args:
        session: the open store.
        path: the address, without a slash before it.
        accept: the client's ``Accept`` header.
        ending: the short name of a format, which goes before the header.
        site: what the whole is called.
    """
    iri = Iri(session.base + path)
    here = Place(session.base, path)
    offered = [HTML, *media_types("graphs")]
    media = next((each for each in offered if each.ending == ending), None) or choose(accept, offered)
    if media is None:
        names = ", ".join(each.name for each in offered)
        return Problem(406, f"this page can be had as {names}").reply(accept)
    if media is HTML:
        return _page(session, iri, here, site) or _missing(session, here, site)
    with_claims = media.format in {"TRIG", "N_QUADS", "JSON_LD"}
    quads = describe(session.store, iri, claims=with_claims)
    if not quads:
        return Problem(404, f"the graph does not know {iri}").reply(accept)
    return Reply(_spelt(quads, media, session), media.name, headers={"Vary": "Accept"})


def find(session: Session, *, text: str, kinds: list[str], accept: str | None, site: str) -> Reply:
    """Things with a name that a text can mean.

    As a page, one thing leads to its own page and several are listed; as JSON
    they are what completes the text.

    Args:
        session: the open store.
        text: what was typed.
        kinds: what the things may be; empty for anything.
        accept: the client's ``Accept`` header.
        site: what the whole is called.
    """
    known = [kind for kind in Kind if kind.value in kinds]
    found = session.names.beginning(text, known, limit=_FOUND)
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
        return Reply(json.dumps(rows, ensure_ascii=False).encode(), _JSON.name, headers={"Vary": "Accept"})
    here = Place(session.base, "find")
    if found and (found[0].exact or len(found) == 1):
        return Reply(b"", "text/plain", 303, {"Location": here.address(found[0].thing.iri)})
    near = [] if found else [session.names.require(name) for name in session.names.nearest(text, limit=5)]
    return html_reply(
        _rendered("found", here, site, title=f"Found: {text}", text=text, found=found, near=near)
    )


def _rendered(template: str, here: Place, site: str, **values: Any) -> str:
    page = environment().get_template(f"pages/{template}.html.j2")
    return page.render(root=here.root, site=site, address=here.address, **values)


def html_reply(body: str | bytes, *, status: int = 200) -> Reply:
    """A page for people: it runs only the server's own scripts, and no page of another site holds it."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    headers = {"Content-Security-Policy": policy, "Vary": "Accept", "Referrer-Policy": "same-origin"}
    return Reply(body.encode() if isinstance(body, str) else body, "text/html", status, headers)


def _page(session: Session, iri: Iri, here: Place, site: str) -> Reply | None:
    """The page of a thing or a recap; the way to the page of a claim; None for anything else."""
    kind, _, rest = here.path.partition("/")
    if kind == "recap":
        reading = read_recap(session.store, iri)
        found = reading and recap_page(reading, address=here.address, root=here.root, site=site)
        return html_reply(found) if found else None
    if kind == "claim" and "/" in rest and describe(session.store, iri):
        recap, _, hash_ = rest.rpartition("/")
        return Reply(b"", "text/plain", 303, {"Location": f"{here.root}recap/{recap}#{hash_}"})
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
        links={media.name: f"?format={media.ending}" for media in media_types("graphs")[::3]},
    )
    return html_reply(body)


def _related(session: Session, part: GraphPart, iri: Iri) -> RelatedTalks | None:
    if part.graph.things[iri].kind is not Kind.TALK or session.talks > _MOST_TALKS:
        return None
    return related_talks(session.graph, iri, limit=_RELATED, relatedness=session.relatedness)


def _missing(session: Session, here: Place, site: str) -> Reply:
    words = here.path.rstrip("/").rpartition("/")[2].replace("-", " ")
    near = [session.names.require(name) for name in session.names.nearest(words, limit=5)]
    body = _rendered("missing", here, site, title="Not in the graph", path=here.path, near=near)
    return html_reply(body, status=404)


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
    return graph_body(triples, media, base=session.base, most=session.limits.answer)
