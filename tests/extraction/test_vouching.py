"""Names that people vouch for, while one recap is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.extraction.lexicon import Entry, load_lexicon, vouching
from talkgraph.model import Document, Kind, LocalThing
from talkgraph.sources.markdown import read_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.extraction import Extractor

TEXT = "# An evening\n\nJane Doe works at Wobbleflux. She uses quuxdb, a store, and Plinth.\n"


def evening() -> Document:
    return read_markdown(TEXT, "evening.md")


def named(extractor: Extractor, vouched: Mapping[str, Kind]) -> set[LocalThing]:
    return {claim.subject for claim in extractor.read(evening(), vouched=vouched).claims}


def test_a_name_that_people_vouch_for_is_found_where_it_was_passed_over(extractor: Extractor) -> None:
    quuxdb = LocalThing(Kind.TECHNOLOGY, "quuxdb")

    assert quuxdb not in named(extractor, {})
    assert quuxdb in named(extractor, {"quuxdb": Kind.TECHNOLOGY})


def test_it_is_forgotten_with_the_recap(extractor: Extractor) -> None:
    before = extractor.read(evening())

    extractor.read(evening(), vouched={"quuxdb": Kind.TECHNOLOGY})

    assert extractor.read(evening()) == before


def test_kinds_that_the_lexicon_lacks_change_nothing(extractor: Extractor) -> None:
    before = extractor.read(evening())

    assert extractor.read(evening(), vouched={"Plinth": Kind.TOPIC, "Jane Doe": Kind.PERSON}) == before


def test_a_vouched_name_stands_for_nothing_else() -> None:
    packaged = load_lexicon().forms
    name = next(form for form, entries in packaged.items() if len(entries) > 1)

    with vouching({name: Kind.PLACE}):
        forms = load_lexicon().forms
        assert forms[name] == (Entry(Kind.PLACE, name),)
        assert load_lexicon().lowered[name.lower()] == (Entry(Kind.PLACE, name),)
        assert (len(forms), set(forms)) == (len(packaged), set(packaged))
    assert load_lexicon().forms is packaged
