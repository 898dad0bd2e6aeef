"""The values that travel from stage to stage: documents, claims, identifiers.

``Document`` is what a reader makes of a source file; a ``Claim`` is what
extraction makes of a document; ``Iri`` names a thing in the graph. All are
frozen, ordered where order matters, and free of spaCy and RDF libraries.
"""

from __future__ import annotations

from talkgraph.model.claims import Claim, Evidence, Literal, LocalThing
from talkgraph.model.documents import (
    Block,
    BlockKind,
    Document,
    Link,
    Markup,
    MarkupKind,
    part_of,
    source_parts,
)
from talkgraph.model.identifiers import DEFAULT_BASE, Iri, fold, is_base, slug
from talkgraph.model.namespaces import class_names, expand, prefixes, shorten
from talkgraph.model.rejections import Rejection
from talkgraph.model.relations import Relation, relations, relations_called
from talkgraph.model.spreadsheets import defused
from talkgraph.model.unread import Unread, UnreadAs
from talkgraph.model.vocabulary import Kind, Predicate

__all__ = [
    "DEFAULT_BASE",
    "Block",
    "BlockKind",
    "Claim",
    "Document",
    "Evidence",
    "Iri",
    "Kind",
    "Link",
    "Literal",
    "LocalThing",
    "Markup",
    "MarkupKind",
    "Predicate",
    "Rejection",
    "Relation",
    "Unread",
    "UnreadAs",
    "class_names",
    "defused",
    "expand",
    "fold",
    "is_base",
    "part_of",
    "prefixes",
    "relations",
    "relations_called",
    "shorten",
    "slug",
    "source_parts",
]
