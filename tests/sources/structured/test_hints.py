from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import TooLargeError, UnreadableError
from talkgraph.sources import SourceFile, read_recaps
from talkgraph.sources.structured.hints import may_hold_talks

if TYPE_CHECKING:
    from pathlib import Path


def found(path: Path) -> SourceFile:
    return SourceFile(path, path.name, searched=True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tsconfig.json", b'{ // with comments\n "compilerOptions": {}, }'),
        ("package-lock.json", b'{"packages": [' + b"1," * 1_500_000 + b"1]}"),
        ("sitemap.xml", b"<urlset>" + b"<url/>" * 500_000),
        ("bytes.json", b"\xff\xfe\x00\x81"),
    ],
)
def test_data_about_something_else_is_passed_over_whatever_it_is(
    name: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)

    assert read_recaps(found(tmp_path / name)) == ()


def test_talk_data_that_is_broken_or_too_large_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "schedule.json").write_text('{"schedule": ')
    (tmp_path / "large.json").write_text('{"a": "' + "x" * 3_000_000 + '", "sessions": []}')

    with pytest.raises(UnreadableError, match="JSON"):
        read_recaps(found(tmp_path / "schedule.json"))
    with pytest.raises(TooLargeError):
        read_recaps(found(tmp_path / "large.json"))


def test_a_word_is_found_across_two_pieces(tmp_path: Path) -> None:
    for before in range(1024 * 1024 - 12, 1024 * 1024 + 2):
        (tmp_path / "a.json").write_bytes(b" " * before + b'"sessions"')
        assert may_hold_talks(tmp_path / "a.json", "json")


def test_recaps_need_no_such_words(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Jane uses Redux.")

    assert may_hold_talks(tmp_path / "a.md", "markdown")
