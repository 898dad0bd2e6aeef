"""Random input with fixed seeds: recaps that were damaged, words of grammars in any order."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["mutants", "queries", "questions"]

_SUFFIXES = (".md", ".html", ".rst", ".txt")
# fmt: off
_PIECES = (
    "\0", "\u0301" * 40, "\u202e", "\ufeff", "\r", "\x85", "\u2028", "\f", "\x1b[2J", "---\n", "+++\n",
    "[", "](", "![", "`" * 5, "***", "~~~\n", "> > > ", "    - ", "|a|b|\n|-|-|\n", "[^1]: ", "{{< a",
    "<div>", "</div>", "<table>", "<td>", "<pre>", "<!--", "-->", "<![CDATA[", "&#0;", "&amp", "<script>",
    ".. |a| replace:: |b|\n", ".. code::\n\n", "::\n\n", "====\n", ":a: b\n", "`a`_ ", "\\", "\t", " " * 200,
    "&a *a\n", "!!python/object:os.system x\n", "title: [", "a.a.a = 1\n", "x" * 2_000, "=1+1", "https://",
    "東京", "😀\u200d😀", "ﷺ", "ß", "İ", "Jane Doe", "talk by", "#1", "2016-99-99", "{% raw %}", "{", "}",
)
# fmt: on
_SPARQL = [
    "SELECT",
    "ASK",
    "CONSTRUCT",
    "DESCRIBE",
    "WHERE",
    "FILTER",
    "OPTIONAL",
    "UNION",
    "MINUS",
    "GRAPH",
    "SERVICE",
    "BIND",
    "VALUES",
    "EXISTS",
    "NOT",
    "AS",
    "*",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ".",
    ";",
    ",",
    "+",
    "/",
    "|",
    "^",
    "!",
    "=",
    "<",
    ">",
    "&&",
    "||",
    "?",
    "?s",
    "?p",
    "?o",
    "$x",
    "<x:y>",
    "<>",
    "schema:name",
    "tg:Claim",
    "'a'",
    '"b"',
    "1",
    "-1.5e9",
    "true",
    "_:b",
    "a",
    "#",
    "PREFIX",
    "BASE",
    "FROM",
    "NAMED",
    "ORDER",
    "BY",
    "LIMIT",
    "OFFSET",
    "GROUP",
    "HAVING",
    "DISTINCT",
    "COUNT",
    "REGEX",
    "STR",
    "IF",
    "IN",
    "UNDEF",
    "INSERT",
    "LOAD",
    "\x00",
    "é",
]
_ENGLISH = [
    "who",
    "what",
    "when",
    "where",
    "which",
    "why",
    "how",
    "many",
    "talked",
    "spoke",
    "about",
    "works",
    "worked",
    "at",
    "for",
    "uses",
    "is",
    "was",
    "the",
    "a",
    "and",
    "or",
    "in",
    "on",
    "of",
    "?",
    "!",
    "'",
    '"',
    "2016",
    "IPFS",
    "Docker",
    "Algolia",
    "Paris",
    "dotScale",
    "talks",
    "people",
    "companies",
    "technologies",
    "events",
    "Juan",
    "Benet",
    "99999999",
    "\x00",
    "é",
    "\u202e",
    "<b>",
    "{{7*7}}",
    ";",
    "--",
    "�",
    "東京",
]


def mutants(checkout: Path, seed: int) -> Iterator[tuple[str, bytes]]:
    """Suffixes and bytes of recaps of the corpus and the tests, with parts cut, repeated and put in."""
    chance = random.Random(seed)
    files = sorted([*(checkout / "corpus").glob("*.*"), *(checkout / "tests" / "recaps").glob("*.*")])
    recaps = [(file.suffix, file.read_bytes()[:6_000]) for file in files]
    while True:
        suffix, data = chance.choice(recaps)
        whole = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(whole) + 1)
            end = min(len(whole), at + chance.choice((1, 4, 40, 400)))
            match chance.randrange(5):
                case 0:
                    del whole[at:end]
                case 1:
                    whole[at:at] = whole[at:end] * chance.choice((2, 20))
                case 2:
                    whole[at:at] = chance.choice(_PIECES).encode() * chance.choice((1, 1, 3, 60))
                case 3:
                    other = chance.choice(recaps)[1]
                    begin = chance.randrange(len(other))
                    whole[at:end] = other[begin : begin + 200]
                case _:
                    most = 256 if chance.random() < 0.05 else 128  # most damage beyond ASCII is no UTF-8
                    whole[at:end] = bytes(chance.randrange(9, most) for _ in range(min(3, end - at)))
        if chance.random() < 0.3:
            suffix = chance.choice(_SUFFIXES)
        yield suffix, bytes(whole[:40_000])


def queries(seed: int, whole: Sequence[str] = ()) -> Iterator[str]:
    """Words of SPARQL, some in the order of a query; and whole queries of which some words are others."""
    chance = random.Random(seed)
    while True:
        if whole and chance.random() < 0.7:
            parts = re.split(r"(\s+)", chance.choice(whole))
            for _ in range(chance.randint(0, 3)):
                at = chance.randrange(len(parts))
                parts[at : at + chance.choice((0, 1, 1, 3))] = [chance.choice(_SPARQL)]
            yield " ".join(parts)
            continue
        words = " ".join(chance.choice(_SPARQL) for _ in range(chance.choice((3, 8, 20, 60))))
        yield f"SELECT * {{ {words} }} LIMIT 50" if chance.random() < 0.6 else words


def questions(seed: int) -> Iterator[str]:
    """Words of questions in any order."""
    chance = random.Random(seed)
    while True:
        yield " ".join(chance.choice(_ENGLISH) for _ in range(chance.choice((2, 5, 9, 30)))) + "?"
