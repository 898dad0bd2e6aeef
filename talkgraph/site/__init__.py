"""A whole graph as a static site: pages that any host of files serves, and that open from a disk.

``write_site`` reads a store once and writes a page of each thing and recap,
lists, a search, the explorer, and a first page that leads to them all. Links
between pages are relative and name files, so that the site works below any
address and without one.
"""

from __future__ import annotations

from talkgraph.site.addresses import checked_address
from talkgraph.site.material import DEFAULT_TITLE, Material
from talkgraph.site.writing import SiteOutcome, site_files, write_site

__all__ = ["DEFAULT_TITLE", "Material", "SiteOutcome", "checked_address", "site_files", "write_site"]
