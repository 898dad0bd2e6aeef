"""What a worker can be asked to do: each job is a function of a session that gives a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.server.answering import answer_query
from talkgraph.server.asking import ask
from talkgraph.server.description import description
from talkgraph.server.explaining import why
from talkgraph.server.exploring import explore, explore_find, explore_overview, explore_part
from talkgraph.server.forms import listing, saved
from talkgraph.server.home import home
from talkgraph.server.places import find, place
from talkgraph.server.reviewing import correct, review
from talkgraph.sparql import Dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkgraph.server.replies import Reply
    from talkgraph.server.session import Session

    Job = Callable[..., Reply]

__all__ = ["JOBS", "run_job"]


def sparql(
    session: Session,
    *,
    query: str,
    accept: str | None,
    ending: str | None,
    default: list[str],
    named: list[str],
) -> Reply:
    """Answers a SPARQL query."""
    return answer_query(
        session.store,
        query,
        accept=accept,
        ending=ending,
        dataset=Dataset(tuple(default), tuple(named)),
        limits=session.limits,
    )


JOBS: Mapping[str, Job] = {
    "ask": ask,
    "correct": correct,
    "description": description,
    "explore": explore,
    "explore_find": explore_find,
    "explore_overview": explore_overview,
    "explore_part": explore_part,
    "find": find,
    "home": home,
    "listing": listing,
    "place": place,
    "review": review,
    "saved": saved,
    "sparql": sparql,
    "why": why,
}


def run_job(session: Session, name: str, arguments: Mapping[str, Any]) -> Reply:
    """Runs one job.

    Args:
        session: the open store.
        name: of the job.
        arguments: plain values.
    """
    return JOBS[name](session, **arguments)
