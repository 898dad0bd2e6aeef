from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import TalkgraphError
from talkgraph.explorer import assets
from talkgraph.explorer.assets import embedded_json, script_hash, scripts, styles

EXTERNAL = re.compile(r"@import|url\((?!\s*[\"']?data:)", re.IGNORECASE)


def test_the_libraries_of_the_pyvis_wheel_are_there() -> None:
    assert any("vis-network" in script[:200] and "9.1.2" in script[:200] for script in scripts())
    assert any("Tom Select" in script[:200] for script in scripts())
    assert any(".ts-dropdown" in style for style in styles())
    assert any("vis-tooltip" in style for style in styles())


def test_a_pyvis_without_a_library_is_told_of() -> None:
    with pytest.raises(TalkgraphError, match=r"pyvis lacks templates/lib/vis-0/none\.js"):
        assets._library("vis-0/none.js")


def test_nothing_that_is_inlined_ends_its_element_or_loads_anything() -> None:
    for script in scripts():
        assert not re.search(r"</script|<!--|sourceMappingURL", script, re.IGNORECASE)
    for style in styles():
        assert not re.search(r"</style|sourceMappingURL", style, re.IGNORECASE)
        assert not EXTERNAL.search(style)


@pytest.mark.parametrize("style", ["@import 'a.css';", "p { background: url(https://example.org/a.png) }"])
def test_a_style_sheet_that_loads_something_is_refused(style: str) -> None:
    with pytest.raises(TalkgraphError, match="not self-contained"):
        assets._style_text(style)


def test_a_script_with_the_end_of_its_element_in_a_string_is_made_safe() -> None:
    assert assets._script_text('a = "</SCRIPT><!--";') == 'a = "<\\/SCRIPT>\\x3C!--";\n'


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_embedded_json_is_the_value_without_any_mark_up(value: object) -> None:
    text = embedded_json(value)
    assert "<" not in text
    assert json.loads(text) == value


def test_a_script_is_named_by_its_bytes() -> None:
    assert script_hash("a") != script_hash("b")
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", script_hash("é"))
