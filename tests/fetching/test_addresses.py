"""Which addresses are asked for: their spelling, and where they lead."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import FetchError, UnreachableError
from talkgraph.fetching import fetch_recap
from talkgraph.fetching.address import parse_address, source_name
from talkgraph.fetching.networks import kind_of_place
from tests.fetching.site import Page

if TYPE_CHECKING:
    from functools import partial
    from pathlib import Path

    from talkgraph.fetching import FetchedRecap
    from tests.fetching.site import Site

HOSTS = (
    "127.0.0.1", "localhost", "[::1]", "0x7f000001", "2130706433", "127.1", "169.254.169.254", "10.0.0.1",
    "172.16.0.1", "192.168.1.1", "0.0.0.0", "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[::]",
    "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[fe80::1]", "[fc00::1]", "[fec0::1]", "[ff02::1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:db8::1]", "[::127.0.0.1]", "\uff11\uff12\uff17.0.0.1",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_not_the_public_web_is_refused_before_any_byte_is_sent(
    host: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(FetchError, match="only servers of the public web are asked") as caught:
        fetch_recap(f"http://{host}/", cache=cache)
    assert not isinstance(caught.value, UnreachableError)
    assert not cache.exists()


def test_this_machine_is_not_connected_to_unless_that_is_allowed(site: Site, cache: Path) -> None:
    site.pages["/a"] = Page()
    with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.1 \(loopback\)"):
        fetch_recap(f"{site.address}/a", cache=cache)
    assert site.connections == 0

    assert fetch_recap(f"{site.address}/a", cache=cache, allow_private=True).path.is_file()


def answers(*places: str) -> Any:
    """A name service that knows one name, by these addresses."""

    def ask(_host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port)) for place in places]

    return ask


def test_a_name_of_which_one_address_is_private_is_refused_whole(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers("93.184.216.34", "127.0.0.1"))
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was opened"))
    with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.1"):
        fetch_recap("http://example.org/a", cache=cache)


def test_a_name_is_asked_for_once_per_connection_and_its_very_address_is_connected_to(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is looked at, and private a moment later, gains nothing."""
    asked = []

    def resolve(host: str, port: int, **_: object) -> Any:
        asked.append(host)
        return answers("93.184.216.34" if len(asked) == 1 else "127.0.0.1")(host, port)

    connected = []

    def connect(_self: object, place: tuple[str, int]) -> None:
        connected.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(UnreachableError):
        fetch_recap("http://example.org/a", cache=cache)
    assert (asked, connected) == (["example.org"], [("93.184.216.34", 80)])


def test_the_other_end_of_the_connection_is_looked_at_too(
    site: Site, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/a"] = Page()
    real = socket.socket.connect
    monkeypatch.setattr(socket, "getaddrinfo", answers("93.184.216.34"))
    monkeypatch.setattr(socket.socket, "connect", lambda self, _: real(self, ("127.0.0.1", site.port)))
    with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.1"):
        fetch_recap("http://example.org/a", cache=cache)
    assert site.asked == []


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_a_private_address_stays_one_however_it_is_wrapped(address: IPv4Address) -> None:
    number = int(address)
    wrapped = (number + (0xFFFF << 32), number + (0x64FF9B << 96), (0x2002 << 112) + (number << 80))
    assert kind_of_place(str(address))
    assert all(kind_of_place(str(IPv6Address(one))) for one in wrapped)


@pytest.mark.parametrize("place", ["93.184.216.34", "1.1.1.1", "2606:2800:220:1::1", "::ffff:1.1.1.1"])
def test_public_addresses_are_public(place: str) -> None:
    assert kind_of_place(place) is None


WRONG = {
    "ftp://example.org/a.md": "only http:// and https:// are fetched",
    "file:///etc/passwd": "only http:// and https:// are fetched",
    "javascript://example.org/": "only http:// and https:// are fetched",
    "http://jane:secret@example.org/": "a name or password",
    "http://@example.org/": "a name or password",
    "http:///a.md": "names no server",
    "http://example.org:0/": "names no server",
    "http://example.org:99999/": "cannot be read as an address",
    "http://[::1/": "cannot be read as an address",
    "http://[fe80::1%25eth0]/": "names no server",
    "http://¸/": "names no server",
    "http://exa%6dple.org/": "names no server",
    "http://example.org/\udcff": "cannot be read as an address",
    "http://a..b/": "cannot be read as an address",
    "http://example.org/a b": "no spaces",
    "http://example.org/\r\nHost: x": "no spaces",
    "http://example.org\\@127.0.0.1/": "no spaces",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_address_of_the_web_is_refused(text: str, fetch: partial[FetchedRecap]) -> None:
    with pytest.raises(FetchError, match=WRONG[text]) as caught:
        fetch(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "url", "name"),
    [
        ("HTTPS://Example.ORG:443", "https://example.org/", "example.org"),
        ("http://example.org/a/?b=1&c#d", "http://example.org/a/?b=1&c", "example.org/a?b=1&c"),
        ("http://example.org:8080/a.md", "http://example.org:8080/a.md", "example.org:8080/a.md"),
        (
            "http://bücher.example/é%2F",
            "http://xn--bcher-kva.example/%C3%A9%2F",
            "xn--bcher-kva.example/é%2F",
        ),
        ("http://example.org/%ff%00", "http://example.org/%ff%00", "example.org/%ff%00"),
        ("http://[2606:2800::1]:81/", "http://[2606:2800::1]:81/", "[2606:2800::1]:81"),
    ],
)
def test_an_address_has_one_spelling_and_a_readable_name(text: str, url: str, name: str) -> None:
    address = parse_address(text)
    assert (address.url, source_name(address)) == (url, name)
    assert parse_address(address.url) == address


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for each in (text, f"http://{text}", f"http://example.org/{text}"):
        try:
            address = parse_address(each)
        except FetchError:
            continue
        assert address.url.isascii()
        assert parse_address(address.url) == address
        assert source_name(address).isprintable()


def test_a_place_that_does_not_answer_leaves_the_next_one_its_turn(
    site: Site, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/a"] = Page()
    real = socket.socket.connect

    def connect(self: socket.socket, place: tuple[str, int]) -> None:
        if place[0] == "127.0.0.2":
            raise TimeoutError
        real(self, place)

    monkeypatch.setattr(socket, "getaddrinfo", answers("127.0.0.2", "127.0.0.1"))
    monkeypatch.setattr(socket.socket, "connect", connect)
    url = f"http://example.org:{site.port}/a"
    assert fetch_recap(url, cache=cache, allow_private=True).url == url


def test_a_name_service_that_does_not_answer_ends_at_the_time_limit(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    stop = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: stop.wait(60) and [])
    with pytest.raises(UnreachableError, match=r"took more than 0\.2 seconds"):
        fetch_recap("http://example.org/a", cache=cache, seconds=0.2)
    stop.set()
