"""Names of a whole document: gathered, typed once for all their mentions, found again.

Evidence comes from the tagger, the lexicon and the links; each votes for a
kind with a weight, and the votes for all mentions of a name are added up, so
that a sure mention decides for the doubtful ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkgraph.extraction.editions import is_generic_event
from talkgraph.extraction.joining import joined, name_words
from talkgraph.extraction.kinds import KINDS
from talkgraph.extraction.layout import block_of_each_token, recap_of
from talkgraph.extraction.lexicon import hits_of, load_lexicon
from talkgraph.model import BlockKind, Kind, MarkupKind, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from talkgraph.extraction.links import LinkedName

__all__ = ["Name", "NameGatherer"]

_SILENT = frozenset({BlockKind.METADATA, BlockKind.CODE})
_THOUGHT_OF = 0.03
_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.TITLE})


@dataclass(slots=True)
class Name:
    """One name of a document with all its mentions.

    Attributes:
        kind: what it stands for.
        key: its fullest form.
        forms: every spelling in the text, in order of appearance.
        spans: token offsets of the mentions, sorted.
        score: how sure the kind is, 0 to 1.
        addresses: where its mentions link to, in order.
        entry: main name of its entry in the lexicon, if it has one.
    """

    kind: Kind
    key: str
    forms: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    score: float = 0.0
    addresses: list[str] = field(default_factory=list)
    entry: str | None = None


@dataclass(slots=True)
class _Votes:
    """What speaks for the kinds of one surface form."""

    kinds: dict[Kind, float] = field(default_factory=lambda: defaultdict(float))
    spans: set[tuple[int, int]] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    sure: float = 0.0

    def add(self, span: tuple[int, int], kind: Kind, weight: float) -> None:
        self.spans.add(span)
        self.kinds[kind] += weight
        self.sure = max(self.sure, weight)


class NameGatherer:
    """Types the names of a document and keeps them as ``Name`` values.

    Requires ``doc.spans["tagged"]`` and ``doc.user_data["talkgraph.links"]``;
    sets ``doc.user_data["talkgraph.names"]``.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "talkgraph_names",
        *,
        lexicon_weight: float = 0.7,
        ordinary_weight: float = 0.2,
        link_weight: float = 0.9,
        threshold: float = 0.5,
        doubt: float = 0.45,
        unheard: float = 0.7,
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.lexicon_weight = lexicon_weight
        self.ordinary_weight = ordinary_weight
        self.link_weight = link_weight
        self.threshold = threshold
        self.doubt = doubt
        self.unheard = unheard

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[Name]:
        """The names of a document, in order of their first mention."""
        votes = self._votes(doc)
        names = [self._name(doc, found) for found in votes.values() if found.sure >= self.threshold]
        names = [name for name in names if name.spans and not _is_some_event(name)]
        self._find_again(doc, names)
        names.sort(key=lambda name: (name.spans[0], name.kind))
        return names

    def annotate(self, doc: Doc, found: list[Name]) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.names"] = found
        return doc

    def _votes(self, doc: Doc) -> dict[str, _Votes]:
        votes: dict[str, _Votes] = defaultdict(_Votes)
        taken: dict[int, tuple[int, int]] = {}
        silent = {i for i, kind in enumerate(block_of_each_token(doc)) if kind in _SILENT}
        marked = _marked(doc)
        tagged = doc.spans["tagged"]
        spreads = {s.start: p for s, p in zip(tagged, tagged.attrs["spreads"], strict=True)}
        repeated = Counter(span.text for span in tagged)
        for start, end, kind, score in joined(doc, _without_capitals(doc, _tagged(doc))):
            if start not in silent and not _is_no_name(doc, start, end):
                seldom = repeated[doc[start:end].text] < 2 and start not in marked
                weight = score * self._doubt(doc, start, end, seldom=seldom)
                found = votes[_key(doc, start, end)]
                found.add((start, end), kind, weight)
                for other, share in _others(kind, spreads.get(start, ())):
                    found.kinds[other] += weight * share
                for told, much in _told(doc, start, end):
                    found.kinds[told] += much
                taken.update(dict.fromkeys(range(start, end), (start, end)))
        self._lexicon_votes(doc, votes, taken, silent, marked)
        links: list[LinkedName] = doc.user_data.get("talkgraph.links", [])
        for link in links:
            start, end = _trim(doc, link.start, link.end)
            if start < end:
                self._link_vote(doc, votes, taken, (start, end), link)
        return votes

    def _doubt(self, doc: Doc, start: int, end: int, *, seldom: bool) -> float:
        """What is left of the tagger's word for a single word that nothing else marks as a name.

        That is an ordinary word in small letters or at the beginning of a
        sentence, and a word in small letters that is neither known, nor
        repeated, nor marked up.
        """
        token = doc[start]
        lexicon = load_lexicon()
        if end - start > 1:
            return 1.0
        if token.lower_ in lexicon.ordinary_words and (token.is_lower or token.is_sent_start):
            return self.doubt
        plain = token.is_lower and token.is_alpha and token.text not in lexicon.forms
        return self.doubt if plain and seldom else 1.0

    def _lexicon_votes(
        self,
        doc: Doc,
        votes: dict[str, _Votes],
        taken: dict[int, tuple[int, int]],
        silent: set[int],
        marked: set[int],
    ) -> None:
        for hit in hits_of(doc):
            span = (hit.start, hit.end)
            if _is_no_name(doc, *span):
                continue
            coded = hit.exact and hit.start in marked and hit.stands_for(Kind.TECHNOLOGY) is not None
            ordinary = hit.ordinary and not coded
            overlapping = {taken[i] for i in range(*span) if i in taken}
            if hit.start in silent or (overlapping and overlapping != {span}):
                continue
            weight = self.ordinary_weight if ordinary else self.lexicon_weight
            kinds = sorted({entry.kind for entry in hit.entries})
            for kind in kinds:
                target = Kind.EVENT if kind == Kind.SERIES else kind
                votes[_key(doc, *span)].add(span, target, weight / len(kinds))
            if not ordinary:
                votes[_key(doc, *span)].sure = max(votes[_key(doc, *span)].sure, weight)
                taken.update(dict.fromkeys(range(*span), span))

    def _link_vote(
        self,
        doc: Doc,
        votes: dict[str, _Votes],
        taken: dict[int, tuple[int, int]],
        span: tuple[int, int],
        link: LinkedName,
    ) -> None:
        inside = {taken[i] for i in range(*span) if i in taken}
        if inside - {span}:
            if len(inside) == 1:
                votes[_key(doc, *inside.pop())].addresses.append(link.address)
            return
        found = votes[_key(doc, *span)]
        if link.kind == "home":
            for kind in (Kind.TECHNOLOGY, Kind.ORGANIZATION):
                found.add(span, kind, self.threshold)
        elif link.kind:
            found.add(span, Kind(link.kind), self.link_weight)
        if span in found.spans:
            found.addresses.append(link.address)

    def _name(self, doc: Doc, found: _Votes) -> Name:
        if not any(_has_given_name(doc, start) for start, _ in found.spans):
            found.kinds[Kind.PERSON] *= self.unheard
        total = sum(found.kinds.values())
        kind = max(sorted(found.kinds), key=lambda k: found.kinds[k])
        spans = sorted(found.spans)
        forms = list(dict.fromkeys(_surface(doc, start, end) for start, end in spans))
        share = found.kinds[kind] / total
        return Name(
            kind,
            max(forms, key=lambda form: (len(form), form)),
            forms,
            spans,
            round(min(1.0, found.sure) * share, 4),
            list(dict.fromkeys(found.addresses)),
            _entry(forms, kind),
        )

    def _find_again(self, doc: Doc, names: list[Name]) -> None:
        """Add mentions that no evidence marked by itself."""
        lexicon, text = load_lexicon(), doc.text
        kinds = block_of_each_token(doc)
        taken = {i for name in names for start, end in name.spans for i in range(start, end)}
        for name in sorted(names, key=lambda n: (-len(n.key), n.key)):
            for form in sorted(name.forms, key=lambda f: (-len(f), f)):
                if len(form) < 2 or form.lower() in lexicon.ordinary_words:
                    continue
                for begin in _places(text, form):
                    span = doc.char_span(begin, begin + len(form))
                    if span is None or kinds[span.start] in _SILENT:
                        continue
                    if not taken.intersection(range(span.start, span.end)):
                        name.spans.append((span.start, span.end))
                        taken.update(range(span.start, span.end))
            name.spans.sort()


