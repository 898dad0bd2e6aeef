"""The whole stage behind one class."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.extraction.analysis import DEFAULT_MODEL, analyse, load_model
from talkgraph.extraction.assembly import extraction_of
from talkgraph.extraction.budget import check_length
from talkgraph.extraction.findings import Extraction
from talkgraph.extraction.lexicon import vouching
from talkgraph.extraction.pipeline import add_components
from talkgraph.extraction.products import one_thread
from talkgraph.model import Literal, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Doc

    from talkgraph.model import Claim, Document, Kind

__all__ = ["LANGUAGES", "Extractor"]


LANGUAGES = frozenset({"en", "und"})
"""Languages that there are data files for; a text too short to tell is tried as English."""


class Extractor:
    """Draws claims from recaps; loads the model once.

    Args:
        model: name of an installed spaCy pipeline for English.

    Raises:
        ModelError: the model is missing or unfit.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model
        self.base = base = load_model(model)
        # They read what the base has parsed; a tokenizer of their own would take a tenth of a second to make.
        self.components = add_components(
            type(base)(vocab=base.vocab, create_tokenizer=lambda _: base.tokenizer)
        )

    def has_model(self, name: str | None) -> bool:
        """Whether its pipeline is the one of that name; None stands for the default."""
        return self.model == (name or DEFAULT_MODEL)

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """The claims of one recap, sorted; none for a language without data files.

        Raises:
            TooLargeError: its text is longer than a recap may be.
        """
        return self.read(document).claims

    def extract_all(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        """The claims of each document, in order; all must be in a language with data files."""
        for found in self.read_all(documents):
            yield found.claims

    def read(self, document: Document, *, vouched: Mapping[str, Kind] = MappingProxyType({})) -> Extraction:
        """The claims of one recap and what else extraction has to say; nothing without data files.

        Args:
            document: the recap.
            vouched: names that people vouch for, with what they stand for: the
                lexicon knows them while this recap is read.

        Raises:
            TooLargeError: its text is longer than a recap may be.
        """
        if document.language not in LANGUAGES:
            return Extraction(document.stated)
        with vouching({**_stated_names(document), **vouched}):
            return next(self.read_all([document]))

    def read_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The same for each document, in order; all must be in a language with data files."""
        for doc in self.parse(documents):
            yield extraction_of(doc)

    def parse(self, documents: Iterable[Document]) -> Iterator[Doc]:
        """Each document with all annotations, for those who want to look inside."""
        for document in map(_checked, documents):
            with one_thread():
                (doc,) = analyse(self.base, [document])
                for _, component in self.components.pipeline:
                    component(doc)
            yield doc


def _stated_names(document: Document) -> Mapping[str, Kind]:
    """The names that a source states as data, of the kinds that names in a text have."""
    return {
        claim.object.value: claim.subject.kind
        for claim in document.stated
        if claim.predicate in {Predicate.NAME, Predicate.ALTERNATE_NAME} and isinstance(claim.object, Literal)
    }


def _checked(document: Document) -> Document:
    check_length(document)
    return document
