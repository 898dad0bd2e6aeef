"""The words of a SPARQL query, as far as they matter here.

No parser: it tells comments, strings and IRIs from the rest, so that a
parameter inside a string stays text and a prefix inside a comment needs no
declaration.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

__all__ = [
    "at_top_level",
    "fill",
    "first_keyword",
    "joints",
    "line_and_column",
    "nesting",
    "undeclared_prefix",
]

_TOKEN = re.compile(
    r"""
    (?P<comment> \# [^\r\n]* )
  | (?P<iri> < [^<>"{}|^`\\\s]* > )
  | (?P<long> \"{3} (?: [^\\] | \\. )*? \"{3} | '{3} (?: [^\\] | \\. )*? '{3} )
  | (?P<string> " (?: [^"\\\r\n] | \\. )* " | ' (?: [^'\\\r\n] | \\. )* ' )
  | (?P<parameter> \$ \w+ )
  | (?P<variable> \? \w+ )
  | (?P<name> (?: [^\W\d_] (?: [\w.-]* [\w-] )? )? : (?: [\w:%-] | \\. )* )
  | (?P<word> \w+ )
  | (?P<brace> [{}] )
    """,
    re.VERBOSE | re.DOTALL,
)

_SKIPPED = frozenset({"comment", "long", "string", "parameter", "variable", "name", "word"})
_JOINTS = "([{!|&+*/^=-"
# Of an IRI; "?a<1/?b/((?c))>0" looks as if there were one in it.
_SIGNS, _MOST_SIGNS, _MOST_SLASHES = frozenset("()[]!&+*"), 5, 50
_SCHEME = re.compile(r"<[A-Za-z][\w+.-]*:")


def _tokens(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None and match.lastgroup != "comment":
            yield match.lastgroup, match


def fill(text: str, values: Mapping[str, str]) -> str:
    """Puts RDF terms where the text has ``$name``.

    Args:
        text: a query.
        values: by name without the dollar, terms as SPARQL spells them.

    >>> fill("SELECT * { ?s ?p $name } # $name", {"name": '"IPFS"'})
    'SELECT * { ?s ?p "IPFS" } # $name'
    """
    if not values:
        return text
    parts = list(_parts(text))
    parts[1::2] = (values.get(name, f"${name}") for name in parts[1::2])
    return "".join(parts)


@lru_cache(maxsize=256)
def _parts(text: str) -> tuple[str, ...]:
    """A text cut at its parameters: between two parts of it stands the name of one."""
    parts, end = [], 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "parameter":
            parts += [text[end : match.start()], match.group()[1:]]
            end = match.end()
    return (*parts, text[end:])


def nesting(text: str) -> int:
    """How deep brackets stand in one another, those in strings and comments left aside.

    >>> nesting("ASK { FILTER((1) = 1) }"), nesting("ASK { ?s ?p '(((' }")
    (3, 1)
    """
    depth = deepest = 0
    for character in _bare(text):
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth = max(0, depth - 1)
    return deepest


def joints(text: str) -> int:
    """How many opening brackets and operators there are, those in strings, comments and names left aside.

    >>> joints("ASK { FILTER((1) = 1) }"), joints("ASK { ?s <https://example.org/a-b> '((((' }")
    (4, 1)
    """
    return sum(map(_bare(text).count, _JOINTS))


def _bare(text: str) -> str:
    """A query without names, strings and comments; of an IRI, what an expression between < and > could be."""

    def left(match: re.Match[str]) -> str:
        word = match.group()
        if match.lastgroup in _SKIPPED:
            return " "
        if match.lastgroup != "iri":
            return word
        signs = "".join(filter(_SIGNS.__contains__, word))
        kept = signs if len(signs) > _MOST_SIGNS or not _SCHEME.match(word) else ""
        return kept + "/" * (word.count("/") if word.count("/") > _MOST_SLASHES else 0)

    return _TOKEN.sub(left, text)


def undeclared_prefix(text: str, known: Collection[str]) -> tuple[str, int] | None:
    """The first prefix that is used and neither known nor declared, and its offset in the text.

    >>> undeclared_prefix("SELECT * { ?s ex:p schema:x }", {"schema"})
    ('ex', 14)
    """
    declared = set(known)
    declaring = False
    for group, match in _tokens(text):
        if group == "name":
            prefix = match.group().partition(":")[0]
            if declaring:
                declared.add(prefix)
            elif prefix not in declared and text[match.start() - 1 : match.start()] not in {"_", "<"}:
                return prefix, match.start()
        declaring = group == "word" and match.group().upper() == "PREFIX"
    return None


def at_top_level(text: str) -> list[tuple[str, int, int]]:
    """The words and closing braces outside of all braces, each with its start and its end.

    >>> at_top_level("SELECT ?s { { a } } LIMIT 3")
    [('SELECT', 0, 6), ('}', 18, 19), ('LIMIT', 20, 25), ('3', 26, 27)]
    """
    found = []
    depth = 0
    for group, match in _tokens(text):
        if group == "brace":
            depth += 1 if match.group() == "{" else -1
        if depth == 0 and (group == "word" or match.group() == "}"):
            found.append((match.group(), match.start(), match.end()))
    return found


def first_keyword(text: str) -> str:
    """The word that says what a request does, in capitals: ``SELECT``, ``INSERT``; empty if there is none.

    >>> first_keyword("PREFIX ex: <http://example.org/> # SELECT" + chr(10) + "insert data {}")
    'INSERT'
    """
    for group, match in _tokens(text):
        word = match.group().upper()
        if group == "word" and word not in {"PREFIX", "BASE"}:
            return word
    return ""


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both counted from 1.

    >>> line_and_column("ab" + chr(10) + "cd", 4)
    (2, 2)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
