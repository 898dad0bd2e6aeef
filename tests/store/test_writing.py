from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from talkgraph.errors import StoreError
from talkgraph.model import (
    DEFAULT_BASE,
    Claim,
    Evidence,
    Kind,
    Literal,
    LocalThing,
    Predicate,
    expand,
    prefixes,
)
from talkgraph.resolution import RecapClaims, Resolution, ResolvedThing
from talkgraph.store import DEFAULT_MIN_CONFIDENCE, Store, graph_lines, open_store, write_store
from tests.examples import DOTSCALE, MEETUP, example_recaps, example_resolution, iri

if TYPE_CHECKING:
    from pathlib import Path


def _ask(store: Store, query: str) -> bool:
    return bool(store.graph.query(query, prefixes={**prefixes(), "id": store.base}))


def test_statements_of_all_recaps_stand_in_the_default_graph(example_store: Store) -> None:
    assert _ask(
        example_store,
        r"""ASK { id:technology\/ipfs a tg:Technology ; schema:name "IPFS" ;
                    schema:alternateName "InterPlanetary File System" ;
                    tg:buildsOn id:technology\/libp2p ; tg:alternativeTo id:technology\/http }""",
    )


def test_every_thing_has_one_name(example_store: Store) -> None:
    assert not _ask(example_store, "ASK { ?s schema:name ?a, ?b FILTER (?a != ?b) }")


def test_who_spoke_where_and_about_what_is_derived(example_store: Store) -> None:
    assert _ask(
        example_store,
        r"""ASK { id:person\/juan-benet tg:spokeAt id:event\/dotscale-2016 ;
                    tg:spokeAbout id:technology\/ipfs }""",
    )
    assert not _ask(example_store, "ASK { GRAPH ?g { ?claim rdf:predicate tg:spokeAt } }")


def test_claims_stand_in_the_graph_of_their_recap(example_store: Store) -> None:
    assert not _ask(example_store, "ASK { ?claim a tg:Claim }")
    assert _ask(
        example_store,
        r"""ASK { GRAPH id:recap\/2016-05-10-meetup {
                ?claim a tg:Claim ; rdf:subject id:technology\/ipfs ; rdf:predicate tg:alternativeTo ;
                    rdf:object id:technology\/http ; tg:confidence 0.7 ; tg:rule "example.by-hand" ;
                    prov:wasDerivedFrom id:recap\/2016-05-10-meetup ;
                    oa:hasSelector [ a oa:TextQuoteSelector, oa:TextPositionSelector ;
                                     oa:exact "It is an alternative to HTTP, she said." ;
                                     oa:start 127 ; oa:end 166 ] } }""",
    )


def test_claims_of_one_sentence_have_one_quote(example_store: Store) -> None:
    rows: Any = example_store.graph.query(
        """SELECT (COUNT(*) AS ?claims) (COUNT(DISTINCT ?quote) AS ?quotes)
                  (COUNT(DISTINCT ?place) AS ?places) {
             GRAPH ?recap { ?claim oa:hasSelector ?quote }
             GRAPH ?recap { ?quote oa:start ?start ; oa:end ?end ; oa:exact ?words }
             BIND (CONCAT(STR(?recap), " ", STR(?start), " ", STR(?end), " ", ?words) AS ?place) }""",
        prefixes=dict(prefixes()),
    )
    claims, quotes, places = (int(count.value) for row in rows for count in row)
    assert quotes == places < claims


def test_recaps_of_one_address_keep_their_own_words() -> None:
    first, second = (
        replace(recap, claims=(replace(recap.claims[0], evidence=Evidence(0, 8, words)),), unread=())
        for recap, words in zip(example_recaps(), ("A Monday", "In Paris"), strict=True)
    )
    known = example_resolution()
    together = replace(known, recaps=dict.fromkeys(known.recaps, iri("recap/both")))
    graph = ox.Dataset(ox.parse(b"".join(graph_lines([first, second], together)), ox.RdfFormat.N_QUADS))
    words: dict[str, set[str]] = {}
    for quad in graph:
        if quad.predicate.value == expand("oa:exact"):
            words.setdefault(str(quad.subject), set()).add(str(quad.object))
    assert sorted(map(len, words.values())) == [1, 1]


