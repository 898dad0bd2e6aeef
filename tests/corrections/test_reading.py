"""Corrections files: what can be said, and how what cannot is met."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.corrections import parse_corrections
from talkgraph.corrections.grammar import grammar
from talkgraph.corrections.values import (
    Confirm,
    Dated,
    Ignore,
    IgnoreRecap,
    KeepApart,
    Merge,
    Published,
    Reject,
    Rename,
    Retype,
    Selector,
    Signature,
    Split,
)
from talkgraph.errors import CorrectionsError
from talkgraph.model import Kind, Predicate

FILE = """\
# What we know better.
- merge: [Go, Golang]
  into: Go            # the name that stays
  kind: technology

- rename: Diogo Monica
  into: Diogo Mónica
- retype: Electron
  into: technology
- keep-apart: [Vue.js, Vuex]
- split: David Martin
  recap: a.md
- ignore:
    - table
    - phones
  kind: topic
- reject: [Juan Benet, Works For, Google]
  rule: relations.works
  by: Ada
  on: 2026-11-28
  because: he gave a talk there
- confirm: [Google, employs, Ann Poe]
- assert: [Ada Lovelace, works for, Engines]
  kinds: [person, company]
- date: dotScale 2016
  is: 2016-04-25
- published: a.md
  is: 2016-04-26
- ignore-recap: drafts/*
"""


def test_every_verb_is_read() -> None:
    edits = [correction.edit for correction in parse_corrections(FILE, "corrections.yaml").corrections]

    assert edits[:6] == [
        Merge(Selector(("Go", "Golang"), Kind.TECHNOLOGY), "Go"),
        Rename(Selector(("Diogo Monica",)), "Diogo Mónica"),
        Retype(Selector(("Electron",)), Kind.TECHNOLOGY),
        KeepApart(Selector(("Vue.js", "Vuex"))),
        Split(Selector(("David Martin",), None, "a.md"), "David Martin"),
        Ignore(Selector(("table", "phones"), Kind.TOPIC)),
    ]
    reject, confirm, added = edits[6:9]
    assert isinstance(reject, Reject)
    assert isinstance(confirm, Confirm)
    assert isinstance(added, Confirm)
    assert (str(reject.statement), reject.rule) == ("Juan Benet Works For Google", "relations.works")
    assert reject.statement.readings == ((Predicate.WORKS_FOR, False),)
    assert (confirm.statement.readings, confirm.read) == (((Predicate.WORKS_FOR, True),), True)
    assert (added.statement.kinds, added.read) == ((Kind.PERSON, Kind.ORGANIZATION), False)
    assert edits[9:] == [
        Dated("dotScale 2016", date(2016, 4, 25)),
        Published("a.md", date(2016, 4, 26)),
        IgnoreRecap("drafts/*"),
    ]


def test_an_entry_knows_who_when_why_and_its_own_words() -> None:
    file = parse_corrections(FILE, "corrections.yaml")
    reject = file.corrections[6]

    assert reject.signature == Signature("Ada", date(2026, 11, 28), "he gave a talk there")
    assert str(reject.signature) == "by Ada on 2026-11-28: he gave a talk there"
    assert str(reject.place) == "corrections.yaml:17"
    words = file.text[reject.place.start : reject.place.end]
    assert words.startswith("reject: [Juan")
    assert words.endswith("gave a talk there")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "[]", "\ufeff# a mark\r\n"])
def test_a_file_may_say_nothing(text: str) -> None:
    assert parse_corrections(text, "corrections.yaml").corrections == ()


@pytest.mark.parametrize("verb", sorted(grammar().verbs))
def test_the_example_of_each_verb_is_an_entry_of_it(verb: str) -> None:
    (correction,) = parse_corrections(grammar().verbs[verb].example, "example").corrections

    assert correction.verb == verb


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("merge: [a, b]", "f.yaml:1: is no list of corrections"),
        ("- [a", "f.yaml:1: is no YAML"),
        ("- one\n", "f.yaml:1: is no correction; one begins with assert"),
        ("- {}\n", "f.yaml:1: is no correction"),
        ("\n- marge: [a, b]\n", "f.yaml:2: 'marge' is not known here; did you mean 'merge'"),
        ("- ignore: a\n  kid: topic\n", "f.yaml:2: ignore: 'kid' is not known here; did you mean 'kind'"),
        ("- ignore: a\n  ignore: b\n", "f.yaml:2: 'ignore' stands there twice"),
        ("- ignore: ''\n", "f.yaml:1: ignore is empty"),
        ("- ignore: []\n", "f.yaml:1: ignore is empty"),
        ("- rename: [[a]]\n  into: b\n", "f.yaml:1: rename is one name"),
        (f"- ignore: {'a' * 501}\n", "f.yaml:1: ignore has 501 characters"),
        ("- merge: [Go, go]\n", "f.yaml:1: merge: takes two names or more that differ"),
        ("- rename: a\n", "f.yaml:1: rename needs a line 'into: …'"),
        ("- ignore: a\n  kind: robot\n", "f.yaml:2: kind: 'robot' is no kind of thing"),
        ("- retype: a\n  into: talk\n", "f.yaml:1: retype: a talk stays a talk"),
        ("- retype: a\n  into: topic\n  kind: topic\n", "f.yaml:1: retype: the kind is the same"),
        ("- reject: [a, uses, b]\n  confidence: high\n", "f.yaml:2: confidence: 'high' is no confidence"),
        ("- reject: [a, uses, b]\n  confidence: nan\n", "f.yaml:2: confidence: 'nan' is no confidence"),
        ("- reject: [a, b]\n", "f.yaml:1: reject takes [subject, relation, object]"),
        ("- reject: [a, workz for, b]\n", "f.yaml:1: no relation is called 'workz for'; did you mean 'works"),
        ("- reject: [a, spoke at, b]\n", "f.yaml:1: reject: 'spoke at' follows from talks"),
        ("- keep-apart: [Go, go]\n", "f.yaml:1: keep-apart: takes two names or more that differ"),
        ("- assert: [a, uses, b]\n  kinds: [person]\n", "f.yaml:2: kinds takes two kinds"),
        ("- date: a\n  is: tomorrow\n", "f.yaml:2: is: 'tomorrow' is no date"),
        ("- ignore: &a [*a]\n", "f.yaml:1:"),
        ("- ignore: \x00\n", "f.yaml: is no YAML"),
        ("[" * 5000, "f.yaml: is no YAML"),
    ],
)
def test_what_is_no_correction_is_named_with_its_line(text: str, complaint: str) -> None:
    with pytest.raises(CorrectionsError) as caught:
        parse_corrections(text, "f.yaml")

    assert str(caught.value).startswith(complaint)
    assert "\n" not in str(caught.value)


@given(st.text(alphabet=st.sampled_from("- []{}:,&*!|>'\"#\n abmergint0é\x85"), max_size=80))
def test_any_text_is_read_or_met_with_an_error_of_ours(text: str) -> None:
    with suppress(CorrectionsError):
        assert parse_corrections(text, "f.yaml").source == "f.yaml"
