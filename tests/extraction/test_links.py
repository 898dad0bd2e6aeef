from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.extraction.layout import register
from talkgraph.extraction.links import ACCOUNT, LinkedName, LinkReader, Target, target_of
from talkgraph.model import Kind
from talkgraph.sources import read_markdown

NLP = spacy.blank("en")


def links(text: str) -> list[tuple[str, str]]:
    """The linked names of a Markdown text, each with what its address tells."""
    document = read_markdown(text, "recap.md")
    register()
    doc = NLP(document.text)
    doc._.recap = document
    LinkReader(NLP)(doc)
    found: list[LinkedName] = doc.user_data["talkgraph.links"]
    return [(doc[link.start : link.end].text, link.kind) for link in found]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://twitter.com/juanbenet", Target(ACCOUNT, "juanbenet")),
        ("https://mobile.twitter.com/juanbenet/", Target(ACCOUNT, "juanbenet")),
        ("https://twitter.com/juanbenet/status/712", Target("")),
        ("https://www.linkedin.com/in/jane-doe", Target(Kind.PERSON, "jane-doe")),
        ("https://www.linkedin.com/company/algolia/", Target(Kind.ORGANIZATION, "algolia")),
        ("https://github.com/ipfs", Target(ACCOUNT, "ipfs")),
        ("https://github.com/ipfs/go-ipfs", Target(Kind.TECHNOLOGY, "go-ipfs")),
        ("https://github.com/ipfs/go-ipfs.git", Target(Kind.TECHNOLOGY, "go-ipfs")),
        ("https://github.com/ipfs/go-ipfs/issues/12", Target("")),
        ("https://www.npmjs.com/package/redux", Target(Kind.TECHNOLOGY, "redux")),
        ("https://pypi.org/project/spacy/", Target(Kind.TECHNOLOGY, "spacy")),
        ("https://www.meetup.com/HumanTalks-Paris/", Target(Kind.EVENT)),
        ("https://www.google.com/maps/place/Paris", Target("")),
        ("https://www.openstreetmap.org/way/12", Target(Kind.PLACE)),
        ("https://www.youtube.com/watch?v=1", Target("")),
        ("https://speakerdeck.com/jane/talk", Target("")),
        ("https://en.wikipedia.org/wiki/Paris", Target("")),
        ("https://aircall.io", Target("home", "aircall")),
        ("https://www.aircall.io/", Target("home", "aircall")),
        ("https://aircall.io/jobs", Target("")),
        ("https://nottwitter.com/juanbenet", Target("")),
        ("mailto:jane@example.org", Target("")),
        ("javascript:alert(1)", Target("")),
        ("/relative/path", Target("")),
        ("http://[broken", Target("")),
        ("", Target("")),
    ],
)
def test_what_an_address_tells(address: str, target: Target) -> None:
    assert target_of(address) == target


@settings(max_examples=50)
@given(st.text(max_size=30) | st.text(max_size=20).map("https://".__add__))
def test_any_address_tells_something_or_nothing(address: str) -> None:
    assert isinstance(target_of(address), Target)


def test_a_profile_is_a_person_where_the_words_can_be_a_name() -> None:
    text = (
        "By [Jane Doe](https://twitter.com/jane), [FOSDEM](https://twitter.com/fosdem) and "
        "[her account](https://twitter.com/jane)."
    )

    assert links(text) == [("Jane Doe", Kind.PERSON), ("FOSDEM", ""), ("her account", "")]


def test_a_repository_is_a_technology_where_the_words_name_it() -> None:
    text = "[IPFS](https://github.com/ipfs/go-ipfs) and [the slides](https://github.com/jane/talks)."

    assert links(text) == [("IPFS", Kind.TECHNOLOGY), ("the slides", "")]


def test_a_home_page_tells_where_the_words_name_it() -> None:
    text = "[Aircall](https://aircall.io/) and [our host](https://algolia.com)."

    assert links(text) == [("Aircall", "home"), ("our host", "")]


def test_long_anchors_are_no_names() -> None:
    words = "this is the whole of the talk that Jane gave"

    assert links(f"[{words}](https://twitter.com/jane)") == []
