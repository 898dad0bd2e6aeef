"""Front matter: the YAML, TOML or JSON before the text of a page.

All single values are kept as the strings that the author typed: what
``country: NO`` or ``attendance: 0100`` means is not for YAML to decide.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.errors import FrontMatterError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FrontMatter", "split_front_matter"]

_LONGEST = 100_000  # characters; more is no front matter, and PyYAML would take minutes
_DEEPEST = 100
_FENCE = re.compile(r"\s*(---|\+\+\+)[ \t]*\n")
_YAML_KEY = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[\"']?[\w.-][\w .-]*[\"']?[ \t]*:(?:[ \t]|\n|$)")
_TOML_KEY = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[ \t]*(?:\[|[\"']?[\w.-]+[\"']?[ \t]*=)")
# tomllib takes the square of a dotted key's length in memory.
_DOTTED = re.compile(rf"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{_DEEPEST}}}""")
_JSON_OPENING = re.compile(r"\s*\{\s*[\"}]")
_HEADER_LINE = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?$")
_KEY_LINE = re.compile(r"^[ \t{,]*[\"']?([A-Za-z][\w -]*?)[\"']?[ \t]*[:=]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the text, and the text.

    Attributes:
        values: by key in lower case: strings as typed, lists and mappings of them.
        lines: line of the file where each key stands, counted from 1, as far as known.
        body: the text behind it.
        first_line: line of the file where the body begins.
    """

    values: Mapping[str, object]
    lines: Mapping[str, int]
    body: str
    first_line: int = 1


class _BrokenError(Exception):
    """The parser's complaint, with its line inside the front matter."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def split_front_matter(text: str, source: str) -> FrontMatter:
    """Take the front matter off a text; a text without any stays whole.

    YAML stands between two lines ``---``, TOML between two lines ``+++``,
    JSON is an object that opens the file, and a head of ``Key: value`` lines
    (among them a title) ends with the first empty line. A rule that opens a
    text is not taken for front matter.

    Args:
        text: the file's text, lines ending in a line feed.
        source: the file's name, for messages.

    Raises:
        FrontMatterError: it is front matter and cannot be read.
    """
    fence = _FENCE.match(text)
    try:
        if fence:
            found = _fenced(text, fence)
        elif _JSON_OPENING.match(text):
            found = _json_object(text)
        else:
            found = _header_lines(text)
    except _BrokenError as broken:
        raise FrontMatterError(
            source, f"the front matter is broken: {broken.reason}; correct or remove it", line=broken.line
        ) from broken.__cause__
    return found or FrontMatter(MappingProxyType({}), MappingProxyType({}), text)


def _fenced(text: str, fence: re.Match[str]) -> FrontMatter | None:
    mark = fence.group(1)
    is_toml = mark == "+++"
    start = fence.end()
    opening_line = text.count("\n", 0, start)
    looks_right = (_TOML_KEY if is_toml else _YAML_KEY).match(text, start)
    closing = re.compile(rf"^(?:{re.escape(mark)}{'' if is_toml else '|[.]{3}'})[ \t]*$", re.MULTILINE)
    end = closing.search(text, start, start + _LONGEST)
    if end is None:
        if not looks_right:
            return None
        raise _BrokenError(f"no line {mark} ends it in the first {_LONGEST:,} characters", opening_line)
    inner = text[start : end.start()]
    if not inner.strip():
        return _front_matter({}, "", opening_line, text, end.end())
    if not looks_right:
        return None
    parse = _toml if is_toml else _yaml
    return _front_matter(_located(parse, inner, opening_line), inner, opening_line, text, end.end())


def _json_object(text: str) -> FrontMatter | None:
    start = len(text) - len(text.lstrip())
    opening_line = text.count("\n", 0, start)
    try:
        values, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise _BrokenError(error.msg, error.lineno) from error
    except RecursionError as error:
        raise _BrokenError("it is nested too deeply", opening_line + 1) from error
    return _front_matter(values, text[start:end], opening_line, text, end)


def _header_lines(text: str) -> FrontMatter | None:
    head, _, _ = text.lstrip("\n").partition("\n\n")
    start = len(text) - len(text.lstrip("\n"))
    if len(head) > _LONGEST:
        return None
    matches = [_HEADER_LINE.match(line) for line in head.splitlines()]
    values = {match[1].lower(): (match[2] or "").strip() for match in matches if match}
    if not all(matches) or len(matches) < 2 or "title" not in values:
        return None
    return _front_matter(values, head, start, text, start + len(head))


def _located(parse: Callable[[str], object], inner: str, lines_before: int) -> object:
    try:
        return parse(inner)
    except _BrokenError as broken:
        raise _BrokenError(broken.reason, broken.line + lines_before) from broken.__cause__


def _front_matter(values: object, inner: str, lines_before: int, text: str, end: int) -> FrontMatter | None:
    if not isinstance(values, dict):
        return None
    body = text[end:]
    lines: dict[str, int] = {}
    for match in _KEY_LINE.finditer(inner):
        lines.setdefault(match[1].strip().lower(), lines_before + 1 + inner.count("\n", 0, match.start(1)))
    typed = {str(key).strip().lower(): _as_typed(value) for key, value in values.items()}
    return FrontMatter(MappingProxyType(typed), MappingProxyType(lines), body, 1 + text.count("\n", 0, end))


def _as_typed(value: object) -> object:
    if isinstance(value, dict):
        return {str(key).strip().lower(): _as_typed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_as_typed(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _yaml(inner: str) -> object:
    import yaml

    depths = accumulate((char in "[{") - (char in "]}") for char in inner)
    if max(depths, default=0) > _DEEPEST:
        raise _BrokenError("it is nested too deeply")
    try:
        # An alias can stand for a tree that holds itself, or billions of leaves.
        for token in yaml.scan(inner, yaml.BaseLoader):
            if isinstance(token, yaml.AliasToken):
                raise _BrokenError("aliases (*name) are not read", token.start_mark.line + 1)
        return yaml.load(inner, yaml.BaseLoader)  # makes strings, lists and dicts only
    except yaml.MarkedYAMLError as error:
        problem = error.problem or "not valid YAML"
        is_unclosed = "end of stream" in problem and error.context_mark
        mark = error.context_mark if is_unclosed else error.problem_mark
        raise _BrokenError(problem, mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise _BrokenError(str(error).splitlines()[0]) from error
    except RecursionError as error:
        raise _BrokenError("it is nested too deeply") from error


def _toml(inner: str) -> object:
    deep = _DOTTED.search(inner)
    if deep is not None:
        raise _BrokenError("it is nested too deeply", inner.count("\n", 0, deep.start()) + 1)
    try:
        return tomllib.loads(inner, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        raise _BrokenError(reason, int(where[1]) if where else inner.count("\n")) from error
    except RecursionError as error:
        raise _BrokenError("it is nested too deeply") from error
