from __future__ import annotations

import logging

import pytest

from talkgraph.sources.htmlelements import parse_html
from talkgraph.sources.structured.scripts import linked_values


def values_of(*scripts: str, kind: str = "application/ld+json") -> list[object]:
    root = parse_html("".join(f'<script type="{kind}">{script}</script>' for script in scripts), "a.html")
    assert root is not None
    return list(linked_values(root, "a.html"))


@pytest.mark.parametrize(
    "script",
    [
        '{"a": "b"}',
        '<!-- {"a": "b"} -->',
        '\n//<![CDATA[\n{"a": "b"}\n//]]>\n',
        '/*<![CDATA[*/ {"a": "b"} /*]]>*/',
        '{"a": "b"};',
    ],
)
def test_a_script_whatever_it_is_wrapped_in(script: str) -> None:
    assert values_of(script) == [{"a": "b"}]


def test_line_breaks_in_a_text_are_let_pass() -> None:
    assert values_of('{"a": "b\nc"}') == [{"a": "b\nc"}]


def test_the_type_may_have_a_character_set_and_capitals() -> None:
    assert values_of("[1]", kind="Application/LD+JSON; charset=utf-8") == [[1]]
    assert values_of("[1]", kind="text/javascript") == []


@pytest.mark.parametrize(
    "script", ["", "{", '{"a": }', "[" * 100_000, "9" * 5000, "alert(1)", "<!--", "//" * 9]
)
def test_what_is_no_json_is_passed_over_and_logged(script: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="talkgraph"):
        assert values_of(script, "[1]") == [[1]]
    assert "a.html: JSON-LD left out" in caplog.text