def test_unread_words_stand_in_the_graph_of_their_recap(example_store: Store) -> None:
    assert not _ask(example_store, "ASK { ?unread a tg:Unread }")
    assert _ask(
        example_store,
        r"""ASK { GRAPH id:recap\/2016-04-25-dotscale {
                ?unread a tg:Unread ; schema:name "grid" ; tg:unreadAs "linked name" ; tg:times 1 ;
                    prov:wasDerivedFrom id:recap\/2016-04-25-dotscale ;
                    oa:hasSelector [ a oa:TextQuoteSelector, oa:TextPositionSelector ;
                                     oa:exact "Oliver Keeble on the grid" ; oa:start 308 ; oa:end 333 ]
                FILTER CONTAINS(STR(?unread), "/id/unread/2016-04-25-dotscale/") } }""",
    )


def test_a_claim_of_a_kind_names_the_class(example_store: Store) -> None:
    assert _ask(
        example_store,
        "ASK { GRAPH ?g { ?c rdf:subject ?s ; rdf:predicate rdf:type ; rdf:object schema:Person } }",
    )


def test_the_default_graph_lists_recaps_without_their_text(example_store: Store) -> None:
    assert _ask(
        example_store,
        f"""ASK {{ ?recap a tg:Recap ; schema:name "A Monday at dotScale" ; dcterms:source "{DOTSCALE}" ;
                      schema:inLanguage "en" ; schema:datePublished "2016-04-27"^^xsd:date }}""",
    )
    assert not _ask(example_store, "ASK { ?recap schema:articleBody ?text }")
    assert _ask(example_store, "ASK { GRAPH ?recap { ?recap schema:articleBody ?text } }")


def test_there_are_no_blank_nodes(example_store: Store) -> None:
    assert not any(isinstance(term, ox.BlankNode) for quad in example_store.graph for term in quad)


def test_the_order_of_recaps_and_claims_does_not_matter() -> None:
    shuffled = [replace(r, claims=r.claims[::-1], unread=r.unread[::-1]) for r in reversed(example_recaps())]
    assert graph_lines(shuffled, example_resolution()) == graph_lines(example_recaps(), example_resolution())


def test_the_store_gives_back_what_was_written(example_store: Store) -> None:
    dumped = example_store.graph.dump(format=ox.RdfFormat.N_QUADS)
    assert dumped is not None
    assert sorted(dumped.splitlines(keepends=True)) == graph_lines(example_recaps(), example_resolution())


def test_another_base_is_kept_with_the_graph(tmp_path: Path) -> None:
    write_store(example_recaps(), example_resolution(), tmp_path / "db", base="https://talks.example/")
    store = open_store(tmp_path / "db")
    assert store.base == "https://talks.example/"
    assert _ask(
        store, "ASK { GRAPH ?g { ?c a tg:Claim FILTER STRSTARTS(STR(?c), 'https://talks.example/claim/') } }"
    )


IPFS = ResolvedThing(iri("technology/ipfs"), Kind.TECHNOLOGY, "IPFS")
ACME = ResolvedThing(iri("organization/acme"), Kind.ORGANIZATION, "Acme")


def _graph(*claims: Claim) -> ox.Dataset:
    """The graph of a recap whose things are IPFS, under two names, and Acme; another says what they are."""
    recap = RecapClaims(example_recaps()[1].document, claims)
    types = RecapClaims(
        example_recaps()[0].document,
        tuple(
            Claim(thing, Predicate.TYPE, thing.kind, Evidence(0, 8, "A Monday"), 0.5, "test.type")
            for thing in (LocalThing(Kind.TECHNOLOGY, "IPFS"), LocalThing(Kind.ORGANIZATION, "Acme"))
        ),
    )
    links = {
        LocalThing(Kind.TECHNOLOGY, "IPFS"): IPFS.iri,
        LocalThing(Kind.TECHNOLOGY, "InterPlanetary File System"): IPFS.iri,
        LocalThing(Kind.ORGANIZATION, "Acme"): ACME.iri,
    }
    resolution = Resolution(
        recaps={MEETUP: iri("recap/meetup"), DOTSCALE: iri("recap/dotscale")},
        things=(ACME, IPFS),
        links={(source, name): target for source in (MEETUP, DOTSCALE) for name, target in links.items()},
    )
    lines = b"".join(graph_lines([recap, types], resolution))
    return ox.Dataset(ox.parse(lines, ox.RdfFormat.N_QUADS))


def _claim(
    subject: str, predicate: Predicate, target: LocalThing | Literal, confidence: float = 0.5
) -> Claim:
    thing = LocalThing(Kind.TECHNOLOGY, subject)
    return Claim(thing, predicate, target, Evidence(0, 11, "Distributed"), confidence, "test.rule")


