"""The spaCy pipeline of talkgraph's components, and their registration.

Two pipelines share one vocabulary: the base model parses a recap block by
block (``analysis``), then talkgraph's own components read the joined recap.
Each component is registered as a factory and can be added to any pipeline
that has a tagger, a parser and a lemmatizer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.extraction.encoder import RecapEncoder
from talkgraph.extraction.events import EventFinder
from talkgraph.extraction.links import LinkReader
from talkgraph.extraction.mentions import MentionReader
from talkgraph.extraction.merging import NameMerger
from talkgraph.extraction.names import NameGatherer
from talkgraph.extraction.references import ReferenceResolver
from talkgraph.extraction.relations import RelationFinder
from talkgraph.extraction.subjects import SubjectFinder
from talkgraph.extraction.tagger import NameTagger
from talkgraph.extraction.talks import TalkFinder
from talkgraph.extraction.topics import TopicFinder
from talkgraph.extraction.unread import UnreadFinder

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["COMPONENTS", "add_components", "register_components"]

_TALKS = ("doc.spans", "doc.user_data")  # names and talks

COMPONENTS: dict[str, tuple[Callable[..., Any], tuple[str, ...], tuple[str, ...]]] = {
    "talkgraph_encoder": (RecapEncoder, ("token.tag",), ("doc.user_data",)),
    "talkgraph_tagger": (NameTagger, ("token.tag",), ("doc.spans",)),
    "talkgraph_links": (LinkReader, (), ("doc.user_data",)),
    "talkgraph_names": (NameGatherer, ("doc.spans", "doc.user_data"), ("doc.user_data",)),
    "talkgraph_merger": (NameMerger, ("doc.user_data",), ("doc.spans", "doc.user_data")),
    "talkgraph_mentions": (MentionReader, ("doc.spans", "doc.user_data"), ("doc.user_data",)),
    "talkgraph_talks": (TalkFinder, ("doc.spans", "token.lemma"), ("doc.user_data",)),
    "talkgraph_references": (ReferenceResolver, (*_TALKS, "token.dep"), ("doc.spans",)),
    "talkgraph_relations": (RelationFinder, (*_TALKS, "token.lemma"), ("doc.user_data",)),
    "talkgraph_subjects": (SubjectFinder, _TALKS, ("doc.user_data",)),
    "talkgraph_topics": (TopicFinder, (*_TALKS, "token.dep"), ("doc.user_data",)),
    "talkgraph_event": (EventFinder, ("doc.spans", "doc.user_data"), ("doc.user_data",)),
    "talkgraph_unread": (UnreadFinder, ("doc.spans", "doc.user_data"), ("doc.user_data",)),
}
"""Factory name: class, what it requires, what it assigns; in the order in which they run."""


def register_components() -> None:
    """Make every component known to spaCy under its name; safe to call again."""
    from spacy.language import Language

    for name, (component, requires, assigns) in COMPONENTS.items():
        if not Language.has_factory(name):
            _register(Language, name, component, requires, assigns)


def _register(
    language: type[Language],
    factory: str,
    component: Callable[..., Any],
    requires: tuple[str, ...],
    assigns: tuple[str, ...],
) -> None:
    def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        made: Callable[[Doc], Doc] = component(nlp, name)
        return made

    language.factory(factory, requires=requires, assigns=assigns, func=create)


def add_components(nlp: Language) -> Language:
    """Add talkgraph's components at the end of a pipeline, in their order.

    Args:
        nlp: a pipeline with tagger, parser and lemmatizer,
            or a blank one whose documents were parsed elsewhere.

    Returns:
        The same pipeline.
    """
    register_components()
    for name in COMPONENTS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    return nlp
