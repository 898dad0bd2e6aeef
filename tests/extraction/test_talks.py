from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extraction.samples import find_talks, prepare, title

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from talkgraph.extraction import Extractor
    from talkgraph.extraction.talks import TalkSegment

BODY = "It was about how to write less code and to test it more, with many examples and a live demo."
PEOPLE = ("Jane Doe", "Bob Roe", "Ann Poe", "Tim Low")


class Talks:
    """The talks of an evening's recap, with the names that stand in it marked."""

    def __init__(self, extractor: Extractor, text: str) -> None:
        names = {"people": PEOPLE, "organizations": ["Algolia"], "technologies": ["Elm", "PhantomBuster"]}
        given = {kind: [name for name in known if name in text] for kind, known in names.items()}
        self.doc: Doc = prepare(extractor, f"# An evening\n\n{text}\n", **given)
        self.found: list[TalkSegment] = find_talks(extractor, self.doc)

    @property
    def speakers(self) -> list[tuple[str, ...]]:
        return [talk.speakers for talk in self.found]

    @property
    def titles(self) -> list[str | None]:
        return [title(self.doc, talk) for talk in self.found]

    @property
    def texts(self) -> list[str]:
        return [self.doc[talk.start : talk.end].text.strip() for talk in self.found]

    @property
    def kinds(self) -> list[str]:
        return [talk.kind for talk in self.found]


@pytest.mark.parametrize(
    ("heading", "named", "speakers"),
    [
        ("The permanent web - Jane Doe", "The permanent web", ("Jane Doe",)),
        ("The permanent web – Jane Doe, Algolia", "The permanent web", ("Jane Doe",)),
        ("The permanent web by Jane Doe", "The permanent web", ("Jane Doe",)),
        ("The permanent web, by Jane Doe", "The permanent web", ("Jane Doe",)),
        ("The permanent web, Jane Doe", "The permanent web", ("Jane Doe",)),
        ("The permanent web (Jane Doe)", "The permanent web", ("Jane Doe",)),
        ("The permanent web (Jane Doe, Algolia)", "The permanent web", ("Jane Doe",)),
        ("“The permanent web” by Jane Doe (Algolia)", "The permanent web", ("Jane Doe",)),
        ("Jane Doe: The permanent web", "The permanent web", ("Jane Doe",)),
        ("Jane Doe - The permanent web", "The permanent web", ("Jane Doe",)),
        ("Jane Doe (Algolia): The permanent web", "The permanent web", ("Jane Doe",)),
        ("Jane Doe on the permanent web", "the permanent web", ("Jane Doe",)),
        ("Jane Doe", None, ("Jane Doe",)),
        ("Jane Doe (Algolia)", None, ("Jane Doe",)),
        ("Jane Doe and Bob Roe", None, ("Jane Doe", "Bob Roe")),
        ("Elm at work - Jane Doe, Bob Roe", "Elm at work", ("Jane Doe", "Bob Roe")),
        ("The permanent web — Jane Doe & Bob Roe", "The permanent web", ("Jane Doe", "Bob Roe")),
    ],
)
def test_a_heading_that_names_speakers_is_a_talk(
    extractor: Extractor, heading: str, named: str | None, speakers: tuple[str, ...]
) -> None:
    talks = Talks(extractor, f"## {heading}\n\n{BODY}")

    assert talks.speakers == [speakers]
    assert talks.titles == [named]
    assert talks.texts[0].endswith(BODY)


@pytest.mark.parametrize(
    "opening",
    [
        "First talk was by Jane Doe.",
        "The second talk was given by Jane Doe, from Algolia.",
        "Last talk was by Jane Doe.",
        "Then Jane Doe, from Algolia, did a presentation about search.",
        "Then Jane Doe did a presentation about search.",
        "The second talk was about PhantomBuster, by Jane Doe.",
        "Next up was Jane Doe.",
        "Last but not least, Jane Doe took the stage.",
        "After the break, Jane Doe gave a talk about search.",
        "Jane Doe, who works at Algolia, talked about search.",
        "The evening started with Jane Doe.",
    ],
)
def test_running_text_announces_a_talk(extractor: Extractor, opening: str) -> None:
    talks = Talks(extractor, f"Hello.\n\n{opening} {BODY}")

    assert talks.speakers == [("Jane Doe",)]
    assert talks.texts == [f"{opening} {BODY}"]


