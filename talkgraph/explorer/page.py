"""The page itself: one HTML file that holds everything and loads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, TypedDict

from talkgraph.errors import NotFoundError, TalkgraphError
from talkgraph.explorer.assets import embedded_json, script_hash, scripts, styles, template
from talkgraph.explorer.drawing import draw
from talkgraph.explorer.layout import positions
from talkgraph.explorer.looks import growth, largest
from talkgraph.explorer.narrowing import narrowed
from talkgraph.explorer.parts import totals, whole
from talkgraph.explorer.selection import neighbourhood
from talkgraph.explorer.tables import tables
from talkgraph.graph.names import find_thing
from talkgraph.model import DEFAULT_BASE, Iri, prefixes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Unpack

    from talkgraph.explorer.parts import Part, Totals
    from talkgraph.explorer.tables import Tables
    from talkgraph.graph.values import TalkGraph

__all__ = [
    "DEFAULT_DEPTH",
    "DEFAULT_TITLE",
    "DEFAULT_TOP",
    "LARGEST_TOP",
    "Page",
    "explore",
    "explorer_page",
    "remote_page",
    "write_page",
]

DEFAULT_TITLE = "Who talked about what"
DEFAULT_DEPTH = 2
DEFAULT_TOP = 150
LARGEST_TOP = 5000  # beyond it neither pyvis nor a canvas keeps up


class _Options(TypedDict, total=False):
    """What can be chosen of a page; see `explore`."""

    focus: Iri | str | None
    depth: int
    event: Iri | str | None
    since: str | int | None
    until: str | int | None
    top: int
    title: str
    base: str
    pages: Callable[[Iri], str] | None
    home: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page; Jupyter shows it where it is the value of a cell.

    Attributes:
        html: the whole file as text.
        title: what it is called.
        drawn: how many things it draws when it opens.
        things: how many things it holds.
    """

    html: str
    title: str
    drawn: int
    things: int

    def write(self, path: Path) -> None:
        """Write the page to a file in UTF-8, over what was there.

        Raises:
            TalkgraphError: the file cannot be written.
        """
        try:
            path.write_text(self.html, encoding="utf-8", newline="\n")
        except OSError as error:
            raise TalkgraphError(f"{path}: the page cannot be written: {error.strerror}") from error

    def __repr__(self) -> str:
        return f"<Page {self.title!r}: {self.drawn} of {self.things} things drawn>"

    def _repr_html_(self) -> str:
        """The page in a frame, where it can reach nothing of the notebook around it."""
        return (
            f'<iframe title="{escape(self.title)}" srcdoc="{escape(self.html)}" '
            'sandbox="allow-scripts allow-popups allow-downloads" '
            'style="width: 100%; height: 640px; border: 0"></iframe>'
        )


def explore(
    graph: TalkGraph,
    *,
    focus: Iri | str | None = None,
    depth: int = DEFAULT_DEPTH,
    event: Iri | str | None = None,
    since: str | int | None = None,
    until: str | int | None = None,
    top: int = DEFAULT_TOP,
    title: str = DEFAULT_TITLE,
    base: str = DEFAULT_BASE,
    pages: Callable[[Iri], str] | None = None,
    home: str | None = None,
) -> Page:
    """The interactive page of a graph.

    It opens on an overview, or on what lies around one thing, and holds the
    whole graph: search, facts, quotes and neighbours of everything. With an
    event or dates it holds only what belongs to them (see
    `talkgraph.explorer.narrowed`). The same graph and options give the same
    bytes.

    Args:
        graph: the graph.
        focus: the thing to open on: its IRI, or a name of it.
        depth: how many steps around the focus are drawn.
        event: the only event, or series of events, of the page: its IRI, or a name of it.
        since: the first date of the page's events: a year, or an ISO month or day.
        until: their last date.
        top: how many things are drawn at most, 1 to 5,000; the reader can ask for more.
        title: title of the page.
        base: what most IRIs of the graph begin with; the address bar leaves it out.
        pages: where the page of a thing is, from this page, if things have pages.
        home: where the title leads to, if anywhere.

    Raises:
        NotFoundError: the graph holds no such focus or event.
        ValueError: ``depth`` or ``top`` is out of range, or a date is none.
    """
    graph = narrowed(graph, event=event, since=since, until=until)
    return _page(
        whole(graph),
        totals(graph),
        focus=_middle(graph, focus),
        depth=depth,
        top=top,
        title=title,
        base=base,
        address=None,
        pages=pages,
        home=home,
    )


