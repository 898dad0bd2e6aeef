"""Entries of the lexicon: folding, merging, and which forms need context."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

_IGNORED = re.compile(r"[\s_'’-]+")


def fold(form: str) -> str:
    """Give the key under which two spellings count as the same.

    >>> fold("Node.js") == fold("NodeJS"), fold("C++") == fold("C"), fold(".NET") == fold("net")
    (True, False, False)
    """
    text = _IGNORED.sub("", unicodedata.normalize("NFKC", form).casefold())
    return text[:1] + text[1:].replace(".", "")


@dataclass
class Entry:
    """One named thing with its spellings."""

    name: str
    kind: str
    aliases: list[str] = field(default_factory=list)
    source: str = "curated"
    company: bool = False
    dominant: bool = False

    def forms(self) -> list[str]:
        """Give the name and then its other spellings."""
        return [self.name, *self.aliases]


def is_short(form: str) -> bool:
    """Tell whether a form is one or two letters with no symbol to set it apart."""
    return len(form) <= 2 and form.isalpha()


def is_plain_capitals(form: str) -> bool:
    """Tell whether a form is an acronym, matched only as written."""
    return len(form) >= 3 and form.isupper()


class Names:
    """A set of entries in which each folded form leads to its entries."""

    def __init__(self) -> None:
        self._by_name: dict[str, Entry] = {}
        self._by_form: dict[str, list[Entry]] = {}

    def entries(self) -> list[Entry]:
        """Give the entries in the order of their names."""
        return sorted(self._by_name.values(), key=lambda entry: (entry.name.casefold(), entry.name))

    def named(self, form: str) -> bool:
        """Tell whether a form is the name of an entry."""
        return fold(form) in self._by_name

    def names(self) -> set[str]:
        """Give the names of the entries as they are written."""
        return {entry.name for entry in self._by_name.values()}

    def owner(self, form: str) -> Entry:
        """Give the entry that has a form."""
        return self._by_form[fold(form)][0]

    def knows(self, form: str) -> bool:
        """Tell whether a form is a name or an alias of an entry."""
        return fold(form) in self._by_form

    def add(self, entry: Entry) -> None:
        """Add an entry of our own: the same name merges, a shared alias stays with both."""
        known = self._by_name.setdefault(fold(entry.name), entry)
        if known is not entry:
            known.company |= entry.company
            known.dominant |= entry.dominant
        for form in entry.forms():
            self.claim(known, form)

    def merge(self, entry: Entry) -> None:
        """Add an entry of a package: it joins the one that has its name, and takes no other's form."""
        owners = self._by_form.get(fold(entry.name), [])
        known = self._by_name.get(fold(entry.name)) or (owners[0] if owners else None)
        if known is None:
            known = self._by_name.setdefault(fold(entry.name), entry)
            wanted, entry.aliases = entry.aliases, []
        else:
            wanted = [entry.name, *entry.aliases]
        if entry.source not in known.source.split("+"):
            known.source += f"+{entry.source}"
        self.claim(known, known.name)
        for form in wanted:
            if self._by_form.get(fold(form), [known]) == [known]:
                self.claim(known, form)

    def contested(self, form: str) -> bool:
        """Tell whether several entries claim a form."""
        return len(self._by_form.get(fold(form), [])) > 1

    def claim(self, entry: Entry, form: str) -> None:
        """Let an entry have a form."""
        if form not in entry.forms():
            entry.aliases.append(form)
        owners = self._by_form.setdefault(fold(form), [])
        if entry not in owners:
            owners.append(entry)


@dataclass(frozen=True)
class Words:
    """What decides whether a form alone shows which entry is meant.

    Attributes:
        common: the commonest English words.
        clashing: small-letter words and given names that a form may be instead.
        known: all English words, rare ones too, and given names.
        settled: forms that we have judged to mean their entry all the same.
    """

    common: tuple[str, ...]
    clashing: frozenset[str]
    known: frozenset[str]
    settled: frozenset[str]

    def clash(self, form: str) -> bool:
        """Tell whether a form is a word or a given name too, or too short to tell."""
        if is_short(form):
            return True
        return form.casefold() in self.clashing and form not in self.settled and not is_plain_capitals(form)


def needs_context(entry: Entry, form: str, words: Words, names: Names) -> bool:
    """Tell whether a form alone does not show that this entry is meant."""
    if names.contested(form):
        return True
    return words.clash(form) and (not entry.dominant or form.islower() or is_short(form))


def small_letters(entry: Entry, words: Words) -> Iterator[str]:
    """Give the small-letter spellings of coined names, which people write as they come."""
    for form in entry.forms():
        small = form.lower()
        if (
            len(form) >= 5
            and form.isalpha()
            and form.isascii()
            and small != form
            and small not in words.known
        ):
            yield small


def usable(form: str, ordinary: Collection[str]) -> bool:
    """Tell whether a spelling taken from a package is worth matching."""
    if len(form) <= 2 and form.islower():
        return False
    return bool(re.search(r"[^\W\d_]", form)) and not (form.islower() and form in ordinary)


def sort_forms(forms: Iterable[str]) -> list[str]:
    """Order spellings and leave out repeated ones."""
    return sorted(set(forms), key=lambda form: (form.casefold(), form))
