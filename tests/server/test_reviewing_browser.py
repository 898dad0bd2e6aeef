"""Correcting in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.corrections import parse_corrections
from talkgraph.server import Settings
from tests.browsing import Opened, chromium, opening
from tests.explorer.test_browser_access import findings
from tests.server.conftest import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from talkgraph.store import Store

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def test_somebody_corrects_what_a_page_says(browser: Browser, example_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "corrections.yaml"
    with (
        running(Settings(example_store.folder, edit=file)) as server,
        opening(browser, Opened) as visit,
    ):
        opened = visit(f"{server.address}technology/ipfs", server.address)
        opened.page.goto(opened.address)

        opened.find("a", has_text="Correct this").click()
        opened.page.wait_for_url("**/review?about=**")
        assert findings(opened) == []
        opened.find("#by").fill("Ada")
        opened.find("button", has_text="Note it").click()
        opened.page.wait_for_url("**by=Ada**")
        words = opened.find(".doubt h2").first.inner_text()
        opened.find(".doubt button", has_text="Reject").first.click()
        opened.page.wait_for_load_state()
        assert opened.find(".doubt h2", has_text=words).count() == 0
        opened.find("#rename").fill("The File System")
        opened.find("button", has_text="Rename").click()
        opened.page.wait_for_load_state()

    reject, rename = parse_corrections(file.read_text(), "corrections.yaml").corrections
    assert (reject.verb, reject.signature.by) == ("reject", "Ada")
    assert (rename.verb, rename.signature.by) == ("rename", "Ada")