def _places(text: str, form: str) -> Iterator[int]:
    """Where a form stands as a word of its own, from left to right, not overlapping.

    It is called for every name of a recap: to compile a pattern each time would cost minutes.
    """
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if _is_word_letter(text[at - 1 : at]) or _is_word_letter(text[end : end + 1]):
            end = at + 1
        else:
            yield at
        at = text.find(form, end)


def _is_word_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token offsets without determiners, quotes, possessive marks and spaces at the edges."""
    while start < end and (doc[start].lower_ in name_words("en").determiners or _is_edge(doc[start].text)):
        start += 1
    while end > start and (doc[end - 1].text in {"'s", "’s", "'", "’"} or _is_edge(doc[end - 1].text)):
        end -= 1
    return start, end


def _has_given_name(doc: Doc, start: int) -> bool:
    """Whether a name begins with a known first name, or is a handle."""
    return doc[start].lower_ in load_lexicon().given_names or doc[start].text.startswith("@")


def _tagged(doc: Doc) -> list[tuple[int, int, Kind, float]]:
    """The tagger's names without what does not belong to them at their edges."""
    tagged = doc.spans["tagged"]
    out = []
    for span, score in zip(tagged, tagged.attrs["scores"], strict=True):
        start, end = _trim(doc, span.start, span.end)
        if start < end:
            out.append((start, end, Kind(span.label_), score))
    return out


