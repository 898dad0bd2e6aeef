from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.extraction.mentions import ReadMentions
from talkgraph.extraction.relations import FoundRelation
from talkgraph.extraction.subjects import FoundSubject, SubjectFinder
from talkgraph.model import Kind, Predicate
from tests.extraction.samples import find_talks, prepare

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor


def subjects(extractor: Extractor, text: str) -> list[FoundSubject]:
    known = {
        "people": ["Jane Doe", "Bob Roe"],
        "organizations": ["Algolia"],
        "technologies": ["Slack", "Electron", "Redux", "Elm", "Vim"],
        "places": ["Paris"],
    }
    whole = f"# An evening\n\n{text}\n"
    doc = prepare(extractor, whole, **{k: [n for n in names if n in whole] for k, names in known.items()})
    find_talks(extractor, doc)
    found: list[FoundSubject] = SubjectFinder(extractor.base)(doc).user_data["talkgraph.subjects"]
    return found


def main(found: list[FoundSubject], talk: int = 0) -> set[str]:
    return {subject.key for subject in found if subject.main and subject.talk == talk}


def test_what_the_title_names_is_the_subject(extractor: Extractor) -> None:
    found = subjects(extractor, "## Redux at Algolia - Jane Doe\n\nShe uses Vim, in Paris.")

    assert {"Redux", "Algolia"} <= main(found)
    assert "Vim" not in main(found)


def test_what_the_announcement_names_is_the_subject(extractor: Extractor) -> None:
    found = subjects(
        extractor, "First talk was by Jane Doe, about Redux. She typed it in Vim, and it was late."
    )

    assert found[0].key == "Redux"
    assert found[0].main


def test_what_is_repeated_is_the_subject(extractor: Extractor) -> None:
    body = "Elm is small. Elm is safe. Elm is fun. Vim is old. Elm never crashes. Elm compiles fast."
    found = subjects(extractor, f"## Types - Jane Doe\n\n{body}")

    assert found[0].key == "Elm"
    assert found[0].main


def test_an_organization_outside_the_title_is_only_mentioned(extractor: Extractor) -> None:
    found = subjects(extractor, "## Types - Jane Doe\n\nAt Algolia, in Paris, they write Elm. Elm is safe.")

    assert main(found) == {"Elm"}
    assert {(s.kind, s.key) for s in found if not s.main} == {
        (Kind.ORGANIZATION, "Algolia"),
        (Kind.PLACE, "Paris"),
    }


def test_the_speaker_is_no_subject(extractor: Extractor) -> None:
    found = subjects(extractor, "## Elm - Jane Doe\n\nJane Doe met Bob Roe.")

    assert {s.key for s in found} == {"Elm", "Bob Roe"}


def test_each_talk_has_subjects_of_its_own(extractor: Extractor) -> None:
    found = subjects(extractor, "## Elm - Jane Doe\n\nSafe.\n\n## Redux - Bob Roe\n\nSmall.")

    assert main(found, 0) == {"Elm"}
    assert main(found, 1) == {"Redux"}


def test_there_are_few_main_subjects(extractor: Extractor) -> None:
    body = "Slack, Electron, Redux, Elm and Vim. " * 3
    found = subjects(extractor, f"## Tools - Jane Doe\n\n{body}")

    assert 1 <= len(main(found)) <= SubjectFinder(extractor.base).most
    assert len(found) == 5


def test_weights_and_order(extractor: Extractor) -> None:
    found = subjects(extractor, "## Redux - Jane Doe\n\nElm inspired Redux. Vim. Paris.")

    assert max(s.weight for s in found) == 1.0
    assert all(0.0 < s.weight <= 1.0 for s in found)
    assert [s.main for s in found] == sorted((s.main for s in found), reverse=True)
    assert len({(s.talk, s.kind, s.key) for s in found}) == len(found)


def test_no_talk_no_subject(extractor: Extractor) -> None:
    assert subjects(extractor, "Elm is nice.") == []


def read_subjects(extractor: Extractor, likely: dict[str, tuple[float, float]]) -> list[FoundSubject]:
    """Subjects of one talk, with what the encoder says of each thing: main, and spoken of."""
    text = f"# An evening\n\n## State - Jane Doe\n\nWe saw {', '.join(likely)}.\n"
    doc = prepare(extractor, text, people=["Jane Doe"], technologies=list(likely))
    find_talks(extractor, doc)
    spans = {span.id_: span for span in doc.spans["names"]}
    doc.user_data["talkgraph.mentions"] = ReadMentions(
        roles={spans[key].start: {"main": main} for key, (main, _) in likely.items()},
        spoken_of={("Jane Doe", ("Technology", key)): spoken for key, (_, spoken) in likely.items()},
    )
    found: list[FoundSubject] = SubjectFinder(extractor.base)(doc).user_data["talkgraph.subjects"]
    return found


@pytest.mark.parametrize(
    ("body", "sure", "expected"),
    [
        ("Jane Doe works at Algolia.", 0.4, set()),
        ("Jane Doe works at Algolia.", 0.9, {"Algolia"}),
        ("Jane Doe works at Algolia. We saw what Algolia does.", 0.4, {"Algolia"}),
        ("Bob Roe works at Algolia.", 0.4, {"Algolia"}),
    ],
)
def test_a_mere_employer_of_the_speaker_is_no_subject(
    extractor: Extractor, body: str, sure: float, expected: set[str]
) -> None:
    text = f"# An evening\n\n## State - Jane Doe\n\n{body}\n"
    company, who = ("Organization", "Algolia"), ("Person", body[: body.index(" works")])
    doc = prepare(extractor, text, people={"Jane Doe", who[1]}, organizations=["Algolia"])
    find_talks(extractor, doc)
    sentence = next(sentence for sentence in doc.sents if "works at" in sentence.text)
    doc.user_data["talkgraph.relations"] = [
        FoundRelation(Predicate.WORKS_FOR, who, company, sentence.start, sentence.end, 0.9, "any")
    ]
    spans = [span for span in doc.spans["names"] if span.id_ == "Algolia"]
    doc.user_data["talkgraph.mentions"] = ReadMentions(
        roles={span.start: {"main": sure} for span in spans}, spoken_of={("Jane Doe", company): sure}
    )

    assert main(SubjectFinder(extractor.base).match(doc)) == expected


def test_the_encoder_tells_the_subject_from_what_is_mentioned(extractor: Extractor) -> None:
    found = read_subjects(extractor, {"Elm": (0.95, 0.95), "Redux": (0.01, 0.01)})

    assert main(found) == {"Elm"}
    assert {subject.key for subject in found} == {"Elm", "Redux"}


def test_the_surest_subjects_come_first_and_are_four_at_most(extractor: Extractor) -> None:
    names = ["Elm", "Redux", "Slack", "Vim", "Electron", "Emacs"]
    found = read_subjects(extractor, {name: (0.99 - i / 20, 0.9) for i, name in enumerate(names)})

    assert [subject.key for subject in found if subject.main] == names[:4]
    assert all(0.5 <= subject.sure <= 0.95 for subject in found if subject.main)
