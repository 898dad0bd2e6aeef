"""The head of a mail, where a recap was sent to a mailing list: subject, date and author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.parser import HeaderParser
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MailHead", "split_mail_head"]

_FIELD = re.compile(
    r"(?i)(from|to|cc|date|subject|reply-to|message-id|sender|organization|newsgroups):[ \t]+\S"
)
_FOLDED = re.compile(r"[ \t]+\S")
_TAGS = re.compile(r"(?i)^(?:\s*(?:\[[^\]]{1,40}\]|(?:re|fwd?|aw|tr)\s*:))+\s*")
_SIGNATURES = frozenset({"-- ", "--"})  # RFC 3676, section 4.3; editors drop the space
_SOLID = 2  # fields beside the subject that make lines a head


@dataclass(frozen=True, slots=True)
class MailHead:
    """What a mail says before its text.

    Attributes:
        values: ``title``, ``date`` and ``author``, as far as they are told.
        body: the text, without the signature under it.
        first_line: the line of the file where the text begins.
    """

    values: Mapping[str, object]
    body: str
    first_line: int


def split_mail_head(text: str) -> MailHead | None:
    r"""The head of a mail and its text; None if the text does not begin with one (RFC 5322, section 2.2).

    >>> head = split_mail_head("From: Ana <ana@x.example>\nDate: Mon, 14 Oct 2019 09:12:44 +0200\n"
    ...     "Subject: [geo] Report: Map Day\n\nHi list,")
    >>> dict(head.values), head.body
    ({'title': 'Report: Map Day', 'date': '2019-10-14', 'author': 'Ana'}, 'Hi list,')
    """
    lines = text.split("\n")
    begin = next((i for i, line in enumerate(lines) if line.strip()), 0)
    end = begin
    while end < len(lines) and (_FIELD.match(lines[end]) or (end > begin and _FOLDED.match(lines[end]))):
        end += 1
    if end < len(lines) and lines[end].strip():
        return None
    fields = HeaderParser().parsestr("\n".join(lines[begin:end]) + "\n\n")
    if "subject" not in fields or len(fields) <= _SOLID:
        return None
    values: dict[str, object] = {"title": _TAGS.sub("", _decoded(fields["subject"])).strip()}
    day = _day(_decoded(fields.get("date", "")))
    if day is not None:
        values["date"] = day
    author = re.sub(r"\s*[<(].*", "", _decoded(fields.get("from", ""))).strip(' "')
    if author and "@" not in author:
        values["author"] = author
    rest = end
    while rest < len(lines) and not lines[rest].strip():
        rest += 1
    signature = next((i for i in range(rest, len(lines)) if lines[i] in _SIGNATURES), len(lines))
    return MailHead(MappingProxyType(values), "\n".join(lines[rest:signature]), rest + 1)


def _decoded(field: str) -> str:
    """A field in plain words (RFC 2047); as it stands where its encoding is broken or unknown."""
    words = " ".join(str(field).split())
    try:
        return str(make_header(decode_header(words)))
    except (HeaderParseError, LookupError, ValueError):
        return words


def _day(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, OverflowError):
        return None
