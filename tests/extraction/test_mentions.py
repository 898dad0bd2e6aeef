from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.extraction.encoder import RecapEncoder
from talkgraph.extraction.encoding import ROLE_LABELS
from talkgraph.extraction.mentions import MentionReader, ReadMentions, read_mentions_of
from talkgraph.model import Kind, Predicate, relations
from tests.extraction.samples import prepare

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor

TEXT = (
    "## Statewright - Ingrid Solberg\n\nIngrid Solberg works for Equinor. She wrote Statewright, "
    "which is built on top of Elixir.\n\nNothing else was said. It was late. Kafka was not there."
)


def read(extractor: Extractor, text: str = TEXT) -> ReadMentions:
    doc = prepare(
        extractor,
        text,
        people=["Ingrid Solberg"],
        organizations=["Equinor"],
        technologies=["Statewright", "Elixir", "Kafka"],
    )
    MentionReader(extractor.base)(RecapEncoder(extractor.base)(doc))
    found = read_mentions_of(doc)
    assert found is not None
    return found


def test_what_a_sentence_states_is_likely_and_has_its_place(extractor: Extractor) -> None:
    found = read(extractor)
    employed = found.relations[
        Predicate.WORKS_FOR, (Kind.PERSON, "Ingrid Solberg"), (Kind.ORGANIZATION, "Equinor")
    ]

    assert employed.likely > 0.5
    assert employed.start < employed.end


def test_only_relations_that_the_kinds_allow_are_read(extractor: Extractor) -> None:
    for predicate, subject, target in read(extractor).relations:
        kind = Kind(subject[0]) if subject is not None else Kind.EVENT
        assert relations()[predicate].fits(kind, Kind(target[0]))


def test_the_speaker_speaks_and_the_passing_name_is_no_subject(extractor: Extractor) -> None:
    found = read(extractor)
    speaks = [roles["speaks"] for roles in found.roles.values()]

    assert max(speaks) > 0.5
    assert all(set(roles) == set(ROLE_LABELS) for roles in found.roles.values())
    spoken = {thing[1]: likely for (_, thing), likely in found.spoken_of.items()}
    assert spoken["Statewright"] > spoken.get("Kafka", 0.0)


def test_without_the_encoder_nothing_is_read(extractor: Extractor) -> None:
    doc = MentionReader(extractor.base)(prepare(extractor, "Elixir is here.", technologies=["Elixir"]))

    assert read_mentions_of(doc) is None
