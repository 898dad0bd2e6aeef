from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.language import Language

from talkgraph.extraction.pipeline import COMPONENTS, add_components, register_components

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor


@pytest.fixture(scope="module")
def pipeline(extractor: Extractor) -> Language:
    """The base pipeline with talkgraph's components behind it, in one."""
    nlp = spacy.blank("en", vocab=extractor.base.vocab)
    for name in extractor.base.pipe_names:
        nlp.add_pipe(name, source=extractor.base)
    return add_components(nlp)


def problems(nlp: Language) -> dict[str, set[str]]:
    """What each component of a pipeline lacks."""
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    return {name: set(missing) for name, missing in analysis["problems"].items()}


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_a_factory_that_says_what_it_needs(name: str) -> None:
    register_components()
    meta = Language.get_factory_meta(name)

    assert tuple(meta.requires) == COMPONENTS[name][1]
    assert tuple(meta.assigns) == COMPONENTS[name][2] != ()


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_can_be_added_to_any_pipeline(name: str) -> None:
    register_components()
    nlp = spacy.blank("en")
    nlp.add_pipe(name)

    assert nlp.pipe_names == [name]


def test_a_component_without_those_before_it_is_found_out() -> None:
    register_components()
    nlp = spacy.blank("en")
    nlp.add_pipe("talkgraph_talks")

    assert problems(nlp)["talkgraph_talks"] == {"doc.spans", "token.lemma"}


def test_the_whole_pipeline_has_all_that_it_needs(pipeline: Language) -> None:
    assert not any(problems(pipeline).values())
    assert pipeline.pipe_names[-len(COMPONENTS) :] == list(COMPONENTS)


def test_to_add_them_again_changes_nothing(pipeline: Language) -> None:
    before = list(pipeline.pipe_names)

    assert add_components(pipeline).pipe_names == before


def test_it_reads_a_text_that_talkgraph_did_not_analyse(pipeline: Language) -> None:
    doc = pipeline(
        "First talk was by Jane Doe, from Algolia. She uses Elm.\n\nThen Bob Roe talked about Redux."
    )

    assert [talk.speakers for talk in doc.user_data["talkgraph.talks"]] == [("Jane Doe",), ("Bob Roe",)]
    assert {span.id_ for span in doc.spans["names"]} >= {"Jane Doe", "Algolia", "Elm"}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "\u200b"])
def test_it_reads_nothing_much(pipeline: Language, text: str) -> None:
    doc = pipeline(text)

    assert doc.user_data["talkgraph.talks"] == []
    assert doc.user_data["talkgraph.event"].name is None
