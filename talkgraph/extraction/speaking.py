"""Who in a block of text is a speaker: features of a person's mention, and a linear model over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.extraction.linear import load_linear_model
from talkgraph.extraction.mentions import read_mentions_of
from talkgraph.extraction.patterns import load_patterns
from talkgraph.extraction.skeleton import draw
from talkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, Span

    from talkgraph.extraction.patterns import Match
    from talkgraph.extraction.sections import Passage

__all__ = ["SPEAKS", "speaker_features", "speaker_probabilities"]

SPEAKS = "speaks"
_MODEL = "speakers"
_WINDOW = 4  # words on each side
_ENCODER_SHARE = 0.65


def speaker_probabilities(
    doc: Doc, passage: Passage, mentions: Sequence[Span]
) -> dict[str, tuple[float, tuple[int, int]]]:
    """How likely each person of a block is a speaker there.

    Args:
        doc: the parsed document.
        passage: the block.
        mentions: the names of the document, sorted.

    Returns:
        By key of the person, in order of appearance: probability, and the
        tokens of the sentence that speaks most for it.
    """
    model = load_linear_model("en", _MODEL)
    read = read_mentions_of(doc)
    out: dict[str, tuple[float, tuple[int, int]]] = {}
    for key, rows in speaker_features(doc, passage, mentions).items():
        if not rows:
            continue
        scored = [(model.probability(SPEAKS, features), sentence) for sentence, features in rows]
        likely, sentence = max(scored, key=lambda pair: (pair[0], -pair[1][0]))
        if read is not None:
            own = [m.start for m in mentions if m.id_ == key and passage.start <= m.start < passage.end]
            seen = max((read.roles[start][SPEAKS] for start in own if start in read.roles), default=0.0)
            likely = (1 - _ENCODER_SHARE) * likely + _ENCODER_SHARE * seen
        out[key] = likely, sentence
    return out


def speaker_features(
    doc: Doc, passage: Passage, mentions: Sequence[Span]
) -> dict[str, list[tuple[tuple[int, int], tuple[str, ...]]]]:
    """For each person of a block, the sentence and the features of each mention."""
    inside = [m for m in mentions if passage.start <= m.start and m.end <= passage.end]
    people = [m for m in inside if m.label_ == Kind.PERSON]
    counts = {key: sum(m.id_ == key for m in people) for key in dict.fromkeys(m.id_ for m in people)}
    out: dict[str, list[tuple[tuple[int, int], tuple[str, ...]]]] = {key: [] for key in counts}
    block = _block_patterns(doc, passage, inside)
    for number, (start, end) in enumerate(_sentences(doc, passage)):
        here = [m for m in inside if start <= m.start and m.end <= end]
        matched = _sentence_patterns(doc, start, end, here)
        for mention in here:
            if mention.label_ == Kind.PERSON:
                features = [
                    f"sentence={min(number, 3)}",
                    f"block={passage.block.kind}",
                    f"block={passage.block.kind} sentence={min(number, 3)}",
                    f"mentions={min(counts[mention.id_], 4)}",
                    f"people={min(len(counts), 4)}",
                    f"order={min(list(counts).index(mention.id_), 3)}",
                    *(f"block pattern={name}" for name in block.get(mention.id_, ())),
                    *(f"pattern={name}" for name in matched.get(mention.id_, ())),
                    *_around(doc, mention, start, end, here),
                ]
                out[mention.id_].append(((start, end), tuple(sorted(set(features)))))
    return out


def _around(doc: Doc, mention: Span, start: int, end: int, here: list[Span]) -> list[str]:
    skeleton = draw(doc, start, end, here)
    place = skeleton.tokens.index(mention.start)
    words = ["‹›" + w[1] if w.startswith("‹") else w for w in skeleton.text.split(" ")]
    before = words[max(0, place - _WINDOW) : place]
    after = words[place + 1 : place + 1 + 2 * _WINDOW]
    root = mention.root
    head = root.head
    out = [
        f"dep={root.dep_}",
        f"{root.dep_} of {head.lemma_.lower()}",
        f"words={min(len(mention), 3)}",
        f"first={place == 0}",
        f"before={' '.join(before[-2:]) or '^'}",
        f"before={' '.join(before[-1:]) or '^'}",
        f"after={' '.join(after[:2]) or '$'}",
        f"after={' '.join(after[:1]) or '$'}",
        f"after={' '.join(after[:3]) or '$'}",
        *(f"near before={word}" for word in before),
        *(f"near after={word}" for word in after),
        *(f"said={token.lemma_.lower()}" for token in doc[start:end] if token.pos_ == "VERB"),
    ]
    verb = head if root.dep_ in {"nsubj", "nsubjpass"} else None
    if root.dep_ == "conj" and head.dep_ in {"nsubj", "nsubjpass"}:
        verb = head.head
    if verb is not None:
        out.append(f"does={verb.lemma_.lower()}")
        out.extend(
            f"does={verb.lemma_.lower()} {child.lemma_.lower()}"
            for child in verb.children
            if child.dep_ in {"dobj", "prep", "prt", "dative", "xcomp", "ccomp", "attr"}
        )
    if root.dep_ in {"pobj", "agent"}:
        out.append(f"by={head.head.lemma_.lower()} {head.lower_}")
    if any(token.text in {'"', "“", "”", "«"} for token in doc[start:end]):
        out.append("quotes")
    return out


def _sentences(doc: Doc, passage: Passage) -> list[tuple[int, int]]:
    starts = [i for i in range(passage.start, passage.end) if i == passage.start or doc[i].is_sent_start]
    return list(zip(starts, [*starts[1:], passage.end], strict=True))


def _block_patterns(doc: Doc, passage: Passage, inside: list[Span]) -> dict[str, list[str]]:
    """Names of the patterns for whole blocks that give each person the speaker's role."""
    skeleton = draw(doc, passage.start, passage.end, inside)
    matches = []
    for pattern in load_patterns("en", "talks"):
        if pattern.fields["where"] in {"block", "heading"}:
            match = pattern.beginning(skeleton)
            if match is not None and match.span[1] >= len(skeleton.text) - 2:
                matches.append((pattern.name, match))
    return _by_person(matches)


def _sentence_patterns(doc: Doc, start: int, end: int, inside: list[Span]) -> dict[str, list[str]]:
    """The same of the patterns for sentences."""
    skeleton = draw(doc, start, end, inside)
    return _by_person(
        (pattern.name, match)
        for pattern in load_patterns("en", "talks")
        if pattern.fields["where"] == "sentence"
        for match in pattern.find(skeleton)
    )


def _by_person(matches: Iterable[tuple[str, Match]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for name, match in matches:
        for span in match.names.get("s", ()):
            out.setdefault(span.id_, []).append(name)
    return out
