"""The first page: the newest events, what was talked about, who talked, the recaps."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from talkgraph.model import Kind
from talkgraph.site.lists import ranked
from talkgraph.site.rendering import render
from talkgraph.site.settings import shown_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.graph import Recap
    from talkgraph.site.material import Material

__all__ = ["front_page"]


def front_page(material: Material) -> tuple[str, bytes]:
    """The page that a site opens with."""
    most = shown_first()
    here = material.here("index.html")
    return render(
        "front",
        material,
        here,
        title=material.title,
        linked_data={
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": material.title,
            "url": material.absolute("") or "./index.html",
        },
        sizes={kind.name: count for kind, count in material.sizes.items()},
        events=list(islice(material.occasions.values(), most["events"])),
        technologies=ranked(material, Kind.TECHNOLOGY, most["technologies"]),
        people=ranked(material, Kind.PERSON, most["people"]),
        recaps=_newest(material)[: most["recaps"]],
    )


def _newest(material: Material) -> Sequence[Recap]:
    """The recaps by their dates, the newest first; those without one last."""
    by_title = sorted(material.graph.recaps.values(), key=lambda recap: (recap.title.casefold(), recap.iri))
    return sorted(by_title, key=lambda recap: recap.published or "", reverse=True)
