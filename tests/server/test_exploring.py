"""What the explorer asks the server for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from talkgraph.explorer import DEFAULT_TOP, kind_looks, part_tables, totals, whole
from talkgraph.graph import project
from talkgraph.model import DEFAULT_BASE
from tests.server.crawling import HTML, page

if TYPE_CHECKING:
    from talkgraph.store import Store
    from tests.server.conftest import Running


TALKS = ("The permanent web", "the InterPlanetary File System")


def asked(server: Running, path: str, **parameters: Any) -> Any:
    response = server.client.get(f"explore/{path}", params=parameters)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    return response.json()


def names(tables: Any) -> set[str]:
    return set(tables["things"]["name"])


@pytest.fixture(scope="module")
def everything(example_store: Store) -> Any:
    """The tables of the whole graph."""
    return part_tables(whole(project(example_store)), base=DEFAULT_BASE)


def test_the_page_opens_without_asking(example_server: Running, example_store: Store) -> None:
    response = example_server.client.get("explore", headers=HTML)
    assert response.status_code == 200
    shown = page(response)
    assert "IPFS" in response.text
    assert shown.xpath("//*[@src or @href[not(starts-with(., '#') or . = './')]]") == []
    assert totals(project(example_store)).things == 18


def test_one_step_around_a_thing_is_all_that_is_said_of_it(example_server: Running, everything: Any) -> None:
    part = asked(example_server, "part", thing="technology/ipfs", depth=1)
    assert part.keys() == everything.keys()
    around = names(part)
    assert around == {"IPFS", "libp2p", "git", "HTTP", *TALKS, "Juan Benet", "Alice Martin"}


def test_more_steps_reach_farther(example_server: Running) -> None:
    reached = [
        names(asked(example_server, "part", thing="technology/http", depth=depth)) for depth in (1, 2, 3, 4)
    ]
    assert reached[0] == {"HTTP", "IPFS"}
    for nearer, farther in pairwise(reached):
        assert nearer < farther
    assert names(asked(example_server, "part", thing="technology/http", depth=999_999_999)) == reached[3]


def test_several_things_come_together_and_unknown_ones_are_left_out(example_server: Running) -> None:
    both = asked(example_server, "part", thing=["place/paris", "topic/data-storage", "topic/none", "<a b>"])
    assert names(both) >= {"Paris", "dotScale 2016", "data storage", "Oliver Keeble on the grid"}
    assert names(asked(example_server, "part", thing="topic/none")) == set()
    assert names(asked(example_server, "part", thing=" \x00<>")) == set()


def test_an_overview_has_so_many_things(example_server: Running, everything: Any) -> None:
    few = asked(example_server, "overview", top=3)
    first = [few["things"]["name"][place] for place in few["things"]["order"]]
    assert len(first) == 3
    assert set(first) >= {"IPFS", "dotScale 2016"}
    assert names(asked(example_server, "overview", top=DEFAULT_TOP)) == names(everything)
    assert len(asked(example_server, "overview", top=999_999_999)["things"]["order"]) == 18


def test_names_are_found_with_the_place_of_their_kind(example_server: Running) -> None:
    found = asked(example_server, "find", text="interplanetary")
    kinds = [kind.value for kind in kind_looks()]
    (ipfs,) = [each for each in found if each["name"] == "IPFS"]
    assert (ipfs["matched"], kinds[ipfs["kind"]]) == ("InterPlanetary File System", "Technology")
    assert len(asked(example_server, "find", text="o")) <= 30
    assert asked(example_server, "find", text="") == asked(example_server, "find", text="x" * 50_000) == []


@pytest.mark.parametrize(
    "path",
    [
        "part",
        "part?depth=1",
        "part?thing=technology/ipfs&depth=0",
        "part?thing=technology/ipfs&depth=-1",
        "part?thing=technology/ipfs&depth=two",
        "part?thing=technology/ipfs&depth=" + "9" * 5000,
        "part?thing=technology/ipfs&depth=²",
        "overview",
        "overview?top=0",
        "overview?top=many",
        "overview?top=1e3",
        "find",
    ],
)
def test_wrong_arguments_are_400(example_server: Running, path: str) -> None:
    response = example_server.client.get(f"explore/{path}")
    assert response.status_code == 400
    assert response.headers["content-type"].startswith("text/plain")


def test_anything_else_is_404(example_server: Running) -> None:
    response = example_server.client.get("explore/everything")
    assert (response.status_code, response.text) == (404, "the explorer has no 'everything'\n")
