"""Relations that sentences state between kinds which their predicates do not connect.

A pattern asks for kinds, so that "Jane works at Zorkel" says nothing where
Zorkel was taken for a technology. Here the patterns are asked again with
their eyes shut to kinds, and what they state is checked: it is turned round
where the kinds fit the other way, and told to whoever asks why it is missing.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.extraction.checking import Fit, fit_of
from talkgraph.extraction.pairs import is_line, matched
from talkgraph.extraction.patterns import Choice, compile_patterns, load_patterns, without_kinds
from talkgraph.extraction.skeleton import LETTERS, draw
from talkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span

__all__ = ["Misfit", "misfits_of"]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A relation that a pattern would state if it were not for the kinds.

    Attributes:
        predicate: what would be stated.
        subject, object: the mentions, as they were read.
        start, end: tokens of the sentence.
        pattern: name of the pattern.
        turned: whether the kinds fit the other way.
    """

    predicate: Predicate
    subject: Span
    object: Span
    start: int
    end: int
    pattern: str
    turned: bool


def misfits_of(doc: Doc, mentions: Sequence[Span]) -> Iterator[Misfit]:
    """The misfits of a document, in order.

    Left out are pairs that a pattern relates as they are, and those of which
    neither end is what the pattern asks for, unless they fit the other way:
    there only the shape of the sentence is alike. Where one pattern would turn
    a pair round and another takes one end as it stands, the other is believed.

    Args:
        doc: the parsed document.
        mentions: names and references, sorted, not overlapping; label and id name the thing.
    """
    for sentence in doc.sents:
        inside = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
        if len(inside) < 2:
            continue
        found = list(_in_sentence(doc, sentence, inside))
        straight = {_ends(misfit) for misfit in found if not misfit.turned}
        yield from (misfit for misfit in found if not misfit.turned or _ends(misfit) not in straight)


def _in_sentence(doc: Doc, sentence: Span, inside: list[Span]) -> Iterator[Misfit]:
    by_start = {mention.start: mention for mention in inside}
    skeleton, line = draw(doc, sentence.start, sentence.end, inside), is_line(doc, sentence)
    found = matched(skeleton, line=line, patterns=_patterns("en"))
    related = {frozenset(pair) for pair in matched(skeleton, line=line)} if found else set()
    for (first, second), stated in found.items():
        if first is None or frozenset((first, second)) in related:
            continue
        subject, target = by_start[first], by_start[second]
        if (subject.label_, subject.id_) == (target.label_, target.id_):
            continue
        for predicate, pattern in stated:
            fit = fit_of(predicate, Kind(subject.label_), Kind(target.label_))
            if fit is Fit.TURNED or (fit is Fit.NOT and _is_near(pattern, subject, target)):
                turned = fit is Fit.TURNED
                yield Misfit(predicate, subject, target, sentence.start, sentence.end, pattern, turned)


def _ends(misfit: Misfit) -> frozenset[int]:
    return frozenset((misfit.subject.start, misfit.object.start))


def _is_near(pattern: str, subject: Span, target: Span) -> bool:
    """Whether one of two mentions is of a kind that the pattern asks for in its place."""
    kinds = _kinds_asked("en")[pattern]
    return LETTERS[Kind(subject.label_)] in kinds["s"] or LETTERS[Kind(target.label_)] in kinds["o"]


@cache
def _patterns(language: str) -> Choice:
    path = files("talkgraph").joinpath("data", language, "relations.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Choice(compile_patterns(without_kinds(table, roles=("s", "o"))))


@cache
def _kinds_asked(language: str) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """By pattern and role, the letters of the kinds that the pattern asks for."""
    return {
        pattern.name: {
            role: frozenset("".join(re.findall(rf"\(\?P<{role}_\d+>‹\[([A-Z]+)\]", pattern.regex.pattern)))
            for role in ("s", "o")
        }
        for pattern in load_patterns(language, "relations")
    }
