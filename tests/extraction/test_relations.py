from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from talkgraph.extraction.mentions import ReadMentions, ReadRelation
from talkgraph.extraction.pairs import PAIR_PREDICATES
from talkgraph.extraction.relations import FoundRelation, RelationFinder
from talkgraph.extraction.talks import TalkFinder
from talkgraph.model import Kind, Predicate, relations
from tests.extraction.samples import find_talks, prepare

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from talkgraph.extraction import Extractor
    from talkgraph.extraction.relations import Sifted

NAMES = {
    "people": ["Jane Doe", "Bob Roe"],
    "organizations": ["Algolia", "Zorkel", "Theodo"],
    "technologies": ["Redux", "Elm", "Electron", "Slack", "Node.js", "npm", "Atom"],
    "events": ["dotScale 2016", "ParisJS"],
    "places": ["Paris", "Nantes"],
}


def states(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def found_in(extractor: Extractor, text: str) -> list[FoundRelation]:
    """The relations of a text in which every name of ``NAMES`` is marked."""
    return sifted(extractor, text).found


def sifted(extractor: Extractor, text: str, **settings: float) -> Sifted:
    """The same with what was considered and rejected."""
    return RelationFinder(extractor.base, **settings).sift(marked(extractor, text))  # type: ignore[arg-type]


def marked(extractor: Extractor, text: str) -> Doc:
    """A text in which every name of ``NAMES`` is marked, with its talks and references."""
    given = {kind: [name for name in names if states(text, name)] for kind, names in NAMES.items()}
    doc = prepare(extractor, text, **given)
    find_talks(extractor, doc, references=True)
    return doc


def reasons(found: Sifted) -> set[tuple[str | None, Predicate, str, str]]:
    """Subject, predicate, object and reason of what was rejected."""
    return {(*next(iter(triples([one.relation]))), one.reason) for one in found.rejected}


def triples(found: list[FoundRelation]) -> set[tuple[str | None, Predicate, str]]:
    """Subject, predicate and object of relations, by their keys; no subject stands for the event."""
    return {(r.subject[1] if r.subject else None, r.predicate, r.object[1]) for r in found}


STATEMENTS = [
    ("Jane Doe works at Algolia.", "Jane Doe", Predicate.WORKS_FOR, "Algolia"),
    ("Jane Doe, from Algolia, came.", "Jane Doe", Predicate.WORKS_FOR, "Algolia"),
    ("Jane Doe formerly worked for Algolia.", "Jane Doe", Predicate.FORMERLY_WORKED_FOR, "Algolia"),
    ("Jane Doe left Algolia last year.", "Jane Doe", Predicate.FORMERLY_WORKED_FOR, "Algolia"),
    ("Jane Doe created Redux.", "Jane Doe", Predicate.CREATED, "Redux"),
    ("Redux was created by Jane Doe.", "Jane Doe", Predicate.CREATED, "Redux"),
    ("Bob Roe founded Zorkel.", "Bob Roe", Predicate.CREATED, "Zorkel"),
    ("Algolia uses Node.js.", "Algolia", Predicate.USES, "Node.js"),
    ("Slack is built on Electron.", "Slack", Predicate.BUILDS_ON, "Electron"),
    ("Redux is a plugin for Atom.", "Redux", Predicate.BUILDS_ON, "Atom"),
    ("npm is part of Node.js.", "npm", Predicate.PART_OF, "Node.js"),
    ("Redux is an alternative to Elm.", "Redux", Predicate.ALTERNATIVE_TO, "Elm"),
    ("Redux was inspired by Elm.", "Redux", Predicate.INSPIRED_BY, "Elm"),
    ("dotScale 2016 was organized by Jane Doe.", "dotScale 2016", Predicate.ORGANIZER, "Jane Doe"),
    ("Algolia, based in Paris, is growing.", "Algolia", Predicate.LOCATION, "Paris"),
    ("dotScale 2016 took place in Paris.", "dotScale 2016", Predicate.LOCATION, "Paris"),
    ("Thanks to Algolia for hosting us.", None, Predicate.HOST, "Algolia"),
    ("The pizzas were sponsored by Algolia.", None, Predicate.SPONSOR, "Algolia"),
]


@pytest.mark.parametrize(("text", "subject", "predicate", "target"), STATEMENTS)
def test_a_plain_statement(
    extractor: Extractor, text: str, subject: str | None, predicate: Predicate, target: str
) -> None:
    assert (subject, predicate, target) in triples(found_in(extractor, text))


def test_every_predicate_has_a_plain_statement() -> None:
    assert {predicate for _, _, predicate, _ in STATEMENTS} == set(PAIR_PREDICATES)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe does not work for Algolia.",
        "Jane Doe never worked for Algolia.",
        "Jane Doe might join Algolia.",
        "Jane Doe has not left Algolia.",
        "Jane Doe did not create Redux.",
        "Jane Doe would like to rewrite Redux.",
        "Algolia does not use Node.js.",
        "Should Algolia use Node.js?",
        "Slack is not built on Electron.",
        "If Slack were built on Electron, it would be slower.",
        "npm is not part of Node.js.",
        "npm might become part of Node.js.",
        "Redux is no alternative to Elm.",
        "Redux is not an alternative to Elm.",
        "Redux was not inspired by Elm.",
        "dotScale 2016 was not organized by Jane Doe.",
        "Algolia is not based in Paris.",
        "dotScale 2016 did not take place in Paris.",
        "We were not hosted by Algolia.",
        "The pizzas were not sponsored by Algolia.",
    ],
)
def test_what_is_denied_supposed_or_asked_is_not_stated(extractor: Extractor, text: str) -> None:
    assert found_in(extractor, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Redux and Elm are nice, and so is Node.js.",
        "We were many.",
        "Jane Doe met Bob Roe.",
        "Paris, Nantes.",
    ],
)
def test_names_side_by_side_state_nothing(extractor: Extractor, text: str) -> None:
    assert found_in(extractor, text) == []


