"""The blocks of code of a page, and what the comments above them say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Block", "Command", "Page", "commands_of", "read_page"]

_FENCE = re.compile(r"(`{3,}|~{3,})\s*([^\s`]*)")
_MARK = re.compile(r"<!--\s*(not run|exit|file|in front of|printed|session)(?::\s*(.*?))?\s*-->")
_PROMPT = "$ "


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code.

    Attributes:
        language: of its fence; empty where none is named.
        lines: what stands in it.
        first: number of its first line in the page, counted from 0.
        marks: what the comments right above it say, by their words.
    """

    language: str
    lines: tuple[str, ...]
    first: int
    marks: Mapping[str, str]

    @property
    def text(self) -> str:
        """Its lines as a file."""
        return "\n".join(self.lines) + "\n"


@dataclass(frozen=True, slots=True)
class Command:
    """A command that a page shows.

    Attributes:
        text: what is typed.
        shown: what the page says that it prints; empty where the page does not say.
        first, last: numbers of the lines of ``shown``, counted from 0; the last is exclusive.
    """

    text: str
    shown: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is read.

    Attributes:
        path: its file.
        lines: all of it.
        blocks: of code, in order.
        is_empty: whether its session begins in an empty folder.
    """

    path: Path
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    is_empty: bool


def read_page(path: Path) -> Page:
    """A page and its blocks of code."""
    lines = tuple(path.read_text(encoding="utf-8").splitlines())
    marks = [found for line in lines if (found := _MARK.fullmatch(line.strip()))]
    is_empty = any(found[1] == "session" and found[2] == "empty" for found in marks)
    return Page(path, lines, tuple(_blocks(lines)), is_empty)


def commands_of(block: Block) -> Iterator[Command]:
    """The commands of a block of the language ``console``, in order."""
    starts = [i for i, line in enumerate(block.lines) if line.startswith(_PROMPT)]
    for start, end in pairwise([*starts, len(block.lines)]):
        typed = [block.lines[start].removeprefix(_PROMPT)]
        while typed[-1].endswith("\\") and start + len(typed) < end:
            typed.append(block.lines[start + len(typed)])
        first = start + len(typed)
        yield Command("\n".join(typed), block.lines[first:end], block.first + first, block.first + end)


def _blocks(lines: tuple[str, ...]) -> Iterator[Block]:
    marks: dict[str, str] = {}
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if mark := _MARK.fullmatch(line.strip()):
            marks[mark[1]] = mark[2] or ""
        elif fence := _FENCE.match(line):
            end = next((i for i in range(at, len(lines)) if _closes(lines[i], fence[1])), len(lines))
            yield Block(fence[2], lines[at:end], at, MappingProxyType(marks))
            at, marks = end + 1, {}
        elif line.strip():
            marks = {}


def _closes(line: str, fence: str) -> bool:
    return line.startswith(fence) and not line.strip().strip(fence[0])
