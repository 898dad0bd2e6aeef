from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.extraction.events import FoundEvent
from talkgraph.extraction.links import LinkReader
from talkgraph.extraction.topics import FoundTopic
from talkgraph.extraction.unread import UnreadFinder
from talkgraph.model import UnreadAs
from talkgraph.sources import read_markdown
from tests.extraction.samples import find_talks, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from talkgraph.extraction import Extractor
    from talkgraph.model import Unread

FILLING = (
    "We all listened for a long time and asked the speaker many questions about this and that, and more. " * 2
)


def ready(
    extractor: Extractor,
    text: str,
    *,
    people: Sequence[str] = (),
    technologies: Sequence[str] = (),
    topics: Sequence[str] = (),
    event: FoundEvent | None = None,
) -> Doc:
    """A text as the last component finds it, with names, topics and event as given."""
    doc = prepare(extractor, text, people=people, technologies=technologies)
    find_talks(extractor, doc, references=True)
    LinkReader(extractor.base)(doc)
    places = [doc.char_span(doc.text.index(topic), doc.text.index(topic) + len(topic)) for topic in topics]
    doc.user_data["talkgraph.topics"] = [
        FoundTopic(0, p.text.lower(), p.start, p.end, 1.0) for p in places if p
    ]
    doc.user_data["talkgraph.event"] = event or FoundEvent(None, None, (0, 0))
    return doc


def found_in(extractor: Extractor, doc: Doc, **settings: int) -> dict[str, Unread]:
    found = UnreadFinder(extractor.base, **settings).match(doc)  # type: ignore[arg-type]
    assert len({unread.words for unread in found}) == len(found)
    return {unread.words: unread for unread in found}


def terms(extractor: Extractor, text: str, **given: Sequence[str]) -> set[str]:
    """The words that a text leaves unread."""
    return set(found_in(extractor, ready(extractor, text, **given)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Then we saw Zorkel at work.", "Zorkel"),
        ("All of it runs on Zorkel Cloud Engine now.", "Zorkel Cloud Engine"),
        ("The people call it the Church of Zorkel.", "Church of Zorkel"),
        ("It was built with ZorkQL.", "ZorkQL"),
        ("ZorkQL was built by hand.", "ZorkQL"),
        ("They use a CRDT for that.", "CRDT"),
        ("We then met Jean-Zork.", "Jean-Zork"),
        ('They told us of "Documentation Driven Zorkel" again.', "Documentation Driven Zorkel"),
        ("It was built by Zorkel.", "Zorkel"),
    ],
)
def test_a_term_with_capitals_that_nobody_read(extractor: Extractor, text: str, term: str) -> None:
    (unread,) = found_in(extractor, ready(extractor, text)).values()

    assert (unread.words, unread.seen_as, unread.times) == (term, UnreadAs.CAPITALISED, 1)
    assert unread.where.quote == text
    assert (unread.where.start, unread.where.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Nothing of this was new to us.",
        "Testing is hard. Tests help. Still, we like it.",
        "We liked it. “Everything is slow” was the answer: Nobody cares.",
        "It was on Monday, the 3rd of March, and again in Sept, at Christmas.",
        "THIS IS VERY IMPORTANT and we MUST NOT forget it, DON'T!",
        "ZORK QUUX NORK FORK is what they shouted.",
        "They showed an API and a UI on Web sites, in English and French.",
        "Call `Zorkel.run()` or Zorkel.run(), and read zorkel/README.md or https://Zorkel.example/A.",
        "    Zorkel.run()",
        "The Americans and I said OK.",
        "It is a matter of Trust, they said.",
        "A, B and C. See point D.",
        "It took 3 GB and 5 SSDs.",
        "",
    ],
)
def test_what_language_alone_gives_a_capital_is_no_miss(extractor: Extractor, text: str) -> None:
    assert terms(extractor, f"# An evening\n\nHello.\n\n{text}\n") == set()


def test_a_common_word_is_a_miss_where_it_has_its_capital_again(extractor: Extractor) -> None:
    assert terms(extractor, "They moved to Trust. With the help of Trust it was easy.") == {"Trust"}


def test_a_word_that_the_text_has_in_small_letters_too_is_no_miss_where_a_sentence_begins(
    extractor: Extractor,
) -> None:
    assert terms(extractor, "Zorkels are nice. We all like zorkels.") == set()


def test_names_and_words_of_names_are_read(extractor: Extractor) -> None:
    text = "Jane Zorkel spoke of ZorkQL. Later Zorkel was asked about the Zorkel of ZorkQLs."

    assert terms(extractor, text, people=["Jane Zorkel"], technologies=["ZorkQL"]) == set()


def test_a_topic_is_read(extractor: Extractor) -> None:
    text = "She told us about Merkle Trees. The Merkle Tree is old."

    assert "Merkle Tree" in terms(extractor, text)
    assert terms(extractor, text, topics=["Merkle Trees"]) == set()


def test_the_event_and_what_the_front_matter_declares_are_read(extractor: Extractor) -> None:
    head = "---\nvenue: Zorkel Hall\ndescription: Quux\n---\n\n"
    text = f"{head}# Evening\n\nWe saw ZorkConf at Zorkel Hall, and Quux.\n"
    doc = ready(extractor, text, event=FoundEvent("ZorkConf 2016", "ZorkConf", (0, 0)))

    assert set(found_in(extractor, doc)) == {"Quux"}