def test_a_list_states_each(extractor: Extractor) -> None:
    found = triples(found_in(extractor, "Jane Doe wrote Redux and Elm."))

    assert found == {("Jane Doe", Predicate.CREATED, "Redux"), ("Jane Doe", Predicate.CREATED, "Elm")}


def test_a_reference_back_stands_for_its_name(extractor: Extractor) -> None:
    text = "# An evening\n\n## Slack at work - Jane Doe\n\nSlack is popular. It is built on Electron.\n"
    found = triples(found_in(extractor, text))

    assert ("Slack", Predicate.BUILDS_ON, "Electron") in found


def test_front_matter_and_code_state_nothing(extractor: Extractor) -> None:
    text = (
        "---\nnote: Slack is built on Electron.\n---\n\n# Evening\n\nHello.\n\n"
        "    Slack is built on Electron.\n"
    )

    assert found_in(extractor, text) == []


def test_opposite_statements_of_one_sentence_exclude_each_other(extractor: Extractor) -> None:
    text = "Slack is built on Electron, and Electron is built on Slack. Jane Doe left and works at Algolia."
    found = triples(found_in(extractor, text))

    assert (
        not {("Slack", p, "Electron") for p in Predicate} & found
        or not {("Electron", p, "Slack") for p in Predicate} & found
    )
    assert (
        not {
            ("Jane Doe", Predicate.WORKS_FOR, "Algolia"),
            ("Jane Doe", Predicate.FORMERLY_WORKED_FOR, "Algolia"),
        }
        <= found
    )


def test_relations_fit_their_table_and_say_where_they_come_from(extractor: Extractor) -> None:
    text = (
        "Thanks to Algolia for hosting ParisJS. Jane Doe, from Zorkel, presented Redux. "
        "Redux is built on Node.js and was inspired by Elm. Bob Roe created npm."
    )
    doc_relations = found_in(extractor, text)

    assert len(doc_relations) >= 4
    for relation in doc_relations:
        subject = Kind(relation.subject[0]) if relation.subject else Kind.EVENT
        assert relations()[relation.predicate].fits(subject, Kind(relation.object[0]))
        assert relation.subject != relation.object
        assert 0.0 < relation.confidence <= 1.0
        assert relation.start < relation.end
        assert relation.rule.startswith("relations.")
    order = [(r.start, str(r.predicate), r.subject or ("", ""), r.object) for r in doc_relations]
    assert order == sorted(order)
    assert len(order) == len(set(order))


