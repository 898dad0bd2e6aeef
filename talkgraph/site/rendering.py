"""Templates of the site, filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.explorer import kind_looks
from talkgraph.pages import embedded_data, environment
from talkgraph.site.settings import folders

if TYPE_CHECKING:
    from markupsafe import Markup

    from talkgraph.model import Iri
    from talkgraph.site.addresses import Here
    from talkgraph.site.material import Material

__all__ = ["data_address", "list_path", "render"]


def render(
    template: str, material: Material, here: Here, *, title: str, linked_data: object, **values: Any
) -> tuple[str, bytes]:
    """A page: its file, and its HTML.

    Args:
        template: name of the template below ``templates/site``, without its ending.
        material: what the site is made from.
        here: the page.
        title: its heading.
        linked_data: what it says, as JSON-LD.
        values: what else the template needs.
    """
    top, foot = _frame(material, here.root)
    page = environment().get_template(f"site/{template}.html.j2")
    text = page.render(
        title=title,
        site=material.title,
        root=here.root,
        base=material.base,
        address=here.address,
        canonical=material.absolute(here.path),
        explorer=_explorer(here.root),
        top=top,
        foot=foot,
        layout="site/layout.html.j2",
        header="site/header.html.j2",
        linked_data=embedded_data(linked_data),
        **values,
    )
    return here.path, text.encode()


def _frame(material: Material, root: str) -> tuple[Markup, Markup]:
    """What stands above and below the content of all pages at one depth."""
    if root not in material.frames:
        material.frames[root] = _new_frame(material, root)
    return material.frames[root]


def _new_frame(material: Material, root: str) -> tuple[Markup, Markup]:
    from markupsafe import Markup

    kinds = [
        (kind_looks()[kind].plural, f"{root}{list_path(folders()[kind])}", count, kind)
        for kind, count in material.sizes.items()
    ]
    values = {"site": material.title, "root": root, "kinds": kinds, "explorer": _explorer(root)}
    top, foot = (
        environment().get_template(f"site/{name}.html.j2").render(values) for name in ("top", "foot")
    )
    return Markup(top), Markup(foot)


def _explorer(root: str) -> str:
    return f"{root}explorer.html"


def list_path(folder: str) -> str:
    """The file of the list of a kind.

    >>> list_path("technology")
    'technology/index.html'
    """
    return f"{folder}/index.html"


def data_address(material: Material, here: Here, iri: Iri) -> str:
    """The address of a page as embedded data names it: whole, if that is known."""
    return material.absolute(material.addresses.path(iri)) or here.address(iri)
