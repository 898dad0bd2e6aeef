"""Check that training paragraphs and sections follow FORMAT.md.

    python training/check.py FILE…

Prints one line a fault (file, line, what is wrong) and a summary; exit status 1 if there was any.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

TYPES = {"Person", "Organization", "Technology", "Event", "Place"}
SIGNATURES = {
    "worksFor": ({"Person"}, {"Organization"}),
    "formerlyWorkedFor": ({"Person"}, {"Organization"}),
    "created": ({"Person", "Organization"}, {"Technology", "Organization"}),
    "organizes": ({"Person", "Organization"}, {"Event"}),
    "hosts": ({"Organization", "Place"}, {"Event"}),
    "sponsors": ({"Organization"}, {"Event"}),
    "uses": ({"Person", "Organization", "Technology"}, {"Technology"}),
    "buildsOn": ({"Technology"}, {"Technology"}),
    "partOf": ({"Technology"}, {"Technology"}),
    "alternativeTo": ({"Technology"}, {"Technology"}),
    "inspiredBy": ({"Technology"}, {"Technology"}),
    "basedIn": ({"Organization", "Event"}, {"Place"}),
}
NAME = re.compile(r"\[\[([^\[\]|]+)\|([A-Za-z]+)\]\]")
BETWEEN = {"paragraphs": r"(\n\s*\n)", "sections": r"((?:^|\n)%%%\n)"}
"""What stands between two entries of a file, by the folder it lies in."""


def faults(text: str, folder: str = "paragraphs") -> list[tuple[int, str]]:
    """What is wrong in one file of that folder, as (line number from 1, message)."""
    found: list[tuple[int, str]] = []
    line = 1
    for chunk in re.split(BETWEEN[folder], text):
        if not chunk.strip() or chunk.strip() == "%%%":
            line += chunk.count("\n")
            continue
        prose = "\n".join(row for row in chunk.split("\n") if not row.startswith("=>"))
        types: dict[str, set[str]] = {}
        for name, kind in NAME.findall(prose):
            types.setdefault(name, set()).add(kind)
            if kind not in TYPES:
                found.append((line, f"unknown type {kind!r}"))
        if "[[" in NAME.sub("", prose) or "]]" in NAME.sub("", prose):
            found.append((line, "a bracket that is not closed as [[text|Type]]"))
        if not prose.strip():
            found.append((line, "relation lines without a paragraph above them"))
        for offset, row in enumerate(chunk.split("\n")):
            if row.startswith("=>"):
                stated = row.removeprefix("=>").removeprefix("?").removeprefix(" ")
                found.extend((line + offset, fault) for fault in _relation(stated, types))
        line += chunk.count("\n")
    return found


def _relation(row: str, types: dict[str, set[str]]) -> list[str]:
    name, colon, rest = row.partition(": ")
    if name == "talk" and colon:
        people, things = (re.search(rf";\s*{key}:\s*([^;]*)", rest) for key in ("by", "about"))
        wanted = [(n, {"Person"}) for n in (people[1].split(", ") if people else [])]
        wanted += [(n, TYPES) for n in (things[1].split(", ") if things else [])]
    elif name in SIGNATURES and " -> " in rest:
        ends = rest.split(" -> ")
        wanted = list(zip(ends, SIGNATURES[name], strict=False))
        if len(ends) != 2 or ends[0] == ends[1]:
            return [f"not SUBJECT -> OBJECT: {row}"]
    else:
        return [f"not a relation line: {row}"]
    out = []
    for end, allowed in wanted:
        if not types.get(end.strip(), set()) & allowed:
            out.append(f"{name}: {end.strip()!r} is not marked above as {' or '.join(sorted(allowed))}")
    return out


def main(paths: list[str]) -> int:
    """Check the files; the exit status."""
    total, bad = Counter[str](), 0
    for path in paths:
        text = Path(path).read_text(encoding="utf-8")
        folder = "sections" if "%%%" in text else "paragraphs"
        for line, fault in faults(text, folder):
            print(f"{path}:{line}: {fault}")
            bad += 1
        entries = re.split(BETWEEN[folder], text)
        total[folder] += sum(bool(entry.strip("% \n")) for entry in entries)
        total["names"] += len(NAME.findall(text))
        total["relations"] += sum(row.startswith("=>") for row in text.split("\n"))
    print(f"{dict(total)}, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
