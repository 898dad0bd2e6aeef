"""``talkgraph build URL``: from a server to the graph, and again without the server."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.graph import project
from talkgraph.store import open_store
from tests.builder.recaps import BINARY, BUNDLE, EVENING, NIGHT, NOON, nquads, put
from tests.fetching.site import Page, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from talkgraph.extraction import Extractor
    from tests.fetching.site import Site

    Shell = Callable[..., tuple[int, list[str], list[str]]]

MARKDOWN = {"Content-Type": "text/markdown", "ETag": '"one"'}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages["/evening"] = Page(EVENING.encode(), headers=MARKDOWN)
        yield site


@pytest.fixture
def shell(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lent_extractor: Extractor,
) -> Shell:
    """Exit status, lines of the output and lines of stderr of ``talkgraph build``, from this machine too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TALKGRAPH_STORE", raising=False)

    def run(*words: str) -> tuple[int, list[str], list[str]]:
        status = main(["build", *words, "--allow-private"])
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return run


def test_a_page_is_built_as_a_recap_with_its_address(shell: Shell, site: Site, tmp_path: Path) -> None:
    status, out, err = shell(f"{site.address}/evening")
    (recap,) = project(open_store(tmp_path / "talkgraph.db")).recaps.values()

    assert (status, err) == (0, [])
    assert out[0].startswith(f"127.0.0.1:{site.port}/evening  2 talks, ")
    assert (recap.source, recap.address) == (f"127.0.0.1:{site.port}/evening", f"{site.address}/evening")
    assert len(list((tmp_path / ".fetched").iterdir())) == 2


def test_paths_and_addresses_go_together_in_any_order(shell: Shell, site: Site, tmp_path: Path) -> None:
    posts = put(tmp_path / "posts", {"night.md": NIGHT})
    url = f"{site.address}/evening"
    assert shell("posts", url, "--store", "one.db")[1][-1].endswith("from 2 recaps")
    assert shell(url, "posts", url, "--store", "two.db")[0] == 0
    assert nquads(tmp_path / "one.db") == nquads(tmp_path / "two.db")
    assert posts.is_dir()


def test_a_build_without_the_address_keeps_the_recap(shell: Shell, site: Site, tmp_path: Path) -> None:
    put(tmp_path / "posts", {"night.md": NIGHT, "noon.md": NOON})
    shell("posts", f"{site.address}/evening")
    before = nquads(tmp_path / "talkgraph.db")
    assert shell("posts")[1][-1].endswith("from 3 recaps")
    assert nquads(tmp_path / "talkgraph.db") == before

    (tmp_path / "posts" / "noon.md").unlink()
    out = shell("posts", f"{site.address}/evening")[1]
    assert [line.split()[0] for line in out if line.endswith("removed")] == ["noon.md"]


def test_what_a_changed_page_does_not_hold_any_more_goes(shell: Shell, site: Site) -> None:
    site.pages["/all.txt"] = Page(BUNDLE.encode(), headers={"Content-Type": "text/plain"})
    assert shell(f"{site.address}/all.txt")[1][-1].endswith("from 2 recaps")
    site.pages["/all.txt"] = Page(NOON.encode(), headers={"Content-Type": "text/plain"})
    out = shell(f"{site.address}/all.txt")[1]
    assert out[-2].split() == [f"127.0.0.1:{site.port}/all.txt#2", "removed"]
    assert out[-1].endswith("from 1 recap")


def test_a_rebuild_offline_gives_the_same_graph_and_says_so(shell: Shell, tmp_path: Path) -> None:
    with serving() as site:
        site.pages["/evening"] = Page(EVENING.encode(), headers=MARKDOWN)
        url = f"{site.address}/evening"
        shell(url, "--store", "one.db", "--cache", "pages")
    status, _, err = shell(url, "--store", "two.db", "--cache", "pages")

    assert status == 0
    assert len(err) == 1
    assert err[0].startswith(f"talkgraph: {url}: cannot be reached: ")
    assert err[0].endswith("; the copy of an earlier fetch is read")
    assert nquads(tmp_path / "one.db") == nquads(tmp_path / "two.db")
    assert shell(url, "--cache", "pages", "--refetch")[0] == 1


def test_an_unchanged_page_is_not_read_again(shell: Shell, site: Site) -> None:
    shell(f"{site.address}/evening")
    site.pages["/evening"] = Page(b"", 304)
    assert shell(f"{site.address}/evening")[1][0].endswith(" (unchanged)")


def test_what_fails_is_told_and_the_rest_is_built(shell: Shell, site: Site, tmp_path: Path) -> None:
    put(tmp_path / "posts", {"night.md": NIGHT})
    shell("posts", f"{site.address}/evening")
    site.pages["/evening"] = Page(b"", 410)
    status, out, err = shell("posts", f"{site.address}/evening", "ftp://example.org/a.md")

    assert status == 1
    assert len(err) == 2
    assert err[0].startswith("talkgraph: ftp://example.org/a.md: only http:// and https:// are fetched; ")
    assert err[1] == f"talkgraph: {site.address}/evening: the server does not give the page: status 410"
    assert out[-1].endswith("from 2 recaps")


def test_failures_alone_change_nothing(shell: Shell, tmp_path: Path) -> None:
    status, out, err = shell("ftp://example.org/a.md", "http://jane:secret@example.org/")
    assert (status, out, len(err)) == (1, [], 2)
    assert "secret" not in "".join(err)
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_in_a_page_is_told_with_its_address(shell: Shell, site: Site) -> None:
    site.pages["/bad"] = Page(BINARY, headers={"Content-Type": "text/plain"})
    status, _, err = shell(f"{site.address}/bad")
    assert (status, err) == (
        1,
        [f"talkgraph: {site.address}/bad: looks like a binary file; recaps are text files"],
    )


def test_a_file_of_the_same_name_is_told(shell: Shell, site: Site, tmp_path: Path) -> None:
    put(tmp_path / "posts", {f"127.0.0.1:{site.port}/other.md": NIGHT})
    site.pages["/other.md"] = site.pages["/evening"]
    status, _, err = shell("posts", f"{site.address}/other.md")
    assert status == 1
    assert len(err) == 1
    assert err[0].startswith(f"talkgraph: {site.address}/other.md: has the same name as posts/")


def test_kept_pages_are_no_recaps_of_the_folder_they_lie_in(shell: Shell, site: Site) -> None:
    url = f"{site.address}/evening"
    assert shell(url, ".", "--cache", "pages")[1][-1].endswith("from 1 recap")


def test_the_size_limit_holds_for_pages(shell: Shell, site: Site) -> None:
    status, _, err = shell(f"{site.address}/evening", "--max-bytes", "100")
    assert (status, len(err)) == (1, 1)
    assert "has more bytes than the limit of 100; --max-bytes raises it" in err[0]


def test_this_machine_is_refused_without_the_option(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", f"{site.address}/evening"]) == 1
    assert "others with --allow-private" in capsys.readouterr().err
    assert site.connections == 0


def test_files_are_built_without_a_socket(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a build of files asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    put(tmp_path / "posts", {"night.md": NIGHT + "\nSee https://example.org/ for more.\n"})
    assert shell("posts")[0] == 0


@pytest.mark.parametrize("seconds", ["0", "-1", "3601", "soon"])
def test_a_wrong_time_limit_is_wrong_usage(shell: Shell, seconds: str) -> None:
    assert shell("https://example.org/", "--fetch-seconds", seconds)[0] == 2
