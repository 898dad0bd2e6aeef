"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

__all__ = ["detect_language"]

_FEWEST_LETTERS = 40
_SURE = 0.6  # probability; lists of names and products stay below
_ENOUGH = 6000  # characters; more does not change the verdict
_CODE = re.compile(r"^(```|~~~).*?^\1[^\n]*$|`[^`\n]+`|https?://\S+", re.MULTILINE | re.DOTALL)
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)


def detect_language(text: str) -> str:
    """The two-letter code of a text's language, ``und`` for too little text.

    Front matter, code and addresses do not count.

    >>> detect_language("Merci à tous les orateurs, et rendez-vous le mois prochain à Paris !")
    'fr'
    >>> detect_language("Node.js")
    'und'
    """
    prose = _CODE.sub(" ", _FRONT_MATTER.sub("", text[: 3 * _ENOUGH]))[:_ENOUGH]
    if sum(map(str.isalpha, prose)) < _FEWEST_LETTERS:
        return "und"
    code, _ = _identifier().classify(prose.encode("utf-8", "ignore").decode())
    return str(code)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=_SURE)
    languages = resources.files("talkgraph").joinpath("data/sources/languages.txt").read_text("utf-8")
    # Among all 139 of the model, a list of products would pass for one that nobody here writes.
    identifier.set_languages(languages.split())
    return identifier
