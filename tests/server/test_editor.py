from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.server.editor import STATIC, Editor, editor_files

if TYPE_CHECKING:
    from pathlib import Path


def lay(static: Path, *names: str) -> None:
    (static / "yasqe").mkdir()
    for name in names:
        (static / "yasqe" / name).touch()


def test_an_install_without_the_editor_has_none(tmp_path: Path) -> None:
    assert editor_files(tmp_path) is None


def test_half_an_editor_is_none(tmp_path: Path) -> None:
    lay(tmp_path, "yasqe.min.js")
    assert editor_files(tmp_path) is None


def test_the_editor_is_named_by_its_addresses_below_static(tmp_path: Path) -> None:
    lay(tmp_path, "yasqe.min.js", "yasqe.min.css")
    assert editor_files(tmp_path) == Editor("yasqe/yasqe.min.js", "yasqe/yasqe.min.css")


def test_the_static_files_of_this_install_are_there() -> None:
    assert (STATIC / "theme.css").is_file()
    assert (STATIC / "NOTICE.txt").is_file()
