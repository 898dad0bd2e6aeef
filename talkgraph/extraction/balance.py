"""How much each voice counts where several are weighed together.

For relations these are the encoder, the linear model, the patterns and what is
known of the two things; for the subjects of talks the encoder's two readings, the title, how often a thing
is named beside how many others, and whether it merely employs the speaker.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.model import Predicate

__all__ = [
    "Balance",
    "RelationVoices",
    "SubjectBalance",
    "SubjectVoices",
    "load_balance",
    "load_subject_balance",
    "logit",
]

_EDGE = 0.003  # probabilities are taken no nearer to 0 and 1
_ROUNDED = 0.001  # more than what rounding moves a probability


@dataclass(frozen=True, slots=True)
class RelationVoices:
    """What is said for a statement.

    Attributes:
        encoder, linear: how likely the two models think it, 0 to 1.
        pattern: whether a pattern states it.
        of_event: whether it is about the recap's own event.
        known: whether it is known anyway.
        otherwise: whether only something else is known of the two things.
        named: whether the subject is named after the object, as "Kafka Streams" is after Kafka.
    """

    encoder: float = 0.0
    linear: float = 0.0
    pattern: bool = False
    of_event: bool = False
    known: bool = False
    otherwise: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """A logistic regression over what is said of a relation; fitted by ``training/fit_balance.py``.

    Attributes:
        bias: of all relations.
        encoder, linear: weights of the logits of the two models.
        pattern, of_event, known, otherwise: added where it is so.
        predicates: added for each predicate.
        known_as, named: added for each predicate where it is known, or the one named after the other.
        threshold: probability from which a statement holds.
    """

    bias: float
    encoder: float
    linear: float
    pattern: float
    of_event: float
    known: float
    otherwise: float
    predicates: Mapping[str, float]
    known_as: Mapping[str, float]
    named: Mapping[str, float]
    threshold: float

    def weigh(self, predicate: Predicate, said: RelationVoices) -> float:
        """The probability that a statement is right, 0 to 1."""
        name = str(predicate)
        return _logistic(
            (
                self.bias,
                self.encoder * logit(said.encoder),
                self.linear * logit(said.linear),
                self.pattern * said.pattern,
                self.of_event * said.of_event,
                (self.known + self.known_as.get(name, 0.0)) * said.known,
                self.otherwise * said.otherwise,
                self.named.get(name, 0.0) * said.named,
                self.predicates.get(name, 0.0),
            )
        )

    def least_linear(self, predicate: Predicate, least: float) -> float:
        """What the linear model must say of a statement that neither the encoder nor a pattern speaks for.

        Args:
            predicate: of the statement.
            least: the probability that it shall have, whatever is known of its two things.

        Returns:
            A bound, 0 to 1: below it the statement is less likely than that.
        """
        name = str(predicate)
        known = max(0.0, self.known + self.known_as.get(name, 0.0), self.otherwise)
        rest = self.bias + self.encoder * logit(0.0) + self.predicates.get(name, 0.0) + known
        rest += max(0.0, self.of_event) + max(0.0, self.named.get(name, 0.0))
        if self.linear <= 0.0:
            return 0.0
        bound = _logistic([(logit(least) - rest) / self.linear]) - _ROUNDED
        return bound if bound > _EDGE else 0.0


@dataclass(frozen=True, slots=True)
class SubjectVoices:
    """What is said for a thing to be the subject of a talk.

    Attributes:
        main: the encoder's word that it is a talk's subject, 0 to 1.
        spoken: its word that the speaker spoke of it, 0 to 1.
        titled: whether the title names it.
        organization: whether it is an organisation.
        employer: whether it is named only where the speaker is said to work for it.
        often: how often the talk names it.
        among: how many things the talk names that it could be about.
    """

    main: float
    spoken: float
    titled: bool
    organization: bool
    employer: bool = False
    often: int = 1
    among: int = 1


@dataclass(frozen=True, slots=True)
class SubjectBalance:
    """The same for whether a talk is mainly about a thing.

    Attributes:
        bias: of all things.
        main, spoken: weights of the logits of the encoder's two readings.
        titled: added where the title names it.
        organization, employer: added for an organisation, and for one that is merely the speaker's employer.
        often, among: weights of the logarithms of these numbers.
        faint: what the encoder does not think likelier, in either reading, is no subject.
        faint_employer: the same of a company that is merely the speaker's employer, in the first reading.
        threshold: probability from which it counts as a subject.
    """

    bias: float
    main: float
    spoken: float
    titled: float
    organization: float
    employer: float
    often: float
    among: float
    faint: float
    faint_employer: float
    threshold: float

    def hears(self, said: SubjectVoices) -> bool:
        """Whether the encoder leaves it open that a thing is a subject."""
        if said.employer and said.main <= self.faint_employer:
            return False
        return max(said.main, said.spoken) > self.faint

    def weigh(self, said: SubjectVoices) -> float:
        """The probability that a talk is mainly about a thing, 0 to 1."""
        if not self.hears(said):
            return 0.0
        return _logistic(
            (
                self.bias,
                self.main * logit(said.main),
                self.spoken * logit(said.spoken),
                self.titled * said.titled,
                self.organization * said.organization,
                self.employer * said.employer,
                self.often * math.log(said.often),
                self.among * math.log(said.among),
            )
        )


def logit(likely: float) -> float:
    """The log odds of a probability, which is taken no nearer to 0 and 1 than 0.003.

    >>> logit(0.5), round(logit(0.0), 2)
    (0.0, -5.81)
    """
    bounded = min(1 - _EDGE, max(_EDGE, likely))
    return math.log(bounded / (1 - bounded))


def _logistic(parts: Iterable[float]) -> float:
    return round(1.0 / (1.0 + math.exp(-math.fsum(parts))), 4)


@cache
def _table(language: str) -> dict[str, Any]:
    path = files("talkgraph").joinpath("data", language, "balance.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def load_balance(language: str) -> Balance:
    """The balance of a language's relations; read once a process."""
    return Balance(**_table(language)["relations"])


@cache
def load_subject_balance(language: str) -> SubjectBalance:
    """The balance of the subjects of talks in a language; read once a process."""
    return SubjectBalance(**_table(language)["subjects"])
