from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import QuestionError, UnknownNameError
from talkgraph.model import Iri
from talkgraph.questions import Answer, Gives, ask, load_grammar
from talkgraph.questions.telling import entries
from talkgraph.sparql import Bindings, load_query, query
from tests.questions.world import QUESTIONS

if TYPE_CHECKING:
    from talkgraph.store import Store


def _questions(name: str) -> list[Any]:
    told = tomllib.loads((QUESTIONS / f"{name}.toml").read_text("utf-8"))["question"]
    return [pytest.param(each, id=each["question"] or "(nothing)") for each in told]


@pytest.mark.parametrize("told", [*_questions("before"), *_questions("after"), *_questions("later")])
def test_a_question_has_the_answer_that_was_written_for_it(world: Store, told: dict[str, Any]) -> None:
    if "refused" in told:
        with pytest.raises(QuestionError) as caught:
            ask(world, told["question"])
        refused = "unknown name" if isinstance(caught.value, UnknownNameError) else "unknown form"
        assert refused == told["refused"]
        return
    answer, expected = ask(world, told["question"]), told["answer"]
    if isinstance(expected, list):
        assert sorted(map(str, answer.values)) == sorted(expected)
    else:
        assert answer.values == (expected,)
        assert type(answer.values[0]) is type(expected)


def test_an_answer_tells_how_it_was_found(world: Store) -> None:
    answer = ask(world, "Who talked about k8s in Paris since 2018?")
    assert answer.says == "Fatima El Mansouri talked about k8s in Paris since 2018."
    assert (answer.form, answer.query, answer.gives) == ("who-talked-about", "talks", Gives.LIST)
    assert answer.parameters["since"] == 2018
    assert answer.parameters["until"] is None
    assert str(answer.parameters["topic"]).endswith("technology/kubernetes")
    assert answer.evidence
    best = answer.sentences[0]
    assert best.text.startswith("Fatima El Mansouri of Papier & Pixel gave Functions that sleep")
    assert (best.recap.source, best.recap.published) == ("2019-10-06-two-evenings.md", "2019-10-06")


@pytest.mark.parametrize(
    "question",
    [
        "Who talked about k8s in Paris since 2018?",
        "where did Jerome Castelain work before?",
        "is Knative built on etcd?",
        "which companies use both React and Postgres?",
        "talks about hiring",
    ],
)
def test_the_sparql_can_be_run_again_and_gives_the_same(world: Store, question: str) -> None:
    answer = ask(world, question)
    assert query(world, answer.sparql) == answer.bindings
    assert "$" not in answer.sparql


def test_the_first_sentences_stand_behind_different_values(world: Store) -> None:
    answer = ask(world, "which companies sponsored Cloud Evening 2017 ")
    assert answer.values == ("Boğaz Games", "Wawel Cloud")
    assert len({sentence.text for sentence in answer.sentences}) == len(answer.sentences) == 1
    spoke = ask(world, "who spoke at Cloud Evening 2017?")
    first = " ".join(sentence.text for sentence in spoke.sentences[: len(spoke.values) - 1])
    assert all(str(name) in first for name in spoke.values)


@pytest.mark.parametrize(
    ("question", "guessed"),
    [
        ("find experts on Kubernets", {"Kubernets": "Kubernetes"}),
        ("Who spoke with Lukas Wojcik?", {"Lukas Wojcik": "Łukasz Wójcik"}),
        ("Castelain's talks", {"Castelain": "Jérôme Castelain"}),
        ("did Jerome Castelain speak at Cloud Evning 2019?", {"Cloud Evning 2019": "Cloud Evening 2019"}),
        ("talks by JEROME CASTELAIN", {}),
        ("what's built on postgres?", {}),
    ],
)
def test_a_name_that_is_not_there_as_written_is_told(
    world: Store, question: str, guessed: dict[str, str]
) -> None:
    answer = ask(world, question)
    assert answer.guessed == guessed
    assert answer.values not in {(), (False,)}


def test_alternatives_come_first_and_only_where_there_are_none_what_is_near(world: Store) -> None:
    assert ask(world, "what is similar to React?").says == "Vue.js is called an alternative to React."
    wider = ask(world, "what is similar to Git?")
    assert wider.says.startswith("No recap names an alternative to Git. Near to it in other ways: IPFS (one ")
    assert wider.query == "similar-to"


def test_words_that_are_no_name_are_looked_for_in_titles(world: Store) -> None:
    answer = ask(world, "talks about server")
    assert answer.values == ("Files without a server", "Pages from a server again")
    assert answer.says.startswith("Nothing in the graph is called “server”; 2 talks have it")
    assert ask(world, "who talked about style guide?").values == ("Camille Desrosiers",)
    with pytest.raises(UnknownNameError):
        ask(world, "talks about serv")
    with pytest.raises(UnknownNameError, match="'ServerConf'"):
        ask(world, "talks about Kubernetes at ServerConf")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("who sponsored Webfabrik 11?", "No recap names a sponsor of Webfabrik 11."),
        ("is Redux inspired by React?", "No recap says that Redux was inspired by React."),
        ("how many talks about hiring in 2016", "No recap tells of a talk about hiring in 2016."),
        (
            "how many came to Write It Down 2018?",
            "No recap says how many people came to Write It Down 2018.",
        ),
    ],
)
def test_what_nobody_says_is_told_in_words(world: Store, question: str, says: str) -> None:
    answer = ask(world, question)
    assert answer.says == says
    assert (answer.lines, answer.sentences, answer.evidence) == ((), (), ())