def test_an_evening_in_running_text(extractor: Extractor) -> None:
    paragraphs = [
        f"First talk was by Jane Doe. {BODY}",
        f"Then Bob Roe, from Algolia, did a presentation about search. {BODY}",
        f"The third talk was about PhantomBuster, by Ann Poe. {BODY}",
        f"Last talk was by Tim Low. {BODY}",
    ]
    talks = Talks(extractor, "\n\n".join(["We were many.", *paragraphs]))

    assert talks.speakers == [("Jane Doe",), ("Bob Roe",), ("Ann Poe",), ("Tim Low",)]
    assert talks.texts == paragraphs


def test_a_talk_goes_on_to_the_next_announcement(extractor: Extractor) -> None:
    talks = Talks(
        extractor, f"First talk was by Jane Doe.\n\n{BODY}\n\nShe was good.\n\nLast talk was by Bob Roe."
    )

    assert talks.texts == [
        f"First talk was by Jane Doe.\n\n{BODY}\n\nShe was good.",
        "Last talk was by Bob Roe.",
    ]


def test_several_speakers_give_one_talk(extractor: Extractor) -> None:
    talks = Talks(extractor, f"The first talk was given by Jane Doe and Bob Roe. {BODY}")

    assert talks.speakers == [("Jane Doe", "Bob Roe")]


def test_the_title_in_quotation_marks(extractor: Extractor) -> None:
    assert Talks(extractor, f"First talk was by Jane Doe, “How We Test At Scale”. {BODY}").titles == [
        "How We Test At Scale"
    ]


def test_lightning_talks_share_a_section(extractor: Extractor) -> None:
    items = "- Jane Doe showed how she tests.\n- Bob Roe presented Elm.\n- Ann Poe explained search."
    talks = Talks(
        extractor, f"## Lightning talks\n\n{items}\n\n## Conclusion\n\nJane Doe and Bob Roe were great."
    )

    assert talks.speakers == [("Jane Doe",), ("Bob Roe",), ("Ann Poe",)]
    assert talks.kinds == ["lightning"] * 3
    assert talks.texts == [item.removeprefix("- ") for item in items.split("\n")]


def test_a_list_of_titles_with_their_speakers(extractor: Extractor) -> None:
    items = [
        "Jane Doe: how we test at scale",
        "Search from scratch - Bob Roe (Algolia)",
        "Elm in anger, by Ann Poe",
    ]
    talks = Talks(extractor, "## Talks\n\n" + "\n".join(f"- {item}" for item in items))

    assert talks.speakers == [("Jane Doe",), ("Bob Roe",), ("Ann Poe",)]
    assert talks.titles == ["how we test at scale", "Search from scratch", "Elm in anger"]


def test_the_text_names_the_speaker_of_a_titled_section(extractor: Extractor) -> None:
    talks = Talks(
        extractor,
        f"## Testing at scale\n\nJane Doe, from Algolia, explained how they test. {BODY}\n\n"
        f"## Search from scratch\n\nThis talk was given by Bob Roe and Ann Poe. {BODY}",
    )

    assert talks.speakers == [("Jane Doe",), ("Bob Roe", "Ann Poe")]
    assert talks.titles == ["Testing at scale", "Search from scratch"]


def test_a_byline_under_the_heading_names_the_speaker(extractor: Extractor) -> None:
    talks = Talks(
        extractor, f"## Testing at scale\n\n*Jane Doe*\n\n{BODY}\n\n## Search\n\nSpeaker: Bob Roe\n\n{BODY}"
    )

    assert talks.speakers == [("Jane Doe",), ("Bob Roe",)]
    assert talks.titles == ["Testing at scale", "Search"]


