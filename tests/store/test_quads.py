from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.model import Iri, Literal
from talkgraph.store.changes import lines_of
from talkgraph.store.quads import Fact, as_lines, as_quads

SUBJECT, GRAPH = Iri("https://example.org/a"), Iri("https://example.org/g")
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(['"', "\\", "\u007f\ufffe\uffff"])
DATATYPES = st.sampled_from(["xsd:string", "xsd:date", "xsd:anyURI"])
TARGETS = st.builds(Literal, TEXTS, DATATYPES) | st.just(GRAPH)
FACTS = st.tuples(st.just(SUBJECT), st.just("schema:name"), TARGETS, st.sampled_from([None, GRAPH]))


@given(st.lists(FACTS))
def test_lines_are_spelt_as_oxigraph_spells_them(facts: list[Fact]) -> None:
    assert as_lines(facts) == lines_of(as_quads(facts))


def test_every_character_is_spelt_as_oxigraph_spells_it() -> None:
    for first in range(0, 0x110000, 0x1000):
        text = "".join(chr(code) for code in range(first, first + 0x1000) if not 0xD800 <= code <= 0xDFFF)
        facts = [(SUBJECT, "schema:name", Literal(text), None)]
        (line,) = as_lines(facts)
        assert [line] == lines_of(as_quads(facts))
        (read,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
        assert isinstance(read.object, ox.Literal)
        assert read.object.value == text
