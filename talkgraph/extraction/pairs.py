"""Pairs of names that a sentence may relate, and what speaks for a relation.

A pair is two mentions in one sentence, or in two neighbouring ones; or one
mention and the recap's own event. Features are readable words: what stands
between the two, the way between them in the parse, the patterns that match.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.extraction.layout import recap_of
from talkgraph.extraction.lexicon import load_lexicon
from talkgraph.extraction.patterns import choice_of
from talkgraph.extraction.skeleton import LETTERS, draw
from talkgraph.model import BlockKind, Kind, Predicate
from talkgraph.model.relations import relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from talkgraph.extraction.patterns import Choice
    from talkgraph.extraction.skeleton import Skeleton

__all__ = ["EVENT_PREDICATES", "PAIR_PREDICATES", "Pair", "is_line", "matched", "pairs_of"]

PAIR_PREDICATES = (
    Predicate.WORKS_FOR,
    Predicate.FORMERLY_WORKED_FOR,
    Predicate.CREATED,
    Predicate.USES,
    Predicate.BUILDS_ON,
    Predicate.PART_OF,
    Predicate.ALTERNATIVE_TO,
    Predicate.INSPIRED_BY,
    Predicate.ORGANIZER,
    Predicate.HOST,
    Predicate.SPONSOR,
    Predicate.LOCATION,
)
EVENT_PREDICATES = (Predicate.ORGANIZER, Predicate.HOST, Predicate.SPONSOR, Predicate.LOCATION)
_LINES = frozenset({BlockKind.HEADING, BlockKind.ITEM, BlockKind.ROW})
_SHORT_BLOCK = 120  # characters
_FARTHEST = 40  # tokens between two mentions


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate.

    Attributes:
        subject: a mention, or None for the recap's own event.
        object: a mention.
        predicates: those whose domain and range fit.
        features: what speaks for or against a relation, sorted.
        patterns: names of the patterns that state a predicate for exactly this pair.
        start, end: tokens of the sentence of the object, or of both.
    """

    subject: Span | None
    object: Span
    predicates: tuple[Predicate, ...]
    features: tuple[str, ...]
    patterns: tuple[tuple[Predicate, str], ...]
    start: int
    end: int


def pairs_of(
    doc: Doc, mentions: Sequence[Span], speakers: Sequence[tuple[int, int, tuple[str, ...]]]
) -> Iterator[Pair]:
    """All candidates of a document, in order.

    Args:
        doc: the parsed document.
        mentions: names and references, sorted, not overlapping; label and id name the thing.
        speakers: for each talk, its first token, the one after its last, and its speakers' keys.
    """
    previous: tuple[int, int, list[Span]] | None = None
    for sentence in doc.sents:
        inside = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
        if inside:
            yield from _in_sentence(doc, sentence, inside, speakers)
            if previous is not None:
                yield from _across(doc, previous, sentence, inside, speakers)
            previous = (sentence.start, sentence.end, inside)
        elif any(token.is_alpha for token in sentence):
            previous = None


def _in_sentence(
    doc: Doc, sentence: Span, inside: list[Span], speakers: Sequence[tuple[int, int, tuple[str, ...]]]
) -> Iterator[Pair]:
    skeleton = draw(doc, sentence.start, sentence.end, inside)
    stated = matched(skeleton, line=is_line(doc, sentence))
    around = _Around(doc, sentence, skeleton)
    hedges = [f"hedge={token.lower_}" for token in sentence if token.lower_ in _hedges("en")]
    shared = [*hedges, f"names={min(len(inside), 6)}"]
    for target in inside:
        fitting = tuple(p for p in EVENT_PREDICATES if relations()[p].fits(Kind.EVENT, Kind(target.label_)))
        patterns = stated.get((None, target.start), [])
        if fitting:
            features = [
                *shared,
                *around.alone(target, "o"),
                *(f"pattern={name}" for _, name in patterns),
            ]
            features += [f"early={sentence.start < 120}"]
            yield Pair(
                None, target, fitting, _unique(features), tuple(patterns), sentence.start, sentence.end
            )
        for subject in inside:
            if _same(subject, target) or abs(subject.start - target.start) > _FARTHEST:
                continue
            predicates = _fitting(subject, target)
            if predicates:
                patterns = stated.get((subject.start, target.start), [])
                features = [
                    *shared,
                    *around.between(subject, target),
                    *around.alone(subject, "s"),
                    *around.alone(target, "o"),
                    *_role(subject, speakers),
                    *(f"pattern={name}" for _, name in patterns),
                ]
                yield Pair(
                    subject,
                    target,
                    predicates,
                    _unique(features),
                    tuple(patterns),
                    sentence.start,
                    sentence.end,
                )


