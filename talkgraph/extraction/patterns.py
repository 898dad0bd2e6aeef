"""A small pattern language over skeletons, so that patterns are data.

Patterns are regular expressions over the words of a skeleton with these
macros. A name's role follows a colon. A comma that may be missing is written
as a word of its own, ``,?``.

=============  =========================================================
``{P:s}``      one name of a kind (``P O T E L``; ``{OT:s}`` either) in role ``s``
``{P:s+}``     a list of names: ``‹P0› , ‹P1› and ‹P2›``
``{ROLE}``     a macro defined in the pattern file's ``[macros]`` table
``{text:t}``   words, kept as text in role ``t``; ``{text:t+}`` may hold names
``{bare:t}``   the same with names, but without dashes and colons
=============  =========================================================
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from spacy.tokens import Span

    from talkgraph.extraction.skeleton import Skeleton

__all__ = ["Choice", "Match", "Pattern", "choice_of", "compile_patterns", "load_patterns", "without_kinds"]

_KINDS = frozenset("POTEL")
_MACRO = re.compile(r"\{([A-Za-z_]+)(?::([a-z]+)(\+?))?\}")
_OPTIONAL_COMMA = re.compile(r" ,\? (?!\?)")  # read literally it would ask for two spaces
_SEPARATOR = (
    r"(?: ,| and| or| &| plus| \+| as well as| /| , and| , or)(?: also| then)?(?: the| a| an| its| their)?"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in a skeleton.

    Attributes:
        names: by role, the names that fill it.
        words: by role, the tokens (start, end) of kept text.
        span: offsets of the whole in the skeleton's text.
    """

    names: Mapping[str, tuple[Span, ...]]
    words: Mapping[str, tuple[int, int]]
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern.

    Attributes:
        name: unique name in its file, used in the names of rules.
        regex: what it became.
        fields: the other keys of its table in the file.
        needs: letters of kinds; it matches nowhere without a name of one of each.
        fewest: names that any match has.
    """

    name: str
    regex: re.Pattern[str]
    fields: Mapping[str, object] = field(default_factory=dict)
    needs: tuple[frozenset[str], ...] = ()
    fewest: int = 0

    def fits(self, skeleton: Skeleton) -> bool:
        """Whether a skeleton has the names that it asks for and is not longer than any sentence."""
        return (
            len(skeleton.text) <= _LONGEST
            and len(skeleton.mentions) >= self.fewest
            and not any(map(skeleton.kinds.isdisjoint, self.needs))
        )

    def find(self, skeleton: Skeleton) -> Iterator[Match]:
        """All places where it matches, from left to right; none in a skeleton longer than any sentence."""
        if not self.fits(skeleton):
            return
        for found in self.regex.finditer(skeleton.text):
            yield _read(found, skeleton)

    def beginning(self, skeleton: Skeleton) -> Match | None:
        """The match that begins where the skeleton begins; None if there is none."""
        if not self.fits(skeleton):
            return None
        found = self.regex.match(skeleton.text)
        return _read(found, skeleton) if found else None

    def whole(self, skeleton: Skeleton) -> Match | None:
        """The match that takes in the whole skeleton, a full stop left aside; None if there is none."""
        if len(skeleton.text) > _LONGEST:
            return None
        for end in (len(skeleton.text.removesuffix(" .")), len(skeleton.text)):
            found = self.regex.fullmatch(skeleton.text, 0, end)
            if found:
                return _read(found, skeleton)
        return None


_LONGEST = 2_500  # characters; what a pattern costs grows with the square of them

_TEXTS = {
    "text": r"[^‹›]+?",
    "text+": r".+?",
    "bare": r"(?:(?! (?:-|–|—|--|\||:|::) ).)+?",
}
"""What stands for kept words, by the macro."""


def _read(found: re.Match[str], skeleton: Skeleton) -> Match:
    names: dict[str, tuple[Span, ...]] = {}
    words: dict[str, tuple[int, int]] = {}
    for group, value in found.groupdict().items():
        if value is None:
            continue
        role, start = group.split("_")[0], found.start(group)
        if group.endswith("_text"):
            if value.strip():
                words[role] = skeleton.token_range(start, start + len(value.rstrip()))
        else:
            numbers = re.findall(r"‹[A-Z](\d+)›", value)
            names[role] = names.get(role, ()) + tuple(skeleton.mentions[int(n)] for n in numbers)
    return Match(names, words, found.span())


def _expand(source: str, macros: Mapping[str, str]) -> str:
    seen: dict[str, int] = {}

    def replace(match: re.Match[str]) -> str:
        name, role, many = match[1], match[2], match[3]
        if role is None:
            if name not in macros:
                raise ValueError(f"there is no macro {match[0]}")
            return f"(?:{_expand(macros[name], macros)})"
        seen[role] = seen.get(role, 0) + 1
        if name in _TEXTS:
            body = _TEXTS[f"{name}{many}"]
            return f"(?P<{role}_{seen[role]}_text>{body})"
        if not set(name) <= _KINDS:
            raise ValueError(f"{match[0]} names a kind that there is not")
        one = f"‹[{name}]\\d+›"
        body = f"{one}(?:{_SEPARATOR} {one})*" if many else one
        return f"(?P<{role}_{seen[role]}>{body})"

    return _MACRO.sub(replace, _OPTIONAL_COMMA.sub("(?: ,)? ", source))


def _needed(source: str) -> list[frozenset[str]]:
    """The kinds of each name that stands in a pattern outside of all brackets, and so in each match."""
    outside, depth = "", 0
    for character in re.sub(r"\\.|\[[^\]]*\]", "", source):
        depth += (character == "(") - (character == ")")
        outside += character if depth == 0 else ""
    if "|" in outside:
        return []
    return [frozenset(match[1]) for match in _MACRO.finditer(outside) if match[2] and set(match[1]) <= _KINDS]


def compile_patterns(table: Mapping[str, Any]) -> tuple[Pattern, ...]:
    """The patterns of a table as pattern files hold it.

    Args:
        table: ``macros`` by name, and ``patterns``: by name a table whose
            ``match`` is one source or a list of sources.

    Returns:
        A pattern for each source, in order; those of a list are numbered from 1.

    Raises:
        ValueError: a source uses a macro or a kind that there is not, or is no
            regular expression; the message names the pattern.
    """
    macros: dict[str, str] = {key: " ".join(value.split()) for key, value in table.get("macros", {}).items()}
    out = []
    for key, entry in table.get("patterns", {}).items():
        alternatives = entry["match"] if isinstance(entry["match"], list) else [entry["match"]]
        rest = {k: v for k, v in entry.items() if k != "match"}
        for number, source in enumerate(alternatives, start=1):
            label = key if len(alternatives) == 1 else f"{key}.{number}"
            try:
                regex = re.compile(rf"(?<!\S){_expand(source, macros)}(?!\S)")
            except (ValueError, re.error) as error:
                raise ValueError(f"pattern {label}: {error}") from error
            needed = _needed(source)
            kinds = tuple(sorted(set(needed), key=sorted))
            out.append(Pattern(label, regex, rest, kinds, len(needed)))
    return tuple(out)


class Choice:
    """Patterns, and which of them are worth trying on a skeleton; told once of skeletons that are alike.

    Args:
        patterns: in the order in which they are tried.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._most = max((pattern.fewest for pattern in self.patterns), default=0)
        self._fitting: dict[tuple[frozenset[str], int], tuple[Pattern, ...]] = {}

    def find(self, skeleton: Skeleton) -> Iterator[tuple[Pattern, Match]]:
        """All places where a pattern matches, pattern by pattern."""
        for pattern in self.fitting(skeleton):
            for found in pattern.regex.finditer(skeleton.text):
                yield pattern, _read(found, skeleton)

    def fitting(self, skeleton: Skeleton) -> tuple[Pattern, ...]:
        """The patterns that can match, in order."""
        if len(skeleton.text) > _LONGEST:
            return ()
        alike = (skeleton.kinds, min(len(skeleton.mentions), self._most))
        if alike not in self._fitting:
            self._fitting[alike] = tuple(pattern for pattern in self.patterns if pattern.fits(skeleton))
        return self._fitting[alike]


