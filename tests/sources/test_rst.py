"""reStructuredText: what becomes of each of its forms, and of what docutils does not know."""

from __future__ import annotations

from datetime import date

import pytest

from talkgraph.errors import EmptyRecapError, UnreadableError
from talkgraph.model import BlockKind
from talkgraph.sources import read_rst
from tests.sources.checks import blocks_of, links_of, markups_of, outline


def test_page_with_every_common_form() -> None:
    document = read_rst(
        "=========\nTern Conf\n=========\n\n:date: 2021-05-06 12:00\n:tags: a, b\n\n"
        "It took place in *Lisbon*,\nat `Le Bac`_.\n\n.. _Le Bac: https://bac.example\n\n"
        "Queues [1]_\n-----------\n\nby `Ana <https://ana.example>`_\n\n"
        "- one\n\n  - two\n\n  more\n\n    Ship it.\n\n    -- Ana\n\n::\n\n  let x\n\n  let y\n\n"
        "=====  ====\nTalk   Room\n=====  ====\nA      **B**\n=====  ====\n\n"
        "Bo\n  spoke ``fast``\n\n.. [1] https://slides.example/1\n",
        "2021-06-01-tern.rst",
    )
    assert outline(document) == [
        ("title", "Tern Conf"),
        ("paragraph", "It took place in Lisbon, at Le Bac."),
        ("heading1", "Queues"),
        ("paragraph", "by Ana"),
        ("item1", "one"),
        ("item2", "two"),
        ("paragraph", "more"),
        ("quote", "Ship it."),
        ("quote", "Ana"),
        ("code", "let x\n\nlet y"),
        ("row", "Talk | Room"),
        ("row", "A | B"),
        ("item1", "Bo"),
        ("item2", "spoke fast"),
        ("paragraph", "https://slides.example/1"),
    ]
    assert [block.line for block in document.blocks][:6] == [2, 8, 13, 16, 18, 20]
    assert document.published == date(2021, 5, 6)
    assert dict(document.metadata) == {"date": "2021-05-06 12:00", "tags": "a, b"}
    assert links_of(document) == [
        ("Le Bac", "https://bac.example"),
        ("Ana", "https://ana.example"),
        ("https://slides.example/1", "https://slides.example/1"),
    ]
    assert markups_of(document) == [("Lisbon", "emphasis"), ("B", "strong"), ("fast", "code")]


def test_head_of_nikola() -> None:
    document = read_rst(".. title: Tern Conf\n.. date: 2021-05-06\n.. event: Tern 1\n\nText.\n", "a.rst")
    assert outline(document) == [
        ("metadata", "event: Tern 1"),
        ("title", "Tern Conf"),
        ("paragraph", "Text."),
    ]
    assert [block.line for block in document.blocks] == [3, 1, 5]


def test_fields_behind_the_opening_are_text() -> None:
    document = read_rst("Text.\n\n:room: the small one\n", "a.rst")
    assert outline(document) == [("paragraph", "Text."), ("item1", "room"), ("paragraph", "the small one")]
    assert dict(document.metadata) == {}


def test_unknown_directives_keep_their_words_and_the_links_in_them() -> None:
    document = read_rst(
        "Text.\n\n.. youtube:: dQw4w9\n   :width: 500\n\n"
        ".. pull-it:: Some `words`_ here\n   :class: x\n\n   And content.\n\n"
        ".. epigraph::\n\n   Short.\n\n.. _words: https://w.example\n",
        "a.rst",
    )
    assert outline(document) == [
        ("paragraph", "Text."),
        ("paragraph", "Some words here"),
        ("paragraph", "And content."),
        ("quote", "Short."),
    ]
    assert links_of(document) == [("words", "https://w.example")]


def test_unknown_directive_shown_in_code_stays_as_typed() -> None:
    document = read_rst("Text::\n\n  .. youtube:: x\n", "a.rst")
    assert blocks_of(document, BlockKind.CODE) == [".. youtube:: x"]


def test_unknown_roles_and_broken_references_keep_their_words() -> None:
    document = read_rst(
        "Use :gh:`talkgraph`, :ref:`that page <there>`, `nowhere`_, *open and [9]_ more.", "a.rst"
    )
    assert document.text == "Use talkgraph, that page, nowhere, *open and more."


def test_nothing_is_included_and_no_raw_html_taken_over(checkout: object) -> None:
    document = read_rst(
        "Text.\n\n.. include:: /etc/hostname\n\n.. raw:: html\n\n   <b>no</b>\n\n"
        ".. csv-table::\n   :file: /etc/hostname\n\n.. literalinclude:: a.py\n",
        "a.rst",
    )
    assert document.text == "Text."


def test_words_of_broken_mark_up_are_kept() -> None:
    document = read_rst(
        "Text.\n\n===  ===\nbad table\n===\n\n.. note::\n   :nope: 1\n\n   Kept words.\n", "a.rst"
    )
    assert "bad table" in document.text
    assert "Kept words." in document.text


def test_headings_out_of_order_are_kept() -> None:
    document = read_rst(
        "Intro.\n\nA\n=\n\nText.\n\nB\n-\n\nText.\n\nC\n=\n\nText.\n\nD\n~\n\nText.\n", "a.rst"
    )
    assert [words for kind, words in outline(document) if kind.startswith("heading")] == ["A", "B", "C", "D"]


def test_figures_and_images_are_captions() -> None:
    document = read_rst(
        ".. figure:: a.png\n   :alt: unused\n   :target: https://pix.example\n\n   The *hall*\n\n"
        "Text.\n\n.. image:: b.png\n   :alt: The stage\n",
        "a.rst",
    )
    assert outline(document) == [("caption", "The hall"), ("paragraph", "Text."), ("caption", "The stage")]
    assert links_of(document) == [("The hall", "https://pix.example")]


def test_addresses_in_text_are_links() -> None:
    document = read_rst("See https://a.example/b_c. And more.", "a.rst")
    assert links_of(document) == [("https://a.example/b_c", "https://a.example/b_c")]


@pytest.mark.parametrize("text", ["", "\n", ".. a comment\n", ".. _x: http://y\n"])
def test_without_words_it_is_empty(text: str) -> None:
    with pytest.raises(EmptyRecapError):
        read_rst(text, "a.rst")


def test_text_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(UnreadableError, match="nested too deeply"):
        read_rst("- " * 5000 + "x", "a.rst")


@pytest.mark.parametrize("mark", ["*a ", "|a ", "`a ", "_a "])
def test_thousands_of_open_marks_are_characters(mark: str) -> None:
    assert read_rst(mark * 20_000, "a.rst").text == (mark * 20_000).strip()


def test_docutils_writes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    read_rst("Title\n==\n\n:bad:`x` |y| `z`_ .. nope::\n\n.. nope::\n", "a.rst")
    assert capfd.readouterr() == ("", "")
