"""Parts of one name that the tagger took for several, or cut short.

"Institute of … and …", "Mosse & Dahl", "Kaplan-Moss", "electron-release-server".
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

__all__ = ["NameWords", "joined", "name_words"]

_LONGEST = 9  # tokens


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words of a language that help to tell names.

    Attributes:
        no_names: words that name nothing in particular, as written.
        determiners: words before a name that do not belong to it.
        inner_words: small words inside the name of an organisation.
        institutions: words that open a name which goes on after "of".
        handle_words: words that tie a handle to the name before it.
        before: what words before a name say of it: kind and weight.
        after: what words after a name say of it.
    """

    no_names: frozenset[str]
    determiners: frozenset[str]
    inner_words: frozenset[str]
    institutions: frozenset[str]
    handle_words: tuple[str, ...]
    before: Mapping[str, tuple[Kind, float]]
    after: Mapping[str, tuple[Kind, float]]


@cache
def name_words(language: str) -> NameWords:
    """The packaged words of a language."""
    path = files("talkgraph").joinpath("data", language, "names.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    sides: dict[str, dict[str, tuple[Kind, float]]] = {"before": {}, "after": {}}
    for entry in table["context"]:
        for side, words in sides.items():
            words.update(dict.fromkeys(entry[side], (Kind(entry["kind"]), float(entry["weight"]))))
    return NameWords(
        frozenset(table["no_names"]),
        frozenset(table["determiners"]),
        frozenset(table["inner_words"]),
        frozenset(table["institutions"]),
        tuple(table["handle_words"]),
        MappingProxyType(sides["before"]),
        MappingProxyType(sides["after"]),
    )


def joined(doc: Doc, names: Sequence[tuple[int, int, Kind, float]]) -> list[tuple[int, int, Kind, float]]:
    """The names with the parts of institutions, of firms with "&" and of hyphened words put together.

    Args:
        doc: the parsed document.
        names: tokens (start, end), kind and score, in order, not overlapping.
    """
    out: list[tuple[int, int, Kind, float]] = []
    last = 0
    for place, (first, upto, kind, score) in enumerate(names):
        if first < last:
            continue
        following = names[place + 1] if place + 1 < len(names) else None
        start = _from_hyphen(doc, first, upto)
        start = first if start < last else start
        end = _to_hyphen(doc, start, upto)
        if following is not None and end > following[0]:
            end = upto
        reach = _institution(doc, start, end)
        if reach > end:
            out.append((start, reach, Kind.ORGANIZATION, max(score, 0.8)))
            last = reach
            continue
        if following is not None and _is_firm(doc, (start, end, kind), following):
            out.append((start, following[1], Kind.ORGANIZATION, max(score, following[3])))
            last = following[1]
            continue
        out.append((start, end, kind, score))
        last = end
    return out


def _hyphened(doc: Doc, at: int) -> bool:
    """Whether a token is a hyphen inside a word: letters on both sides and no space."""
    return (
        0 < at < len(doc) - 1
        and doc[at].text == "-"
        and not doc[at - 1].whitespace_
        and not doc[at].whitespace_
        and doc[at - 1].text[-1:].isalnum()
        and doc[at + 1].text[:1].isalnum()
    )


def _to_hyphen(doc: Doc, start: int, end: int) -> int:
    """The end of a name that a hyphen goes on: in small letters, or with a capital on both sides.

    ``PostgreSQL-based`` ends before the hyphen, ``electron-release-server``
    and ``Kaplan-Moss`` after it.
    """
    while _hyphened(doc, end) and (
        doc[end + 1].text[:1].isupper() if doc[end - 1].text[:1].isupper() else doc[start:end].text.islower()
    ):
        end += 2
    return end


def _from_hyphen(doc: Doc, start: int, end: int) -> int:
    """The beginning of a name that a hyphen ties to the word before it, by the same rule."""
    while _hyphened(doc, start - 1) and (
        doc[start - 2].text[:1].isupper()
        if doc[start].text[:1].isupper()
        else doc[start - 2].text.islower() and doc[start:end].text.islower()
    ):
        start -= 2
    return start


def _institution(doc: Doc, start: int, end: int) -> int:
    """Where the name of an institution ends that begins at a token, or the given end."""
    opens = any(doc[i].text in name_words("en").institutions for i in range(start, end))
    after = doc[end].lower_ if end < len(doc) else ""
    ends_open = doc[end - 1].lower_ in {"of", "for"}
    if not opens or not (after in {"of", "for"} or ends_open):
        return end
    at = reach = end
    while at < len(doc) and at - start < _LONGEST:
        token = doc[at]
        if token.text[:1].isupper() and token.is_alpha:
            reach = at + 1
        elif token.text == "-" and reach == at and at + 1 < len(doc) and doc[at + 1].text[:1].isupper():
            pass
        elif token.lower_ not in name_words("en").inner_words or token.is_sent_start:
            break
        at += 1
    return reach


def _is_firm(doc: Doc, first: tuple[int, int, Kind], second: tuple[int, int, Kind, float]) -> bool:
    """Whether two names around "&" are one firm's."""
    kinds = {Kind.ORGANIZATION, Kind.PERSON}
    return (
        second[0] == first[1] + 1
        and doc[first[1]].text == "&"
        and first[2] in kinds
        and second[2] in kinds
        and Kind.ORGANIZATION in {first[2], second[2]}
    )
