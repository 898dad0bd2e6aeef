"""How well the talks were found: their speakers, titles, events, subjects and topics."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from talkgraph.evaluation.names import key_of, keys_of, shared_words
from talkgraph.evaluation.talkmatching import match_talks, named
from talkgraph.evaluation.values import Counts, Finding, Mark, Measure, Verdict
from talkgraph.evaluation.vocabulary import measured
from talkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.evaluation.entities import Alignment
    from talkgraph.evaluation.gold import Gold, GoldTalk
    from talkgraph.evaluation.predicted import PredictedTalk, Prediction
    from talkgraph.evaluation.talkmatching import TalkPairs
    from talkgraph.graph import Quote
    from talkgraph.model import Iri

__all__ = ["TalkComparison"]

_SAME_TITLE = 0.6
_ONE_WRONG = Counts(fp=1)
_ONE_MISSED = Counts(fn=1)
_SHORTEST_PART = 6  # characters that a topic must have to count as a part of the wanted one


@dataclass(frozen=True)
class TalkComparison:
    """The talks of one recap, compared with its gold.

    Attributes:
        gold: the gold.
        prediction: the graph.
        alignment: which thing is which entity.
    """

    gold: Gold
    prediction: Prediction
    alignment: Alignment

    @cached_property
    def talks(self) -> TalkPairs:
        """Which talk is which."""
        return match_talks(self.gold.talks, self.prediction.talks, self.alignment)

    def marks(self) -> Iterator[Mark]:
        """Compare the talks.

        Yields:
            Marks for ``talk`` and for all that is measured of talks.
        """
        for talk in self.talks.wrong:
            yield from self._wrong_talk(talk)
        for wanted in self.talks.missed:
            if not wanted.optional:
                yield from self._missed_talk(wanted)
        for wanted, talk in self.talks.pairs:
            yield Mark((Measure.TALK,), Counts(tp=1))
            yield from self._speakers(wanted, talk)
            yield from self._title(wanted, talk)
            yield from self._event(wanted, talk)
            yield from self._mentions(wanted, talk)
            yield from self._about(wanted, talk)
            yield from self._topics(wanted, talk)

    def speaker_is_right(self, wanted: GoldTalk, speaker: Iri) -> bool | None:
        """Whether somebody gave a talk; None where the gold leaves it open."""
        return None if wanted.optional else self._is_named(speaker, wanted.speakers)

    def subject_is_right(self, wanted: GoldTalk, subject: Iri) -> bool | None:
        """Whether a talk is about an entity; None where the gold leaves it open."""
        if wanted.optional:
            return None
        if self._is_named(subject, self._firm(wanted.about)):
            return True
        return None if self._is_named(subject, _allowed(wanted)) else False

    def _wrong_talk(self, talk: PredictedTalk) -> Iterator[Mark]:
        speakers = len(talk.speakers)
        finding = Finding(Measure.TALK, Verdict.WRONG, self._description(talk), talk.quotes)
        yield Mark((Measure.TALK,), Counts(fp=1), finding)
        yield Mark((Measure.SPEAKER,), Counts(fp=speakers))
        yield Mark((Measure.ABOUT,), Counts(fp=speakers * len(talk.about)))

    def _missed_talk(self, wanted: GoldTalk) -> Iterator[Mark]:
        speakers = len(wanted.speakers)
        finding = Finding(Measure.TALK, Verdict.MISSED, _gold_description(wanted))
        yield Mark((Measure.TALK,), Counts(fn=1), finding)
        yield Mark((Measure.SPEAKER,), Counts(fn=speakers))
        yield Mark((Measure.MENTIONS,), Counts(fn=len(self._technologies(wanted))))
        yield Mark((Measure.ABOUT,), Counts(fn=speakers * len(self._firm(wanted.about))))
        yield Mark((Measure.TITLE,), Counts(fn=bool(wanted.title)))

    def _speakers(self, wanted: GoldTalk, talk: PredictedTalk) -> Iterator[Mark]:
        right = self._right_speakers(wanted, talk)
        yield Mark((Measure.SPEAKER,), Counts(tp=len(right), fn=max(0, len(wanted.speakers) - len(right))))
        for speaker in talk.speakers:
            if speaker not in right:
                text = f"{self._name(speaker)} gives {_quoted(talk.title)}"
                quotes = self._quotes(talk, Predicate.PERFORMER, speaker)
                yield _wrong(Measure.SPEAKER, text, quotes)
        for name in _without(wanted.speakers, named(wanted.speakers, talk.speakers, self.alignment)):
            yield _missed(Measure.SPEAKER, f"{name} gives {_quoted(talk.title)}", Counts())

    def _title(self, wanted: GoldTalk, talk: PredictedTalk) -> Iterator[Mark]:
        if not wanted.title:
            return
        if shared_words(wanted.title, talk.title) >= _SAME_TITLE:
            yield Mark((Measure.TITLE,), Counts(tp=1))
            return
        text = f"{_quoted(talk.title)}, not {_quoted(wanted.title)}"
        finding = Finding(Measure.TITLE, Verdict.WRONG, text, talk.quotes)
        yield Mark((Measure.TITLE,), Counts(fp=bool(talk.title), fn=1), finding)

    def _event(self, wanted: GoldTalk, talk: PredictedTalk) -> Iterator[Mark]:
        right = [event for event in talk.events if self._is_named(event, [wanted.event])]
        if right:
            yield Mark((Measure.TALK_AT_EVENT,), Counts(tp=1))
        else:
            text = f"{_quoted(talk.title)} at {wanted.event}"
            yield _missed(Measure.TALK_AT_EVENT, text)
        for event in talk.events:
            if event not in right:
                text = f"{_quoted(talk.title)} at {self._name(event)}"
                yield _wrong(Measure.TALK_AT_EVENT, text, self._quotes(talk, Predicate.SUPER_EVENT, event))

    def _mentions(self, wanted: GoldTalk, talk: PredictedTalk) -> Iterator[Mark]:
        asked = self._technologies(wanted)
        seen = named(asked, talk.mentions, self.alignment)
        yield Mark((Measure.MENTIONS,), Counts(tp=len(seen)))
        for name in _without(asked, seen):
            yield _missed(Measure.MENTIONS, f"{_quoted(talk.title)} mentions {name}")
        for thing in talk.mentions:
            entity = self.prediction.entities.get(thing)
            if entity is None or entity.kind is not Kind.TECHNOLOGY:
                continue
            if not self._is_named(thing, _allowed(wanted)) and not self._is_optional_technology(thing):
                text = f"{_quoted(talk.title)} mentions {entity.name}"
                yield _wrong(Measure.MENTIONS, text, self._quotes(talk, Predicate.MENTIONS, thing))

    def _about(self, wanted: GoldTalk, talk: PredictedTalk) -> Iterator[Mark]:
        """One count for each speaker and subject; a talk without speakers counts as one speaker's."""
        asked = self._firm(wanted.about)
        subjects = [thing for thing in talk.about if thing in self.prediction.entities]
        hit = set(named(asked, subjects, self.alignment))
        speakers = max(1, len(wanted.speakers))
        right = len(hit) * (len(self._right_speakers(wanted, talk)) if wanted.speakers else 1)
        yield Mark((Measure.ABOUT,), Counts(tp=right, fn=len(asked) * speakers - right))
        for name in _without(asked, hit):
            yield _missed(Measure.ABOUT, f"{_quoted(talk.title)} is about {name}", Counts())
        for thing in subjects:
            if not self._is_named(thing, _allowed(wanted)):
                text = f"{_quoted(talk.title)} is about {self._name(thing)}"
                quotes = self._quotes(talk, Predicate.ABOUT, thing)
                yield _wrong(Measure.ABOUT, text, quotes, Counts(fp=speakers))

    def _topics(self, wanted: GoldTalk, talk: PredictedTalk) -> Iterator[Mark]:
        keys = frozenset().union(*(self.prediction.keys.get(thing, frozenset()) for thing in talk.about))
        for wordings in wanted.topics:
            if any(_covers(key_of(wording), key) for wording in wordings for key in keys):
                yield Mark((Measure.TOPIC,), Counts(tp=1))
            else:
                yield _missed(Measure.TOPIC, f"{_quoted(talk.title)} is about {' / '.join(wordings)}")

    def _right_speakers(self, wanted: GoldTalk, talk: PredictedTalk) -> list[Iri]:
        return [speaker for speaker in talk.speakers if self._is_named(speaker, wanted.speakers)]

    @cached_property
    def _waived(self) -> frozenset[str]:
        return keys_of(entity.name for entity in self.alignment.listed if entity.optional)

    def _firm(self, names: Iterable[str]) -> list[str]:
        """The names without those of optional entities."""
        return [name for name in names if key_of(name) not in self._waived]

    def _technologies(self, wanted: GoldTalk) -> list[str]:
        """What the talk must mention, each name once."""
        return list(dict.fromkeys(self._firm((*wanted.about, *wanted.other_technologies))))

    def _is_named(self, thing: Iri, names: Iterable[str]) -> bool:
        return not keys_of(names).isdisjoint(self.alignment.keys(thing))

    def _is_optional_technology(self, thing: Iri) -> bool:
        entity = self.alignment.entity(thing)
        if entity is None or not entity.optional:
            return False
        return Kind.TECHNOLOGY in map(measured, (entity.kind, *entity.other_kinds))

    def _name(self, thing: Iri) -> str:
        return self.prediction.names.get(thing, thing.value)

    def _quotes(self, talk: PredictedTalk, predicate: Predicate, thing: Iri) -> tuple[Quote, ...]:
        return self.prediction.quotes.get((talk.iri, predicate, thing), ())

    def _description(self, talk: PredictedTalk) -> str:
        speakers = ", ".join(self._name(speaker) for speaker in talk.speakers)
        return f"{_quoted(talk.title)} by {speakers or 'nobody'}"


