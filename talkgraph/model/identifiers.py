"""Names as keys, and IRIs for things: readable, stable, safe."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

__all__ = ["DEFAULT_BASE", "Iri", "fold", "is_base", "slug"]

DEFAULT_BASE = "https://w3id.org/talkgraph/id/"

_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\[\]%]*[/#:]")
_STROKED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)  # letters that Unicode does not take apart, as those write them who lack the keys
_UNSPOKEN = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) not in "+#"}
_SPOKEN = {"+": "plus", "#": "sharp", "&": "and", "@": "at"}
_LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """An absolute IRI."""

    value: str

    def __hash__(self) -> int:
        return hash(self.value)  # what dataclasses write makes a tuple first

    def __str__(self) -> str:
        return self.value


def is_base(text: str) -> bool:
    """Whether the IRIs of things can begin with a text: an absolute IRI that ends in ``/``, ``#`` or ``:``.

    >>> is_base(DEFAULT_BASE), is_base("urn:talks:"), is_base("talks/"), is_base("https://example.org/a b/")
    (True, True, False, False)
    """
    return _BASE.fullmatch(text) is not None


def fold(name: str) -> str:
    """A name without case, accents, punctuation and spaces, to compare with others.

    Symbols that tell names apart stay: ``C``, ``C++`` and ``C#`` are three.

    >>> fold("Théâtre de Paris"), fold("Node.js"), fold("C++"), fold("Łukasz")
    ('theatredeparis', 'nodejs', 'c++', 'lukasz')
    """
    if name.isascii():  # most are, and they need a tenth of the time
        return name.lower().translate(_UNSPOKEN) or name.strip().lower()
    text = unicodedata.normalize("NFKD", name).casefold().translate(_STROKED)
    kept = (c for c in text if c.isalnum() or c in "+#")
    return "".join(kept) or name.strip().casefold()


def slug(name: str) -> str:
    """A name as the last part of an IRI: ASCII letters, digits and hyphens.

    Names in other scripts, and names that are too long, end in a short hash
    of the whole, so that two names never share a slug by loss alone.

    >>> slug("Juan Benet"), slug("C++"), slug("C#"), slug("Théâtre de Paris")
    ('juan-benet', 'cplusplus', 'csharp', 'theatre-de-paris')
    >>> slug("東京")
    'x-130016b2'
    """
    spoken = "".join(_SPOKEN.get(c, c) for c in name.strip())
    plain = unicodedata.normalize("NFKD", spoken)
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    lost = any(c.isalnum() for c in plain if not c.isascii())
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", ascii_only)).strip("-")
    if words and not lost and len(words) <= _LONGEST_SLUG:
        return words
    digest = sha256(name.strip().encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words[: _LONGEST_SLUG - 9].rstrip('-') or 'x'}-{digest}"
