"""Names of one document that stand for the same thing are made one.

First names go to the full name they belong to, short forms to their long
form, spellings of one lexicon entry together. Kinds must agree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkgraph.extraction.joining import name_words
from talkgraph.extraction.lexicon import load_lexicon
from talkgraph.model import Kind, fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from talkgraph.extraction.names import Name

__all__ = ["NameMerger"]


class NameMerger:
    """Merges the names in ``doc.user_data["talkgraph.names"]`` and writes ``doc.spans["names"]``.

    In the span group each mention has its kind as label and the key of its name as id.
    """

    def __init__(self, nlp: Language, name: str = "talkgraph_merger", *, acronym_length: int = 2) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.acronym_length = acronym_length

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[Name]:
        """The names, merged, in order of their first mention."""
        names: list[Name] = list(doc.user_data["talkgraph.names"])
        names = _merge_by(names, lambda name: (name.kind, name.entry) if name.entry else None)
        names = self._merge_acronyms(doc, names)
        names = _merge_plurals(names)
        names = _merge_parts_of_persons(names)
        names = _merge_misspelt_persons(names)
        names = _merge_handles(doc, names)
        _make_keys_unique(names)
        names.sort(key=lambda name: (name.spans[0], name.kind, name.key))
        return names

    def annotate(self, doc: Doc, found: list[Name]) -> Doc:
        """Keep the names and write their mentions as spans."""
        from spacy.tokens import Span, SpanGroup

        doc.user_data["talkgraph.names"] = found
        mentions = sorted(
            (start, end, str(name.kind), name.key) for name in found for start, end in name.spans
        )
        spans, last = [], 0
        for start, end, kind, key in mentions:
            if start >= last:
                spans.append(Span(doc, start, end, label=kind, span_id=key))
                last = end
        doc.spans["names"] = SpanGroup(doc, name="names", spans=spans)
        return doc

    def _merge_acronyms(self, doc: Doc, names: list[Name]) -> list[Name]:
        """Join ``InterPlanetary File System (IPFS)`` and ``IPFS (InterPlanetary File System)``."""
        by_span = {span: name for name in names for span in name.spans}
        by_start = {span[0]: span for span in by_span}
        same: dict[int, Name] = {}
        for (start, end), long in by_span.items():
            if end + 1 < len(doc) and doc[end].text == "(" and end + 1 in by_start:
                inner = by_start[end + 1]
                short = by_span[inner]
                closed = inner[1] < len(doc) and doc[inner[1]].text == ")"
                words = doc[start:end].text, doc[inner[0] : inner[1]].text
                whole = _whole(long, same)  # a text may hold both "Long Form (LF)" and "LF (Long Form)"
                if closed and short is not whole and short.kind == long.kind and self._abbreviates(*words):
                    same[id(short)] = whole
        return _absorb(names, same)

    def _abbreviates(self, one: str, other: str) -> bool:
        long, short = sorted((one, other), key=len, reverse=True)
        letters = [c.lower() for c in short if c.isalnum()]
        initials = [word[0].lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", long)]
        return len(letters) >= self.acronym_length and letters == initials[: len(letters)]


def _merge_by(names: list[Name], key: object) -> list[Name]:
    first: dict[object, Name] = {}
    same: dict[int, Name] = {}
    for name in names:
        group = key(name)  # type: ignore[operator]
        if group is None:
            continue
        if group in first:
            same[id(name)] = first[group]
        else:
            first[group] = name
    return _absorb(names, same)


def _merge_plurals(names: list[Name]) -> list[Name]:
    """``YubiKeys`` goes to ``YubiKey``, where the recap has both."""
    known = {(name.kind, fold(form)): name for name in names for form in name.forms}
    same: dict[int, Name] = {}
    for name in names:
        single = fold(name.key).removesuffix("s")
        other = known.get((name.kind, single))
        if name.kind == Kind.TECHNOLOGY and len(single) > 3 and other is not None:
            whole = _whole(other, same)
            if whole is not name:
                same[id(name)] = whole
    return _absorb(names, same)


def _merge_handles(doc: Doc, names: list[Name]) -> list[Name]:
    """``@handle`` goes to the person named right before it: ``Jane Roe (@jroe)``, ``alias @jroe``."""
    ends = {end: name for name in names if name.kind == Kind.PERSON for _, end in name.spans}
    words = {word for words in name_words("en").handle_words for word in words.split()}
    same: dict[int, Name] = {}
    for name in names:
        if not name.key.startswith("@"):
            continue
        for start, _ in name.spans:
            at = start
            while at > 0 and (doc[at - 1].text in {"(", ",", "/", "@"} or doc[at - 1].lower_ in words):
                at -= 1
            owner = ends.get(at)
            if owner is not None and owner is not name and not owner.key.startswith("@"):
                same[id(name)] = owner
    return _absorb(names, same)


def _merge_parts_of_persons(names: list[Name]) -> list[Name]:
    """First and last names alone go to the one full name that holds them, the nearest before."""
    people = [name for name in names if name.kind == Kind.PERSON]
    full = [name for name in people if len(name.key.split()) > 1]
    same: dict[int, Name] = {}
    for name in people:
        part = fold(name.key)
        if len(name.key.split()) > 1:
            continue
        owners = [
            owner
            for owner in full
            if part in {fold(word) for word in owner.key.split()} or _is_short_for(part, owner.key)
        ]
        before = [owner for owner in owners if owner.spans[0] <= name.spans[0]] or owners
        if before:
            same[id(name)] = max(before, key=lambda owner: owner.spans[0])
    return _absorb(names, same)


def _merge_misspelt_persons(names: list[Name]) -> list[Name]:
    """``Malcom`` goes to ``Malcolm``: one letter apart, and not two first names that people have."""
    people = sorted((n for n in names if n.kind == Kind.PERSON), key=lambda n: (-len(n.spans), n.spans[0]))
    same: dict[int, Name] = {}
    for i, name in enumerate(people):
        for other in people[:i]:
            if id(name) not in same and id(other) not in same and _is_misspelt(name.key, other.key):
                same[id(name)] = other
    kept = {id(other): other.key for other in same.values()}
    merged = _absorb(names, same)
    for name in merged:
        name.key = kept.get(id(name), name.key)
    return merged


def _is_misspelt(one: str, other: str) -> bool:
    """Whether two names are one letter apart, or two where both are long, word by word."""
    from rapidfuzz.distance import OSA

    words, others = one.split(), other.split()
    if len(words) != len(others) or fold(one) == fold(other):
        return False
    apart = 0
    for word, like in zip(words, others, strict=True):
        a, b = fold(word), fold(like)
        if a == b:
            continue
        given = load_lexicon().given_names
        two_people = len(words) == 1 and word.lower() in given and like.lower() in given
        if a[:1] != b[:1] or min(len(a), len(b)) < 5 or two_people:
            return False
        apart += OSA.distance(a, b)
    return 0 < apart <= (1 if len(words) == 1 else 2)


def _is_short_for(part: str, full: str) -> bool:
    """Whether a first name is cut short: ``Ben`` for ``Benjamin``."""
    return len(part) > 2 and fold(full.split(maxsplit=1)[0]).startswith(part)


def _whole(name: Name, same: dict[int, Name]) -> Name:
    """The name that another is joined to in the end; itself if to none."""
    while id(name) in same:
        name = same[id(name)]
    return name


def _absorb(names: list[Name], same: dict[int, Name]) -> list[Name]:
    """The names left when each of some is joined to another."""
    for name in names:
        if id(name) not in same:
            continue
        into = _whole(name, same)
        into.forms.extend(form for form in name.forms if form not in into.forms)
        into.spans = sorted({*into.spans, *name.spans})
        into.addresses.extend(address for address in name.addresses if address not in into.addresses)
        into.score = max(into.score, name.score)
        into.entry = into.entry or name.entry
        if len(name.key) > len(into.key):
            into.key = name.key
    return [name for name in names if id(name) not in same]


def _make_keys_unique(names: list[Name]) -> None:
    seen: set[tuple[Kind, str]] = set()
    for name in names:
        key, number = name.key, 2
        while (name.kind, name.key) in seen:
            name.key = f"{key} ({number})"
            number += 1
        seen.add((name.kind, name.key))
