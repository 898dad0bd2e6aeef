"""Take the pictures of the explorer, the server, the static site and a plot for README and docs.

    python benchmarks/screenshot.py graph.html talkgraph.db docs/pictures

Needs Debian's chromium and Playwright (``pip install 'talkgraph[dev]'``).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from serving import served

from talkgraph.graph import project
from talkgraph.reports import find_trends, plot_trends
from talkgraph.site import write_site
from talkgraph.store import open_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Name of the picture: address, colours.
EXPLORER = {
    "explorer-overview": ("", "light"),
    "explorer-focus": ("#focus=person/juan-benet&depth=2", "light"),
    "explorer-dark": ("", "dark"),
}
QUERY = """SELECT ?event ?talk ?speaker ?company WHERE {
  ?talk a tg:Talk ; schema:superEvent ?event ; schema:performer ?speaker .
  ?speaker schema:worksFor ?company .
}
ORDER BY ?event ?talk
"""
SERVER = {
    "thing": ("technology/interplanetary-file-system", "light"),
    "talk": ("talk/dotscale-2016/juan-benet", "light"),
    "form": ("q/talks?topic=CSS&since=2016", "light"),
    "ask": ("ask?question=who+talked+about+Electron", "light"),
    "query": (f"#query={quote(QUERY)}", "light"),
}
SITE = {
    "site": ("index.html", "light"),
    "site-talk": ("talk/dotscale-2016/juan-benet/index.html", "light"),
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
REST = 2500  # milliseconds after which a page is at rest


def take(browser: Browser, address: str, scheme: str, picture: Path, *, press: str = "") -> None:
    """Opens a page, presses a button if one is named, and saves a picture."""
    view = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    view.goto(address)
    if press:
        view.locator(press).click()
    view.wait_for_timeout(REST)
    view.screenshot(path=picture)
    view.close()


def main(page: Path, store: Path, folder: Path) -> None:
    """Takes all pictures."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver, served(store, 30) as (root, _):
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for name, (fragment, scheme) in EXPLORER.items():
            take(browser, f"{page.resolve().as_uri()}{fragment}", scheme, folder / f"{name}.png")
        for name, (path, scheme) in SERVER.items():
            press = "#run" if name == "query" else ""
            take(browser, f"{root}{path}", scheme, folder / f"{name}.png", press=press)
        with TemporaryDirectory() as place:
            opened = open_store(store)
            write_site(opened, Path(place) / "site", title="Talks in Paris")
            for name, (path, scheme) in SITE.items():
                address = (Path(place) / "site" / path).resolve().as_uri()
                take(browser, address, scheme, folder / f"{name}.png")
        browser.close()
    (folder / "trends.png").write_bytes(plot_trends(find_trends(project(opened)), "png"))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
