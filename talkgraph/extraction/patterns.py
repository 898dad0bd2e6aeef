"""A small pattern language over skeletons, so that patterns are data.

Patterns are regular expressions over the words of a skeleton with these
macros. A name's role follows a colon.

=============  =========================================================
``{P:s}``      one name of a kind (``P O T E L``; ``{OT:s}`` either) in role ``s``
``{P:s+}``     a list of names: ``‹P0› , ‹P1› and ‹P2›``
``{ROLE}``     a macro defined in the pattern file's ``[macros]`` table
``{text:t}``   words, kept as text in role ``t``
=============  =========================================================
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Span

    from talkgraph.extraction.skeleton import Skeleton

__all__ = ["Match", "Pattern", "load_patterns"]

_MACRO = re.compile(r"\{([A-Za-z_]+)(?::([a-z]+)(\+?))?\}")
_SEPARATOR = (
    r"(?: ,| and| or| &| plus| as well as| /| , and| , or)(?: also| then)?(?: the| a| an| its| their)?"
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
    """

    name: str
    regex: re.Pattern[str]
    fields: Mapping[str, object] = field(default_factory=dict)

    def find(self, skeleton: Skeleton) -> Iterator[Match]:
        """All places where it matches, from left to right."""
        for found in self.regex.finditer(skeleton.text):
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
            yield Match(names, words, found.span())


def _expand(source: str, macros: Mapping[str, str]) -> str:
    seen: dict[str, int] = {}

    def replace(match: re.Match[str]) -> str:
        name, role, many = match[1], match[2], match[3]
        if role is None:
            return f"(?:{_expand(macros[name], macros)})" if name in macros else match[0]
        seen[role] = seen.get(role, 0) + 1
        if name == "text":
            return (
                f"(?P<{role}_{seen[role]}_text>[^‹›]+?)" if not many else f"(?P<{role}_{seen[role]}_text>.+?)"
            )
        one = f"‹[{name}]\\d+›"
        body = f"{one}(?:{_SEPARATOR} {one})*" if many else one
        return f"(?P<{role}_{seen[role]}>{body})"

    return _MACRO.sub(replace, source)


@cache
def load_patterns(language: str, name: str) -> tuple[Pattern, ...]:
    """The patterns of one packaged file, in the order in which they stand there.

    Args:
        language: two-letter code.
        name: file name without ``.toml`` under ``talkgraph/data/<language>/``.
    """
    path = files("talkgraph").joinpath("data", language, f"{name}.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    macros: dict[str, str] = {key: " ".join(value.split()) for key, value in table.get("macros", {}).items()}
    out = []
    for key, entry in table.get("patterns", {}).items():
        alternatives = entry["match"] if isinstance(entry["match"], list) else [entry["match"]]
        rest = {k: v for k, v in entry.items() if k != "match"}
        for number, source in enumerate(alternatives, start=1):
            label = key if len(alternatives) == 1 else f"{key}.{number}"
            out.append(Pattern(label, re.compile(rf"(?<!\S){_expand(source, macros)}(?!\S)"), rest))
    return tuple(out)
