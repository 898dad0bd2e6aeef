"""All files of a site, and their way into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.explorer import explore
from talkgraph.exports import write_folder
from talkgraph.site.front import front_page
from talkgraph.site.lists import list_pages
from talkgraph.site.material import DEFAULT_TITLE, Material
from talkgraph.site.search import search_files
from talkgraph.site.sitemap import sitemap_files
from talkgraph.site.things import recap_pages, thing_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from talkgraph.store import Store

__all__ = ["SiteOutcome", "explorer_file", "site_files", "style_files", "write_site"]

_WHAT = "a talkgraph site"


@dataclass(frozen=True, slots=True)
class SiteOutcome:
    """What was written.

    Attributes:
        things: pages of things.
        recaps: pages of recaps.
        files: all files.
        size: of all files, in bytes.
        removed: files of an earlier site that are gone.
        moved: pages that are not where their IRIs say, because not every disk
            could have such a name, or could tell it from another one.
    """

    things: int
    recaps: int
    files: int
    size: int
    removed: int
    moved: int


def write_site(
    store: Store, out: Path, *, title: str = DEFAULT_TITLE, address: str | None = None
) -> SiteOutcome:
    """Writes a store as a static site. The same store gives the same bytes.

    Args:
        store: an open store.
        out: a folder that is absent or empty, or has a site that was written
            before: its files are replaced, those of vanished things removed,
            and all others left alone.
        title: what the site is called.
        address: where the site will be, such as ``https://example.org/talks/``;
            with it, pages name their canonical addresses, and there is a sitemap.

    Raises:
        FolderError: the folder holds other files; nothing was changed.
        ValueError: the address is not one of the web.
        OSError: the disk refuses.
    """
    material = Material.of(store, title=title, address=address)
    written = write_folder(out, site_files(material, store), what=_WHAT)
    return SiteOutcome(
        things=len(material.graph.things),
        recaps=len(material.graph.recaps),
        files=written.files,
        size=written.size,
        removed=written.removed,
        moved=len(material.addresses.moved),
    )


def site_files(material: Material, store: Store) -> Iterator[tuple[str, bytes]]:
    """All files of a site with their paths; those that lead to others come after them."""
    pages: list[str] = []
    for parts in (
        style_files(),
        thing_pages(material),
        recap_pages(material, store),
        list_pages(material),
        [explorer_file(material)],
        search_files(material),
        [front_page(material)],
    ):
        for path, data in parts:
            yield path, data
            pages += [path] if path.endswith(".html") else []
    if material.address is not None:
        yield from sitemap_files(material.address, sorted(pages))


def style_files() -> Iterator[tuple[str, bytes]]:
    """The style sheets: those of the server's pages, and one more."""
    static = files("talkgraph").joinpath("data", "static")
    for name in ("theme.css", "site.css", "pages.css"):
        yield f"static/{name}", static.joinpath(name).read_bytes()
    yield "static/front.css", static.joinpath("site", "front.css").read_bytes()


def explorer_file(material: Material) -> tuple[str, bytes]:
    """The explorer over the whole graph; it leads back to the pages of things."""
    page = explore(
        material.graph,
        title=material.title,
        base=material.base,
        pages=material.addresses.path,
        home="index.html",
    )
    return "explorer.html", page.html.encode()
