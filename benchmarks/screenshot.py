"""Take the pictures of the explorer page for README and docs.

    python benchmarks/screenshot.py graph.html docs/pictures

Needs Debian's chromium and Playwright (``pip install 'talkgraph[dev]'``).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

VIEWS = {
    "overview": ("", "light"),
    "focus": ("#focus=person/juan-benet&depth=2", "light"),
    "dark": ("", "dark"),
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main(page: Path, folder: Path) -> None:
    """Open the page in each view and save a picture of it."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for name, (address, scheme) in VIEWS.items():
            view = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
            view.goto(f"{page.resolve().as_uri()}{address}")
            view.wait_for_timeout(2500)
            view.screenshot(path=folder / f"explorer-{name}.png")
            view.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
