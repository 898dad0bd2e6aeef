"""Correcting over HTTP: who may, and what is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from talkgraph.cli.group import group
from talkgraph.corrections import parse_corrections
from talkgraph.corrections.values import Confirm, Ignore, Rename, Retype
from talkgraph.model import Kind
from talkgraph.server import Settings
from tests.examples import iri
from tests.server.conftest import running

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import httpx2

    from talkgraph.corrections import Correction
    from talkgraph.store import Store
    from tests.server.conftest import Running

IPFS = iri("technology/ipfs").value


@dataclass
class Editable:
    """A server that lets correct, and the file that it writes."""

    server: Running
    file: Path

    def page(self, **given: str) -> str:
        answer = self.server.client.get("review", params=given)
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> httpx2.Response:
        token = fields.get("token") or self.token()
        return self.server.client.post("review", data={**fields, "token": token}, headers=dict(headers or {}))

    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.page())
        assert found
        return found[1]

    def doubt(self) -> tuple[str, str]:
        """The first doubt on the page: its key and its words."""
        found = re.search(r'id="(\w{16})">\s*<h2>([^<]+)</h2>', self.page(about=IPFS))
        assert found
        return found[1], found[2]

    def written(self) -> list[Correction]:
        text = self.file.read_text() if self.file.exists() else ""
        return list(parse_corrections(text, "corrections.yaml").corrections)


@pytest.fixture
def editable(example_store: Store, tmp_path: Path) -> Iterator[Editable]:
    file = tmp_path / "corrections.yaml"
    with running(Settings(example_store.folder, edit=file)) as server:
        yield Editable(server, file)


def test_a_decision_is_written_and_not_asked_again(editable: Editable) -> None:
    key, words = editable.doubt()

    answer = editable.send(
        {"doubt": key, "choice": "accept", "about": IPFS, "by": "Ada", "because": "I was there"}
    )

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "review?by=Ada&about=https%3A%2F%2Fw3id.org%2Ftalkgraph%2Fid%2Ftechnology%2Fipfs",
    )
    (correction,) = editable.written()
    assert isinstance(correction.edit, Confirm)
    assert str(correction.edit.statement) == words
    assert (correction.signature.by, correction.signature.because) == ("Ada", "I was there")
    assert words not in editable.page(about=IPFS)
    assert editable.send({"doubt": key, "choice": "reject", "about": IPFS}).status_code == 409


def test_a_thing_is_renamed_retyped_and_ignored(editable: Editable) -> None:
    for fields in (
        {"verb": "rename", "into": " The  File System "},
        {"verb": "retype", "into": "topic"},
        {"verb": "ignore"},
    ):
        assert editable.send({"about": IPFS, **fields}).status_code == 303

    rename, retype, ignore = (each.edit for each in editable.written())
    assert isinstance(rename, Rename)
    assert (rename.into, rename.things.kind) == ("The File System", Kind.TECHNOLOGY)
    assert isinstance(retype, Retype)
    assert retype.into is Kind.TOPIC
    assert isinstance(ignore, Ignore)
    assert ignore.things.names == ("IPFS", "InterPlanetary File System")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"doubt": "0" * 16, "choice": "accept"}, 409),
        ({"about": IPFS, "verb": "destroy"}, 400),
        ({"about": IPFS, "verb": "rename", "into": "  "}, 400),
        ({"about": IPFS, "verb": "retype", "into": "technology"}, 400),
        ({"about": IPFS, "verb": "retype", "into": "robot"}, 400),
        ({"about": "nothing", "verb": "ignore"}, 404),
        ({}, 404),
        ({"token": "another", "about": IPFS, "verb": "ignore"}, 403),
    ],
)
def test_what_cannot_be_decided_is_refused_and_not_written(
    editable: Editable, fields: dict[str, str], status: int
) -> None:
    assert editable.send(fields).status_code == status
    assert editable.written() == []


def test_a_choice_that_is_none_is_refused(editable: Editable) -> None:
    key, _ = editable.doubt()

    assert editable.send({"doubt": key, "choice": "perhaps", "about": IPFS}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_may_not_correct(editable: Editable, headers: dict[str, str]) -> None:
    answer = editable.send({"about": IPFS, "verb": "ignore"}, headers)

    assert answer.status_code == 403
    assert editable.written() == []


def test_a_form_that_is_too_large_or_no_form_is_refused(editable: Editable) -> None:
    large = editable.send({"about": IPFS, "verb": "rename", "into": "x" * 100_000})
    broken = editable.server.client.post("review", content=b"\xff\xfe")

    assert (large.status_code, broken.status_code) == (413, 400)
    assert editable.written() == []


def test_a_file_at_fault_is_said_and_left_alone(editable: Editable) -> None:
    token = editable.token()
    editable.file.write_text("- nonsense: 1\n")

    assert editable.server.client.get("review").status_code == 409
    answer = editable.send({"token": token, "about": IPFS, "verb": "ignore"})
    assert (answer.status_code, "'nonsense' is not known here" in answer.text) == (409, True)
    assert editable.file.read_text() == "- nonsense: 1\n"


def test_pages_of_things_lead_to_where_they_are_corrected(editable: Editable) -> None:
    page = editable.server.client.get("technology/ipfs", headers={"Accept": "text/html"}).text

    assert f'href="../review?about={IPFS.replace(":", "%3A").replace("/", "%2F")}"' in page


def test_a_server_that_was_not_told_to_corrects_nothing(example_server: Running) -> None:
    page = example_server.client.get("technology/ipfs", headers={"Accept": "text/html"}).text

    assert "review" not in page
    assert example_server.client.get("review").status_code == 404
    assert example_server.client.post("review", data={"about": IPFS, "verb": "ignore"}).status_code == 404


@pytest.mark.parametrize("words", [["--host", "0.0.0.0"], ["--cors"], ["--allow-host", "example.org"]])
def test_a_server_for_others_cannot_be_told_to(words: list[str], tmp_path: Path) -> None:
    answer = CliRunner().invoke(group, ["serve", "--edit", str(tmp_path), *words])

    assert answer.exit_code == 2
    assert "--edit is for this machine alone" in answer.output