def _without_capitals(
    doc: Doc, names: list[tuple[int, int, Kind, float]]
) -> list[tuple[int, int, Kind, float]]:
    """The names, without those that only a heading's capitals suggest.

    In a heading, a word that the text has in small letters too, or any
    ordinary word, is no name by its capital alone; and of several words, of
    which the lexicon knows a part, that part is the name.
    """
    lexicon = load_lexicon()
    kinds = block_of_each_token(doc)
    plain = {token.text for token in doc if token.is_lower}
    out = []
    for start, end, kind, score in names:
        if kinds[start] not in _HEADINGS or kind == Kind.PERSON or doc[start:end].text in lexicon.forms:
            out.append((start, end, kind, score))
            continue
        known = [hit for hit in lexicon.find(doc[start:end].as_doc()) if not hit.ordinary]
        if known:
            low, high = start + known[0].start, start + known[0].end
            out.append((low, high, kind, score))
        elif end - start > 1 or (
            doc[start].lower_ not in plain and doc[start].lower_ not in lexicon.ordinary_words
        ):
            out.append((start, end, kind, score))
    return out


def _others(kind: Kind, spread: Sequence[float]) -> Iterator[tuple[Kind, float]]:
    """The kinds that the tagger thought of beside the one that it chose."""
    for other, share in zip(KINDS, spread, strict=bool(spread)):
        if other != kind and share >= _THOUGHT_OF:
            yield other, share


def _told(doc: Doc, start: int, end: int) -> Iterator[tuple[Kind, float]]:
    """What the words right before and after a name say of its kind."""
    words = name_words("en")
    before = doc[start - 1].lower_ if start else ""
    two_before = f"{doc[start - 2].lower_} {before}" if start > 1 else ""
    three_before = f"{doc[start - 3].lower_} {two_before}" if start > 2 else ""
    for phrase in (three_before, two_before, before):
        if phrase in words.before:
            yield words.before[phrase]
            break
    after = doc[end].lower_ if end < len(doc) else ""
    two_after = f"{after} {doc[end + 1].lower_}" if end + 1 < len(doc) else ""
    three_after = f"{two_after} {doc[end + 2].lower_}" if end + 2 < len(doc) else ""
    for phrase in (three_after, two_after, after):
        if phrase in words.after:
            yield words.after[phrase]
            break


def _marked(doc: Doc) -> set[int]:
    """Tokens that stand in inline code."""
    out: set[int] = set()
    for markup in recap_of(doc).markups:
        if markup.kind == MarkupKind.CODE:
            span = doc.char_span(markup.start, markup.end, alignment_mode="contract")
            out.update(range(span.start, span.end) if span is not None else ())
    return out


def _is_no_name(doc: Doc, start: int, end: int) -> bool:
    """Addresses, and words that are known to name nothing in particular."""
    text = doc[start:end].text
    return "://" in text or ("@" in text[1:] and "." in text) or text in name_words("en").no_names


def _is_edge(text: str) -> bool:
    return not any(c.isalnum() for c in text) and text not in {"+", "++", "#"}


def _is_some_event(name: Name) -> bool:
    """Whether a name merely speaks of some event: "the September session"."""
    return name.kind == Kind.EVENT and all(is_generic_event(form) for form in name.forms)


def _surface(doc: Doc, start: int, end: int) -> str:
    """The words of a mention, without a full stop that the tokenizer left on them."""
    text = doc[start:end].text
    return text.rstrip(".,;:!?") or text


def _key(doc: Doc, start: int, end: int) -> str:
    return fold(doc[start:end].text)


def _entry(forms: list[str], kind: Kind) -> str | None:
    """The main name of the one lexicon entry that the forms stand for."""
    lexicon = load_lexicon()
    wanted = Kind.SERIES if kind == Kind.EVENT else kind
    for form in forms:
        known = {
            e.name
            for e in lexicon.forms.get(form) or lexicon.lowered.get(form.lower(), ())
            if e.kind == wanted
        }
        if len(known) == 1:
            return known.pop()
    return None
