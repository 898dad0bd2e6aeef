"""Addresses that every disk can hold."""

from __future__ import annotations

import re

import pytest

from talkgraph.model import DEFAULT_BASE, Iri, Kind
from talkgraph.site import checked_address
from talkgraph.site.addresses import Addresses, Here
from tests.examples import iri
from tests.site.samples import STRANGE


def test_a_page_is_where_its_iri_says() -> None:
    things = {iri("technology/ipfs"): Kind.TECHNOLOGY, iri("talk/dotscale-2016/grid"): Kind.TALK}
    addresses = Addresses(things, DEFAULT_BASE)
    assert addresses.path(iri("technology/ipfs")) == "technology/ipfs/index.html"
    assert addresses.path(iri("talk/dotscale-2016/grid")) == "talk/dotscale-2016/grid/index.html"
    assert addresses.moved == ()


def test_strange_iris_have_safe_pages_of_their_own() -> None:
    addresses = Addresses(dict.fromkeys(STRANGE, Kind.TECHNOLOGY), DEFAULT_BASE)
    paths = [addresses.path(thing) for thing in STRANGE]
    assert len(set(paths)) == len(STRANGE)
    for path in paths:
        assert re.fullmatch(r"technology(/[a-z0-9]+(-[a-z0-9]+)*){1,3}/index\.html", path)
        assert not {"con", "nul"} & set(path.split("/"))
        assert len(path) < 220
    kept = {
        iri("technology/a/b"),
        iri("technology/a"),
        *(thing for thing in STRANGE if "evil" in thing.value),
    }
    assert set(addresses.moved) == STRANGE.keys() - kept


def test_capitals_alone_never_tell_two_pages_apart() -> None:
    things = [iri(f"technology/{name}") for name in ("a", "A", "ab", "aB", "Ab", "AB")]
    addresses = Addresses(dict.fromkeys(things, Kind.TECHNOLOGY), DEFAULT_BASE)
    assert len({addresses.path(thing).casefold() for thing in things}) == len(things)
    assert addresses.path(iri("technology/a")) == "technology/a/index.html"


def test_a_moved_page_gives_way_to_one_that_is_at_home() -> None:
    lonely = Addresses({iri("technology/A"): Kind.TECHNOLOGY}, DEFAULT_BASE)
    folder = lonely.path(iri("technology/A")).removesuffix("/index.html")
    both = Addresses({iri("technology/A"): Kind.TECHNOLOGY, iri(folder): Kind.TECHNOLOGY}, DEFAULT_BASE)
    assert both.path(iri(folder)) == f"{folder}/index.html"
    assert both.path(iri("technology/A")) != f"{folder}/index.html"


def test_links_are_relative_to_the_page() -> None:
    addresses = Addresses({iri("technology/ipfs"): Kind.TECHNOLOGY}, DEFAULT_BASE)
    ipfs = iri("technology/ipfs")
    assert Here("index.html", addresses).address(ipfs) == "./technology/ipfs/index.html"
    deep = Here("talk/dotscale-2016/grid/index.html", addresses)
    assert deep.address(ipfs) == "../../../technology/ipfs/index.html"


def test_a_base_of_another_kind_moves_everything() -> None:
    addresses = Addresses({Iri("urn:talks:technology/ipfs"): Kind.TECHNOLOGY}, "https://example.org/")
    assert re.fullmatch(
        r"technology/ipfs-[0-9a-f]{8}/index\.html", addresses.path(Iri("urn:talks:technology/ipfs"))
    )


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org/", "https://", "https://example.org/?a=1", "/talks/", ""]
)
def test_a_site_s_address_is_one_of_the_web(address: str) -> None:
    with pytest.raises(ValueError, match="is no address of a site"):
        checked_address(address)


def test_a_site_s_address_ends_in_a_slash() -> None:
    assert checked_address("http://localhost:8000/a") == "http://localhost:8000/a/"
    assert checked_address("https://example.org") == "https://example.org/"
