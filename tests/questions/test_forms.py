from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

import pytest

from talkgraph.questions import Gives, load_grammar
from talkgraph.questions.phrases import Step

if TYPE_CHECKING:
    from pathlib import Path

GRAMMAR = load_grammar()
FILLED = {"answer", "tails", "words", "most"}


@pytest.mark.parametrize("name", GRAMMAR.forms)
def test_a_form_agrees_with_its_query_and_itself(name: str) -> None:
    form = GRAMMAR.forms[name]
    columns = set(re.findall(r"[?]\w+", form.query.text))
    for column in [*form.only, *form.details, *form.group, *filter(None, [form.answer, form.most])]:
        assert f"?{column}" in columns, column
    assert set(form.sets) <= {parameter.name for parameter in form.query.parameters}
    assert form.otherwise in {"", *GRAMMAR.forms}
    assert form.unnamed in {"", *GRAMMAR.forms}
    assert form.gives is not Gives.LIST or form.answer


@pytest.mark.parametrize("name", [name for name, form in GRAMMAR.forms.items() if form.patterns])
def test_each_phrase_fills_what_the_answer_says(name: str) -> None:
    form = GRAMMAR.forms[name]
    needed = {
        field
        for text in (form.says.one, form.says.many, form.says.none)
        for _, field, _, _ in string.Formatter().parse(text)
        if field and field not in FILLED
    }
    needed |= {str(value)[1:-1] for values in form.only.values() for value in values if "{" in str(value)}
    needed |= {
        parameter.name
        for parameter in form.query.parameters
        if not (parameter.optional or parameter.type == "integer" or parameter.name in form.sets)
    }
    for pattern in form.patterns:
        assert needed <= pattern.labels(Step.SLOT), sorted(pattern.labels(Step.WORD))


def test_classes_are_there_and_used() -> None:
    patterns = [
        *GRAMMAR.classes.values(),
        *(pattern for form in GRAMMAR.forms.values() for pattern in form.patterns),
        *(pattern for form in GRAMMAR.forms.values() for tail in form.tails for pattern in tail.patterns),
    ]
    assert set().union(*(pattern.labels(Step.CLASS) for pattern in patterns)) == set(GRAMMAR.classes)


def test_the_guide_has_every_form(checkout: Path) -> None:
    guide = (checkout / "docs" / "questions.md").read_text("utf-8")
    forms = [form for form in GRAMMAR.forms.values() if form.patterns]
    assert [form.name for form in forms if f"\n- {form.example}\n" not in guide] == []
    assert f"{len(forms)} forms of questions" in guide
