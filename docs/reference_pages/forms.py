"""The page of the forms of questions, from the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference_pages.markdown import code, escaped, link, page, table
from talkgraph.questions import load_grammar

if TYPE_CHECKING:
    from talkgraph.questions.forms import Form

__all__ = ["forms_page"]

_GIVES = {"list": "names", "truth": "yes or no", "count": "how many", "number": "a number"}


def forms_page() -> str:
    """Every form that a question can have, with an example and the query that answers it."""
    forms = [form for form in load_grammar().forms.values() if form.patterns]
    return page(
        "# Forms of questions",
        f"{link(code('talkgraph ask'), 'command-ask')} reads questions of {len(forms)} forms. "
        "[Questions in words](../questions.md) tells how it reads them.",
        table(["for example", "form", "gives", "answered by"], map(_row, forms)),
    )


def _row(form: Form) -> list[str]:
    query = form.query.name
    return [
        escaped(form.example),
        code(form.name),
        _GIVES[form.gives.value],
        link(code(query), f"query-{query}"),
    ]
