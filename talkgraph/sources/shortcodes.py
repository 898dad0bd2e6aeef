"""Liquid tags and Hugo shortcodes: taken out of Markdown before it is parsed.

Each becomes a mark: a number between two characters that no text holds. In
running text the mark stands for nothing or for a caption; in code it is
turned back into what the author typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Embed", "Extracted", "extract_shortcodes"]

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_OPENING = re.compile(r"\{\{[<%]?|\{%-?")
_ENDS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "{%-": "%}"}
_LONGEST_TAG = 4000
_NOT_IN_A_TAG = re.compile(r"\n[ \t]*\n|\{\{|\{%")
_NAME = re.compile(r"\s*(/?)\s*([A-Za-z_][\w./-]*)")
_PAIR = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|“([^”]*)”|'([^']*)'|`([^`]*)`|([^\s\"'“`]+))")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)(?:[?#]|$)", re.IGNORECASE)
_CODE_TAGS = frozenset({"highlight", "codeblock", "code"})
_WORD_KEYS = ("caption", "title", "alt")
_TARGET_KEYS = ("link", "href", "url", "src")
_FENCE = "~~~~~~~~"


@dataclass(frozen=True, slots=True)
class Embed:
    """What one tag stands for.

    Attributes:
        raw: the tag as it was typed.
        caption: its words, as Markdown, empty if it has none.
        target: the absolute address that it leads to, if it gives one.
        shown: whether a reader sees it as typed (``{{ … }}`` in prose).
    """

    raw: str
    caption: str = ""
    target: str | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """Markdown with marks for its tags.

    Attributes:
        text: the Markdown.
        lines: for each of its lines, the line of the file that it comes from.
        embeds: the tags, by the number in their mark.
    """

    text: str
    lines: tuple[int, ...]
    embeds: tuple[Embed, ...]

    def line(self, index: int) -> int:
        """The line of the file for a line of the text counted from 0."""
        return self.lines[min(max(index, 0), len(self.lines) - 1)]

    def split(self, text: str) -> list[str | Embed]:
        """A piece of text as the parts between its marks, and what the marks stand for."""
        parts: list[str | Embed] = []
        for index, part in enumerate(_MARK.split(text)):
            parts.append(self.embeds[int(part)] if index % 2 else part)
        return parts

    def restored(self, text: str) -> str:
        """A piece of text with its tags as they were typed."""
        return "".join(part if isinstance(part, str) else part.raw for part in self.split(text))

    def without_marks(self, text: str) -> str:
        """A piece of text, such as the target of a link, without its tags."""
        return _MARK.sub("", text)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag where it stands."""

    start: int
    end: int
    opening: str
    body: str

    @property
    def name(self) -> str:
        match = _NAME.match(self.body)
        return (match[1] + match[2]).lower() if match else ""


def extract_shortcodes(text: str, first_line: int = 1) -> Extracted:
    """Replace the tags of a Markdown text by marks.

    Args:
        text: a clean text.
        first_line: the line of the file where the text begins.
    """
    pieces: list[str] = []
    lines = [first_line]
    embeds: list[Embed] = []
    line, last = first_line, 0
    for start, end, found in [*_findings(text), (len(text), len(text), "")]:
        kept = text[last:start]
        lines.extend(range(line + 1, line + 1 + kept.count("\n")))
        line += text.count("\n", last, end)
        pieces.append(kept)
        if isinstance(found, Embed):
            pieces.append(f"{_OPEN}{len(embeds)}{_CLOSE}")
            embeds.append(found)
        else:
            pieces.append(found)
        last = end
    return Extracted("".join(pieces), tuple(lines), tuple(embeds))


def _findings(text: str) -> Iterator[tuple[int, int, Embed | str]]:
    """The stretches to replace, and by what: a mark for an embed, or a fence of code."""
    closings = _Closings(text)
    position = 0
    while tag := _next_tag(text, position):
        start, end = tag.start, tag.end
        position = end
        if tag.opening == "{{":
            yield start, end, Embed(text[start:end], shown=True)
        elif tag.name in {"raw", "endraw"}:
            yield start, end, Embed("")
            if tag.name == "raw" and (closing := closings.after(end, "endraw")):
                position = closing.start()
        elif tag.name == "comment":
            closing = closings.after(end, "endcomment")
            position = closing.end() if closing else end
            yield start, position, Embed(text[start:position])
        elif tag.name in _CODE_TAGS and _is_alone(text, start, end):
            name = f"end{tag.name}" if tag.opening.startswith("{%") else f"/{tag.name}"
            closing = closings.after(end, name)
            if closing and _is_alone(text, closing.start(), closing.end()):
                yield start, end, _FENCE
                yield closing.start(), closing.end(), _FENCE
                position = closing.end()
            else:
                yield start, end, Embed(text[start:end])
        else:
            yield start, end, _embed(text[start:end], tag.body)


class _Closings:
    """Finds the tags that close others, and remembers which are nowhere to be found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()

    def after(self, position: int, name: str) -> re.Match[str] | None:
        """The next closing tag of that name, if there is one."""
        if name in self._absent:
            return None
        match = re.compile(rf"\{{(?:%-?|\{{[<%])[ \t\n]*{name}[ \t\n]*[-%>]*\}}+").search(
            self._text, position
        )
        if match is None:
            self._absent.add(name)
        return match


def _next_tag(text: str, position: int) -> _Tag | None:
    while match := _OPENING.search(text, position):
        opening = match.group()
        closing = _ENDS[opening]
        end = text.find(closing, match.end(), match.end() + _LONGEST_TAG)
        body = text[match.end() : end]
        is_output = opening == "{{"
        is_whole = end >= 0 and not _NOT_IN_A_TAG.search(body)
        if is_whole and ("\n" not in body if is_output else _NAME.match(body)):
            return _Tag(match.start(), end + len(closing), opening, body)
        position = match.start() + 2
    return None


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a tag is all that stands on its lines, so that a fence can take its place."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end >= 0 else len(text)]
    return start - line_start <= 3 and not text[line_start:start].strip() and not after.strip()


def _embed(raw: str, body: str) -> Embed:
    pairs = {match[1].lower(): next(filter(None, match.groups()[1:]), "") for match in _PAIR.finditer(body)}
    caption = next((pairs[key] for key in _WORD_KEYS if pairs.get(key, "").strip()), "")
    addresses = [pairs[key] for key in _TARGET_KEYS if _ADDRESS.match(pairs.get(key, ""))]
    addresses += _ADDRESS.findall(_PAIR.sub("", body))
    target = next((address for address in addresses if not _IMAGE.search(address)), None)
    return Embed(raw, caption, target)
