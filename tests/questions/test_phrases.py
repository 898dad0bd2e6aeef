from __future__ import annotations

from types import MappingProxyType

import pytest

from talkgraph.questions.forms import Form, Grammar, load_grammar
from talkgraph.questions.matching import parses
from talkgraph.questions.phrases import Step, compile_phrase
from talkgraph.questions.words import read_words


def _reads(phrase: str, text: str, **classes: str) -> bool:
    """Whether a phrase without tails reads a text; a slot holds any one word that begins with X."""
    whole = load_grammar()
    form = whole.forms["who-talked-about"]
    bare = {slot: getattr(form, slot) for slot in Form.__slots__} | {
        "patterns": (compile_phrase(phrase, {}),),
        "tails": (),
    }
    grammar = Grammar(
        MappingProxyType({"one": Form(**bare)}),
        MappingProxyType({name: compile_phrase(words, {}) for name, words in classes.items()}),
        *(getattr(whole, slot) for slot in Grammar.__slots__[2:]),
    )
    words = read_words(text, {}, [("the",)])
    found = parses(words, grammar, lambda start, end, _: words.span(start, end).startswith("X"), unknown=0)
    return any(True for _ in found)


@pytest.mark.parametrize(
    ("phrase", "read", "unread"),
    [
        ("a b", ["a b", "A, b!", "the a the b the"], ["a", "b a", "a b c", "a x b"]),
        ("(a|b c) d", ["a d", "b c d"], ["b d", "a b c d", "d"]),
        ("a [b|c] d", ["a d", "a b d", "a c d"], ["a b c d", "a"]),
        ("[a [b]] c", ["c", "a c", "a b c"], ["b c"]),
        ("a|b", ["a", "b"], ["a b", ""]),
        ("<x> {topic}", ["p q Xa", "r Xa", "r the Xa"], ["p Xa", "q Xa", "r a"]),
        ("a {topic} b", ["a Xa b", "a X b b"], ["a b", "a c b"]),
        ("(a|) b", ["a b", "b"], ["a"]),
    ],
)
def test_a_phrase_reads_what_it_says(phrase: str, read: list[str], unread: list[str]) -> None:
    assert [text for text in read if not _reads(phrase, text, x="p q|r")] == []
    assert [text for text in unread if _reads(phrase, text, x="p q|r")] == []


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("(a b", "a bracket is not closed"),
        ("a)", r"\) closes nothing"),
        ("(a]", "] closes nothing"),
        ("a {", "not understood from ' {' on"),
        ("a <b", "not understood"),
    ],
)
def test_a_phrase_that_is_not_in_the_notation_is_refused(phrase: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        compile_phrase(phrase, {})


def test_what_stands_in_a_phrase_is_known() -> None:
    pattern = compile_phrase("who <talked> ~ about {topic}'s", {})
    assert pattern.labels(Step.SLOT) == {"topic"}
    assert pattern.labels(Step.CLASS) == {"talked"}
    assert pattern.labels(Step.WORD) == {"who", "about", "s"}