def _values(graph: ox.Dataset, predicate: str, name: ox.NamedNode | ox.DefaultGraph) -> list[str]:
    quads = graph.quads_for_predicate(ox.NamedNode(expand(predicate)))
    return sorted(str(quad.object) for quad in quads if quad.graph_name == name)


DEFAULT = ox.DefaultGraph()
RECAP = ox.NamedNode(DEFAULT_BASE + "recap/meetup")


def test_a_claim_between_two_names_of_one_thing_states_nothing() -> None:
    graph = _graph(
        _claim("IPFS", Predicate.BUILDS_ON, LocalThing(Kind.TECHNOLOGY, "InterPlanetary File System"))
    )
    assert _values(graph, "tg:buildsOn", DEFAULT) == []
    assert len(_values(graph, "tg:rule", RECAP)) == 1


def test_a_claim_between_kinds_that_do_not_fit_states_nothing() -> None:
    graph = _graph(_claim("IPFS", Predicate.BUILDS_ON, LocalThing(Kind.ORGANIZATION, "Acme")))
    assert _values(graph, "tg:buildsOn", DEFAULT) == []
    assert len(_values(graph, "tg:rule", RECAP)) == 1


def test_claims_that_resolution_makes_equal_are_one_with_the_higher_confidence() -> None:
    graph = _graph(
        _claim("IPFS", Predicate.URL, Literal("https://ipfs.example/", "xsd:anyURI"), 0.3),
        _claim(
            "InterPlanetary File System", Predicate.URL, Literal("https://ipfs.example/", "xsd:anyURI"), 0.8
        ),
    )
    assert _values(graph, "tg:confidence", RECAP) == [f'"0.8"^^<{expand("xsd:decimal")}>']


def test_a_name_that_was_claimed_and_not_chosen_is_an_alternate_name() -> None:
    graph = _graph(_claim("IPFS", Predicate.NAME, Literal("ipfs")))
    assert _values(graph, "schema:name", DEFAULT) == [
        '"A Monday at dotScale"',
        '"Acme"',
        '"Distributed things, the second evening"',
        '"IPFS"',
    ]
    assert _values(graph, "schema:alternateName", DEFAULT) == ['"ipfs"']


def test_a_claim_that_is_not_certain_enough_states_nothing_and_stays() -> None:
    address = Literal("https://ipfs.example/", "xsd:anyURI")
    for confidence, stated in ((DEFAULT_MIN_CONFIDENCE, 1), (DEFAULT_MIN_CONFIDENCE - 0.01, 0)):
        graph = _graph(_claim("IPFS", Predicate.URL, address, confidence))
        assert _values(graph, "schema:url", DEFAULT).count(str(_literal(address))) == stated
        assert len(_values(graph, "tg:rule", RECAP)) == 1


def _literal(value: Literal) -> ox.Literal:
    return ox.Literal(value.value, datatype=ox.NamedNode(expand(value.datatype)))


@pytest.mark.parametrize("confidence", [0.0, 0.7])
def test_a_graph_is_told_from_which_confidence_on_it_states(confidence: float) -> None:
    lines = graph_lines(example_recaps(), example_resolution(), min_confidence=confidence)
    juan_founded = f"<{iri('person/juan-benet')}> <{expand('tg:created')}>".encode()
    oliver_works = f"<{iri('person/oliver-keeble')}> <{expand('schema:worksFor')}>".encode()
    assert any(line.startswith(juan_founded) for line in lines)
    assert any(line.startswith(oliver_works) for line in lines) == (confidence == 0)


@pytest.mark.parametrize(
    ("confidence", "written"), [(0.123456, "0.1235"), (1.0, "1"), (0.0, "0"), (0.00001, "0"), (0.5, "0.5")]
)
def test_confidence_has_at_most_four_digits(confidence: float, written: str) -> None:
    graph = _graph(_claim("IPFS", Predicate.NAME, Literal("IPFS"), confidence))
    assert _values(graph, "tg:confidence", RECAP) == [f'"{written}"^^<{expand("xsd:decimal")}>']


def test_a_claim_about_an_unresolved_thing_is_refused() -> None:
    with pytest.raises(StoreError, match="Technology 'git' was claimed but not resolved"):
        _graph(_claim("git", Predicate.NAME, Literal("git")))


def test_recaps_need_neither_title_nor_date(tmp_path: Path) -> None:
    recap = example_recaps()[1]
    untitled = RecapClaims(replace(recap.document, title=None), recap.claims)
    write_store([example_recaps()[0], untitled], example_resolution(), tmp_path / "db")
    assert _ask(open_store(tmp_path / "db"), f'ASK {{ ?recap a tg:Recap ; schema:name "{MEETUP}" }}')
