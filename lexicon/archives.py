"""Take series of events and given names out of two open data sets of talks.

The archives are too large to keep here; the lists that come out of them are kept
among the curated files, so that a build without the archives gives the same lexicon.
"""

import json
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import readers
from entries import fold
from tables import write_lines, write_table

_EDITION = re.compile(
    r"\b(?:19|20)\d\d(?:\s*[-/–]\s*(?:19|20)?\d\d)?\b|['’]\d\d\b|\b\d+(?:st|nd|rd|th)\s+(?:annual\s+)?"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d+.*$"
    r"|\b(?:annual|online|virtual|digital|hybrid)(?:\s+(?:edition|event|conference))?\b",
    re.IGNORECASE,
)
_PLAUSIBLE = re.compile(
    r"conf|con\b|days?\b|fest|summit|camp|meetup|forum|congress|world|expo|week|live|jam|unconference|symposium|py",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:the |global |international )?(?:\w+ )?"
    r"(?:conference|summit|meetup|forum|congress|day|days|week|expo|world|live)",
    re.IGNORECASE,
)


def series_name(edition: str) -> str:
    """Give the name of a series from that of one of its editions.

    >>> series_name("DjangoCon US 2014"), series_name("JSConf EU '19: day 1")
    ('DjangoCon US', 'JSConf EU')
    """
    name = re.sub(r"\s*(?:[(:|]|circa\b).*$", "", edition)
    name = _EDITION.sub(" ", name)
    name = re.sub(r"\s+", " ", name)
    return name.strip(" -–—,.#@&")


def _json_members(path: Path, pattern: str) -> Iterator[tuple[str, Any]]:
    """Give the parsed JSON files of an archive whose names fit."""
    with tarfile.open(path) as archive:
        for member in archive:
            handle = archive.extractfile(member) if re.search(pattern, member.name) else None
            if handle is not None:
                yield member.name, json.loads(handle.read())


def plausible(name: str, years: int, topics: int = 1) -> bool:
    """Tell whether a name found in so many years, under so many topics, is one of a series of events."""
    words = name.split()
    if not 3 <= len(name) <= 40 or len(words) > 5 or not readers.is_latin(name) or name.isdigit():
        return False
    if (name.islower() and len(words) > 1) or _GENERIC.fullmatch(name):
        return False
    return years >= 2 or (bool(_PLAUSIBLE.search(name)) and (len(words) <= 3 or topics >= 2))


def conference_series(path: Path) -> dict[str, str]:
    """Give the series of tech-conferences with the address of their last edition."""
    years: dict[str, set[str]] = defaultdict(set)
    topics: dict[str, set[str]] = defaultdict(set)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    addresses: dict[str, str] = {}
    members = sorted(_json_members(path, r"conferences/\d{4}/[\w-]+\.json$"), key=lambda item: item[0])
    for member, events in members:
        for event in events:
            name = series_name(event["name"])
            spellings[fold(name)][name] += 1
            years[fold(name)].add(member.split("/")[-2])
            topics[fold(name)].add(member.split("/")[-1])
            addresses[fold(name)] = event.get("url", "")
    found = {}
    for key, counts in spellings.items():
        name = min(counts, key=lambda spelling: (-counts[spelling], spelling))
        if plausible(name, len(years[key]), len(topics[key])):
            found[name] = re.sub(r"[/?#]*$", "", addresses[key])
    return found


def pyvideo(path: Path) -> tuple[set[str], set[str]]:
    """Give the series of pyvideo, and the first names of its speakers that occur twice or more."""
    series: set[str] = set()
    people: dict[str, set[str]] = defaultdict(set)
    for member, record in _json_members(path, r"\.json$"):
        if member.endswith("/category.json"):
            name = series_name(record["title"])
            if plausible(name, 2):
                series.add(name)
        elif "/videos/" in member:
            for speaker in record.get("speakers") or []:
                words = speaker.split()
                if 2 <= len(words) <= 4:
                    people[words[0]].add(speaker)
    names = {name for name, speakers in people.items() if len(speakers) >= 2 and readers.is_given_name(name)}
    return series, names


def renew(conferences: Path, videos: Path, curated: Path) -> None:
    """Write the lists that come out of the two archives."""
    addresses = conference_series(conferences)
    series, names = pyvideo(videos)
    rows = {fold(name): [name, url, "tech-conferences"] for name, url in addresses.items()}
    for name in sorted(series):
        rows.setdefault(fold(name), [name, "", "pyvideo"])
    ordered = sorted(rows.values(), key=lambda row: (row[0].casefold(), row[0]))
    write_table(curated / "events-from-data.tsv", ["name", "url", "source"], ordered)
    write_lines(curated / "given-names-from-data.txt", sorted(names))
