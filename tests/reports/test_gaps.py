"""What to ask or to fix."""

from __future__ import annotations

from talkgraph.graph import TalkGraph
from talkgraph.model import Kind, Predicate
from talkgraph.reports import Gaps, find_gaps, render
from tests.reports.sketches import Sketch, six_talks


def asked(gaps: Gaps, lack: str) -> list[str]:
    return [each.ask for found in gaps.open if found.lack == lack for each in found.questions]


def test_a_technology_that_talks_name_and_nobody_presented() -> None:
    (electron,) = find_gaps(six_talks()).unpresented

    assert (electron.technology.name, electron.mentions, electron.users) == ("Electron", 2, 1)
    assert electron.ask == "Who could present Electron? Nobody has."
    assert len(electron.evidence) == 3


def test_one_that_a_single_person_presented_names_them() -> None:
    sketch = Sketch()
    rust, talk = sketch.thing(Kind.TECHNOLOGY, "Rust"), sketch.thing(Kind.TALK, "On Rust")
    sketch.say(talk, Predicate.ABOUT, rust)
    sketch.say(talk, Predicate.PERFORMER, sketch.thing(Kind.PERSON, "Ada"), "Ada spoke.")
    for name in ("One", "Two", "Three"):
        sketch.say(sketch.thing(Kind.TALK, name), Predicate.MENTIONS, rust)

    (found,) = find_gaps(sketch.graph()).unpresented
    assert found.ask == "Who else could present Rust? Only Ada did."
    assert "Ada spoke." in {each.quote for each in found.evidence}


def test_one_that_two_presented_is_no_gap() -> None:
    sketch = Sketch()
    rust = sketch.thing(Kind.TECHNOLOGY, "Rust")
    for name in ("Ada", "Grace"):
        talk = sketch.thing(Kind.TALK, f"By {name}")
        sketch.say(talk, Predicate.ABOUT, rust)
        sketch.say(talk, Predicate.PERFORMER, sketch.thing(Kind.PERSON, name))
    for name in ("One", "Two", "Three"):
        sketch.say(sketch.thing(Kind.TALK, name), Predicate.MENTIONS, rust)

    assert find_gaps(sketch.graph()).unpresented == ()


def test_what_talks_events_and_people_lack_becomes_a_question() -> None:
    gaps = find_gaps(six_talks())

    assert asked(gaps, "talks without a speaker") == ["Who gave “Silence” at Web Evening?"]
    assert asked(gaps, "talks without a subject") == ["What was “Silence” at Web Evening about?"]
    assert asked(gaps, "talks without an event") == []
    assert asked(gaps, "events without a date") == ["When was Web Evening?"]
    assert asked(gaps, "speakers without an employer") == [
        "Whom does Maxence Haltel work for?",
        "Whom does Alice Martin work for?",
    ] or asked(gaps, "speakers without an employer") == [
        "Whom does Alice Martin work for?",
        "Whom does Maxence Haltel work for?",
    ]


def test_a_limit_says_how_many_there_are() -> None:
    text = render(find_gaps(six_talks(), limit=1))

    assert "Speakers without an employer (1 of 2)" in text


def test_nothing_missing_is_said_in_words() -> None:
    assert "There are none among 6." in render(find_gaps(six_talks()))


def test_an_empty_graph() -> None:
    text = render(find_gaps(TalkGraph()))

    assert "No technology that 3 or more talks and users name was presented by 1 or fewer people." in text
    assert "There is nothing that could lack it." in text
