"""Pages as HTML. Everything that comes from data is escaped: it is text, and stays text."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkgraph.evidence import Presence
from talkgraph.pages.linked import linked_data
from talkgraph.pages.portrait import portrait
from talkgraph.pages.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment

    from talkgraph.evidence import Explanation, StatementEvidence
    from talkgraph.graph import GraphPart, Statement
    from talkgraph.model import Iri
    from talkgraph.pages.reading import RecapReading
    from talkgraph.reports import RelatedTalks

__all__ = ["embedded_data", "environment", "evidence_page", "recap_page", "thing_page"]

_TEMPLATES = Path(__file__).resolve().parent.parent / "data" / "templates"


@cache
def environment() -> Environment:
    """The templates, with escaping on; a name that is missing is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["percent"] = lambda confidence: f"{round(100 * confidence)} %"
    made.filters["web_address"] = _web_address
    return made


def thing_page(
    part: GraphPart,
    thing: Iri,
    *,
    address: Callable[[Iri], str],
    root: str,
    base: str,
    site: str,
    related: RelatedTalks | None = None,
    links: Mapping[str, str] | None = None,
    correct: str | None = None,
    why: Callable[[Statement], str] | None = None,
) -> str:
    """The page of a thing.

    Args:
        part: the thing and all that is said of it.
        thing: its IRI.
        address: where the page of a thing or a recap is, from this page.
        root: address of the root of all pages, from this page.
        base: what the IRIs of things begin with.
        site: what the whole is called.
        related: for a talk, those that belong beside it.
        links: other forms of the page, by media type.
        correct: address of the page where it is corrected; None if it cannot be.
        why: where the page is that says what stands behind a statement, if there is one.
    """
    drawn = portrait(part.graph, thing, part.degrees)
    return _render(
        "pages/thing.html.j2",
        title=drawn.thing.name,
        root=root,
        base=base,
        site=site,
        it=drawn,
        address=address,
        sketch=sketch(drawn, address),
        related=related,
        linked_data=embedded_data(linked_data(part.graph, thing, address)),
        links=links or {},
        correct=correct,
        why=why,
    )


def recap_page(reading: RecapReading, *, address: Callable[[Iri], str], root: str, site: str) -> str:
    """The page of a recap: its sentences with what was read in them.

    Args:
        reading: the recap.
        address: where the page of a thing is, from this page.
        root: address of the root of all pages, from this page.
        site: what the whole is called.
    """
    return _render(
        "pages/recap.html.j2", title=reading.recap.title, root=root, site=site, it=reading, address=address
    )


def evidence_page(
    told: Explanation | Presence,
    *,
    address: Callable[[Iri], str],
    why: Callable[[StatementEvidence], str],
    root: str,
    site: str,
    links: Mapping[str, str],
) -> str:
    """The page of what stands behind a statement, or behind a thing.

    Args:
        told: what stands behind it.
        address: where the page of a thing or a recap is, from this page.
        why: where the page is that says what stands behind a statement.
        root: address of the root of all pages, from this page.
        site: what the whole is called.
        links: other forms of the page, by media type.
    """
    template = "presence" if isinstance(told, Presence) else "why"
    return _render(
        f"pages/{template}.html.j2",
        title=told.title,
        root=root,
        site=site,
        it=told,
        address=address,
        why=why,
        links=links,
    )


def _render(template: str, **values: Any) -> str:
    return environment().get_template(template).render(**values)


def embedded_data(value: object) -> Any:
    """A value as JSON that can stand in a ``script`` element: nothing in it ends the element."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return Markup(text.replace("<", "\\u003c"))


def _web_address(text: str | None) -> str | None:
    """The text if it is an address of the web, which a link may lead to; else None.

    >>> _web_address("https://example.org/"), _web_address("javascript:alert(1)")
    ('https://example.org/', None)
    """
    return text if text is not None and text.lower().startswith(("https://", "http://")) else None
