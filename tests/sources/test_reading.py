"""Files to documents: forms, sizes, encodings, and everything that can be wrong with a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import EmptyRecapError, FrontMatterError, SourceError, TooLargeError, UnreadableError
from talkgraph.sources import SourceFile, find_recaps, read_recaps
from talkgraph.sources.failures import parsing

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.model import Document


def read(path: Path, data: bytes, **options: int) -> Document:
    path.write_bytes(data)
    (document,) = read_recaps(find_recaps([path])[0], **options)
    return document


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# T\n\nOne *two*."),
        ("a.MARKDOWN", "# T\n\nOne *two*."),
        ("a.html", "<h1>T</h1><p>One <em>two</em>."),
        ("a.txt", "T\n\nOne two."),
        ("a.rst", "T\n=\n\nOne *two*."),
        ("noend", "T\n\nOne two."),
    ],
)
def test_form_is_told_by_the_end_of_the_name(tmp_path: Path, name: str, text: str) -> None:
    document = read(tmp_path / name, text.encode())
    assert (document.source, document.title, document.text) == (name, "T", "T\n\nOne two.")


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.rst"])
@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe\n\x00"])
def test_empty_file(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(EmptyRecapError, match=name):
        read(tmp_path / name, data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"text with a \x00 in it",
        bytes(range(1, 32)) * 20,
        os.urandom(0) + bytes((i * 7919) % 251 + 1 for i in range(3000)),
    ],
)
def test_binary_file(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableError, match="looks like a binary file"):
        read(tmp_path / "a.md", data)


def test_invalid_utf8_names_line_offset_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="byte 0xE9 at offset 12; convert it") as caught:
        read(tmp_path / "a.md", b"# One\n\nA caf\xe9 here\n")
    assert caught.value.line == 3
    assert "iconv" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_byte_order_marks_are_honoured(tmp_path: Path, encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    text = "---\r\ntitle: Łukasz\r\n---\r\nA café 😀\r\n"
    document = read(tmp_path / "a.md", mark + text.encode(encoding))
    assert (document.title, document.text) == ("Łukasz", "Łukasz\n\nA café 😀")


def test_broken_utf16(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="UTF-16-LE"):
        read(tmp_path / "a.md", b"\xff\xfea\x00\x00\xd8a\x00")


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">', "cp1252"),
        ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso8859-15"),
        ("<meta charset=Shift_JIS>", "shift_jis"),
        ('<meta charset="iso-8859-1">', "utf-8"),
        ("<meta charset=utf-8>", "utf-8"),
    ],
)
def test_page_may_declare_its_encoding(tmp_path: Path, declaration: str, encoding: str) -> None:
    words = (
        "ミートアップ" if encoding == "shift_jis" else "Café – 5 €" if encoding == "cp1252" else "Café 5 €"
    )
    document = read(tmp_path / "a.html", f"{declaration}<p>{words}</p>".encode(encoding))
    assert document.text == words


@pytest.mark.parametrize("charset", ["utf-8", "nonsense", "rot13", "punycode", "utf-16", "base64"])
def test_page_with_a_useless_declaration_must_be_utf8(tmp_path: Path, charset: str) -> None:
    with pytest.raises(UnreadableError, match="not valid UTF-8"):
        read(tmp_path / "a.html", f'<meta charset="{charset}"><p>caf'.encode() + b"\xe9</p>")


def test_declaration_counts_only_in_html(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="not valid UTF-8"):
        read(tmp_path / "a.md", b'<meta charset="iso-8859-1"> caf\xe9')


def test_file_above_the_limit_says_size_limit_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError, match=r"5,000 bytes, more than the limit of 4,999; split it, or raise"):
        read(tmp_path / "a.md", b"a" * 5000, max_bytes=4999)
    assert read(tmp_path / "a.md", b"a" * 5000, max_bytes=5000).text == "a" * 5000


def test_broken_front_matter_names_the_path_as_given(tmp_path: Path) -> None:
    put = tmp_path / "posts/a.md"
    put.parent.mkdir()
    put.write_text("---\ntitle: A\nevent: Foo: bar\n---\nText", "utf-8")
    with pytest.raises(FrontMatterError) as caught:
        read_recaps(find_recaps([tmp_path])[0])
    assert (caught.value.path, caught.value.line) == (put, 3)
    assert str(caught.value).startswith(f"{put}:3: ")


def test_file_that_vanished(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Text", "utf-8")
    (file,) = find_recaps([tmp_path])
    path.unlink()
    with pytest.raises(UnreadableError, match="no such file"):
        read_recaps(file)


def test_folder_and_pipe_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    with pytest.raises(UnreadableError, match="is a folder"):
        read_recaps(SourceFile(tmp_path / "x.md", "x.md"))
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(UnreadableError, match="neither a file nor a folder"):
        read_recaps(SourceFile(tmp_path / "pipe.md", "pipe.md"))


def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Text", "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may open everything")
    with pytest.raises(UnreadableError, match="permission denied"):
        read_recaps(SourceFile(path, "a.md"))


def test_name_that_no_system_takes() -> None:
    from pathlib import Path

    with pytest.raises(UnreadableError):
        find_recaps([Path("a\0b.md")])


@pytest.mark.parametrize("error", [ValueError("one\ntwo"), KeyError("x"), RecursionError(), MemoryError()])
def test_whatever_a_parser_raises_is_one_line_of_ours(error: Exception) -> None:
    with pytest.raises(UnreadableError, match="Markdown") as caught, parsing("a.md", "Markdown"):
        raise error
    assert caught.value.__cause__ is error
    assert "\n" not in str(caught.value)


def test_our_own_errors_pass_through_a_parser_unchanged() -> None:
    ours = EmptyRecapError("a.md", "holds no text")
    with pytest.raises(SourceError) as caught, parsing("a.md", "Markdown"):
        raise ours
    assert caught.value is ours
