from __future__ import annotations

import pytest
import spacy

from talkgraph.extraction.layout import register
from talkgraph.extraction.titles import lead_title, marked_title_in, title_in
from talkgraph.sources import read_markdown

NLP = spacy.blank("en")


def found(sentence: str, *speakers: str) -> str | None:
    document = read_markdown(sentence, "recap.md")
    register()
    doc = NLP(document.text)
    doc._.recap = document
    tokens = title_in(doc, (0, len(doc)), speakers)
    return doc[slice(*tokens)].text if tokens is not None else None


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane spoke of “The Permanent Web” at length.",
        'Jane spoke of "The Permanent Web" at length.',
        "Jane spoke of « The Permanent Web » at length.",
        "Jane spoke of ‘The Permanent Web’ at length.",
        "Jane spoke of *The Permanent Web* at length.",
        "Jane spoke of **The Permanent Web** at length.",
        "Jane spoke of [The Permanent Web](https://youtu.be/x) at length.",
    ],
)
def test_quoted_emphasised_or_linked_words_are_the_title(sentence: str) -> None:
    assert found(sentence) == "The Permanent Web"


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane spoke of the permanent web.",
        "Jane said “we are done with it”.",
        "Jane said “Wow”.",
        "Jane ran `The Permanent Web` twice.",
        "Then *Jane Doe* spoke.",
    ],
)
def test_other_words_are_none(sentence: str) -> None:
    assert found(sentence, "Jane Doe") is None


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("**The Permanent Web.** Jane Doe spoke.", "The Permanent Web"),
        ("*Scaling out*, by Jane Doe", "Scaling out"),
        ("[Scaling out](https://youtu.be/x): Jane Doe", "Scaling out"),
        ("**Jane Doe on Redux** was good.", None),
        ("**Redux** was good.", None),
        ("`The Permanent Web` ran.", None),
        ("Jane Doe spoke of **The Permanent Web**.", None),
        ("Plain words.", None),
    ],
)
def test_marked_words_that_open_a_block_are_its_title(block: str, title: str | None) -> None:
    document = read_markdown(block, "recap.md")
    register()
    doc = NLP(document.text)
    doc._.recap = document
    tokens = lead_title(doc, 0, len(doc), ("Jane Doe",))

    assert (doc[slice(*tokens)].text if tokens is not None else None) == title


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("She called it *The same cent*, I think.", "The same cent"),
        ("She was *very happy indeed*.", None),
        ("She uses *Elm* here.", None),
        ("*Jane and the others* spoke.", None),
        ("She called it **The same cent**.", None),
    ],
)
def test_an_emphasised_phrase_can_be_the_title(block: str, title: str | None) -> None:
    document = read_markdown(block, "recap.md")
    register()
    doc = NLP(document.text)
    doc._.recap = document
    tokens = marked_title_in(doc, (0, len(doc)), ("Jane",))

    assert (doc[slice(*tokens)].text if tokens is not None else None) == title


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Jane came with “Life of a vulnerability” today.", "Life of a vulnerability"),
        ("Jane gave a talk called “Life of a vulnerability”.", "Life of a vulnerability"),
        ("Jane answered “Life of a vulnerability is short”.", None),
        ("Jane came with “life of a vulnerability”.", None),
    ],
)
def test_words_that_are_called_so_are_the_title(sentence: str, title: str | None) -> None:
    assert found(sentence, "Jane") == title
