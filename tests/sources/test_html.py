"""HTML pages: the article, its head, and what is left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import EmptyRecapError, UnreadableError
from talkgraph.sources import read_html
from tests.sources.checks import links_of, markups_of, outline

if TYPE_CHECKING:
    from pathlib import Path

PROSE = (
    "The first talk was about queues, and how they fill up when nobody looks after them for a whole night."
)


def test_page_of_a_blog(checkout: Path) -> None:
    page = (checkout / "tests/data/sources/blog-page.html").read_text("utf-8")
    document = read_html(page, "blog-page.html")
    assert outline(document) == [
        ("title", "Harbour Summit 2019, day one"),
        ("paragraph", "The Harbour Summit came back to Trieste, with four hundred people\u00a0and rain."),
        ("heading2", "Queues at sea"),
        ("paragraph", "First talk was by Ole Krog, from Fjordline. He runs driftq."),
        ("caption", "Ole Krog, photo by Mara"),
        ("caption", "The great hall"),
        ("item1", "durable"),
        ("item2", "on disk"),
        ("item1", "small"),
        ("quote", "Boats do not roll back."),
        ("quote", "Ole Krog"),
        ("row", "Queue | Language"),
        ("row", "driftq | Rust"),
        ("code", "driftq push\n  --later"),
        ("heading2", "Maps without borders"),
        ("paragraph", "Second talk was by Lucia Pahor. She draws maps."),
        ("item1", "Not the ferry company."),
    ]
    assert links_of(document) == [
        ("Harbour Summit", "https://tidewater.example/events/harbour"),
        ("Ole Krog", "https://twitter.com/olekrog"),
        ("Mara", "https://pix.example/mara"),
    ]
    assert markups_of(document) == [("four hundred", "strong"), ("driftq", "code"), ("Rust", "emphasis")]
    assert document.published == date(2019, 5, 14)
    assert document.address == "https://tidewater.example/2019/harbour-summit/"
    assert document.language == "en"
    lines = page.split("\n")
    for block in document.blocks[1:]:
        assert document.words(block).split()[0] in " ".join(lines[block.line - 1 : block.line + 1])


def test_old_page_with_layout_tables() -> None:
    document = read_html(
        "<HTML><HEAD><TITLE>Linux Day 1999</TITLE></HEAD><BODY BGCOLOR=white><TABLE><TR>\n"
        '<TD><A HREF="/">Home</A><BR><A HREF="/news">News</A></TD>\n'
        "<TD><FONT SIZE=+2><B>Keynote</B></FONT><BR><BR>\n"
        f"{PROSE}<BR>A second line.<BR> <BR>{PROSE}<P>More <TT>ext3</TT>\n<P>End\n"
        "</TD></TR></TABLE></BODY></HTML>",
        "a.html",
    )
    assert outline(document) == [
        ("title", "Linux Day 1999"),
        ("paragraph", "Keynote"),
        ("paragraph", f"{PROSE} A second line."),
        ("paragraph", PROSE),
        ("paragraph", "More ext3"),
        ("paragraph", "End"),
    ]
    assert markups_of(document) == [("Keynote", "strong"), ("ext3", "code")]


@pytest.mark.parametrize(
    "frame",
    [
        '<main>{}</main><div class="sidebar">x</div>',
        '<div role="main">{}</div><div>x</div>',
        "<article>{}</article><article>x</article>",
        '<div itemprop="articleBody">{}</div><div>x</div>',
        '<div><div class="post">{}</div></div><div><ul><li><a href="/">x</a></li></ul></div>',
        '<form action="/"><div class="menu"><a href="/">x</a></div><div>{}</div></form>',
        '<article>{}<div id="comments"><p>x</p></div></article>',
        '<article>{}<nav>x</nav><form>x</form><div class="post-share">x</div></article>',
        '<div class="has-sidebar with-comments">{}</div><footer>x</footer>',
        '<div class="content">{}<p hidden>x</p><p style="display: none">x</p><noscript>x</noscript></div>',
    ],
)
def test_what_stands_around_an_article_is_left_out(frame: str) -> None:
    long = f"<p>{PROSE}</p><p>{PROSE}</p>"
    document = read_html(f"<html><body>{frame.format(long)}</body></html>", "a.html")
    assert outline(document) == [("paragraph", PROSE), ("paragraph", PROSE)]


def test_comments_longer_than_the_article_are_left_out() -> None:
    comments = f"<p>{PROSE}</p>" * 20
    document = read_html(f'<div id="post"><p>{PROSE}</p></div><div id="comments">{comments}</div>', "a.html")
    assert outline(document) == [("paragraph", PROSE)]


def test_class_that_says_nothing_true_does_not_lose_the_text() -> None:
    document = read_html(f'<body><div class="widget menu"><p>{PROSE}</p></div></body>', "a.html")
    assert document.text == PROSE


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Tern Conf | Ana's blog</title>", "<article><h1>Tern Conf</h1>{}</article>", "Tern Conf"),
        ("<title>Ana's blog: Tern Conf</title>", "<article><h1>Tern Conf</h1>{}</article>", "Tern Conf"),
        ("<title>Tern Conf | Ana's blog</title>", "<article>{}</article>", "Tern Conf | Ana's blog"),
        (
            '<title>Tern Conf | Ana\'s blog</title><meta property="og:title" content="Tern Conf">',
            "{}",
            "Tern Conf",
        ),
        (
            '<title>Tern Conf - Ana\'s blog</title><meta property="og:site_name" content="Ana\'s blog">',
            "{}",
            "Tern Conf",
        ),
        (
            "<title>Ana's blog – Tern Conf</title>",
            '<header><h1><a href="/">Ana\'s blog</a></h1></header><article><h2>Talk</h2>{}</article>',
            "Tern Conf",
        ),
        (
            "<title>Tern Conf – Ana's blog</title>",
            "<h1>Ana's blog</h1><article><h2>Talk</h2>{}</article>",
            "Tern Conf",
        ),
        ("<title>Tern Conf: day one</title>", "<article><h1>Day one</h1>{}</article>", "Tern Conf: day one"),
        ("", "<article><h1>Tern <em>Conf</em></h1>{}</article>", "Tern Conf"),
        ("", "{}", None),
    ],
)
def test_title_loses_the_name_of_the_site_only_if_something_confirms_it(
    head: str, body: str, title: str | None
) -> None:
    paragraph = f"<p>{PROSE}</p>"
    assert read_html(f"<head>{head}</head><body>{body.format(paragraph)}</body>", "a.html").title == title


@pytest.mark.parametrize(
    "mark",
    [
        '<meta property="article:published_time" content="2016-04-25T10:00:00+02:00">',
        '<meta name="DC.date.issued" content="2016-04-25">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2016-04-25"}]}</script>',
        '<script type="application/ld+json">{broken</script><meta name="date" content="25 April 2016">',
        '<article><time class="published" datetime="2016-04-25">yesterday</time></article>',
    ],
)
def test_day_of_publication(mark: str) -> None:
    document = read_html(f"<html>{mark}<body><p>{PROSE}</p></body></html>", "2001-01-01-a.html")
    assert document.published == date(2016, 4, 25)


def test_address_falls_back_to_open_graph_and_must_be_absolute() -> None:
    page = '<link rel="canonical" href="/x"><meta property="og:url" content="https://a.example/x"><p>Text</p>'
    assert read_html(page, "a.html").address == "https://a.example/x"


def test_front_matter_of_a_static_site_comes_first() -> None:
    document = read_html(
        f"---\ntitle: T\nevent: E 1\ndate: 2016-04-25\n---\n<h1>T</h1>\n<p>{PROSE}</p>", "a.html"
    )
    assert outline(document) == [("metadata", "event: E 1"), ("title", "T"), ("paragraph", PROSE)]
    assert [block.line for block in document.blocks] == [3, 2, 7]
    assert document.published == date(2016, 4, 25)


def test_link_around_blocks_and_link_without_end() -> None:
    document = read_html(
        '<a href="https://a.example"><p>One</p><p>Two</p></a><p><a href="b">Three<p>Four', "a.html"
    )
    assert links_of(document)[:2] == [("One", "https://a.example"), ("Two", "https://a.example")]


@pytest.mark.parametrize(
    ("below", "title"), [("", "Small Day 2006"), ("<h2>electronics</h2>", "electronics - Small Day 2006")]
)
def test_main_heading_at_the_end_of_a_title_unless_another_says_the_rest(below: str, title: str) -> None:
    page = f"<title>electronics - Small Day 2006</title><body><h1>Small Day 2006</h1>{below}<p>It rained.</p>"
    assert read_html(page, "a.html").title == title


def test_table_of_data_is_in_the_article_and_is_none() -> None:
    rows = "".join(
        f"<tr><td>{hour}:00</td><td>Ana speaks of queues and of heaps</td></tr>" for hour in range(9)
    )
    page = f"<body><p>We met in Brno.</p><table><tr><th>when</th><th>what</th></tr>{rows}</table>"
    assert outline(read_html(page, "a.html"))[0] == ("paragraph", "We met in Brno.")


def test_emoji_image_is_its_character() -> None:
    assert read_html('<p>Well <img class="emoji" alt="🙂" src="x"> done</p>', "a.html").text == "Well 🙂 done"


def test_definition_list_and_preformatted_lines() -> None:
    document = read_html("<dl><dt>Ana</dt><dd>Queues</dd></dl><pre>a<br>b <b>c</b>\n d</pre>", "a.html")
    assert outline(document) == [("item1", "Ana"), ("item2", "Queues"), ("code", "a\nb c\n d")]


@pytest.mark.parametrize(
    "lead",
    [
        "<b>Ana Silva</b>",
        "<u>Ana Silva</u>",
        '<span style="font-weight: bold;">Ana Silva</span>',
        '<font style="font-weight:700">Ana Silva</font>',
    ],
)
def test_line_in_bold_stands_over_what_follows_its_break(lead: str) -> None:
    document = read_html(f"<p>{lead}<br />\nAna keeps queues short.</p>", "a.html")
    assert outline(document) == [("paragraph", "Ana Silva"), ("paragraph", "Ana keeps queues short.")]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Of all things<br>queues are the shortest.</p>",
        "<p>Of all <b>queues</b><br>these are the shortest.</p>",
        "<p><b>Queues</b> are short<br>and so are days.</p>",
        "<p>A last line<br><b>in bold</b><br></p>",
    ],
)
def test_other_breaks_only_wrap_lines(html: str) -> None:
    assert len(read_html(html, "a.html").blocks) == 1


def test_hand_typed_list_after_breaks() -> None:
    document = read_html("<p>We saw:<br>- queues<br>\n• stacks, e-mail - and heaps</p>", "a.html")
    assert outline(document) == [
        ("paragraph", "We saw:"),
        ("item1", "queues"),
        ("item1", "stacks, e-mail - and heaps"),
    ]


def test_breaks_in_cells_keep_speaker_company_and_title_apart() -> None:
    text = "She measured for a year. " * 5
    page = f"""<table><tr><th>when</th><th>who</th><th>what</th></tr>
        <tr><td>10:00</td><td>Ana Silva<br><i>Acme</i></td><td><u>Queues</u><br>{text}</td></tr>
        <tr><td>11:00</td><td>Bo Lind</td><td><u>Stacks?</u><br>{text}</td></tr></table>"""
    rows = [row.split(" She")[0] for _, row in outline(read_html(page, "a.html"))]
    assert rows[1:] == ["10:00 | Ana Silva, Acme | Queues:", "11:00 | Bo Lind | Stacks?"]


def test_entities_for_no_characters_do_not_get_in() -> None:
    document = read_html("<p>a&#0;b&#xD800;c&#x1F600;d&nope;e</p>", "a.html")
    assert outline(document)[0][1].replace("\ufffd", "") == "abc😀d&nope;e"


@pytest.mark.parametrize("page", ["", "<html></html>", "<!-- x -->", "<script>x</script>", "<p>&nbsp;</p>"])
def test_without_words_it_is_empty(page: str) -> None:
    with pytest.raises(EmptyRecapError):
        read_html(page, "a.html")


@pytest.mark.parametrize("tag", ["div", "blockquote", "span", "b"])
def test_page_nested_beyond_reason_is_refused_not_lost(tag: str) -> None:
    with pytest.raises(UnreadableError, match="nested too deeply"):
        read_html(f"<{tag}>" * 10_000 + "x", "a.html")


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul><li", "table><tr><td", "b", "a href=x"])
def test_page_nested_deeply_is_read(tag: str) -> None:
    assert read_html(f"<{tag}>" * 500 + "deep", "a.html").text.endswith("deep")
