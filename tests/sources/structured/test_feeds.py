from __future__ import annotations

import logging
import socket
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from talkgraph.errors import MissingExtraError, SourceError, TooLargeError, UnreadableError
from talkgraph.sources import SourceFile, find_recaps, read_recaps
from talkgraph.sources.structured import read_feed, read_xml
from tests.sources.checks import assert_consistent, links_of, outline

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.model import Document

FULL = """<item><title>Harbour Web 3 &amp;amp; friends</title><link>https://blog.example/3</link>
<pubDate>Thu, 12 Mar 2026 23:30:00 -0800</pubDate><description>Three talks…</description>
<content:encoded><![CDATA[<h2>Small pages</h2><p>Nora Lindqvist spoke about
<a href="/astro">Astro</a>.</p><ul><li>fast</li></ul><script>count()</script>]]></content:encoded></item>
"""
SHORT = """<item><title>Harbour Web 2</title>
<description>Two talks, and a &lt;b&gt;party&lt;/b&gt;.</description></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pt"><title>Harbour</title>
<entry><title type="html">Harbour &amp;lt;b&amp;gt; &lt;i&gt;Web&lt;/i&gt;</title>
<link rel="self" href="https://blog.example/3.atom"/><link href="https://blog.example/3"/>
<updated>2026-03-12T23:30:00+09:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<h2>Small pages</h2><p>Olá.</p></div></content>
</entry>
<entry><title>C &lt; D</title><summary type="text">One
line.

About &lt;b&gt; in HTML.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Harbour</title></channel>
<item rdf:about="https://blog.example/1"><title>Harbour Web 1</title><link>https://blog.example/1</link>
<dc:date>2026-01-08</dc:date><description>One talk.</description></item></rdf:RDF>"""


def rss(*items: str, prolog: str = "", language: str = "") -> str:
    return (
        f'{prolog}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Harbour</title>{language}{''.join(items)}</channel></rss>"
    )


def read(text: str) -> tuple[Document, ...]:
    return read_feed(text, "a.rss") or ()


def test_an_entry_is_a_recap_with_its_whole_text() -> None:
    (document,) = read(rss(FULL))

    assert outline(document) == [
        ("title", "Harbour Web 3 & friends"),
        ("heading2", "Small pages"),
        ("paragraph", "Nora Lindqvist spoke about Astro."),
        ("item1", "fast"),
    ]
    assert links_of(document) == [("Astro", "https://blog.example/astro")]
    assert (document.published, document.address) == (date(2026, 3, 12), "https://blog.example/3")


def test_an_entry_without_its_whole_text_is_read_as_far_as_it_goes() -> None:
    (document,) = read(rss(SHORT))

    assert document.text == "Harbour Web 2\n\nTwo talks, and a party."
    assert (document.published, document.address) == (None, None)


def test_entries_of_atom() -> None:
    first, second = read(ATOM)

    assert outline(first) == [
        ("title", "Harbour <b> Web"),
        ("heading2", "Small pages"),
        ("paragraph", "Olá."),
    ]
    assert (first.published, first.address) == (date(2026, 3, 12), "https://blog.example/3")
    assert first.language == "pt"
    assert outline(second) == [
        ("title", "C < D"),
        ("paragraph", "One line."),
        ("paragraph", "About <b> in HTML."),
    ]


def test_entries_of_rss_1() -> None:
    (document,) = read(RDF)

    assert (document.text, document.published) == ("Harbour Web 1\n\nOne talk.", date(2026, 1, 8))


def test_documents_are_numbered_and_entries_without_words_left_out() -> None:
    documents = read(rss(FULL, "<item><title> </title></item>", SHORT))

    assert [document.source for document in documents] == ["a.rss", "a.rss#2"]


def test_the_language_that_a_feed_states_counts_where_the_text_is_too_short_to_tell() -> None:
    (document,) = read(rss(SHORT, language="<language>nl-BE</language>"))

    assert document.language == "nl"


def test_a_heading_that_repeats_the_title_stands_once() -> None:
    text = "&lt;h1&gt;Harbour Web&lt;/h1&gt;Text."
    item = f"<item><title>Harbour Web</title><description>{text}</description></item>"
    assert [document.text for document in read(rss(item))] == ["Harbour Web\n\nText."]


def test_a_feed_that_is_no_good_xml_is_read_nonetheless() -> None:
    (document,) = read(rss("<item><title>Q & A</title><description>R&D &nbsp; talk</description></item>"))

    assert document.title == "Q & A"


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-8", "utf-16"])
def test_a_feed_may_declare_its_encoding(encoding: str, tmp_path: Path) -> None:
    prolog = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    item = "<item><title>Café</title><description>Crème</description></item>"
    (tmp_path / "a.xml").write_bytes(rss(item, prolog=prolog).encode(encoding))

    (document,) = read_recaps(SourceFile(tmp_path / "a.xml", "a.xml"))
    assert document.text == "Café\n\nCrème"


