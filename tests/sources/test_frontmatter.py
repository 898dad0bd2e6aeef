"""Front matter of all kinds, whole and broken."""

from __future__ import annotations

import pytest

from talkgraph.errors import FrontMatterError
from talkgraph.sources.frontmatter import split_front_matter


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\ntags: [x, y]\n---\nBody\n",
        "--- \ntitle: A\ntags: [x, y]\n---\t\nBody\n",
        "\n---\ntitle: A\ntags:\n  - x\n  - y\n...\nBody\n",
        '+++\ntitle = "A"\ntags = ["x", "y"]\n+++\nBody\n',
        '{\n "title": "A",\n "tags": ["x", "y"]\n}\nBody\n',
    ],
)
def test_forms(text: str) -> None:
    front = split_front_matter(text, "a.md")
    assert dict(front.values) == {"title": "A", "tags": ["x", "y"]}
    assert front.body.strip() == "Body"
    assert text.split("\n")[front.first_line - 1 :][: front.body.count("\n") + 1] == front.body.split(
        "\n"
    ) or (text.endswith(front.body))
    assert "title" in text.split("\n")[front.lines["title"] - 1]


def test_head_of_key_lines_with_a_title() -> None:
    front = split_front_matter("Title: A talk\nDate: 2016-01-02\nTags:\n\nBody: text\n", "a.md")
    assert dict(front.values) == {"title": "A talk", "date": "2016-01-02", "tags": ""}
    assert front.body.strip() == "Body: text"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule opens this text.\n\n---\nMore.",
        "---\nJust a line\n---\nMore.",
        "--- not a fence\ntitle: x\n---\n",
        "+++\nno key here\n+++\n",
        "{% include x %}\nText",
        "{: .lead}\nText",
        "Speaker: Ana\nRoom: 2\n\nText",
        "Title: alone\n\nText",
        "-----\ntitle: x\n-----\n",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    front = split_front_matter(text, "a.md")
    assert (dict(front.values), front.body, front.first_line) == ({}, text, 1)


def test_empty_front_matter() -> None:
    front = split_front_matter("---\n---\nBody", "a.md")
    assert (dict(front.values), front.body.strip(), front.first_line) == ({}, "Body", 2)


def test_values_are_kept_as_typed() -> None:
    front = split_front_matter(
        "---\nCountry: NO\nattendance: 0100\ntime: 12:30\ndate: 2016-04-25 10:00:00 +0200\n"
        "draft: yes\nversion: 1.10\nnothing:\nevent: {Name: dotScale, date: 2016-04-25}\n---\n",
        "a.md",
    )
    assert dict(front.values) == {
        "country": "NO",
        "attendance": "0100",
        "time": "12:30",
        "date": "2016-04-25 10:00:00 +0200",
        "draft": "yes",
        "version": "1.10",
        "nothing": "",
        "event": {"name": "dotScale", "date": "2016-04-25"},
    }


def test_toml_and_json_values_are_strings_too() -> None:
    toml = split_front_matter("+++\ndate = 2016-04-25\nn = 5\nx = 1.50\ndraft = true\n+++\n", "a.md")
    assert dict(toml.values) == {"date": "2016-04-25", "n": "5", "x": "1.50", "draft": "true"}
    found = split_front_matter('{"n": 5, "x": 1.50, "none": null, "ok": false}\n', "a.md")
    assert dict(found.values) == {"n": "5", "x": "1.50", "none": "", "ok": "false"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A\nevent: Foo: bar\n---\nText", 3),
        ("---\ntitle: 'open\ntags: x\n---\nText", 2),
        ("---\ntitle: A\n\ttags: x\n---\nText", 3),
        ("---\ntitle: A\nno end", 1),
        ("---\na: &x [1]\nb: *x\n---\n", 3),
        ("---\na: " + "[" * 5000 + "\n---\n", 2),
        ('+++\ntitle = "A"\nevent = Foo\n+++\nText', 3),
        ('{\n "title": "A",\n "event": Foo\n}\nText', 3),
        ('{"a":' * 5000, 1),
    ],
)
def test_broken_front_matter_names_file_and_line(text: str, line: int) -> None:
    with pytest.raises(FrontMatterError, match=r"^posts/a\.md:\d+: the front matter is broken: ") as caught:
        split_front_matter(text, "posts/a.md")
    assert caught.value.line == line
    assert "\n" not in str(caught.value)


def test_endless_front_matter_is_refused_at_once() -> None:
    with pytest.raises(FrontMatterError, match="no line --- ends it"):
        split_front_matter("---\n" + "a: b\n" * 50_000 + "---\n", "a.md")
