"""Markdown: what becomes of each of its forms."""

from __future__ import annotations

import pytest

from talkgraph.errors import EmptyRecapError, UnreadableError
from talkgraph.model import BlockKind
from talkgraph.sources import read_markdown
from tests.sources.checks import blocks_of, links_of, markups_of, outline


def test_page_with_every_common_form() -> None:
    document = read_markdown(
        "# Tern Conf 2021\n\n"
        "It took place in\nLisbon.\n\n"
        "Keynote\n-------\n\n"
        "> Ship it,\n> then fix it.\n\n"
        "- one\n  - two\n- three\n\n"
        "```js\nlet x;\n\nlet y;\n```\n\n"
        "| Talk | Room |\n|------|------|\n| A | **B** |\n",
        "tern.md",
    )
    assert outline(document) == [
        ("title", "Tern Conf 2021"),
        ("paragraph", "It took place in Lisbon."),
        ("heading2", "Keynote"),
        ("quote", "Ship it, then fix it."),
        ("item1", "one"),
        ("item2", "two"),
        ("item1", "three"),
        ("code", "let x;\n\nlet y;"),
        ("row", "Talk | Room"),
        ("row", "A | B"),
    ]
    assert [block.line for block in document.blocks] == [1, 3, 6, 9, 12, 13, 14, 16, 22, 24]
    assert markups_of(document) == [("B", "strong")]


def test_lines_count_from_the_top_of_the_file_with_front_matter() -> None:
    document = read_markdown("---\ntitle: T\ncity: Rome\n---\n\nText.\n", "a.md")
    assert [(str(b.kind), b.line) for b in document.blocks] == [
        ("metadata", 3),
        ("title", 2),
        ("paragraph", 6),
    ]


def test_links_of_all_kinds_keep_words_and_target() -> None:
    document = read_markdown(
        "[Ana](https://ana.example 'her page'), [the docs][d], [Rig], <https://auto.example/> and "
        "https://bare.example/x(1).\n\n[d]: <https://docs.example/a b>\n[rig]: https://rig.example\n",
        "a.md",
    )
    assert document.text == "Ana, the docs, Rig, https://auto.example/ and https://bare.example/x(1)."
    assert links_of(document) == [
        ("Ana", "https://ana.example"),
        ("the docs", "https://docs.example/a b"),
        ("Rig", "https://rig.example"),
        ("https://auto.example/", "https://auto.example/"),
        ("https://bare.example/x(1)", "https://bare.example/x(1)"),
    ]


@pytest.mark.parametrize("target", ["#top", "javascript:alert(1)", "data:text/html,x", ""])
def test_link_that_leads_nowhere_leaves_its_words(target: str) -> None:
    document = read_markdown(f"See [that part]({target}) again.", "a.md")
    assert (document.text, document.links) == ("See that part again.", ())


def test_heading_keeps_its_links_and_markup_and_loses_its_identifier() -> None:
    document = read_markdown("Intro.\n\n## *Why* [Rust](https://rust.example) {#why-rust}\n\nText.", "a.md")
    assert blocks_of(document, BlockKind.HEADING) == ["Why Rust"]
    assert links_of(document) == [("Rust", "https://rust.example")]
    assert markups_of(document) == [("Why", "emphasis")]


def test_inline_markup_begins_and_ends_with_its_words() -> None:
    document = read_markdown("A **bold _and slanted_ word**, `co  de`, __both__.", "a.md")
    assert document.text == "A bold and slanted word, co de, both."
    assert markups_of(document) == [
        ("bold and slanted word", "strong"),
        ("and slanted", "emphasis"),
        ("co de", "code"),
        ("both", "strong"),
    ]


def test_words_and_punctuation_survive_as_typed() -> None:
    document = read_markdown(
        'She said "no" -- or --- didn\'t... :tada: 5$ &amp; R&D © caf&eacute; ~~old~~', "a.md"
    )
    assert document.text == 'She said "no" -- or --- didn\'t... :tada: 5$ & R&D © café old'


def test_hard_and_soft_line_breaks_are_single_spaces() -> None:
    assert read_markdown("one  \ntwo\\\nthree\nfour", "a.md").text == "one two three four"


def test_image_alone_is_a_caption() -> None:
    document = read_markdown("![The *big* hall](hall.jpg)\n\nText.", "a.md")
    assert outline(document) == [("caption", "The big hall"), ("paragraph", "Text.")]


def test_image_in_a_sentence_does_not_cut_it() -> None:
    document = read_markdown("Here ![Ana on stage](ana.jpg) she spoke.", "a.md")
    assert outline(document) == [("paragraph", "Here she spoke."), ("caption", "Ana on stage")]


def test_image_without_words_leaves_no_trace_and_linked_image_keeps_the_link() -> None:
    document = read_markdown("![](a.png) Text. [![Talk on video](b.png)](https://tube.example/v)", "a.md")
    assert outline(document) == [("paragraph", "Text."), ("caption", "Talk on video")]
    assert links_of(document) == [("Talk on video", "https://tube.example/v")]


def test_footnotes_lose_their_marks_and_stand_at_the_end() -> None:
    document = read_markdown("First[^1] and [^b], then.\n\n[^1]: Note *one*.\n\nLast.\n\n[^b]: Two.", "a.md")
    assert outline(document) == [
        ("paragraph", "First and, then."),
        ("paragraph", "Last."),
        ("paragraph", "Note one."),
        ("paragraph", "Two."),
    ]


def test_definition_list() -> None:
    document = read_markdown("Ana Lopes\n: spoke about *Rust*\n\n    and more", "a.md")
    assert outline(document) == [
        ("item1", "Ana Lopes"),
        ("item2", "spoke about Rust"),
        ("paragraph", "and more"),
    ]


