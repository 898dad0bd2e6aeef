from __future__ import annotations

import pytest

from talkgraph.sources.structured.xmlroot import root_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<rss version='2.0'/>", "rss"),
        (
            '\n<?xml version="1.0" encoding="iso-8859-1"?>\n<!-- é --><feed xmlns="http://www.w3.org/2005/Atom">',
            "feed",
        ),
        ("<rss><broken & ", "rss"),
        (f"<!--{'x' * 20_000}--><schedule>", "schedule"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a b="&x;">', "a"),
        ("<a>" * 10_000, "a"),
        ("rss", ""),
        ("", ""),
        ("{% liquid %}<rss>", ""),
        ("<rss", ""),
    ],
)
def test_the_outermost_element_names_the_kind(text: str, name: str) -> None:
    assert root_name(text) == name


def test_no_entity_grows_before_the_root_is_known() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    assert root_name(f'<!DOCTYPE a [<!ENTITY e0 "x">{entities}]><a b="&e12;">') == ""
