from __future__ import annotations

import pytest

from talkgraph.sources.structured.places import country_called, place_called, town


@pytest.mark.parametrize("name", ["Online", "ONLINE EVENT", "Zoom", "TBA", "n/a"])
def test_what_stands_for_no_place_is_none(name: str) -> None:
    assert place_called(name) == ""


def test_a_town_loses_its_state() -> None:
    assert [town(name) for name in ("Atlanta, GA", "Ghent", "")] == ["Atlanta", "Ghent", ""]


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("BE", "Belgium"),
        ("US", "United States"),
        ("UK", "United Kingdom"),
        ("NL", "Netherlands"),
        ("QQ", ""),
        ("U.S.A.", "United States"),
        ("Belgium", "Belgium"),
        ("", ""),
    ],
)
def test_codes_and_other_names_of_countries_stand_for_their_names(stated: str, wanted: str) -> None:
    assert country_called(stated) == wanted
