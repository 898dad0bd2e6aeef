"""Bare text to documents: titles, headings, lists and paragraphs by their shape alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import BlockKind
from talkgraph.sources.assembling import Head, assemble
from talkgraph.sources.budget import check_marks
from talkgraph.sources.cleaning import normal_lines
from talkgraph.sources.dates import parse_date
from talkgraph.sources.frontmatter import split_front_matter
from talkgraph.sources.mail import split_mail_head
from talkgraph.sources.passages import PassageWriter
from talkgraph.sources.textlines import groups_of, is_heading_like, rule_mark, starts_with_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkgraph.model import Document
    from talkgraph.sources.textlines import LineGroup

__all__ = ["read_plain"]

_ITEM = re.compile(r"([ \t]*)(?:[-*+•‣◦–]|\(?\d{1,2}[.)])[ \t]+(?=\S)")
_BULLET = re.compile(r"[ \t]*(?:[-*+•‣◦–]|\(?1[.)])[ \t]+\S")
_UNDERLINES = {"=": 1, "-": 2, "~": 3}
_WIDEST_WRAP = 110  # a longer line was not wrapped by hand or editor
_LABEL = 3  # a line that stands that often is a label, such as "Slides", and heads nothing


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some lines that belong together.

    Attributes:
        text: their words.
        line: line of the file where they begin.
        level: depth of a list item, 0 for anything else.
        rank: level of a heading that is underlined, else 0.
        lines: how many lines they were.
    """

    text: str
    line: int
    level: int = 0
    rank: int = 0
    lines: int = 1


def read_plain(text: str, source: str, *, first_line: int = 1) -> Document:
    """Read a text without mark-up.

    The first line, if it stands alone and is no sentence, is the title. Empty
    lines separate paragraphs; wrapped lines are joined again. A short line
    that stands alone, does not end like a sentence, and is followed by a longer
    paragraph or a list is a heading.

    Args:
        text: the text; front matter before it is read as in Markdown, and the head of a mail too.
        source: as in ``Document``.
        first_line: the line of the file where the text begins.

    Raises:
        FrontMatterError: the front matter cannot be read.
        EmptyRecapError: there is no text.
        TooLargeError: it holds more lines than a recap can have.
    """
    text = normal_lines(text)
    check_marks(text, source, "plain text")
    front = split_front_matter(text, source)
    head = Head(front.values, front.lines)
    body, begin = front.body, front.first_line
    mail = split_mail_head(body) if not front.values else None
    if mail is not None:
        head, body, begin = Head(mail.values), mail.body, begin + mail.first_line - 1
    pieces = list(_pieces(body, first_line + begin - 1))
    writer = PassageWriter()
    for piece, (kind, level) in zip(pieces, _roles(pieces, bool(head.values.get("title"))), strict=True):
        writer.begin(kind, level=level, line=piece.line)
        writer.write(piece.text)
        writer.end()
    return assemble(writer.passages, source, head)


def _pieces(text: str, first_line: int) -> Iterator[_Piece]:
    indents: list[int] = []
    for group in groups_of(text, first_line):
        for piece in _group_pieces(group, indents):
            if not piece.level:
                indents.clear()
            yield piece


def _group_pieces(group: LineGroup, indents: list[int]) -> Iterator[_Piece]:
    is_unwrapped = any(len(line) > _WIDEST_WRAP for line in group.lines)
    words: list[str] = []
    start, level = group.line, 0
    for number, line in enumerate(group.lines, group.line):
        rule = rule_mark(line)
        item = _ITEM.match(line) if not rule and (not words or level or _BULLET.match(line)) else None
        is_apart = is_unwrapped and not (level and line.startswith(" "))
        outdented = level and not line.startswith(" ") and indents and indents[-1] > 0
        is_title = number == group.line + 1 and not level and _breaks_early(group)
        if words and (rule or item or is_apart or outdented or is_title):
            rank = _UNDERLINES.get(rule, 0) if rule and len(words) == 1 and not level else 0
            yield _Piece(" ".join(words), start, level, rank, len(words))
            words, level = [], 0
        if rule:
            continue
        if not words:
            start = number
        if item:
            level = _depth(len(item[1]), indents)
        words.append(line[item.end() if item else 0 :].strip())
    if words:
        yield _Piece(" ".join(words), start, level, 0, len(words))


def _depth(indent: int, indents: list[int]) -> int:
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents)


def _breaks_early(group: LineGroup) -> bool:
    """Whether the first line is all in capitals or ends although the next word would have fitted: a title."""
    if group.line != 1 or len(group.lines) < 2:
        return False
    first, second = group.lines[0].strip(), group.lines[1].split()
    if first.isupper() and is_heading_like(first):
        return True
    if len(group.lines) < 3:
        return False
    widest = max(map(len, group.lines))
    return is_heading_like(first) and len(first) + 1 + len(second[0]) < 0.8 * widest


def _roles(pieces: Sequence[_Piece], is_titled: bool) -> list[tuple[BlockKind, int]]:
    """Kind and level of each piece; from the end, since what follows decides."""
    counts = Counter(piece.text for piece in pieces)
    roles: list[tuple[BlockKind, int]] = []
    following: _Piece | None = None
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.level:
            role = BlockKind.ITEM, piece.level
        elif piece.rank:
            role = BlockKind.HEADING, piece.rank
        elif index == 0 and not is_titled and piece.lines == 1 and is_heading_like(piece.text):
            role = BlockKind.TITLE, 0
        elif (
            following
            and piece.lines == 1
            and counts[piece.text] < _LABEL
            and is_heading_like(piece.text)
            and not _is_byline(piece.text)
            and _is_headed(piece, following, roles[-1][0])
        ):
            role = BlockKind.HEADING, 2
        else:
            role = BlockKind.PARAGRAPH, 0
        roles.append(role)
        following = piece
    return roles[::-1]


def _is_headed(piece: _Piece, following: _Piece, kind: BlockKind) -> bool:
    """Whether what follows is what a heading stands over."""
    if kind is BlockKind.PARAGRAPH:
        return len(following.text) > len(piece.text)
    return True


def _is_byline(text: str) -> bool:
    """Whether a line names an author or a day."""
    is_day = len(text.split()) <= 4 and parse_date(text) is not None
    return is_day or starts_with_phrase(text, "bylines")
