"""Liquid tags and Hugo shortcodes."""

from __future__ import annotations

import pytest

from talkgraph.sources import read_markdown
from talkgraph.sources.shortcodes import extract_shortcodes
from tests.sources.checks import links_of, outline


@pytest.mark.parametrize(
    "tag",
    [
        "{% youtube https://tube.example/v %}",
        '{{< tweet user="ana" id="1" >}}',
        "{{% toc %}}",
        "{%- include nav.html -%}",
        "{% comment %}\nnever *seen*\n\n{% endcomment %}",
    ],
)
def test_tag_without_words_is_dropped(tag: str) -> None:
    document = read_markdown(f"Before.\n\n{tag}\n\nAfter {tag}it.", "a.md")
    assert document.text == "Before.\n\nAfter it."
    assert document.links == ()


def test_tag_on_the_line_above_leaves_the_paragraph() -> None:
    document = read_markdown(
        "{% youtube https://tube.example/v %}\n[The video][v]\n\n[v]: https://v.example", "a.md"
    )
    assert outline(document) == [("paragraph", "The video")]


def test_figure_over_several_lines_is_a_caption_with_its_link() -> None:
    document = read_markdown(
        "One.\n\n"
        "{{% figure\n"
        '    src     = "hall.jpeg"\n'
        '    alt     = "unused"\n'
        '    link    = "https://pix.example/7"\n'
        '    caption = "The hall, by [Bo](https://bo.example)."\n'
        "%}}\n\n"
        "Two.",
        "a.md",
    )
    assert outline(document) == [
        ("paragraph", "One."),
        ("caption", "The hall, by Bo."),
        ("paragraph", "Two."),
    ]
    assert [block.line for block in document.blocks] == [1, 3, 10]
    assert ("Bo", "https://bo.example") in links_of(document)


@pytest.mark.parametrize(
    ("tag", "links"),
    [
        (
            "{{< video src='https://tube.example/v' title='Demo day' >}}",
            [("Demo day", "https://tube.example/v")],
        ),
        (
            '{% include embed.html url="https://s.example/1" caption="Demo day" %}',
            [("Demo day", "https://s.example/1")],
        ),
        ('{% image https://pix.example/a.png alt="Demo day" %}', []),
        ('{{< figure src="a.png" caption="Demo day" >}}', []),
    ],
)
def test_caption_leads_to_the_page_that_is_shown_but_not_to_a_picture(
    tag: str, links: list[tuple[str, str]]
) -> None:
    document = read_markdown(f"Text.\n\n{tag}", "a.md")
    assert outline(document) == [("paragraph", "Text."), ("caption", "Demo day")]
    assert links_of(document) == links


def test_target_made_by_a_tag_leaves_the_words_of_the_link() -> None:
    document = read_markdown(
        'The [slides]({{% ref "slides.pdf" %}}), [post]({% post_url 2016-01-01-x %}) and '
        "[home]({{ site.url }}/about).",
        "a.md",
    )
    assert document.text == "The slides, post and home."
    assert links_of(document) == [("home", "/about")]


def test_output_tag_in_prose_stays_as_typed() -> None:
    assert read_markdown("Write {{ name }} there.", "a.md").text == "Write {{ name }} there."


def test_tags_in_code_stay_as_typed() -> None:
    document = read_markdown("Use `{% youtube x %}`.\n\n```\n{{< figure\n  src=x >}}\n```", "a.md")
    assert outline(document) == [
        ("paragraph", "Use {% youtube x %}."),
        ("code", "{{< figure\n  src=x >}}"),
    ]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{% highlight ruby linenos %}", "{% endhighlight %}"),
        ("{{< highlight go >}}", "{{< /highlight >}}"),
    ],
)
def test_highlighted_stretch_is_code(opening: str, closing: str) -> None:
    document = read_markdown(f"Text.\n\n{opening}\na *b*\n\nc\n{closing}\n\nMore.", "a.md")
    assert outline(document) == [("paragraph", "Text."), ("code", "a *b*\n\nc"), ("paragraph", "More.")]


def test_raw_stretch_is_left_alone() -> None:
    assert read_markdown("{% raw %}A {% tag %} b{% endraw %} c", "a.md").text == "A {% tag %} b c"


@pytest.mark.parametrize(
    "text", ["5 {% of", "a {{< b", "{{", "{%", "100 {% off and\n\nthen %} more", "{% %}"]
)
def test_what_only_looks_like_a_tag_is_text(text: str) -> None:
    assert extract_shortcodes(text).text == text


def test_lines_of_the_file_survive_tags_over_several_lines() -> None:
    extracted = extract_shortcodes("a\n{{< x\ny\n>}} b\nc", first_line=5)
    assert [extracted.line(index) for index in range(3)] == [5, 6, 9]


@pytest.mark.parametrize("tag", ["{% raw %}", "{% comment %}", "{% highlight x %}\n", "{{<", "{% "])
def test_thousands_of_tags_without_end_take_no_time(tag: str) -> None:
    assert extract_shortcodes(tag * 20_000).lines