def _allowed(wanted: GoldTalk) -> tuple[str, ...]:
    """All that a talk may fairly be said to mention or to be about."""
    return (*wanted.about, *wanted.other_technologies, *(form for forms in wanted.topics for form in forms))


def _covers(wanted: str, found: str) -> bool:
    """Whether a topic is the wanted one, holds it, or is a telling part of it; by their keys."""
    return wanted in found or (len(found) >= _SHORTEST_PART and found in wanted)


def _without(names: Iterable[str], found: Iterable[str]) -> list[str]:
    left_out = set(found)
    return [name for name in names if name not in left_out]


def _gold_description(wanted: GoldTalk) -> str:
    title = _quoted(wanted.title) if wanted.title else "a talk"
    return f"{title} by {', '.join(wanted.speakers) or 'nobody'}"


def _quoted(title: str) -> str:
    return f"“{title}”"


def _wrong(measure: Measure, text: str, quotes: tuple[Quote, ...], counts: Counts = _ONE_WRONG) -> Mark:
    return Mark((measure,), counts, Finding(measure, Verdict.WRONG, text, quotes))


def _missed(measure: Measure, text: str, counts: Counts = _ONE_MISSED) -> Mark:
    return Mark((measure,), counts, Finding(measure, Verdict.MISSED, text))
