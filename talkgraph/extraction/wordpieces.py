"""Words cut into the pieces that the encoder knows.

WordPiece as in BERT (Devlin et al. 2018; Wu et al. 2016, section 4.1): small
letters without accents, signs apart, then always the longest known piece.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["WordPieces", "load_word_pieces"]

_UNKNOWN = "[UNK]"
_INSIDE = "##"
_LONGEST_WORD = 100  # characters; a longer word is unknown
_IDEOGRAPHS = (0x4E00, 0x9FFF)


class WordPieces:
    """A vocabulary of pieces.

    Args:
        numbers: the number of each piece.
    """

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self.numbers = numbers
        self.pieces = lru_cache(maxsize=20_000)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one.

        >>> WordPieces({"[UNK]": 0, "web": 1, "##sock": 2, "##et": 3}).pieces("WebSocket")
        (1, 2, 3)
        """
        found = [number for part in _parts(word) for number in self._of_part(part)]
        return tuple(found) or (self.numbers[_UNKNOWN],)

    def _of_part(self, part: str) -> list[int]:
        out: list[int] = []
        at = 0
        if len(part) > _LONGEST_WORD:
            return [self.numbers[_UNKNOWN]]
        while at < len(part):
            for end in range(len(part), at, -1):
                number = self.numbers.get(part[at:end] if at == 0 else _INSIDE + part[at:end])
                if number is not None:
                    out.append(number)
                    at = end
                    break
            else:
                return [self.numbers[_UNKNOWN]]
        return out


def _parts(word: str) -> Iterator[str]:
    """A word in small letters without accents, cut at signs."""
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(letter)
        if kind == "Mn" or kind.startswith("C"):
            continue
        if _stands_alone(letter, kind):
            if kept:
                yield "".join(kept)
                kept = []
            if not letter.isspace():
                yield letter
        else:
            kept.append(letter)
    if kept:
        yield "".join(kept)


def _stands_alone(letter: str, kind: str) -> bool:
    code = ord(letter)
    sign = kind.startswith("P") or (code < 128 and not letter.isalnum())
    return sign or letter.isspace() or _IDEOGRAPHS[0] <= code <= _IDEOGRAPHS[1]


@cache
def load_word_pieces(language: str) -> WordPieces:
    """The vocabulary of a language's encoder; read once a process."""
    path = files("talkgraph").joinpath("data", language, "encoder", "words.txt")
    words = path.read_text(encoding="utf-8").split("\n")
    return WordPieces({word: number for number, word in enumerate(words) if word})