def test_a_section_among_talks_is_a_talk_without_a_named_speaker(extractor: Extractor) -> None:
    talks = Talks(
        extractor,
        f"## Introduction\n\n{BODY}\n\n## Tests in anger - Jane Doe\n\n{BODY}\n\n"
        f"## Search - Bob Roe\n\n{BODY}\n\n## Moving to the cloud\n\n{BODY} {BODY}\n\n## Conclusion\n\nBye.",
    )

    assert talks.titles == ["Tests in anger", "Search", "Moving to the cloud"]
    assert talks.speakers == [("Jane Doe",), ("Bob Roe",), ()]
    assert talks.found[2].confidence < talks.found[0].confidence


def test_talks_without_named_speakers_in_running_text(extractor: Extractor) -> None:
    talks = Talks(
        extractor, f"The first talk was about tests. {BODY}\n\nThe second one explained search. {BODY}"
    )

    assert talks.speakers == [(), ()]


def test_one_such_talk_alone_is_none(extractor: Extractor) -> None:
    assert Talks(extractor, f"The first talk was about tests. {BODY}").found == []


def test_a_heading_over_talks_is_no_talk(extractor: Extractor) -> None:
    talks = Talks(
        extractor,
        f"## Talks\n\n{BODY}\n\n### Jane Doe: Tests\n\n{BODY}\n\n### Bob Roe: Search\n\n{BODY}",
    )

    assert talks.titles == ["Tests", "Search"]


def test_a_heading_over_talks_is_none_even_if_it_could_be_one(extractor: Extractor) -> None:
    talks = Talks(
        extractor,
        "## Room A, hosted by Tim Low\n\nIt was full.\n\n"
        f"### Jane Doe: Tests\n\n{BODY}\n\n### Bob Roe: Search\n\n{BODY}",
    )

    assert talks.titles == ["Tests", "Search"]


def test_sections_below_a_talk_belong_to_it(extractor: Extractor) -> None:
    talks = Talks(
        extractor, f"## Tests - Jane Doe\n\n{BODY}\n\n### Why\n\nBecause.\n\n## Search - Bob Roe\n\n{BODY}"
    )

    assert talks.titles == ["Tests", "Search"]
    assert talks.texts[0].endswith("Why\n\nBecause.")


def test_bold_leads_are_talks(extractor: Extractor) -> None:
    talks = Talks(extractor, f"**Jane Doe: Tests at work.** {BODY}\n\n**Bob Roe: Search.** {BODY}")

    assert talks.speakers == [("Jane Doe",), ("Bob Roe",)]
    assert talks.titles == ["Tests at work", "Search"]


def test_a_titled_section_that_goes_on_with_another_talk_is_cut(extractor: Extractor) -> None:
    talks = Talks(
        extractor,
        f"## Testing at scale - Jane Doe\n\n{BODY}\n\nThen Bob Roe presented search.\n\n{BODY}",
    )

    assert talks.speakers == [("Jane Doe",), ("Bob Roe",)]
    assert talks.texts[0].endswith(f"Jane Doe\n\n{BODY}")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Keynote: the web (Jane Doe)", "keynote"),
        ("Search workshop, by Jane Doe", "workshop"),
        ("Jane Doe", "talk"),
    ],
)
def test_the_kind_of_a_talk(extractor: Extractor, heading: str, kind: str) -> None:
    assert Talks(extractor, f"## {heading}\n\n{BODY}").kinds == [kind]


ESSAY = "I think a lot about code. As Jane Doe wrote in her book, nobody reads it."
THANKS = "We met at Algolia. Jane Doe organizes the meetup. Thanks to Bob Roe for the pizza."


@pytest.mark.parametrize(
    "text",
    [f"{ESSAY}\n\n## Why nobody reads it\n\n{BODY}\n\n## What to do\n\n{BODY}", THANKS, ""],
    ids=["essay", "thanks", "nothing"],
)
def test_no_talks(extractor: Extractor, text: str) -> None:
    assert Talks(extractor, text).found == []