@pytest.mark.parametrize("name", ["a.rss", "a.atom", "a.xml"])
@pytest.mark.parametrize("text", [rss(FULL), ATOM, RDF])
def test_a_file_is_told_by_the_end_of_its_name_and_xml_by_what_it_holds(
    name: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    (file,) = find_recaps([tmp_path])

    assert read_recaps(file)


def test_each_entry_of_a_feed_that_was_fetched_keeps_its_own_address(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(rss(FULL, SHORT))
    file = SourceFile(tmp_path / "a.rss", "blog.example/feed", address="https://blog.example/feed")

    assert [document.address for document in read_recaps(file)] == [
        "https://blog.example/3",
        "https://blog.example/feed",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Notes",
        "---\nlayout: none\n---\n<rss><channel>{% for post in posts %}</channel></rss>",
        "<urlset><url><loc>https://blog.example</loc></url></urlset>",
        rss(),
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    ],
)
def test_what_holds_no_entry_gives_no_document_unless_it_was_given_itself(text: str, tmp_path: Path) -> None:
    for name in ("a.rss", "a.xml"):
        (tmp_path / name).write_text(text)

    assert [read_recaps(file) for file in find_recaps([tmp_path])] == [(), ()]
    with pytest.raises(UnreadableError, match="no feed with entries"):
        read_recaps(SourceFile(tmp_path / "a.rss", "a.rss"))
    with pytest.raises(UnreadableError, match="XML without talks"):
        read_recaps(SourceFile(tmp_path / "a.xml", "a.xml"))


@pytest.mark.parametrize(
    "text",
    ["https://blog.example/feed", "file:///etc/hostname", "/etc/hostname", "feed:a", "setup.cfg"],
)
def test_a_text_that_names_a_place_is_not_opened(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import feedparser

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("something was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(feedparser.api.http, "get", refuse)
    monkeypatch.setattr("builtins.open", refuse)

    assert read_feed(text, "a.rss") is None
    assert read_xml(text, "a.xml") is None


def test_what_a_feed_refers_to_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("Sesame")
    place = (tmp_path / "secret").as_uri()

    (document,) = read(rss(SHORT, prolog=f'<!DOCTYPE rss SYSTEM "{place}">\n'))
    assert document.title == "Harbour Web 2"
    with pytest.raises(UnreadableError, match="entities"):
        read(rss("<item><title>&x;</title></item>", prolog=f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{place}">]>'))


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        f'<!DOCTYPE rss [\n<!ENTITY b "{"x" * 10_000}">\n]>',
        '<!--\n<!ENTITY b "xx">\n<!DOCTYPE rss>\n-->',
        "<!DOCTYPE rss [<!ENTITY % p \"<!ENTITY b 'ha'>\"> %p;]>",
    ],
)
def test_entities_of_its_own_are_refused(prolog: str) -> None:
    with pytest.raises(UnreadableError, match="declares entities"):
        read(rss(f"<item><title>{'&b;' * 1000}</title></item>", prolog=prolog))


def test_deep_nesting_is_refused_or_read() -> None:
    deep = "<div>" * 5000
    with pytest.raises(UnreadableError, match="nested too deeply"):
        read(rss(f"<item><title>A</title><description><![CDATA[{deep}]]></description></item>"))
    assert read(rss(deep)) == ()
    with pytest.raises(TooLargeError):
        read(rss("<a>" * 300_000))


def test_without_feedparser_one_that_was_given_tells_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    (tmp_path / "a.rss").write_text(rss(SHORT))

    with pytest.raises(MissingExtraError, match=r"pip install 'talkgraph\[feeds\]'"):
        read_recaps(SourceFile(tmp_path / "a.rss", "a.rss"))
    with caplog.at_level(logging.WARNING):
        assert read_recaps(SourceFile(tmp_path / "a.rss", "a.rss", searched=True)) == ()
    assert "talkgraph[feeds]" in caplog.text


PIECES = [
    *FULL.splitlines(),
    SHORT,
    "<item>",
    "</item>",
    "<title>",
    "<![CDATA[",
    "]]>",
    "&",
    "&#0;",
    "&b;",
    "<",
    '"',
    "<guid>",
    "<content:encoded>",
    "<!--",
    "<?x",
    "<link>http://[</link>",
    "<pubDate>0000-99-99</pubDate>",
    "<title type='html'>&lt;",
]


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=10)), max_size=30).map("".join),
    )
)
def test_any_text_gives_documents_or_an_error_of_ours(text: str) -> None:
    for whole in (text, rss(text), rss(f"<item><title>T</title><description>{text}</description></item>"),
                  ATOM.replace("Olá.", text)):  # fmt: skip
        try:
            documents = read_feed(whole, "any.rss") or ()
        except SourceError:
            continue
        for document in documents:
            assert_consistent(document)
