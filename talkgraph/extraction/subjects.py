"""Which of the named things in a talk it is mainly about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Kind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from talkgraph.extraction.talks import TalkSegment

__all__ = ["FoundSubject", "SubjectFinder"]


@dataclass(frozen=True, slots=True)
class FoundSubject:
    """A named thing in a talk.

    Attributes:
        talk: number of the talk, from 0.
        kind, key: the name.
        start, end: tokens of the mention that tells most.
        main: whether the talk is mainly about it.
        weight: how much it stands out; the greatest of a talk is 1.
    """

    talk: int
    kind: str
    key: str
    start: int
    end: int
    main: bool
    weight: float


class SubjectFinder:
    """Tells what talks are about from what they mention.

    A mention in the title weighs most, then one in the announcing sentence or
    the first lines, then repetition. Organisations count as subjects where the
    title names them, or nothing is named more often. Sets ``doc.user_data["talkgraph.subjects"]``.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "talkgraph_subjects",
        *,
        most: int = 4,
        always: int = 2,
        title_weight: float = 3.0,
        cue_weight: float = 2.0,
        threshold: float = 0.4,
        central: float = 3.0,
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.most = most
        self.always = always
        self.title_weight = title_weight
        self.cue_weight = cue_weight
        self.threshold = threshold
        self.central = central

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[FoundSubject]:
        """What each talk mentions, the main things first."""
        talks: list[TalkSegment] = doc.user_data["talkgraph.talks"]
        names = list(doc.spans["names"])
        out: list[FoundSubject] = []
        for number, talk in enumerate(talks):
            inside = [span for span in names if talk.start <= span.start and span.end <= talk.end]
            speakers = {(str(Kind.PERSON), key) for key in talk.speakers}
            out.extend(self._of_talk(number, talk, [s for s in inside if (s.label_, s.id_) not in speakers]))
        return out

    def annotate(self, doc: Doc, found: list[FoundSubject]) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.subjects"] = found
        return doc

    def _of_talk(self, number: int, talk: TalkSegment, mentions: list[Span]) -> list[FoundSubject]:
        weights: dict[tuple[str, str], float] = defaultdict(float)
        best: dict[tuple[str, str], tuple[float, Span]] = {}
        titled: set[tuple[str, str]] = set()
        for span in mentions:
            name = (span.label_, span.id_)
            weight = 1.0
            if talk.title is not None and talk.title[0] <= span.start < talk.title[1]:
                weight = self.title_weight
                titled.add(name)
            elif talk.cue[0] <= span.start < talk.cue[1] or talk.by[0] <= span.start < talk.by[1]:
                weight = self.cue_weight
            weights[name] += weight
            if name not in best or weight > best[name][0]:
                best[name] = (weight, span)
        technologies = [weight for name, weight in weights.items() if name[0] == Kind.TECHNOLOGY]
        central = max([self.central, *technologies])
        subjects = {
            name: weight
            for name, weight in weights.items()
            if name[0] == Kind.TECHNOLOGY
            or (name[0] == Kind.ORGANIZATION and (name in titled or weight >= central))
        }
        ranked = sorted(subjects, key=lambda name: (-subjects[name], best[name][1].start))
        top = subjects[ranked[0]] if ranked else 1.0
        level = subjects[ranked[min(self.always, len(ranked)) - 1]] if ranked else 0.0
        main = {
            name
            for place, name in enumerate(ranked)
            if place < self.most
            and (subjects[name] >= min(level, max(2.0, self.threshold * top)) or name in titled)
        }
        found = [
            FoundSubject(
                number,
                *name,
                best[name][1].start,
                best[name][1].end,
                name in main,
                round(min(1.0, weight / max(top, 1.0)), 4),
            )
            for name, weight in weights.items()
        ]
        return sorted(found, key=lambda s: (not s.main, -s.weight, s.start))