def without_kinds(table: Mapping[str, Any], *, roles: Collection[str]) -> dict[str, Any]:
    """The same table with patterns that take names of any kind in some roles.

    >>> table = {"patterns": {"uses": {"match": "{OT:s+} use {T:o}"}}}
    >>> without_kinds(table, roles=("s",))["patterns"]["uses"]["match"]
    ['{ELOPT:s+} use {T:o}']
    """

    def any_kind(match: re.Match[str]) -> str:
        name, role, many = match[1], match[2], match[3]
        named = role in roles and set(name) <= _KINDS
        return f"{{{''.join(sorted(_KINDS))}:{role}{many}}}" if named else match[0]

    patterns = {}
    for key, entry in table["patterns"].items():
        sources = entry["match"] if isinstance(entry["match"], list) else [entry["match"]]
        patterns[key] = {**entry, "match": [_MACRO.sub(any_kind, source) for source in sources]}
    return {**table, "patterns": patterns}


@cache
def load_patterns(language: str, name: str) -> tuple[Pattern, ...]:
    """The patterns of one packaged file, in the order in which they stand there.

    Args:
        language: two-letter code.
        name: file name without ``.toml`` under ``talkgraph/data/<language>/``.
    """
    path = files("talkgraph").joinpath("data", language, f"{name}.toml")
    return compile_patterns(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def choice_of(language: str, name: str) -> Choice:
    """The same, to be chosen from."""
    return Choice(load_patterns(language, name))
