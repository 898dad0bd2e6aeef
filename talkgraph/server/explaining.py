"""What stands behind statements and things, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from talkgraph.errors import NotFoundError
from talkgraph.evidence import explain
from talkgraph.model import Iri
from talkgraph.pages import evidence_page
from talkgraph.reports import render
from talkgraph.reports.sections import kind_word
from talkgraph.server.media import HTML, MediaType
from talkgraph.server.places import Place, html_reply, missing_page, varying, wanted
from talkgraph.server.replies import Problem, Reply, problem

if TYPE_CHECKING:
    from talkgraph.evidence import StatementEvidence
    from talkgraph.server.session import Session

__all__ = ["why"]

_JSON = MediaType("application/json", ending="json")
_MOST = 200  # statements of one thing that a page lists
_LONGEST = 200  # characters of a name or a value: none is longer


def why(
    session: Session,
    *,
    thing: str,
    relation: str,
    other: str,
    accept: str | None,
    ending: str | None,
    site: str,
) -> Reply:
    """The page of what stands behind a statement, all between two things, or a thing; or the same as JSON.

    Args:
        session: the open store.
        thing: the subject: the address of its page below the root, or a name.
        relation: the relation, by its name in the graph or its label; empty for any.
        other: the object, likewise, or a value; empty for the thing alone.
        accept: the client's ``Accept`` header.
        ending: the short name of a format, which goes before the header.
        site: what the whole is called.
    """
    here = Place(session.base, "why")
    media = wanted(accept, ending, [HTML, _JSON])
    if isinstance(media, Problem):
        return varying(media.reply(accept))
    ends = [_end(session, text[:_LONGEST]) for text in (thing, other)]
    asked = {"subject": thing, "predicate": relation, "object": other}
    try:
        told = explain(
            session.store,
            ends[0],
            ends[1] if other.strip() else None,
            relation=(relation[:_LONGEST] or None) if other.strip() else None,
            names=session.names,
            limit=_MOST,
        )
    except NotFoundError as error:
        if media is _JSON:
            return varying(problem(error, 404).reply(_JSON.name))
        return missing_page(
            here,
            site,
            title="Not in the graph",
            message=str(error),
            near=_near(session, here, error),
            status=404,
        )
    if media is _JSON:
        return varying(Reply(render(told, "json").encode(), _JSON.name))
    given = {name: text for name, text in asked.items() if text}
    body = evidence_page(
        told,
        address=here.address,
        why=lambda statement: here.why(statement.subject.iri, statement.predicate, _object(statement)),
        root=here.root,
        site=site,
        links={_JSON.name: f"why?{urlencode({**given, 'format': _JSON.ending})}"},
    )
    return html_reply(body)


def _end(session: Session, text: str) -> Iri | str:
    """The thing whose page is at an address below the root; any other text as it is."""
    iri = Iri(session.base + text)
    return iri if iri in session.names.things else text


def _object(statement: StatementEvidence) -> Iri | str:
    return statement.object if isinstance(statement.object, str) else statement.object.iri


def _near(session: Session, here: Place, error: NotFoundError) -> list[tuple[str, str, str]]:
    """The things that may have been meant: address, name and kind of each."""
    found = (session.names.find(name) for name in error.suggestions)
    return [(here.address(each.thing.iri), each.name, kind_word(each.thing.kind)) for each in found if each]
