"""A fetch: what it asks for, accepts, refuses, and keeps."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

import talkgraph
from talkgraph.errors import FetchError, UnreachableError
from talkgraph.fetching import FetchStatus, fetch_recaps
from talkgraph.sources import read_recaps
from tests.fetching.site import HTML, PAGE, Page, serving, to

if TYPE_CHECKING:
    from functools import partial
    from io import BufferedIOBase
    from pathlib import Path

    from talkgraph.fetching import FetchedRecap
    from tests.fetching.site import Site

    Fetch = partial[FetchedRecap]


def test_a_page_is_kept_and_read_as_a_file_with_its_address(site: Site, fetch: Fetch) -> None:
    site.pages["/2016/evening"] = Page(
        b'<link rel=canonical href="https://elsewhere.example/"><h1>ParisJS 12</h1><p>By Jane.</p>'
    )
    recap = fetch(f"{site.address}/2016/evening#talks")
    (document,) = read_recaps(recap.file)

    assert (recap.status, recap.reason) == (FetchStatus.FETCHED, "")
    assert recap.url == recap.final_url == document.address == f"{site.address}/2016/evening"
    assert recap.source == document.source == f"127.0.0.1:{site.port}/2016/evening"
    assert document.text == "ParisJS 12\n\nBy Jane."


def test_relative_links_start_from_the_address(site: Site, fetch: Fetch) -> None:
    site.pages["/2016/evening"] = Page(b'<h1>ParisJS 12</h1><p>By <a href="jane">Jane</a>.</p>')
    (document,) = read_recaps(fetch(f"{site.address}/2016/evening").file)
    assert [link.target for link in document.links] == [f"{site.address}/2016/jane"]


def test_a_request_says_who_asks_and_nothing_else(site: Site, fetch: Fetch) -> None:
    site.pages["/a"] = Page(headers={**HTML, "Set-Cookie": "a=b"})
    fetch(f"{site.address}/a")
    fetch(f"{site.address}/a", refetch=True)

    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"] * 2
    for _, headers in site.asked:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert headers["User-Agent"] == f"talkgraph/{talkgraph.__version__}"


def test_no_proxy_of_the_environment_is_used(
    site: Site, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/a"] = Page()
    with serving() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.address)
        fetch(f"{site.address}/a")
        assert proxy.connections == 0


# Redirects


def test_redirects_are_followed_and_the_first_address_stays_the_name(site: Site, fetch: Fetch) -> None:
    site.pages |= {
        "/1": to("2?x=é".encode().decode("latin-1"), 301),
        "/2?x=%C3%A9": to("/3", 308),
        "/3": Page(),
    }
    recap = fetch(f"{site.address}/1")

    assert (recap.url, recap.final_url) == (f"{site.address}/1", f"{site.address}/3")
    assert recap.source == f"127.0.0.1:{site.port}/1"


def test_five_redirects_are_followed_and_no_sixth(site: Site, fetch: Fetch) -> None:
    site.pages |= {f"/{number}": to(f"/{number + 1}") for number in range(6)}
    site.pages["/6"] = Page()

    assert fetch(f"{site.address}/1").final_url == f"{site.address}/6"
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(f"{site.address}/0")


@pytest.mark.parametrize(
    ("place", "complaint"),
    [
        ("file:///etc/passwd", "only http:// and https://"),
        ("http://jane:secret@127.0.0.1/", "a name or password"),
        ("//[", "no address"),
    ],
)
def test_a_redirect_to_what_may_not_be_fetched_is_refused(
    site: Site, fetch: Fetch, place: str, complaint: str
) -> None:
    site.pages["/a"] = to(place)
    with pytest.raises(FetchError, match=complaint) as caught:
        fetch(f"{site.address}/a")
    assert caught.value.url == f"{site.address}/a"
    assert "secret" not in str(caught.value)


def test_a_redirect_to_a_private_address_is_refused(
    site: Site, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site counts as public here; what it leads on to does not."""
    from talkgraph.fetching import fetch_recap
    from talkgraph.fetching.networks import kind_of_place as real

    where = "talkgraph.fetching.connecting.kind_of_place"
    monkeypatch.setattr(where, lambda at: None if at == "127.0.0.1" else real(at))
    site.pages["/a"] = to("http://127.0.0.2:1/secrets")
    with pytest.raises(FetchError, match=r"leads on to http://127\.0\.0\.2:1/secrets: leads to 127\.0\.0\.2"):
        fetch_recap(f"{site.address}/a", cache=cache)
    assert site.paths == ["/a"]