def test_only_the_first_paragraph_of_an_item_is_the_item() -> None:
    document = read_markdown("1. Ana\n\n   She spoke.\n\n2. Bo", "a.md")
    assert outline(document) == [("item1", "Ana"), ("paragraph", "She spoke."), ("item1", "Bo")]


def test_heading_inside_a_quote_is_no_heading() -> None:
    assert outline(read_markdown("> ## Said\n> so", "a.md")) == [("quote", "Said"), ("quote", "so")]


def test_inline_html_leaves_its_words_links_and_markup() -> None:
    document = read_markdown(
        '*<span style="font-weight: 400">Fast queues – </span>*<b>Ana</b>, <a href="https://a.example">her '
        'page</a><br>and <img src="x.png" alt="a photo"><!-- no --> <kbd>Esc</kbd><script>var no;</script>.',
        "a.md",
    )
    assert outline(document) == [
        ("paragraph", "Fast queues – Ana, her page and Esc."),
        ("caption", "a photo"),
    ]
    assert links_of(document) == [("her page", "https://a.example")]
    assert markups_of(document) == [("Fast queues –", "emphasis"), ("Ana", "strong"), ("Esc", "code")]


def test_unclosed_inline_html_ends_with_its_paragraph() -> None:
    document = read_markdown('One <b>two <a href="https://a.example">three\n\nfour <script>five', "a.md")
    assert document.text == "One two three\n\nfour five"
    assert links_of(document) == [("three", "https://a.example")]


def test_block_html_tweet_table_and_figure() -> None:
    document = read_markdown(
        '<blockquote class="twitter-tweet"><p>Great <b>talk</b>!</p>'
        '— Bo <a href="https://t.example/1">June 1</a></blockquote>\n<script async src="https://t.example/w.js"></script>\n\n'
        "<table>\n<tr><th>Name</th><td>Ana</td></tr>\n</table>\n\n"
        '<figure><img src="a.png" alt="unused"><figcaption>The stage</figcaption></figure>\n\n'
        '<div class="note">\n\nA *note*.\n\n</div>\n',
        "a.md",
    )
    assert outline(document) == [
        ("quote", "Great talk!"),
        ("quote", "— Bo June 1"),
        ("row", "Name | Ana"),
        ("caption", "The stage"),
        ("paragraph", "A note."),
    ]
    assert links_of(document) == [("June 1", "https://t.example/1")]
    assert [block.line for block in document.blocks] == [1, 1, 5, 8, 12]


def test_layout_table_is_read_as_text() -> None:
    document = read_markdown(
        "<table><tr><td><p>One.</p><p>Two.</p></td><td><ul><li>x</li></ul></td></tr></table>", "a"
    )
    assert outline(document) == [("paragraph", "One."), ("paragraph", "Two."), ("item1", "x")]


def test_attributes_of_kramdown_are_no_text() -> None:
    assert read_markdown("Text here.\n{: .lead}\n\nMore.", "a.md").text == "Text here.\n\nMore."


class TestTitle:
    def test_of_front_matter_is_not_repeated_by_the_first_heading(self) -> None:
        document = read_markdown("---\ntitle: 'Tern Conf: 2021'\n---\n# Tern Conf 2021\n\nText.", "a.md")
        assert outline(document) == [("title", "Tern Conf: 2021"), ("paragraph", "Text.")]

    def test_is_the_heading_of_level_1_that_opens_the_text(self) -> None:
        document = read_markdown("![logo](l.png)\n\n# Tern\n\nText.\n\n# Talk one\n\nMore.", "a.md")
        assert outline(document) == [
            ("title", "Tern"),
            ("caption", "logo"),
            ("paragraph", "Text."),
            ("heading1", "Talk one"),
            ("paragraph", "More."),
        ]

    def test_is_none_where_several_headings_of_level_1_follow_an_introduction(self) -> None:
        document = read_markdown("Intro.\n\n# Talk one\n\nText.\n\n# Talk two\n\nText.", "a.md")
        assert document.title is None
        assert blocks_of(document, BlockKind.HEADING) == ["Talk one", "Talk two"]

    def test_keeps_the_characters_of_front_matter(self) -> None:
        assert read_markdown('---\ntitle: "C* & <b> 50%"\n---\nText.', "a.md").title == "C* & <b> 50%"


@pytest.mark.parametrize(
    "text", ["", " \n\n", "<!-- nothing -->", "---\nlayout: post\n---\n", "![](a.png)", "***"]
)
def test_without_words_it_is_empty(text: str) -> None:
    with pytest.raises(EmptyRecapError, match=r"^a\.md: "):
        read_markdown(text, "a.md")


def test_entities_for_no_characters_do_not_get_in() -> None:
    document = read_markdown("a&#0;b&#xD800;c&#xFFFF;d\ud800e\x00f", "a.md")
    assert outline(document)[0][1].replace("\ufffd", "") == "abcdef"


@pytest.mark.parametrize("text", [">" * 10_000 + " x", "- " * 10_000 + "x", "<div>" * 10_000 + "x"])
def test_text_nested_beyond_reason_is_refused_not_lost(text: str) -> None:
    with pytest.raises(UnreadableError, match="nested too deeply"):
        read_markdown(text, "a.md")


def test_brackets_nested_beyond_reason_are_characters() -> None:
    text = "[" * 3000 + "a" + "]" * 3000
    assert read_markdown(text, "a.md").text == text


def test_thousands_of_open_tags_cost_no_more_than_few() -> None:
    assert len(read_markdown("<b>x " * 20_000, "a.md").markups) == 1


def test_one_huge_line_is_read() -> None:
    assert len(read_markdown("word " * 100_000, "a.md").text) == 499_999
