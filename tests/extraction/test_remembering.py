from __future__ import annotations

import spacy

from talkgraph.extraction.remembering import remembered

NLP = spacy.blank("en")


def test_work_is_done_once_a_document() -> None:
    done: list[str] = []
    one, other = NLP("one"), NLP("other")

    for doc in (one, other, one):
        assert remembered(doc, "length", lambda doc: done.append(doc.text) or len(doc.text)) == len(doc.text)  # type: ignore[func-returns-value]
    assert done == ["one", "other"]


def test_results_of_other_work_stand_beside_each_other() -> None:
    doc = NLP("one two")

    assert remembered(doc, "length", len) == 2
    assert remembered(doc, "nothing", lambda _: None) is None
    assert remembered(doc, "length", lambda _: 7) == 2