def test_a_document_without_names_has_none(extractor: Extractor) -> None:
    doc = prepare(extractor, "We were many. It was built on sand.")
    TalkFinder(extractor.base)(doc)

    assert RelationFinder(extractor.base)(doc).user_data["talkgraph.relations"] == []
    assert doc.user_data["talkgraph.rejected"] == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Algolia could use Node.js.", "could"),
        ("Algolia does not use Node.js.", "not"),
        ("If Algolia uses Node.js, good.", "if"),
    ],
)
def test_what_is_denied_or_supposed_is_rejected_with_the_word(
    extractor: Extractor, text: str, words: str
) -> None:
    found = sifted(extractor, text)

    assert found.found == []
    assert ("Algolia", Predicate.USES, "Node.js", f"denied or supposed: “{words}”") in reasons(found)


def test_what_is_stated_in_the_same_sentence_after_all_is_not_rejected(extractor: Extractor) -> None:
    found = sifted(extractor, "Algolia uses Node.js, and Algolia does not hide that Node.js is slow.")

    assert ("Algolia", Predicate.USES, "Node.js") in triples(found.found)
    assert ("Algolia", Predicate.USES, "Node.js") not in triples([one.relation for one in found.rejected])


def test_what_is_turned_round_is_stated_and_told(extractor: Extractor) -> None:
    found = sifted(extractor, "Redux uses Jane Doe.")

    assert ("Jane Doe", Predicate.USES, "Redux") in triples(found.found)
    (turned,) = (one for one in found.rejected if one.turned)
    assert triples([turned.relation]) == {("Redux", Predicate.USES, "Jane Doe")}
    assert turned.reason == "turned round: no technology uses any person"
    assert turned.relation.rule.startswith("relations.uses.")


def test_what_kinds_do_not_allow_is_told(extractor: Extractor) -> None:
    found = sifted(extractor, "Jane Doe works at Redux.")

    assert found.found == []
    assert ("Jane Doe", Predicate.WORKS_FOR, "Redux", "no person works for any technology") in reasons(found)


def test_what_is_denied_of_kinds_that_do_not_fit_is_not_told(extractor: Extractor) -> None:
    assert not reasons(sifted(extractor, "Jane Doe does not work at Redux."))


def test_of_two_that_exclude_each_other_the_other_is_rejected(extractor: Extractor) -> None:
    found = sifted(extractor, "Jane Doe, formerly an engineer at Algolia, left Algolia.")
    kept = triples(found.found)

    assert kept == {("Jane Doe", Predicate.FORMERLY_WORKED_FOR, "Algolia")}
    (why,) = (reason for *statement, reason in reasons(found) if statement[1] == Predicate.WORKS_FOR)
    assert why.startswith("contradicts “Jane Doe formerly worked for Algolia”, which ")


def test_the_other_direction_of_a_symmetric_relation_says_the_same(extractor: Extractor) -> None:
    found = sifted(extractor, "Redux or Elm, Elm or Redux: choose.")
    symmetric = [why for *statement, why in reasons(found) if statement[1] == Predicate.ALTERNATIVE_TO]

    assert len(triples(found.found)) == 1
    assert any(why.startswith("says the same as “") for why in symmetric)


def test_what_is_not_likely_enough_is_told_from_half_of_what_is_asked(extractor: Extractor) -> None:
    text = "Redux and Elm are nice, and so is Node.js. Slack runs on top of Electron."
    unsure = sorted(
        case.confidence
        for case in RelationFinder(extractor.base).cases(marked(extractor, text))
        if not case.is_stated and case.subject is not None
    )
    most = unsure[-1]
    at_half = sifted(extractor, text, sure=2 * most)
    above = sifted(extractor, text, sure=2 * most + 0.01)

    def doubtful(found: Sifted) -> list[float]:
        return [one.relation.confidence for one in found.rejected if one.reason.startswith("not likely")]

    assert doubtful(at_half) == [most]
    assert doubtful(above) == []


