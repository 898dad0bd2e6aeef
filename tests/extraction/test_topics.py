from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.extraction.topics import FoundTopic, TopicFinder
from tests.extraction.samples import find_talks, prepare

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor


def topics(extractor: Extractor, text: str) -> list[FoundTopic]:
    known = {"people": ["Jane Doe", "Bob Roe"], "technologies": ["Electron", "Elm"]}
    whole = f"# An evening\n\n{text}\n"
    doc = prepare(extractor, whole, **{k: [n for n in names if n in whole] for k, names in known.items()})
    find_talks(extractor, doc)
    found: list[FoundTopic] = TopicFinder(extractor.base)(doc).user_data["talkgraph.topics"]
    for topic in found:
        assert doc[topic.start : topic.end].text.lower() == topic.phrase.lower()
    return found


def phrases(found: list[FoundTopic], talk: int = 0) -> list[str]:
    return [topic.phrase for topic in found if topic.talk == talk]


def test_a_noun_phrase_of_the_title_comes_first(extractor: Extractor) -> None:
    text = "## Technical writing for engineers - Jane Doe\n\nShe showed style guides and a spelling checker."
    found = topics(extractor, text)

    assert phrases(found)[0] == "technical writing"
    assert "style guides" in phrases(found)


def test_repetition_counts(extractor: Extractor) -> None:
    text = "## Work - Jane Doe\n\nShe likes code review. A code review is short. She has one garden."
    found = topics(extractor, text)

    assert phrases(found)[0] == "code review"


def test_edges_that_say_nothing_are_dropped(extractor: Extractor) -> None:
    found = topics(
        extractor,
        "## Work - Jane Doe\n\nThe very first audio filters and many new build pipelines.",
    )

    assert {"audio filters", "build pipelines"} <= set(phrases(found))


def test_names_and_empty_words_are_no_topics(extractor: Extractor) -> None:
    text = "## Work - Jane Doe\n\nJane Doe gave a talk in three parts, with Electron, and a lot of slides."

    assert phrases(topics(extractor, text)) == []


def test_capitals_that_the_text_insists_on_stay(extractor: Extractor) -> None:
    found = topics(extractor, "## Work - Jane Doe\n\nThe Garden Fence hides behind REST endpoints.")

    assert "REST endpoints" in phrases(found)
    assert "garden fence" in phrases(found)


def test_the_topics_of_a_talk_are_few_and_ranked(extractor: Extractor) -> None:
    first = [
        "gardens",
        "rivers",
        "bridges",
        "castles",
        "forests",
        "deserts",
        "islands",
        "harbours",
        "valleys",
    ]
    nouns = [
        *first,
        "lakes",
        "roads",
        "ships",
        "stones",
        "clouds",
        "meadows",
        "caves",
        "cliffs",
        "mills",
        "barns",
    ]
    sentences = " ".join(f"She drew {noun}." for noun in nouns)
    found = topics(extractor, f"## Maps - Jane Doe\n\n{sentences}")
    weights = [topic.weight for topic in found]

    assert len(found) <= 10
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 1.0
    assert all(weight > 0 for weight in weights)


def test_what_other_talks_lack_weighs_more(extractor: Extractor) -> None:
    text = (
        "## One - Jane Doe\n\nShe drew unit tests. She drew old castles.\n\n"
        "## Two - Bob Roe\n\nHe drew unit tests. He drew dry deserts."
    )
    found = topics(extractor, text)

    assert phrases(found, 0)[0] == "castles"
    assert phrases(found, 1)[0] == "dry deserts"


def test_no_talk_no_topic(extractor: Extractor) -> None:
    assert topics(extractor, "We drew old castles.") == []


def test_a_talk_that_only_running_text_announces_has_fewer_topics(extractor: Extractor) -> None:
    words = (
        "build pipelines, code reviews, audio filters, style guides, garden fences, bug trackers, tax laws"
    )
    announced = topics(extractor, f"Then Jane Doe gave a talk on {words} and water pumps.")
    titled = topics(extractor, f"## Work - Jane Doe\n\nShe knows {words} and water pumps.")

    assert len(announced) == 6
    assert len(titled) == 8