def test_talks_stand_in_order_and_do_not_overlap(extractor: Extractor) -> None:
    items = "- Ann Poe: Elm\n- Tim Low: Go"
    text = f"## Tests - Jane Doe\n\n{BODY}\n\nThen Bob Roe talked about search.\n\n## More talks\n\n{items}"
    talks = Talks(extractor, text)

    assert len(talks.found) == 4
    last = 0
    for talk in talks.found:
        assert last <= talk.start < talk.end <= len(talks.doc)
        assert talk.start <= talk.cue[0] < talk.cue[1] <= talk.end
        assert talk.start <= talk.by[0] < talk.by[1] <= talk.end
        assert 0.0 < talk.confidence <= 1.0
        last = talk.end


@pytest.mark.parametrize(
    ("heading", "named", "speakers"),
    [
        ("2. Jane Doe (Algolia): The permanent web", "The permanent web", ("Jane Doe",)),
        ("10:45 Jane Doe — The permanent web", "The permanent web", ("Jane Doe",)),
        ("Keynote: Jane Doe, Algolia - The permanent web", "The permanent web", ("Jane Doe",)),
        (
            "The permanent web - Jane Doe, engineer at Algolia and Bob Roe",
            "The permanent web",
            ("Jane Doe", "Bob Roe"),
        ),
        ("The permanent web - Jane Doe, Elm contributor", "The permanent web", ("Jane Doe",)),
        ("Jane Doe + Bob Roe → The permanent web", "The permanent web", ("Jane Doe", "Bob Roe")),
    ],
)
def test_headings_that_lead_in_or_name_several(
    extractor: Extractor, heading: str, named: str, speakers: tuple[str, ...]
) -> None:
    talks = Talks(extractor, f"## {heading}\n\n{BODY}")

    assert talks.titles == [named]
    assert talks.speakers == [speakers]


def test_a_title_and_its_speaker_in_fields(extractor: Extractor) -> None:
    talks = Talks(
        extractor, f"## 2. PRESENTATION: Backups nobody tested\n\nSpeaker: Jane Doe (Algolia)\n\n{BODY}"
    )

    assert talks.titles == ["Backups nobody tested"]
    assert talks.speakers == [("Jane Doe",)]


@pytest.mark.parametrize("field", ["Chair", "Minutes", "Organiser", "Photos"])
def test_people_in_other_fields_gave_no_talk(extractor: Extractor, field: str) -> None:
    talks = Talks(extractor, f"{field}: Bob Roe\n\n## The permanent web - Jane Doe\n\n{BODY}")

    assert talks.speakers == [("Jane Doe",)]


def test_the_notes_under_an_item_belong_to_its_talk(extractor: Extractor) -> None:
    text = (
        "- **Jane Doe** → The permanent web\n    - written in Elm\n    - Bob Roe asked why\n"
        "- **Ann Poe** → The other web\n    - nothing new\n"
    )
    talks = Talks(extractor, text)

    assert talks.speakers == [("Jane Doe",), ("Ann Poe",)]
    assert "written in Elm" in talks.texts[0]
    assert "Bob Roe" in talks.texts[0]


def test_a_heading_that_counts_is_no_title(extractor: Extractor) -> None:
    talks = Talks(extractor, f"## The first talk\n\nJane Doe spoke about “The Permanent Web”. {BODY}")

    assert talks.titles == ["The Permanent Web"]


def test_a_section_that_says_nothing_of_a_talk_is_none(extractor: Extractor) -> None:
    peers = "".join(f"## Title {n} - {who}\n\n{BODY}\n\n" for n, who in enumerate(PEOPLE))
    walk = (
        "The river was high and cold, the geese were many and loud, and the road went on and on for an hour."
    )
    talks = Talks(extractor, f"{peers}## Along the river\n\n{walk}")

    assert talks.speakers == [(who,) for who in PEOPLE]