def test_two_things_of_one_name_are_two() -> None:
    one, other = Iri("https://example.org/1"), Iri("https://example.org/2")
    found = Bindings(
        ("talk", "talkIri"), (("Welcome", one), ("Welcome", other), ("Welcome", one), (None, None))
    )
    assert [(entry.value, entry.thing, len(entry.rows)) for entry in entries(found, "talk")] == [
        ("Welcome", one, 2),
        ("Welcome", other, 1),
    ]
    assert [entry.value for entry in entries(Bindings(("date",), ((1,), (1,), (None,))), "date")] == [1]


def test_many_values_stand_in_lines_with_what_is_worth_saying(world: Store) -> None:
    answer = ask(world, "talks about accessibility")
    assert answer.says == "3 talks about accessibility:"
    assert answer.lines[0] == "Buttons are not links (Jérôme Castelain, Write It Down 2016, 2016-11-22)"
    assert len(answer.lines) == len(answer.values) == 3


@pytest.mark.parametrize(
    ("question", "says", "lines"),
    [
        (
            "Which technologies were most talked about in 2017?",
            "The most talks in 2017 were about Kubernetes and PostgreSQL, 2 for each.",
            (),
        ),
        (
            "Which event drew the largest crowd?",
            "The most people came to Data Harbour 2019 (2019-10-03, Lisbon): 310.",
            (),
        ),
        (
            "where was Webfabrik",
            "Webfabrik was held in 2 places:",
            ("Prague (Webfabrik 3 and Webfabrik 7)", "Kraków (Webfabrik 11)"),
        ),
        ("where was Webfabrik 7", "Webfabrik 7 was held in Prague.", ()),
        ("how many Webfabrik events", "There are 3 events of Webfabrik.", ()),
        (
            "which Webfabrik events were in Kraków?",
            "1 event of Webfabrik in Kraków: Webfabrik 11 (2018-05-24).",
            (),
        ),
    ],
)
def test_what_the_question_names_is_not_said_again(
    world: Store, question: str, says: str, lines: tuple[str, ...]
) -> None:
    answer = ask(world, question)
    assert (answer.says, answer.lines) == (says, lines)


@pytest.mark.parametrize(
    ("question", "says", "number"),
    [
        ("How many companies use Kubernetes?", "2 companies use Kubernetes.", 2),
        ("the number of people who work for Spreewerk", "2 people work for Spreewerk.", 2),
        ("how many people talked about Kubernetes in Paris", "1 person talked about Kubernetes in Paris.", 1),
        ("how many companies use Elm?", "No recap names a company that uses Elm.", 0),
    ],
)
def test_the_answers_of_any_list_can_be_counted(world: Store, question: str, says: str, number: int) -> None:
    answer = ask(world, question)
    assert (answer.says, answer.gives, answer.values) == (says, Gives.COUNT, (number,))


def test_what_is_said_of_a_thing_is_grouped(world: Store) -> None:
    answer = ask(world, "what is Knative?")
    assert answer.says == "What recaps say of Knative:"
    assert answer.lines[:2] == ("builds on: Kubernetes", "is the subject of: Functions that sleep")


def test_a_name_of_two_people_is_not_guessed(example_store: Store, world: Store) -> None:
    assert ask(example_store, "talks by Juan").values == ("The permanent web",)
    with pytest.raises(UnknownNameError, match="no person named 'Fatima Mansouri Solberg'"):
        ask(world, "talks by Fatima Mansouri Solberg")


def test_a_name_of_another_kind_is_told_as_such(world: Store) -> None:
    with pytest.raises(UnknownNameError, match="another kind of thing: person") as caught:
        ask(world, "which companies use Zoë Lindqvist?")
    assert (caught.value.name, caught.value.kinds) == ("Zoë Lindqvist", ("technology",))
    assert caught.value.known_as == "person"


def test_near_names_and_near_forms_are_suggested(world: Store) -> None:
    with pytest.raises(UnknownNameError) as unknown:
        ask(world, "who spoke at Webfabrik 9?")
    assert "Webfabrik 7" in unknown.value.suggestions
    with pytest.raises(QuestionError) as caught:
        ask(world, "why did companies stop to sponsor it?")
    assert any("sponsor" in form for form in caught.value.forms)
    assert repr(caught.value.forms[0]) in str(caught.value)


def test_a_very_long_text_is_refused_at_once(world: Store) -> None:
    with pytest.raises(QuestionError, match="longer than 300 characters"):
        ask(world, "who talked about " + "a " * 5_000)
    with pytest.raises(QuestionError, match="more than 60 words"):
        ask(world, "a " * 100)


def test_every_example_is_read_by_its_form(example_store: Store) -> None:
    forms = [form for form in load_grammar().forms.values() if form.patterns]
    assert {form.name: ask(example_store, form.example).form for form in forms} == {
        form.name: form.name for form in forms
    }


_NAMES = "IPFS k8s Zoë Lindqvist Webfabrik 7 2016 Paris Kafka Kafak 's ? , ' / § <x> \u202e"
_WORDS = [*sorted(load_grammar().vocabulary), *_NAMES.split()]


@given(
    st.one_of(
        st.text(max_size=320),
        st.lists(st.sampled_from(_WORDS), max_size=70).map(" ".join),
        st.sampled_from(_WORDS).flatmap(
            lambda word: st.integers(1, 60).map(lambda times: " ".join([word] * times))
        ),
    )
)
def test_any_text_has_an_answer_or_is_refused(world: Store, text: str) -> None:
    try:
        answer = ask(world, text)
    except QuestionError:
        return
    assert isinstance(answer, Answer)
    assert answer.says
    assert load_query(answer.query)


def test_a_name_without_its_strokes_and_accents_is_no_guess(world: Store) -> None:
    asked, meant = (ask(world, f"Who spoke with {name}?") for name in ("Lukasz Wojcik", "Łukasz Wójcik"))

    assert asked.guessed == {}
    assert asked.bindings == meant.bindings