def weighed(extractor: Extractor, text: str, likely: dict[tuple[str, Predicate, str], float]) -> Sifted:
    """The relations of a text of technologies of which the encoder would have said something."""
    doc = marked(extractor, text)
    doc.user_data["talkgraph.mentions"] = ReadMentions(
        relations={
            (predicate, ("Technology", subject), ("Technology", target)): ReadRelation(sure, 0, len(doc))
            for (subject, predicate, target), sure in likely.items()
        }
    )
    return RelationFinder(extractor.base).sift(doc)


def test_what_is_commonly_known_asks_for_less_and_says_so(extractor: Extractor) -> None:
    doubtful = {("Slack", Predicate.USES, "Electron"): 0.2, ("Electron", Predicate.USES, "Slack"): 0.2}
    (relation,) = weighed(extractor, "Slack. Electron.", doubtful).found

    assert relation.statement == (Predicate.USES, ("Technology", "Slack"), ("Technology", "Electron"))
    assert relation.rule == "relations.known"


def test_what_is_commonly_known_is_not_stated_without_the_text(extractor: Extractor) -> None:
    assert weighed(extractor, "Slack. Electron.", {}).found == []


def test_beside_the_encoder_too_what_is_half_as_likely_as_asked_is_told(extractor: Extractor) -> None:
    asked = RelationFinder(extractor.base).balance.threshold
    names = [name for name in NAMES["technologies"] if name != "Slack"]  # known to use others of them
    pairs = [(one, other) for one in names for other in names if one < other]
    likely = {
        (one, Predicate.USES, other): number / len(pairs)
        for number, (one, other) in enumerate(pairs, start=1)
    }
    found = weighed(extractor, " ".join(f"{name}." for name in names), likely)
    doubtful = [one for one in found.rejected if one.relation.rule == "relations.encoder"]

    assert found.found
    assert doubtful
    assert len(found.found) + len(doubtful) < len(pairs)
    for one in doubtful:
        sure = one.relation.confidence
        assert asked / 2 <= sure < asked
        assert one.reason in {
            f"not likely enough: {sure - less:.2f}, asked {asked:.2f}" for less in (0, 0.005)
        }


def test_beside_the_encoder_too_of_two_that_exclude_each_other_the_surer_one_holds(
    extractor: Extractor,
) -> None:
    both = {("Slack", Predicate.USES, "Electron"): 0.4, ("Electron", Predicate.USES, "Slack"): 0.9}
    found = weighed(extractor, "Slack. Electron.", both)

    assert [one.statement[1:] for one in found.found] == [
        (("Technology", "Slack"), ("Technology", "Electron"))
    ]
    (excluded,) = [one for one in found.rejected if one.relation.subject == ("Technology", "Electron")]
    assert excluded.relation.confidence <= found.found[0].confidence
    assert excluded.reason == "another statement of the recap excludes it, and is surer"


@pytest.mark.parametrize("sure", [0.1, 0.99])
def test_beside_the_encoder_too_what_a_pattern_states_and_words_take_back_is_told(
    extractor: Extractor, sure: float
) -> None:
    found = weighed(
        extractor, "Slack is not built on Electron.", {("Slack", Predicate.BUILDS_ON, "Electron"): sure}
    )

    assert found.found == []
    assert ("Slack", Predicate.BUILDS_ON, "Electron", "denied or supposed: “not”") in reasons(found)


def test_beside_the_encoder_too_what_a_pattern_states_and_nothing_supports_is_told(
    extractor: Extractor,
) -> None:
    found = weighed(extractor, "Redux or Elm", {})
    told = {(*statement, why[:17]) for *statement, why in reasons(found)}

    assert found.found == []
    assert ("Redux", Predicate.ALTERNATIVE_TO, "Elm", "not likely enough") in told


def test_rejected_relations_come_in_the_same_order_every_time(extractor: Extractor) -> None:
    text = "Jane Doe could use Redux or Elm at Zorkel. Redux employs Bob Roe. Slack is not built on Electron."

    assert sifted(extractor, text) == sifted(extractor, text)
    assert len(sifted(extractor, text).rejected) > 2