# robots.txt


def robots(text: str) -> Page:
    return Page(text.encode(), headers={"Content-Type": "text/plain"})


@pytest.mark.parametrize("agent", ["*", "talkgraph", "TalkGraph"])
def test_what_robots_txt_forbids_is_not_asked_for(site: Site, fetch: Fetch, agent: str) -> None:
    site.pages |= {"/robots.txt": robots(f"User-agent: {agent}\nDisallow: /private"), "/private/a": Page()}
    site.pages["/public"] = Page()

    with pytest.raises(FetchError, match=r"robots\.txt forbids"):
        fetch(f"{site.address}/private/a")
    assert site.paths == []
    assert fetch(f"{site.address}/public").status is FetchStatus.FETCHED


def test_what_robots_txt_forbids_others_is_allowed(site: Site, fetch: Fetch) -> None:
    site.pages |= {"/robots.txt": robots("User-agent: other\nDisallow: /"), "/a": Page()}
    assert fetch(f"{site.address}/a").path.is_file()


def test_robots_txt_of_the_server_that_a_page_leads_on_to_counts(site: Site, fetch: Fetch) -> None:
    with serving() as other:
        other.pages |= {"/robots.txt": robots("User-agent: *\nDisallow: /"), "/b": Page()}
        site.pages["/a"] = to(f"{other.address}/b")
        with pytest.raises(FetchError, match=r"leads on to .*robots\.txt forbids"):
            fetch(f"{site.address}/a")
        assert other.paths == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_server_without_robots_txt_allows_all(site: Site, fetch: Fetch, status: int) -> None:
    site.pages |= {"/robots.txt": Page(b"Disallow: /", status), "/a": Page()}
    assert fetch(f"{site.address}/a").path.is_file()


def test_a_server_that_cannot_give_its_robots_txt_is_left_alone(site: Site, fetch: Fetch) -> None:
    site.pages |= {"/robots.txt": Page(b"", 503), "/a": Page()}
    with pytest.raises(UnreachableError, match=r"answers with status 503; .*robots\.txt is asked for first"):
        fetch(f"{site.address}/a")
    assert site.paths == []


def test_robots_txt_may_be_larger_than_a_page_and_is_asked_for_once(site: Site, cache: Path) -> None:
    rules = "User-agent: *\nDisallow: /private\n" + "# filling\n" * 200_000
    site.pages |= {"/robots.txt": robots(rules), "/a": Page(), "/b": Page(), "/private": Page()}
    urls = [f"{site.address}{path}" for path in ("/b", "/private", "/a")]
    outcome = fetch_recaps(urls, cache=cache, allow_private=True, max_bytes=1000)

    assert [recap.url for recap in outcome.recaps] == [urls[2], urls[0]]
    assert [failure.url for failure in outcome.failures] == [urls[1]]
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]


# Size and time


@pytest.mark.parametrize("headers", [HTML, {**HTML, "Transfer-Encoding": "identity"}])
def test_a_page_at_the_limit_is_taken_and_one_byte_more_refused(
    site: Site, fetch: Fetch, headers: dict[str, str]
) -> None:
    site.pages["/a"] = Page(headers=headers)
    assert fetch(f"{site.address}/a", max_bytes=len(PAGE)).path.read_bytes() == PAGE
    with pytest.raises(FetchError, match=f"limit of {len(PAGE) - 1}; --max-bytes"):
        fetch(f"{site.address}/a", max_bytes=len(PAGE) - 1)


