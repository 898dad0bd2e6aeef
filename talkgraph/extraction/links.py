"""What hyperlinks say: a profile is a person, a repository a technology."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from talkgraph.extraction.layout import recap_of
from talkgraph.model import Kind, fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["ACCOUNT", "LinkReader", "LinkedName", "Target", "target_of"]

ACCOUNT = "account"
_LONGEST_ANCHOR = 6  # tokens


@dataclass(frozen=True, slots=True)
class Target:
    """What an address tells: a kind's name, ``account``, or nothing; and the name in its path."""

    kind: str
    name: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class LinkedName:
    """Linked words that can be a name: token offsets, address, what the address tells."""

    start: int
    end: int
    address: str
    kind: str


@cache
def _targets() -> tuple[tuple[frozenset[str], re.Pattern[str], str], ...]:
    text = files("talkgraph").joinpath("data", "links.toml").read_text(encoding="utf-8")
    return tuple(
        (frozenset(entry["hosts"]), re.compile(entry["path"]), entry["kind"])
        for entry in tomllib.loads(text)["target"]
    )


def target_of(address: str) -> Target:
    """What an address tells of the thing that it leads to.

    >>> target_of("https://twitter.com/juanbenet")
    Target(kind='account', name='juanbenet')
    >>> target_of("https://github.com/ipfs/go-ipfs")
    Target(kind='Technology', name='go-ipfs')
    >>> target_of("https://aircall.io/")
    Target(kind='home', name='aircall')
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return Target("")
    if parts.scheme not in {"http", "https"} or not host:
        return Target("")
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    for hosts, pattern, kind in _targets():
        if any(host == known or host.endswith(f".{known}") for known in hosts):
            found = pattern.search(path)
            if found:
                return Target(kind, found.groupdict().get("name"))
    if parts.path.strip("/") == "":
        labels = host.split(".")
        return Target("home", labels[-2] if len(labels) > 1 else labels[0])
    return Target("")


class LinkReader:
    """Keeps linked words that can be names in ``doc.user_data["talkgraph.links"]``."""

    def __init__(
        self, nlp: Language, name: str = "talkgraph_links", *, longest: int = _LONGEST_ANCHOR
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.longest = longest

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[LinkedName]:
        """The linked names of a document, in order."""
        out = []
        for link in recap_of(doc).links:
            span = doc.char_span(link.start, link.end, alignment_mode="contract")
            if span is None or not 0 < len(span) <= self.longest or "://" in span.text:
                continue
            target = target_of(link.target)
            kind = target.kind
            if kind == ACCOUNT:
                kind = Kind.PERSON if _is_personal(span.text) else ""
            elif (kind == Kind.TECHNOLOGY and target.name and not _akin(span.text, target.name)) or (
                kind == "home" and not (target.name and _akin(span.text, target.name))
            ):
                kind = ""
            out.append(LinkedName(span.start, span.end, link.target, kind))
        return out

    def annotate(self, doc: Doc, found: list[LinkedName]) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.links"] = found
        return doc


def _is_personal(words: str) -> bool:
    """Whether words look like a person's name: one to four capitalised words."""
    parts = words.replace("-", " ").split()
    return 0 < len(parts) <= 4 and all(part[:1].isupper() and not part.isupper() for part in parts)


def _akin(words: str, name: str) -> bool:
    """Whether linked words and the name in the address are the same or one holds the other."""
    a, b = fold(words), fold(name)
    return len(a) > 1 and (a in b or b in a)
