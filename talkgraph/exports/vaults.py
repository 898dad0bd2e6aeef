"""Names of notes: safe as names of files on every system, each once, and none breaks a link."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.model import Iri

__all__ = ["link", "note_names", "plain"]

_LONGEST = 120  # bytes of a name in UTF-8, so that a path stays below the limits of all systems
_DIGITS = 6
# What Windows forbids, what Obsidian forbids in links, and what is not seen.
_UNSAFE = re.compile(r'[\\/:*?"<>|#^\[\]%`]')
_IN_LINKS = str.maketrans("[]|\\<>`%", "()//‹›' ")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?", re.IGNORECASE)


def note_names(things: Iterable[tuple[Iri, str, str]]) -> Mapping[Iri, str]:
    """The name of the note of each thing, by its IRI.

    Things of one name have their kinds behind them, and where that is not
    enough a hash of their IRIs: a name never depends on the order.

    Args:
        things: IRI, name and kind, as in ``technology``, of each.
    """
    wanted = [(iri, _file_name(name), kind) for iri, name, kind in things]
    plain_ones = Counter(_same(name) for _, name, _ in wanted)
    kinds = Counter((_same(name), kind) for _, name, kind in wanted)
    found: dict[Iri, str] = {}
    taken = {same for same, count in plain_ones.items() if count == 1}
    for iri, name, kind in sorted(wanted):
        if plain_ones[_same(name)] == 1:
            found[iri] = name
            continue
        digest = sha256(iri.value.encode("utf-8", "surrogatepass")).hexdigest()
        marks = [kind] if kinds[_same(name), kind] == 1 else []
        marks += [f"{kind} {digest[:length]}" for length in range(_DIGITS, len(digest))]
        chosen = next(each for mark in marks if _same(each := f"{name} ({mark})") not in taken)
        taken.add(_same(chosen))
        found[iri] = chosen
    return MappingProxyType(found)


def link(note: str, words: str) -> str:
    """A link to a note that shows some words.

    >>> link("Juan Benet", "Juan Benet"), link("NET", ".NET"), link("a b", "a|b]]")
    ('[[Juan Benet]]', '[[NET|.NET]]', '[[a b|a/b))]]')
    """
    shown = plain(words.translate(_IN_LINKS))
    return f"[[{note}]]" if shown in {note, ""} else f"[[{note}|{shown}]]"


def plain(text: str) -> str:
    """A text in one line, without what cannot be seen."""
    return " ".join("".join(c if _is_seen(c) else " " for c in text).split())


def _is_seen(character: str) -> bool:
    """Whether a character is no control; what joins emoji and letters counts as seen."""
    category = unicodedata.category(character)
    if category == "Cf":
        return character in "\u200c\u200d"
    is_none = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return category not in {"Cc", "Cs", "Co", "Zl", "Zp"} and not is_none


def _file_name(name: str) -> str:
    text = unicodedata.normalize("NFC", plain(_UNSAFE.sub(" ", name)))
    kept = text.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    if not kept:
        return f"unnamed {sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept


def _same(name: str) -> str:
    """What two names share that are one file where capitals and accents are not told apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