def remote_page(
    part: Part,
    *,
    address: str,
    totals: Totals,
    focus: Iri | None = None,
    depth: int = DEFAULT_DEPTH,
    top: int = DEFAULT_TOP,
    title: str = DEFAULT_TITLE,
    base: str = DEFAULT_BASE,
    root: str | None = None,
) -> Page:
    """The same page over a graph that no file holds: it asks its own server for what it lacks.

    The server answers three requests with JSON:

    - ``{address}/part?thing=…&thing=…&depth=N``: the tables (`part_tables`) of
      these things and what lies at most so many steps from them, complete up to
      the last step but one. Things are named as in the address bar.
    - ``{address}/overview?top=N``: the tables of at least the so many things
      that an overview shows first, with their order.
    - ``{address}/find?text=…``: at most 30 objects, best first, with ``iri``,
      ``name``, ``matched`` (the name that matched) and ``kind``, a position in
      the ``kinds`` of the tables.

    Args:
        part: what the page opens with: an overview with its order, or what lies
            around the focus.
        address: where it asks, without a slash at the end; of the page's own server.
        totals: what it says of the whole graph.
        focus: the thing to open on, one of the part; None for the overview.
        depth: how many steps around the focus are drawn.
        top: how many things are drawn at most.
        title: title of the page.
        base: what most IRIs of the graph begin with.
        root: where the title leads to, and what the address of the page of a
            thing begins with, before its IRI without the base; None without pages.

    Raises:
        NotFoundError: the part holds no such focus.
        ValueError: ``depth`` or ``top`` is out of range.
    """
    return _page(
        part,
        totals,
        focus=_middle(part.graph, focus),
        depth=depth,
        top=top,
        title=title,
        base=base,
        address=address,
        pages=root,
        home=root,
    )


def explorer_page(graph: TalkGraph, **options: Unpack[_Options]) -> str:
    """The text of the interactive page; see `explore` for arguments and errors."""
    return explore(graph, **options).html


def write_page(graph: TalkGraph, path: Path, **options: Unpack[_Options]) -> Page:
    """Write the interactive page to a file; see `explore` for the other arguments.

    Raises:
        NotFoundError: the graph holds no such focus or event.
        TalkgraphError: the file cannot be written.
        ValueError: ``depth`` or ``top`` is out of range, or a date is none.
    """
    page = explore(graph, **options)
    page.write(path)
    return page


def _page(
    part: Part,
    sums: Totals,
    *,
    focus: Iri | None,
    depth: int,
    top: int,
    title: str,
    base: str,
    address: str | None,
    pages: Callable[[Iri], str] | str | None = None,
    home: str | None = None,
) -> Page:
    if not 1 <= top <= LARGEST_TOP:
        raise ValueError(f"top is {top}; it must be 1 to {LARGEST_TOP}")
    if depth < 1:
        raise ValueError(f"depth is {depth}; it must be at least 1")
    content = tables(part, base=base)
    first = part.order[:top]
    drawn = first
    if focus is not None:
        drawn = neighbourhood(part.graph, focus, depth=depth, top=top, counts=part.degrees)
    drawing = draw(part, content, drawn)
    start = {
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "options": drawing.options,
        "overview": _places(part.graph, content, first) if focus is not None else None,
        "focus": content.position[focus] if focus is not None else None,
        "depth": depth,
        "top": top,
        "growth": growth(),
        "largest": largest(),
        "totals": sums.content(),
        "prefixes": dict(prefixes()),
        "remote": address,
        "pages": [pages(iri) for iri in content.position] if callable(pages) else pages,
    }
    html = _render(title=title, home=home, is_remote=address is not None, tables=content.content, start=start)
    return Page(html=html, title=title, drawn=len(drawn), things=sums.things)


def _middle(graph: TalkGraph, focus: Iri | str | None) -> Iri | None:
    if isinstance(focus, str):
        return find_thing(graph, focus).iri
    if focus is not None and focus not in graph.things:
        raise NotFoundError("thing", focus.value)
    return focus


def _places(graph: TalkGraph, content: Tables, drawn: tuple[Iri, ...]) -> list[tuple[int, int, int]]:
    return [(content.position[iri], x, y) for iri, (x, y) in positions(graph, drawn).items()]


def _render(*, title: str, home: str | None, is_remote: bool, **embedded: Any) -> str:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(template()).render(
        title=title,
        home=home,
        sources="self" if is_remote else "none",
        script_hashes=Markup(" ".join(map(script_hash, scripts()))),
        styles=[Markup(text) for text in styles()],
        scripts=[Markup(text) for text in scripts()],
        embedded={name: Markup(embedded_json(value)) for name, value in sorted(embedded.items())},
    )
