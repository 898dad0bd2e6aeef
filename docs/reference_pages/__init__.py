"""The reference, written from the code: commands, reports, queries, forms, formats, errors, ontology.

Nothing of it is kept in the repository. ``write_reference`` writes the pages
when Sphinx begins, as Markdown; a command, an option, a query or a class that
is new stands there without anybody writing about it.
"""

from __future__ import annotations

from reference_pages.pages import reference_pages, write_reference

__all__ = ["reference_pages", "write_reference"]
