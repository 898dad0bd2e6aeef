"""All pages of the reference, and how they get into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference_pages.commands import command_page, commands, commands_page
from reference_pages.corrections import corrections_page
from reference_pages.errors import errors_page
from reference_pages.formats import formats_page
from reference_pages.forms import forms_page
from reference_pages.markdown import directive, page
from reference_pages.ontology import ontology_page
from reference_pages.python import python_page
from reference_pages.queries import queries_page
from reference_pages.reports import reports_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["reference_pages", "write_reference"]


def reference_pages() -> Mapping[str, str]:
    """The pages by their paths below the folder of the reference."""
    names = commands()
    return {
        "index.md": _index(),
        "commands/index.md": commands_page(names),
        **{f"commands/{name}.md": command_page(name, command) for name, command in names.items()},
        "reports.md": reports_page(),
        "queries.md": queries_page(),
        "forms.md": forms_page(),
        "formats.md": formats_page(),
        "corrections.md": corrections_page(),
        "python.md": python_page(),
        "errors.md": errors_page(),
        "ontology.md": ontology_page(),
    }


def write_reference(folder: Path) -> None:
    """Writes the pages into a folder, and takes away those that are none any more.

    A page that did not change is left as it is, so that Sphinx need not read it again.
    """
    pages = reference_pages()
    for path in sorted(folder.rglob("*.md")):
        if path.relative_to(folder).as_posix() not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def _index() -> str:
    listed = [
        "commands/index",
        "reports",
        "queries",
        "forms",
        "formats",
        "corrections",
        "python",
        "errors",
        "ontology",
    ]
    return page(
        "# Reference",
        "These pages are written from the code when the documentation is built: the commands from the "
        "commands, the ontology from its Turtle.",
        directive("toctree", "", "\n".join(listed)),
    )
