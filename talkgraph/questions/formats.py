"""Answers as text for people, and as JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from talkgraph.errors import FormatError
from talkgraph.model import Iri
from talkgraph.questions.forms import load_grammar
from talkgraph.reports.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.graph import Statement
    from talkgraph.questions.values import Answer, Sentence

__all__ = ["ANSWER_FORMATS", "format_answer"]

ANSWER_FORMATS = ("text", "json")

_MOST_SENTENCES = 5


def format_answer(
    answer: Answer, format_: str = "text", *, limit: int = 10, why: bool = True, sparql: bool = True
) -> bytes:
    """Spells an answer.

    Args:
        answer: what ``ask`` gave.
        format_: one of ``ANSWER_FORMATS``.
        limit: the text names so many values at most; JSON has all.
        why: whether it has the sentences behind the answer; the text has five at most.
        sparql: whether it has the query that was run.

    Returns:
        It in UTF-8, ended by a line break.

    Raises:
        FormatError: the format is unknown.
    """
    if format_ not in ANSWER_FORMATS:
        raise FormatError(f"no format {format_!r} for answers; there are {', '.join(ANSWER_FORMATS)}")
    if format_ == "json":
        return (
            json.dumps(_json(answer, why=why, sparql=sparql), ensure_ascii=False, indent=2) + "\n"
        ).encode()
    return "".join(f"{line}\n" for line in _text(answer, limit, why=why, sparql=sparql)).encode()


def _text(answer: Answer, limit: int, *, why: bool, sparql: bool) -> Iterator[str]:
    words = load_grammar().words
    for written, name in answer.guessed.items():
        yield one_line(words["read"].format(written=written, name=name))
    yield one_line(answer.says)
    yield from (f"  {one_line(line)}" for line in answer.lines[:limit])
    if len(answer.lines) > limit:
        yield f"  {words['more'].format(number=len(answer.lines) - limit)}"
    if why and answer.sentences:
        yield ""
        yield words["because"]
        yield from (f"  {_cited(sentence)}" for sentence in answer.sentences[:_MOST_SENTENCES])
        if len(answer.sentences) > _MOST_SENTENCES:
            yield f"  {words['more'].format(number=len(answer.sentences) - _MOST_SENTENCES)}"
    if sparql:
        yield ""
        yield from answer.sparql.strip().splitlines()


def _cited(sentence: Sentence) -> str:
    recap = ", ".join(filter(None, [sentence.recap.title or sentence.recap.source, sentence.recap.published]))
    return f"“{one_line(sentence.text)}” ({one_line(recap)})"


def _json(answer: Answer, *, why: bool, sparql: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "question": answer.question,
        "form": answer.form,
        "guessed": dict(answer.guessed),
        "gives": answer.gives,
        "says": answer.says,
        "lines": list(answer.lines),
        "values": [_plain(value) for value in answer.values],
        "things": [thing.value for thing in answer.things],
        "query": answer.query,
        "parameters": {name: _plain(value) for name, value in answer.parameters.items()},
        "columns": list(answer.bindings.variables),
        "rows": [[_plain(value) for value in row] for row in answer.bindings.rows],
    }
    if sparql:
        found["sparql"] = answer.sparql
    if why:
        found["sentences"] = [
            {
                "text": sentence.text,
                "recap": sentence.recap.title,
                "source": sentence.recap.source,
                "published": sentence.recap.published,
                "confidence": sentence.confidence,
            }
            for sentence in answer.sentences
        ]
        found["evidence"] = [_statement(statement) for statement in answer.evidence]
    return found


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "subject": statement.subject.value,
        "predicate": str(statement.predicate),
        "object": str(statement.object),
        "quotes": [
            {
                "text": quote.text,
                "recap": quote.recap.value,
                "start": quote.start,
                "end": quote.end,
                "confidence": quote.confidence,
            }
            for quote in statement.quotes
        ],
    }


def _plain(value: Any) -> Any:
    match value:
        case Iri():
            return value.value
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case _:
            return value
