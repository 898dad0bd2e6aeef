"""A base pipeline that costs less and says the same: what its rules say of a token is worked out once.

Its networks multiply by NumPy's library. Its lemmatizer by rules looks at a
form, its part of speech and its morphology alone; its attribute ruler at a
form, its tag and its dependency, but for the few rules of several tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from talkgraph.extraction.products import multiply_by_numpy

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc, Span, Token

__all__ = ["hasten"]

_MOST = 200_000  # remembered of each
_SEEN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})  # small letters tell what is white space


def hasten(nlp: Language) -> None:
    """Change a pipeline's parts in place; those of a make that is not known stay as they are."""
    from spacy.pipeline import AttributeRuler

    for name in nlp.pipe_names:
        part: Any = nlp.get_pipe(name)
        if getattr(part, "model", None) is not None and hasattr(part.model, "walk"):
            multiply_by_numpy(part.model)
        if isinstance(part, AttributeRuler) and _is_simple(part):
            rules, ruler = _Rules(part), cast("Any", part)
            ruler.match, ruler.set_annotations = rules.match, rules.annotate
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    if getattr(lemmatizer, "mode", None) == "rule":
        lemmatizer.lemmatize = _remembering(lemmatizer.lemmatize)


def _remembering(lemmatize: Callable[[Token], list[str]]) -> Callable[[Token], list[str]]:
    known: dict[tuple[int, int, int], list[str]] = {}

    def remembered(token: Token) -> list[str]:
        key = (token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]
        found = known.get(key)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            found = known[key] = lemmatize(token)
        return found

    return remembered


def _is_simple(ruler: AttributeRuler) -> bool:
    """Whether rules of one token look at what is remembered by, and none does what ``_Rules`` does not.

    That are tokens that may be missing or repeated, and attributes of people's own.
    """
    rules: list[Any] = list(ruler.patterns)
    parts = [part for rule in rules for part in rule["patterns"]]
    alone = all(part[0].keys() <= _SEEN for part in parts if len(part) == 1)
    fixed = not any("OP" in token for part in parts for token in part)
    return alone and fixed and not any("_" in attributes for attributes in ruler.attrs)


class _Rules:
    """The rules of an attribute ruler.

    Args:
        ruler: as the model has it.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.matcher import Matcher

        self._strings = ruler.vocab.strings
        self._attributes = list(ruler.attrs)
        self._indices = list(ruler.indices)
        self._of_one, self._of_several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        rules: list[Any] = list(ruler.patterns)
        for number, rule in enumerate(rules):
            for part in rule["patterns"]:
                matcher = self._of_one if len(part) == 1 else self._of_several
                matcher.add(str(number), [part])
        self._known: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._together: dict[tuple[int, ...], dict[Any, Any]] = {}

    def match(self, doc: Doc) -> list[tuple[int, ...]]:
        """For each token the numbers of the rules that it falls under, in their order."""
        out = []
        for i, token in enumerate(doc):
            key = (token.tag, token.lower, token.dep)
            numbers = self._known.get(key)
            if numbers is None:
                if len(self._known) >= _MOST:
                    self._known.clear()
                found = _matches(self._of_one, doc[i : i + 1])
                numbers = self._known[key] = tuple(sorted(self._number(rule) for rule, _, _ in found))
            out.append(numbers)
        for rule, start, end in _matches(self._of_several, doc):
            number = self._number(rule)
            at = self._indices[number] + (start if self._indices[number] >= 0 else end)
            out[at] = tuple(sorted((*out[at], number)))
        return out

    def annotate(self, doc: Doc, found: list[tuple[int, ...]]) -> None:
        """Set the attributes; of two rules that set the same the later counts."""
        from spacy.tokens._retokenize import set_token_attrs

        for token, numbers in zip(doc, found, strict=True):
            if numbers not in self._together:
                merged: dict[Any, Any] = {}
                for number in numbers:
                    merged.update(self._attributes[number])
                self._together[numbers] = merged
            set_token_attrs(token, self._together[numbers])

    def _number(self, rule: int) -> int:
        return int(self._strings[rule])


def _matches(matcher: Matcher, words: Doc | Span) -> list[tuple[int, int, int]]:
    """Rule, start and end; a matcher without rules complains when it is asked."""
    found: list[tuple[int, int, int]] = matcher(words, allow_missing=True) if len(matcher) else []
    return found