def test_a_page_without_a_length_is_counted_while_it_comes(site: Site, fetch: Fetch) -> None:
    def without_end(out: BufferedIOBase) -> None:
        while True:
            out.write(b"word " * 1000)

    site.pages["/a"] = Page(headers=HTML, send=without_end)
    with pytest.raises(FetchError, match="has more bytes than the limit of 100,000"):
        fetch(f"{site.address}/a", max_bytes=100_000)


def test_a_packed_page_is_unpacked(site: Site, fetch: Fetch) -> None:
    site.pages["/a"] = Page(gzip.compress(PAGE), headers={**HTML, "Content-Encoding": "gzip"})
    assert fetch(f"{site.address}/a").path.read_bytes() == PAGE


def test_a_small_page_that_unpacks_to_a_large_one_is_refused(site: Site, fetch: Fetch) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    site.pages["/a"] = Page(bomb, headers={**HTML, "Content-Encoding": "gzip"})
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="has more bytes than the limit of 100,000"):
            fetch(f"{site.address}/a", max_bytes=100_000)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


BROKEN = {
    "cut": (gzip.compress(PAGE)[:-9], "broke off"),
    "no gzip": (PAGE, "is said to be packed with gzip"),
    "two": (gzip.compress(PAGE) * 2, "several pieces"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_page_that_does_not_unpack_is_refused(site: Site, fetch: Fetch, case: str) -> None:
    body, complaint = BROKEN[case]
    site.pages["/a"] = Page(body, headers={**HTML, "Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match=complaint):
        fetch(f"{site.address}/a")


def test_a_page_that_is_packed_otherwise_is_refused(site: Site, fetch: Fetch) -> None:
    site.pages["/a"] = Page(headers={**HTML, "Content-Encoding": "br"})
    with pytest.raises(FetchError, match="is packed with br"):
        fetch(f"{site.address}/a")


@pytest.mark.parametrize("headers", [{"Content-Length": "9999"}, {"Transfer-Encoding": "chunked"}])
def test_a_page_that_breaks_off_is_not_kept(
    site: Site, fetch: Fetch, cache: Path, headers: dict[str, str]
) -> None:
    begun = b"ff\r\n<p>Half" if "Transfer-Encoding" in headers else PAGE
    site.pages["/a"] = Page(headers={**HTML, **headers}, send=lambda out: out.write(begun) and None)  # type: ignore[arg-type]
    with pytest.raises(UnreachableError):
        fetch(f"{site.address}/a")
    assert not cache.exists()


def test_a_page_that_comes_drop_by_drop_ends_at_the_time_limit(site: Site, fetch: Fetch) -> None:
    def drip(out: BufferedIOBase) -> None:
        for _ in range(1200):  # two minutes
            out.write(b".")
            out.flush()
            time.sleep(0.1)

    site.pages["/a"] = Page(headers=HTML, send=drip)
    began = time.monotonic()
    with pytest.raises(UnreachableError, match="took more than 1 seconds; --fetch-seconds allows more"):
        fetch(f"{site.address}/a", seconds=1)
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf")])
def test_a_time_limit_is_a_number_of_seconds(fetch: Fetch, seconds: float) -> None:
    with pytest.raises(ValueError, match="no fetch can take"):
        fetch("http://127.0.0.1/", seconds=seconds)


# What it is


@pytest.mark.parametrize(
    ("path", "stated", "suffix"),
    [
        ("/a", "text/html; charset=utf-8", ".html"),
        ("/a.md", "Text/HTML", ".html"),
        ("/a", "application/xhtml+xml", ".xhtml"),
        ("/a", "text/markdown", ".md"),
        ("/a", "text/x-rst", ".rst"),
        ("/a", "text/plain", ".txt"),
        ("/a", "text/calendar; charset=utf-8", ".ics"),
        ("/a", "application/rss+xml", ".rss"),
        ("/a", "application/atom+xml", ".atom"),
        ("/a", "application/json", ".json"),
        ("/a", "application/xml", ".xml"),
        ("/feed.xml", "text/xml; charset=utf-8", ".xml"),
        ("/a.ics", "text/plain", ".ics"),
        ("/a.md?raw=1", "text/plain", ".md"),
        ("/a.rst", None, ".rst"),
        ("/a.HTML", None, ".html"),
    ],
)
def test_the_form_is_what_the_server_says_or_the_end_of_the_name(
    site: Site, fetch: Fetch, path: str, stated: str | None, suffix: str
) -> None:
    site.pages[path] = Page(headers={"Content-Type": stated} if stated else {})
    assert fetch(f"{site.address}{path}").path.suffix == suffix


@pytest.mark.parametrize(
    ("path", "stated"),
    [("/a.md", "image/png"), ("/a.html", "application/octet-stream"), ("/a", None), ("/a.pdf", None)],
)
def test_what_is_no_recap_is_refused_before_its_body_is_read(
    site: Site, fetch: Fetch, path: str, stated: str | None
) -> None:
    headers = {"Content-Type": stated} if stated else {}
    site.pages[path] = Page(headers={**headers, "Content-Length": "9999"}, send=lambda _: time.sleep(0))
    with pytest.raises(FetchError, match="recaps are HTML, Markdown"):
        fetch(f"{site.address}{path}")


@pytest.mark.parametrize(
    ("stated", "body"),
    [
        ("windows-1252", "“café”".encode("cp1252")),
        ("ISO-8859-1", "“café”".encode("cp1252")),
        ("shift_jis", "東京".encode("shift_jis")),
        ("iso-2022-jp", "東京".encode("iso2022_jp")),
        ("utf-16le", "café".encode("utf-16-le")),
        ("utf-8", "café".encode()),
        ("iso-8859-1", "café".encode()),  # the default of an old server; what is UTF-8 is UTF-8
        ("iso-8859-1", "café".encode("utf-8-sig")),
        ("nonsense", "café".encode()),
    ],
)
def test_the_charset_that_the_server_states_is_believed(
    site: Site, fetch: Fetch, stated: str, body: bytes
) -> None:
    site.pages["/a"] = Page(body, headers={"Content-Type": f"text/plain; charset={stated}"})
    (document,) = read_recaps(fetch(f"{site.address}/a").file)
    assert document.text in {"“café”", "東京", "café"}


@pytest.mark.parametrize("status", [204, 206, 302, 400, 401, 403, 404, 410])
def test_what_is_not_the_page_is_refused(site: Site, fetch: Fetch, status: int) -> None:
    site.pages["/a"] = Page(PAGE if status not in {204} else b"", status)
    with pytest.raises(FetchError, match=f"status {status}") as caught:
        fetch(f"{site.address}/a")
    assert not isinstance(caught.value, UnreachableError)


def test_an_empty_page_is_refused(site: Site, fetch: Fetch) -> None:
    site.pages["/a"] = Page(b" \n")
    with pytest.raises(FetchError, match="the page is empty"):
        fetch(f"{site.address}/a")


def test_what_does_not_speak_http_is_told(site: Site, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket
    import threading

    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-OpenSSH\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(UnreachableError, match="no HTTP"):
            fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/a")
        thread.join()


def test_one_page_by_two_addresses_is_told(site: Site, cache: Path) -> None:
    site.pages |= {"/a": Page(), "/a/": Page()}
    outcome = fetch_recaps([f"{site.address}/a", f"{site.address}/a/"], cache=cache, allow_private=True)

    assert [recap.url for recap in outcome.recaps] == [f"{site.address}/a"]
    assert "same name" in str(outcome.failures[0])
