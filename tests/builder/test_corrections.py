"""Corrections files beside recaps, over several builds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from talkgraph.builder import build
from talkgraph.doctor import check_store
from talkgraph.errors import CorrectionsError, StoreError
from talkgraph.store import StoreFolder
from tests.builder.recaps import EVENING, NIGHT, NOON, nquads, put

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("lent_extractor")

RENAMED = "- rename: Jane Doe\n  into: Jane Roe\n"


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    return put(tmp_path / "posts", {"evening.md": EVENING, "corrections.yaml": RENAMED})


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "talkgraph.db"


def test_a_file_beside_the_recaps_is_applied(posts: Path, store: Path) -> None:
    outcome = build([posts], store=store)

    assert b'"Jane Roe"' in nquads(store)
    assert (dict(outcome.corrections), outcome.unmatched) == ({"corrections.yaml": 1}, ())
    assert [recap.source for recap in outcome.recaps] == ["evening.md"]


def test_a_file_given_itself_has_the_corrections_of_its_folder(posts: Path, store: Path) -> None:
    build([posts / "evening.md"], store=store)

    assert b'"Jane Roe"' in nquads(store)


def test_corrections_survive_a_build_of_another_folder_and_correct_its_recaps(
    posts: Path, store: Path, tmp_path: Path
) -> None:
    build([posts], store=store)

    build([put(tmp_path / "more", {"noon.txt": NOON})], store=store)

    lines = nquads(store)
    assert b"person/jane-doe" not in lines
    assert b"/recap/noon>" in lines


def test_two_files_are_called_by_their_folders(posts: Path, store: Path, tmp_path: Path) -> None:
    more = put(tmp_path / "more", {"night.md": NIGHT, "corrections.yaml": "- ignore: webpack\n"})

    outcome = build([posts, more], store=store)

    assert dict(outcome.corrections) == {"more/corrections.yaml": 1, "posts/corrections.yaml": 1}
    assert b"technology/webpack" not in nquads(store)


def test_a_correction_that_is_taken_back_leaves_no_trace(posts: Path, store: Path, tmp_path: Path) -> None:
    build([posts], store=store)
    (posts / "corrections.yaml").unlink()

    outcome = build([posts], store=store)

    build([put(tmp_path / "plain", {"evening.md": EVENING})], store=tmp_path / "plain.db")
    assert not outcome.recaps[0].fresh
    assert nquads(store) == nquads(tmp_path / "plain.db")


def test_the_same_graph_comes_from_a_rebuild_and_from_nothing(
    posts: Path, store: Path, tmp_path: Path
) -> None:
    build([posts], store=store)
    put(posts, {"noon.txt": NOON, "corrections.yaml": RENAMED + "- reject: [Jane Doe, works for, Algolia]\n"})

    build([posts], store=store)

    build([posts], store=tmp_path / "anew.db")
    assert nquads(store) == nquads(tmp_path / "anew.db")


def test_a_file_at_fault_is_named_and_the_store_stays(posts: Path, store: Path) -> None:
    build([posts], store=store)
    before = nquads(store)
    put(posts, {"corrections.yaml": "- rename: Jane Doe\n", "noon.txt": NOON})

    with pytest.raises(CorrectionsError, match=r"corrections\.yaml:1: rename needs a line 'into"):
        build([posts], store=store)

    assert nquads(store) == before


@pytest.mark.parametrize("content", [b"\xff\xfe- ignore: a", b"- ignore: " + b"a" * 5_000_000])
def test_a_file_that_is_no_text_or_too_large_is_refused(posts: Path, store: Path, content: bytes) -> None:
    (posts / "corrections.yaml").write_bytes(content)

    with pytest.raises(CorrectionsError, match=r"is no UTF-8|more than .* bytes"):
        build([posts], store=store)


def test_a_recap_that_is_left_out_says_so_and_returns(posts: Path, store: Path) -> None:
    put(posts, {"noon.txt": NOON, "corrections.yaml": "- ignore-recap: noon*\n"})
    outcome = build([posts], store=store)

    assert {recap.source: recap.skipped for recap in outcome.recaps} == {
        "evening.md": "",
        "noon.txt": "left out by corrections",
    }
    assert b"/recap/noon>" not in nquads(store)
    put(posts, {"corrections.yaml": ""})
    build([posts], store=store)
    assert b"/recap/noon>" in nquads(store)


def test_a_store_without_corrections_remembers_none(posts: Path, store: Path) -> None:
    (posts / "corrections.yaml").unlink()
    build([posts], store=store)
    assert not (store / "corrections.json").exists()
    (store / "corrections.json").write_text('{"a": 1')

    build([posts], store=store)

    assert json.loads((store / "corrections.json").read_text()) == {}


def test_a_build_that_fails_behind_its_corrections_keeps_them_for_the_next(
    posts: Path, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(posts, {"corrections.yaml": ""})
    build([posts], store=store)
    put(posts, {"corrections.yaml": RENAMED})
    with monkeypatch.context() as patched:
        patched.setattr(StoreFolder, "add_generation", _full_disk)
        with pytest.raises(StoreError):
            build([posts], store=store)

    build([put(tmp_path / "more", {"night.md": NIGHT})], store=store)

    assert b'"Jane Roe"' in nquads(store)


def _full_disk(folder: StoreFolder, *_: object, **__: object) -> str:
    raise StoreError(folder.path, "cannot be written")


def test_damaged_memory_of_corrections_is_met_with_a_warning(
    posts: Path, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build([posts], store=store)
    (store / "corrections.json").write_text('{"a": 1')

    build([posts], store=store)

    assert "corrections.json is unreadable" in caplog.text
    assert b'"Jane Roe"' in nquads(store)


QUUX = "# ParisJS 30\n\nFirst talk was by Ann Poe, who works at Algolia. She uses quuxdb, a store.\n"


def test_a_name_whose_kind_is_told_is_looked_for_where_it_stands_and_only_there(
    posts: Path, store: Path, tmp_path: Path
) -> None:
    put(posts, {"quux.md": QUUX, "corrections.yaml": ""})
    build([posts], store=store)
    assert b"technology/quuxdb" not in nquads(store)
    told = "- confirm: [Ann Poe, uses, quuxdb]\n  kinds: [person, technology]\n"
    put(posts, {"corrections.yaml": told})

    outcome = build([posts], store=store)

    assert {recap.source: recap.fresh for recap in outcome.recaps} == {"evening.md": False, "quux.md": True}
    assert outcome.unmatched == ()
    assert b"technology/quuxdb" in nquads(store)
    build([posts], store=tmp_path / "anew.db")
    assert nquads(store) == nquads(tmp_path / "anew.db")
    assert not any(recap.fresh for recap in build([posts], store=store).recaps)


def test_a_name_that_nobody_vouches_for_any_more_is_forgotten(posts: Path, store: Path) -> None:
    told = "- confirm: [Ann Poe, uses, quuxdb]\n  kinds: [person, technology]\n"
    put(posts, {"quux.md": QUUX, "corrections.yaml": told})
    build([posts], store=store)
    put(posts, {"corrections.yaml": ""})

    build([posts], store=store)

    assert b"quuxdb>" not in nquads(store)


def test_a_store_with_corrections_is_sound(posts: Path, store: Path) -> None:
    put(posts, {"noon.txt": NOON, "corrections.yaml": RENAMED + "- ignore-recap: noon*\n"})
    build([posts], store=store)

    assert check_store(store, recaps=[posts]).findings == ()
