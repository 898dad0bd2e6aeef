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
_CLOSINGS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "{%-": "%}"}
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
    position = 0
    while tag := _next_tag(text, position):
        start, end = tag.start, tag.end
        position = end
        if tag.opening == "{{":
            yield start, end, Embed(text[start:end], shown=True)
        elif tag.name in {"raw", "endraw"}:
            yield start, end, Embed("")
            position = _closing_tag(text, end, "endraw", end) if tag.name == "raw" else end
        elif tag.name == "comment":
            position = _closing_tag(text, end, "endcomment", end, inclusive=True)
            yield start, position, Embed(text[start:position])
        elif tag.name in _CODE_TAGS and _alone(text, start, end) and (closing := _closing_of_code(text, tag)):
            yield start, end, _FENCE
            yield closing.start, closing.end, _FENCE
            position = closing.end
        else:
            yield start, end, _embed(text[start:end], tag.body)


def _next_tag(text: str, position: int) -> _Tag | None:
    while match := _OPENING.search(text, position):
        opening = match.group()
        closing = _CLOSINGS[opening]
        end = text.find(closing, match.end(), match.end() + _LONGEST_TAG)
        body = text[match.end() : end]
        is_output = opening == "{{"
        if (
            end >= 0
            and not _NOT_IN_A_TAG.search(body)
            and ("\n" not in body if is_output else _NAME.match(body))
        ):
            return _Tag(match.start(), end + len(closing), opening, body)
        position = match.start() + 2
    return None


def _closing_tag(text: str, position: int, name: str, otherwise: int, *, inclusive: bool = False) -> int:
    match = re.compile(rf"\{{%-?\s*{name}\s*-?%\}}").search(text, position)
    if match is None:
        return otherwise
    return match.end() if inclusive else match.start()


def _closing_of_code(text: str, tag: _Tag) -> _Tag | None:
    wanted = f"end{tag.name}" if tag.opening.startswith("{%") else f"/{tag.name}"
    position = tag.end
    while closing := _next_tag(text, position):
        if closing.name == wanted:
            return closing if _alone(text, closing.start, closing.end) else None
        position = closing.end
    return None


def _alone(text: str, start: int, end: int) -> bool:
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