def _across(
    doc: Doc,
    previous: tuple[int, int, list[Span]],
    sentence: Span,
    inside: list[Span],
    speakers: Sequence[tuple[int, int, tuple[str, ...]]],
) -> Iterator[Pair]:
    """Pairs of a mention in the sentence before and one in this sentence, unless this one names both."""
    start, _, before = previous
    late, early = _Around(doc, sentence), _Around(doc, doc[start : sentence.start])
    here = {(m.label_, m.id_) for m in inside}
    for earlier in before:
        if (earlier.label_, earlier.id_) in here:
            continue
        for later in inside:
            if later.start - earlier.start > _FARTHEST:
                continue
            for subject, target in ((earlier, later), (later, earlier)):
                predicates = _fitting(subject, target)
                if not predicates or _same(subject, target):
                    continue
                features = [
                    "across",
                    f"across order={'so' if subject is earlier else 'os'}",
                    f"across kinds={LETTERS[Kind(subject.label_)]}{LETTERS[Kind(target.label_)]}",
                    *(f"across {f}" for f in late.alone(later, "late")),
                    *(f"across {f}" for f in early.alone(earlier, "early")),
                    *(f"across {f}" for f in _role(subject, speakers)),
                ]
                yield Pair(subject, target, predicates, _unique(features), (), start, sentence.end)


def is_line(doc: Doc, sentence: Span) -> bool:
    """Whether a sentence is a line of its own: a heading, an item, a row, or a short block."""
    block = recap_of(doc).block_at(sentence.start_char)
    if block is None:
        return False
    return block.kind in _LINES or block.end - block.start < _SHORT_BLOCK


def matched(
    skeleton: Skeleton, *, line: bool, patterns: Choice | None = None
) -> dict[tuple[int | None, int], list[tuple[Predicate, str]]]:
    """By first tokens of subject and object, the patterns that state something of them.

    Args:
        skeleton: of a sentence.
        line: whether the sentence is a line of its own.
        patterns: those of relations; None for the packaged ones.
    """
    out: dict[tuple[int | None, int], list[tuple[Predicate, str]]] = defaultdict(list)
    for pattern, match in (patterns or choice_of("en", "relations")).find(skeleton):
        if pattern.fields.get("only") == "line" and not line:
            continue
        found = (Predicate(str(pattern.fields["states"])), pattern.name)
        for subject in match.names.get("s") or (None,):
            for target in match.names.get("o", ()):
                key = (subject.start if subject is not None else None, target.start)
                if found not in out[key]:
                    out[key].append(found)
    return out


@cache
def _hedges(language: str) -> frozenset[str]:
    path = files("talkgraph").joinpath("data", language, "blockers.toml")
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["hedges"])


def _fitting(subject: Span, target: Span) -> tuple[Predicate, ...]:
    a, b = Kind(subject.label_), Kind(target.label_)
    return tuple(p for p in PAIR_PREDICATES if relations()[p].fits(a, b))


def _same(a: Span, b: Span) -> bool:
    return (a.label_, a.id_) == (b.label_, b.id_)


class _Around:
    """What stands around the mentions of a sentence, and between two; for each worked out once.

    Args:
        doc: the parsed document.
        sentence: the sentence, or the stretch of several.
        skeleton: of it, to look between two.
    """

    def __init__(self, doc: Doc, sentence: Span, skeleton: Skeleton | None = None) -> None:
        self._doc, self._sentence = doc, sentence
        self._tokens = skeleton.tokens if skeleton is not None else ()
        self._words = ["‹›" if "‹" in word else word for word in skeleton.text.split()] if skeleton else []
        self._alone: dict[tuple[int, str], tuple[str, ...]] = {}

    def alone(self, mention: Span, role: str) -> tuple[str, ...]:
        """What stands around one mention."""
        key = (mention.start, role)
        if key not in self._alone:
            self._alone[key] = tuple(_alone(self._doc, self._sentence, mention, role))
        return self._alone[key]

    def between(self, subject: Span, target: Span) -> Iterator[str]:
        """What stands between two mentions, and the way from one to the other."""
        first, second = sorted((subject, target), key=lambda mention: mention.start)
        low, high = bisect_left(self._tokens, first.end), bisect_left(self._tokens, second.start)
        return _between(subject, target, self._words[low:high])


