"""The kept copy: asked about, replaced, and read where the server cannot be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import FetchError, UnreachableError
from talkgraph.fetching import FetchStatus
from tests.builder.recaps import files_of
from tests.fetching.site import HTML, PAGE, Page, serving, to

if TYPE_CHECKING:
    from functools import partial
    from pathlib import Path

    from talkgraph.fetching import FetchedRecap
    from tests.fetching.site import Site

    Fetch = partial[FetchedRecap]


def test_an_unchanged_page_is_asked_about_and_not_sent_again(site: Site, fetch: Fetch, cache: Path) -> None:
    since = "Tue, 26 Apr 2016 08:00:00 GMT"
    site.pages["/a"] = Page(headers={**HTML, "ETag": '"one"', "Last-Modified": since})
    first = fetch(f"{site.address}/a")
    before = files_of(cache)
    site.pages["/a"] = Page(b"", 304)
    second = fetch(f"{site.address}/a")

    assert site.asked[-1][1]["If-None-Match"] == '"one"'
    assert site.asked[-1][1]["If-Modified-Since"] == since
    assert (second.status, second.path) == (FetchStatus.UNCHANGED, first.path)
    assert files_of(cache) == before


def test_a_changed_page_takes_the_place_of_the_kept_one(site: Site, fetch: Fetch, cache: Path) -> None:
    site.pages["/a"] = Page(headers={**HTML, "ETag": '"one"'})
    fetch(f"{site.address}/a")
    site.pages["/a"] = Page(b"<p>New", headers={**HTML, "ETag": '"two"'})
    second = fetch(f"{site.address}/a")

    assert (second.status, second.path.read_bytes()) == (FetchStatus.FETCHED, b"<p>New")
    assert len(files_of(cache)) == 2


def test_only_the_page_that_gave_a_version_is_asked_about_it(site: Site, fetch: Fetch) -> None:
    site.pages |= {"/a": to("/b"), "/b": Page(headers={**HTML, "ETag": '"one"'})}
    fetch(f"{site.address}/a")
    fetch(f"{site.address}/a")
    assert ["If-None-Match" in headers for _, headers in site.asked[-2:]] == [False, True]


def test_refetching_asks_for_the_whole_page_and_takes_no_copy(site: Site, fetch: Fetch) -> None:
    site.pages["/a"] = Page(headers={**HTML, "ETag": '"one"'})
    fetch(f"{site.address}/a")
    assert fetch(f"{site.address}/a", refetch=True).status is FetchStatus.FETCHED
    assert "If-None-Match" not in site.asked[-1][1]

    site.pages["/a"] = Page(b"", 503)
    with pytest.raises(UnreachableError, match="status 503"):
        fetch(f"{site.address}/a", refetch=True)


@pytest.mark.parametrize("trouble", ["page", "robots.txt", "too many"])
def test_where_the_server_is_in_trouble_the_copy_stands_in(site: Site, fetch: Fetch, trouble: str) -> None:
    site.pages["/a"] = Page()
    first = fetch(f"{site.address}/a")
    place = "/robots.txt" if trouble == "robots.txt" else "/a"
    site.pages[place] = Page(b"", 429 if trouble == "too many" else 500)
    second = fetch(f"{site.address}/a")

    assert (second.status, second.path) == (FetchStatus.FROM_CACHE, first.path)
    assert "status" in second.reason


@pytest.mark.parametrize("answer", [Page(b"", 404), Page(headers={"Content-Type": "image/png"})])
def test_where_the_page_is_gone_or_another_no_copy_stands_in(site: Site, fetch: Fetch, answer: Page) -> None:
    site.pages["/a"] = Page()
    fetch(f"{site.address}/a")
    site.pages["/a"] = answer
    with pytest.raises(FetchError):
        fetch(f"{site.address}/a")


def test_offline_the_copy_is_the_page(fetch: Fetch, cache: Path) -> None:
    with serving() as site:
        site.pages["/a"] = Page()
        first = fetch(f"{site.address}/a")
    before = files_of(cache)
    second = fetch(f"{site.address}/a")

    assert second.status is FetchStatus.FROM_CACHE
    assert "cannot be reached" in second.reason
    assert (second.path, second.source, second.url) == (first.path, first.source, first.url)
    assert files_of(cache) == before
    with pytest.raises(UnreachableError, match="cannot be reached"):
        fetch(f"{site.address}/b")


@pytest.mark.parametrize("damage", ["page", "entry", "other file"])
def test_a_damaged_copy_is_fetched_again(
    site: Site, fetch: Fetch, cache: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    site.pages["/a"] = Page(headers={**HTML, "ETag": '"one"'})
    recap = fetch(f"{site.address}/a")
    (entry,) = cache.glob("*.json")
    if damage == "page":
        recap.path.write_bytes(b"<p>Changed")
    elif damage == "entry":
        entry.write_bytes(entry.read_bytes()[:50])
    else:
        (cache.parent / "secret.html").write_bytes(PAGE)
        entry.write_text(entry.read_text().replace(recap.path.name, "../secret.html"))
    again = fetch(f"{site.address}/a")

    assert (again.status, again.path.read_bytes()) == (FetchStatus.FETCHED, PAGE)
    assert "If-None-Match" not in site.asked[-1][1]
    assert "the page is fetched again" in caplog.text


def test_where_nothing_can_be_kept_it_is_said(site: Site, fetch: Fetch, cache: Path) -> None:
    cache.write_text("a file")
    site.pages["/a"] = Page()
    with pytest.raises(FetchError, match="--cache names another folder"):
        fetch(f"{site.address}/a")
