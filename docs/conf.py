"""How Sphinx builds the documentation: Markdown, and a reference that is written from the code.

    sphinx-build -W -E -b html docs docs/_build/html

Nothing is fetched, neither by the build nor by the pages: the theme brings its own
styles and scripts, and no other project's inventory is asked for.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

from reference_pages import write_reference

import talkgraph

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "talkgraph"
author = "The talkgraph developers"
version = release = talkgraph.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "**/README.md"]
language = "en"
smartquotes = False  # it would make one dash of the two of an option

myst_heading_anchors = 3
autodoc_member_order = "bysource"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # attributes are described once, with their class
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = f"talkgraph {version}"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_static_path: list[str] = []
html_theme_options = {"navigation_with_keys": True}


def setup(app: Sphinx) -> dict[str, bool]:
    """Writes the reference before Sphinx looks for pages."""
    app.connect("builder-inited", lambda builder: write_reference(Path(builder.srcdir, "reference")))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