def _between(subject: Span, target: Span, words: list[str]) -> Iterator[str]:
    order = "so" if subject.start < target.start else "os"
    kinds = LETTERS[Kind(subject.label_)] + LETTERS[Kind(target.label_)]
    yield f"{order}"
    yield f"kinds={kinds}"
    yield f"{order} kinds={kinds}"
    yield f"{order} distance={min(len(words), 12) // 2}"
    yield f"{order} names between={sum(w == '‹›' for w in words)}"
    if len(words) <= 5:
        yield f"{order} {kinds} exactly={' '.join(words)}"
    if len(words) <= 14:
        for word in words:
            yield f"{order} between={word}"
            yield f"{order} {kinds} between={word}"
        for one, two in zip(["^", *words], [*words, "$"], strict=True):
            yield f"{order} between={one} {two}"
    yield from _path(subject.root, target.root, kinds)


def _path(subject: Token, target: Token, kinds: str) -> Iterator[str]:
    """The way from one head to the other through the parse."""
    up = [subject, *subject.ancestors]
    down = [target, *target.ancestors]
    place = {token.i: number for number, token in enumerate(down)}
    height = next((number for number, token in enumerate(up) if token.i in place), None)
    if height is None:
        yield "path=none"
        return
    common = up[height]
    left = up[:height]
    right = down[: place[common.i]]
    deps = [f"{t.dep_}<" for t in left] + [f">{t.dep_}" for t in reversed(right)]
    lemma = common.lemma_.lower() if common not in (subject, target) else "·"
    yield f"path length={min(len(deps), 8)}"
    if len(deps) <= 6:
        yield f"path={' '.join(deps)}"
        yield f"path={' '.join(deps)} top={lemma}"
        yield f"{kinds} top={lemma}"
    for token in [*left[1:], *right[1:]]:
        if token.pos_ in {"VERB", "NOUN", "ADP", "PROPN", "ADJ"}:
            yield f"on path={token.lemma_.lower()}"
    if any(child.dep_ == "neg" for child in common.children):
        yield "negated"


def _alone(doc: Doc, sentence: Span, mention: Span, role: str) -> Iterator[str]:
    """What stands around one mention, and what the lexicon knows of it."""
    kind = LETTERS[Kind(mention.label_)]
    yield f"{role} kind={kind}"
    before = doc[mention.start - 1].lower_ if mention.start > sentence.start else "^"
    two_before = doc[mention.start - 2].lower_ if mention.start - 1 > sentence.start else "^"
    after = doc[mention.end].lower_ if mention.end < sentence.end else "$"
    two_after = doc[mention.end + 1].lower_ if mention.end + 1 < sentence.end else "$"
    yield f"{role} before={before}"
    yield f"{role} before={two_before} {before}"
    yield f"{role} after={after}"
    yield f"{role} after={after} {two_after}"
    root = mention.root
    yield f"{role} dep={root.dep_}"
    head = root.head
    yield f"{role} head={head.lemma_.lower()} {root.dep_}"
    if head.dep_ in {"prep", "agent"} or root.dep_ == "pobj":
        yield f"{role} head={head.head.lemma_.lower()} {head.lower_}"
    if mention.text.lower() != mention.id_.lower():
        short = mention.text.lower() if len(mention.text) < 12 else "form"
        yield f"{role} form={short if doc[mention.start].pos_ in {'PRON', 'DET'} else 'short'}"
    entries = load_lexicon().forms.get(mention.text, ())
    for entry in entries:
        if entry.kind == mention.label_ and entry.detail:
            yield f"{role} known={entry.detail}"
    if not entries:
        yield f"{role} known=no"


def _role(subject: Span, speakers: Sequence[tuple[int, int, tuple[str, ...]]]) -> Iterator[str]:
    for start, end, keys in speakers:
        if start <= subject.start < end and subject.id_ in keys:
            yield "s speaks"


def _unique(features: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(features)))
