"""Which of the named things in a talk it is mainly about."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.extraction.balance import SubjectVoices, load_subject_balance
from talkgraph.extraction.encoding import MAIN
from talkgraph.extraction.mentions import read_mentions_of
from talkgraph.extraction.settling import EMPLOYMENT
from talkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from talkgraph.extraction.mentions import ReadMentions
    from talkgraph.extraction.relations import FoundRelation
    from talkgraph.extraction.talks import TalkSegment

__all__ = ["FoundSubject", "SubjectFinder"]

_SUREST = 0.95
_SUBJECTS = frozenset({Kind.TECHNOLOGY, Kind.ORGANIZATION})


@dataclass(frozen=True, slots=True)
class FoundSubject:
    """A named thing in a talk.

    Attributes:
        talk: number of the talk, from 0.
        kind, key: the name.
        start, end: tokens of the mention that tells most.
        main: whether the talk is mainly about it.
        weight: how much it stands out; the greatest of a talk is 1.
        sure: how sure it is that the talk is mainly about it, 0 to 1; 1 for what is merely mentioned.
    """

    talk: int
    kind: str
    key: str
    start: int
    end: int
    main: bool
    weight: float
    sure: float


class SubjectFinder:
    """Tells what talks are about from what they mention.

    Where the encoder read the recap, its word counts: who spoke about what, and
    what a talk is about at all; less for what is named once among many, and for
    a company that is named merely as the speaker's employer. Otherwise a mention
    in the title weighs most, then one in the announcing sentence or the first
    lines, then repetition; organisations count where the title names them, or
    nothing is named more often. Sets ``doc.user_data["talkgraph.subjects"]``.
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
        floor: float = 0.5,
        slope: float = 0.55,
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.most = most
        self.always = always
        self.title_weight = title_weight
        self.cue_weight = cue_weight
        self.threshold = threshold
        self.central = central
        self.floor = floor
        self.slope = slope
        self.balance = load_subject_balance("en")

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[FoundSubject]:
        """What each talk mentions, the main things first."""
        talks: list[TalkSegment] = doc.user_data["talkgraph.talks"]
        names = list(doc.spans["names"])
        read = read_mentions_of(doc)
        relations: list[FoundRelation] = doc.user_data.get("talkgraph.relations", [])
        employment = [relation for relation in relations if relation.predicate in EMPLOYMENT]
        out: list[FoundSubject] = []
        for number, talk in enumerate(talks):
            inside = [span for span in names if talk.start <= span.start and span.end <= talk.end]
            speakers = {(str(Kind.PERSON), key) for key in talk.speakers}
            others = [span for span in inside if (span.label_, span.id_) not in speakers]
            employers = _only_employers(talk, others, employment)
            out.extend(self._of_talk(number, talk, others, read, employers))
        return out

    def annotate(self, doc: Doc, found: list[FoundSubject]) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.subjects"] = found
        return doc

    def _of_talk(
        self,
        number: int,
        talk: TalkSegment,
        mentions: list[Span],
        read: ReadMentions | None,
        employers: frozenset[tuple[str, str]],
    ) -> list[FoundSubject]:
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
        first = {name: span.start for name, (_, span) in best.items()}
        if read is not None:
            main = self._read_main(talk, mentions, titled, read, employers)
        else:
            main = self._counted_main(weights, first, titled)
        top = max(weights.values(), default=1.0)
        found = [
            FoundSubject(
                number,
                *name,
                best[name][1].start,
                best[name][1].end,
                name in main,
                round(min(1.0, weight / max(top, 1.0)), 4),
                round(main.get(name, 1.0), 4),
            )
            for name, weight in weights.items()
        ]
        return sorted(found, key=lambda s: (not s.main, -s.sure, -s.weight, s.start))

    def _read_main(
        self,
        talk: TalkSegment,
        mentions: list[Span],
        titled: set[tuple[str, str]],
        read: ReadMentions,
        employers: frozenset[tuple[str, str]],
    ) -> dict[tuple[str, str], float]:
        """The main things by the encoder's word, each with how sure that is."""
        voices = self.voices(talk, mentions, titled, read, employers)
        likely = {name: self.balance.weigh(said) for name, said in voices.items()}
        ranked = sorted(likely, key=lambda name: -likely[name])  # of equals, the first named
        return {
            name: min(_SUREST, self.floor + self.slope * likely[name])
            for name in ranked[: self.most]
            if likely[name] >= self.balance.threshold
        }

    def voices(
        self,
        talk: TalkSegment,
        mentions: list[Span],
        titled: set[tuple[str, str]],
        read: ReadMentions,
        employers: frozenset[tuple[str, str]],
    ) -> dict[tuple[str, str], SubjectVoices]:
        """What is said for each thing named in a talk to be its subject, in order of first mention."""
        likely: dict[tuple[str, str], float] = {}
        for span in mentions:
            if span.label_ in _SUBJECTS and span.start in read.roles:
                name = (span.label_, span.id_)
                likely[name] = max(likely.get(name, 0.0), read.roles[span.start][MAIN])
        often = Counter((span.label_, span.id_) for span in mentions)
        return {
            name: SubjectVoices(
                main,
                max((read.spoken_of.get((key, name), 0.0) for key in talk.speakers), default=main),
                name in titled,
                name[0] == Kind.ORGANIZATION,
                name in employers,
                often[name],
                len(likely),
            )
            for name, main in likely.items()
        }

    def _counted_main(
        self,
        weights: Mapping[tuple[str, str], float],
        first: Mapping[tuple[str, str], int],
        titled: set[tuple[str, str]],
    ) -> dict[tuple[str, str], float]:
        """The main things by where and how often they are named, each with how sure that is."""
        technologies = [weight for name, weight in weights.items() if name[0] == Kind.TECHNOLOGY]
        central = max([self.central, *technologies])
        subjects = {
            name: weight
            for name, weight in weights.items()
            if name[0] == Kind.TECHNOLOGY
            or (name[0] == Kind.ORGANIZATION and (name in titled or weight >= central))
        }
        ranked = sorted(subjects, key=lambda name: (-subjects[name], first[name]))
        top = subjects[ranked[0]] if ranked else 1.0
        level = subjects[ranked[min(self.always, len(ranked)) - 1]] if ranked else 0.0
        return {
            name: 0.6 + 0.3 * min(1.0, subjects[name] / max(top, 1.0))
            for place, name in enumerate(ranked)
            if place < self.most
            and (subjects[name] >= min(level, max(2.0, self.threshold * top)) or name in titled)
        }


def _only_employers(
    talk: TalkSegment, mentions: list[Span], employment: list[FoundRelation]
) -> frozenset[tuple[str, str]]:
    """What a talk names nowhere but in sentences that say that a speaker works or worked for it."""
    said: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for one in employment:
        if one.subject is not None and one.subject[1] in talk.speakers:
            said[one.object].append((one.start, one.end))
    elsewhere = {
        (span.label_, span.id_)
        for span in mentions
        if not any(start <= span.start < end for start, end in said.get((span.label_, span.id_), ()))
    }
    return frozenset(said) - elsewhere
