"""The page where what is doubtful is decided, and what is decided there."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from talkgraph.corrections import parse_corrections, read_corrections_text
from talkgraph.corrections.grammar import grammar
from talkgraph.corrections.values import Signature
from talkgraph.errors import CorrectionsError
from talkgraph.model import Iri
from talkgraph.pages import environment
from talkgraph.review import CHOICES, Choice, Duplicate, correct_thing, decide, find_doubts, kind_word
from talkgraph.server.places import Place, html_reply
from talkgraph.server.replies import Problem, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.corrections import Correction
    from talkgraph.review import Doubt
    from talkgraph.server.session import Session

__all__ = ["correct", "review"]

_AT_ONCE = 25
_FIELDS = ("by", "about")  # that go from one page to the next


def review(session: Session, *, corrections: str, given: Mapping[str, str], token: str, site: str) -> Reply:
    """The page: what is most worth a look, each with what can be decided.

    Args:
        session: the open store.
        corrections: the corrections file.
        given: ``about``, the IRI of the only thing to ask about, and ``by``, who decides.
        token: what every decision must bring along.
        site: what the whole is called.
    """
    try:
        decided = _entries(Path(corrections))
    except CorrectionsError as error:
        return Problem(409, str(error)).reply()
    about = Iri(given["about"]) if given.get("about") else None
    thing = session.graph.things.get(about) if about else None
    if about and thing is None:
        return Problem(404, f"the graph does not know {about}").reply()
    doubts = find_doubts(session.graph, corrections=decided, about=about, limit=_AT_ONCE)
    here = Place(session.base, "review")
    html = (
        environment()
        .get_template("pages/review.html.j2")
        .render(
            title=f"Correct {thing.name}" if thing else "Review",
            root=here.root,
            site=site,
            address=here.address,
            thing=thing,
            kinds={word: each for word, each in grammar().kinds.items() if word == kind_word(each)},
            rows=[_row(doubt) for doubt in doubts],
            token=token,
            by=given.get("by", ""),
            written=len(decided),
        )
    )
    return html_reply(html)


def correct(session: Session, *, corrections: str, given: Mapping[str, str]) -> Reply:
    """Writes a decision, and leads back to the page.

    Args:
        session: the open store.
        corrections: the corrections file.
        given: ``doubt`` and ``choice``, or ``about``, ``verb`` and ``into``; ``by`` and ``because``.
    """
    path = Path(corrections)
    signature = Signature(given.get("by") or None, date.today(), given.get("because") or None)
    try:
        if "doubt" in given:
            found = [each for each in _all_doubts(session, path, given) if _key(each) == given["doubt"]]
            if not found:
                return Problem(409, "this was decided already, or the graph was built anew").reply()
            decide(found[0], Choice(given.get("choice", "")), path, signature)
        else:
            thing = session.graph.things.get(Iri(given.get("about", "")))
            if thing is None:
                return Problem(404, f"the graph does not know {given.get('about')!r}").reply()
            correct_thing(thing, given.get("verb", ""), given.get("into", ""), path, signature)
    except ValueError as error:
        return Problem(400, str(error)).reply()
    except (CorrectionsError, OSError) as error:
        return Problem(409, str(error)).reply()
    back = urlencode({field: given[field] for field in _FIELDS if given.get(field)})
    return Reply(b"", "text/plain", 303, {"Location": f"review?{back}" if back else "review"})


def _all_doubts(session: Session, path: Path, given: Mapping[str, str]) -> tuple[Doubt, ...]:
    about = Iri(given["about"]) if given.get("about") else None
    return find_doubts(session.graph, corrections=_entries(path), about=about, limit=None)


def _entries(path: Path) -> tuple[Correction, ...]:
    return parse_corrections(read_corrections_text(path), path.name).corrections if path.exists() else ()


def _row(doubt: Doubt) -> dict[str, object]:
    is_pair = isinstance(doubt, Duplicate)
    return {
        "key": _key(doubt),
        "is_pair": is_pair,
        "says": str(doubt),
        "hint": kind_word(doubt.kind)
        if isinstance(doubt, Duplicate)
        else f"{round(100 * doubt.confidence)} % certain, by the rule {doubt.rule}",
        "evidence": doubt.evidence,
        "choices": [choice.value for choice in CHOICES[is_pair] if choice is not Choice.SKIP],
    }


def _key(doubt: Doubt) -> str:
    """A short mark of a doubt: the same as long as it is asked."""
    return sha256(f"{type(doubt).__name__}\n{doubt}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