def test_titles_of_talks_are_read(extractor: Extractor) -> None:
    text = f"# Evening\n\n## Zorkel for Quuxs - Jane Doe\n\n{FILLING}\n"

    assert terms(extractor, text, people=["Jane Doe"]) == set()


def test_times_are_counted_and_the_first_place_is_shown(extractor: Extractor) -> None:
    text = "We saw Zorkel. They love Zorkel. ZORKEL is slow, and Zorkel's logo is nice."
    (unread,) = found_in(extractor, ready(extractor, text)).values()

    assert (unread.words, unread.times) == ("Zorkel", 4)
    assert unread.where.quote == "We saw Zorkel."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Look at [Zorkel](https://example.org/a/b) now.", "Zorkel"),
        ("Look at the [Zorkel blog](https://example.org/a/b) now.", "Zorkel blog"),
        ("Look at [zork-ql](https://github.com/zork/zork-ql) now.", "zork-ql"),
    ],
)
def test_a_linked_name_that_nobody_read(extractor: Extractor, text: str, name: str) -> None:
    (unread,) = found_in(extractor, ready(extractor, text)).values()

    assert (unread.words, unread.seen_as) == (name, UnreadAs.LINKED)


@pytest.mark.parametrize(
    "text",
    [
        "See [here](https://example.org/) and [his slides](https://example.org/).",
        "[Slides](https://example.org/) and [The video](https://example.org/a) are online.",
        "Look at [ZorkQL](https://example.org/a/b) now.",
        "[https://Zorkel.example](https://Zorkel.example)",
    ],
)
def test_a_link_that_names_nothing_or_was_read_is_no_miss(extractor: Extractor, text: str) -> None:
    given = {"technologies": ["ZorkQL"]} if "ZorkQL" in text else {}

    assert terms(extractor, text, **given) == set()


def test_what_is_linked_once_is_a_linked_name_however_often_it_is_not(extractor: Extractor) -> None:
    text = "We saw Zorkel. Look at [Zorkel](https://example.org/a/b) now."
    (unread,) = found_in(extractor, ready(extractor, text)).values()

    assert (unread.seen_as, unread.times, unread.where.quote) == (UnreadAs.LINKED, 2, "We saw Zorkel.")


def headings(extractor: Extractor, text: str, **given: Sequence[str]) -> list[str]:
    found = found_in(extractor, ready(extractor, text, **given))  # type: ignore[arg-type]
    return [unread.words for unread in found.values() if unread.seen_as is UnreadAs.HEADING]


def test_a_heading_among_those_of_talks_that_became_none(extractor: Extractor) -> None:
    talk = f"## Small things - Jane Doe\n\n{FILLING}\n\n"
    text = (
        f"# Evening\n\n{talk}## Large things\n\n{FILLING}\n\n## Conclusion\n\n{FILLING}\n\n## Later\n\nBye.\n"
    )

    assert headings(extractor, text, people=["Jane Doe"]) == ["Large things"]


def test_a_heading_below_a_talk_or_above_talks_is_none(extractor: Extractor) -> None:
    talk = f"## Small things - Jane Doe\n\n{FILLING}\n\n"
    below = f"{talk}### Details of it\n\n{FILLING}\n\n"
    above = f"# Many things\n\n{FILLING}\n\n{below}"

    assert headings(extractor, f"Hello.\n\n{above}", people=["Jane Doe"]) == []


def test_headings_that_are_alike_where_no_talk_was_found(extractor: Extractor) -> None:
    one, two = (f"## {title}\n\n{FILLING}\n\n" for title in ("Write drunk, edit sober", "Keep it simple"))

    assert headings(extractor, f"# Evening\n\n{one}{two}") == ["Write drunk, edit sober", "Keep it simple"]
    assert headings(extractor, f"# Evening\n\n{one}## April 2016\n\n{FILLING}\n") == []


def test_a_heading_is_no_miss_for_its_capitals(extractor: Extractor) -> None:
    assert terms(extractor, f"# Evening\n\n## Zorkel Quuxs\n\n{FILLING}\n") == set()


def test_longer_and_shorter_terms_are_left_out(extractor: Extractor) -> None:
    doc = ready(extractor, "They use Zork Quux Nork Vork now, and a CRDT.")

    assert set(found_in(extractor, doc, longest=3)) == {"CRDT"}
    assert set(found_in(extractor, doc, shortest=5)) == set()


def test_the_component_keeps_them_in_order_of_place(extractor: Extractor) -> None:
    doc = ready(extractor, "They use Zorkel. We saw a Vork. It was made by Quux.")
    found = UnreadFinder(extractor.base)(doc).user_data["talkgraph.unread"]

    assert [unread.words for unread in found] == ["Zorkel", "Vork", "Quux"]


def test_the_extraction_of_a_recap_holds_them(extractor: Extractor) -> None:
    document = read_markdown(
        "# ParisJS 12\n\nFirst talk was by Jane Doe. She likes the Frobnicated Quux Protocol.\n", "a.md"
    )
    found = extractor.read(document)

    for unread in found.unread:
        assert document.text[unread.where.start : unread.where.end] == unread.where.quote
    claimed = {claim.object for claim in found.claims}
    assert not {unread.words for unread in found.unread} & {getattr(o, "key", "") for o in claimed}
