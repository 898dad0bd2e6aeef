"""Which talk of the graph is which talk of the gold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.evaluation.names import key_of, shared_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkgraph.evaluation.entities import Alignment
    from talkgraph.evaluation.gold import GoldTalk
    from talkgraph.evaluation.predicted import PredictedTalk
    from talkgraph.model import Iri

__all__ = ["TalkPairs", "match_talks", "named"]

_SIMILAR_TITLES = 0.5
_WEIGHT_OF_SUBJECT = 0.1


@dataclass(frozen=True, slots=True)
class TalkPairs:
    """The talks of gold and graph, held side by side.

    Attributes:
        pairs: a talk of the gold, and the talk of the graph that stands for it.
        missed: talks of the gold that the graph does not hold.
        wrong: talks of the graph that the gold does not hold.
    """

    pairs: tuple[tuple[GoldTalk, PredictedTalk], ...]
    missed: tuple[GoldTalk, ...]
    wrong: tuple[PredictedTalk, ...]


def match_talks(
    gold: Sequence[GoldTalk], predicted: Sequence[PredictedTalk], alignment: Alignment
) -> TalkPairs:
    """Pair the talks, each with at most one, those that are most alike first.

    Talks are alike by the speakers that they share, then by the words of their
    titles, then by what they are about. Of pairs that are equally alike, the
    later in the recap come first.
    """
    ranked = [
        (likeness, number, place)
        for number, wanted in enumerate(gold)
        for place, talk in enumerate(predicted)
        if (likeness := _likeness(wanted, talk, alignment))
    ]
    match: dict[int, int] = {}
    for _, number, place in sorted(ranked, reverse=True):
        if number not in match and place not in match.values():
            match[number] = place
    matched = set(match.values())
    return TalkPairs(
        pairs=tuple((gold[number], predicted[place]) for number, place in sorted(match.items())),
        missed=tuple(talk for number, talk in enumerate(gold) if number not in match),
        wrong=tuple(talk for place, talk in enumerate(predicted) if place not in matched),
    )


def named(names: Iterable[str], things: Iterable[Iri], alignment: Alignment) -> list[str]:
    """Those of the names that some of the things bear, in their order."""
    keys = frozenset().union(*map(alignment.keys, things))
    return [name for name in names if key_of(name) in keys]


def _likeness(wanted: GoldTalk, talk: PredictedTalk, alignment: Alignment) -> float:
    """How alike two talks are; 0 where nothing speaks for it that they are one."""
    speakers = len(named(wanted.speakers, talk.speakers, alignment))
    title = shared_words(wanted.title, talk.title)
    subjects = len(named(wanted.about, talk.mentions, alignment))
    both_nameless = not wanted.speakers and not talk.speakers
    if not speakers and title < _SIMILAR_TITLES and not (both_nameless and subjects):
        return 0.0
    return speakers + title + _WEIGHT_OF_SUBJECT * subjects
