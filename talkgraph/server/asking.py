"""Questions in words over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from talkgraph.errors import QuestionError
from talkgraph.pages import environment
from talkgraph.questions import ask as answer_question
from talkgraph.questions import format_answer
from talkgraph.server.media import HTML, MediaType, choose
from talkgraph.server.places import Place, html_reply
from talkgraph.server.replies import Reply, problem

if TYPE_CHECKING:
    from talkgraph.questions import Answer
    from talkgraph.server.session import Session

__all__ = ["ask"]

_JSON = MediaType("application/json", ending="json")


def ask(session: Session, *, question: str, accept: str | None, ending: str | None, site: str) -> Reply:
    """The page of a question with its answer, or the answer alone as JSON.

    Args:
        session: the open store.
        question: in words; empty for the page alone.
        accept: the client's ``Accept`` header.
        ending: the short name of a format, which goes before the header.
        site: what the whole is called.
    """
    is_json = ending == "json" or (ending is None and choose(accept, [HTML, _JSON]) is _JSON)
    answer, error, nearest = None, "", list[str]()
    if question.strip() or is_json:
        try:
            answer = answer_question(session.store, question, names=session.names)
        except QuestionError as wrong:
            if is_json:
                return problem(wrong, 400).reply("application/json")
            error, nearest = str(wrong).partition("; the nearest that can")[0], list(wrong.forms)
    if is_json and answer is not None:
        return Reply(format_answer(answer, "json"), _JSON.name, headers={"Vary": "Accept"})
    here = Place(session.base, "ask")
    html = (
        environment()
        .get_template("pages/ask.html.j2")
        .render(
            title="Ask",
            root=here.root,
            site=site,
            question=question,
            answer=answer,
            links=_links(answer, here) if answer else [],
            error=error,
            forms=[] if answer else nearest or session.questions,
            editor=f"{here.root}#query={quote(answer.sparql)}" if answer else "",
            address=here.address,
        )
    )
    return html_reply(html, status=400 if error else 200)


def _links(answer: Answer, here: Place) -> list[tuple[str, str | None]]:
    """The answers in words, each with the address of its page where it is a thing."""
    words = answer.lines or tuple(map(str, answer.values if answer.things else ()))
    pages: list[str | None] = [here.address(thing) for thing in answer.things]
    if len(pages) != len(words):
        pages = [None] * len(words)
    return list(zip(words, pages, strict=True))
