"""``python -m sessions [--write] PAGE…``: says what is not as pages show it, or writes it into them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sessions.blocks import read_page
from sessions.checking import check_page, rewritten
from sessions.workshop import Workshop


def main() -> int:
    """Checks pages; the exit status says whether all is as they show it."""
    parser = argparse.ArgumentParser(prog="sessions", description="Run what pages show.")
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write what is printed now into the pages")
    given = parser.parse_args()
    workshop = Workshop(Path(__file__).resolve().parents[2])
    complaints = 0
    try:
        for path in given.pages:
            page = read_page(path)
            outcomes = check_page(page, workshop)
            for outcome in filter(lambda outcome: outcome.complaint, outcomes):
                complaints += 1
                sys.stdout.write(f"{path}:{outcome.command.first + 1}: {outcome.complaint}\n\n")
            if given.write:
                path.write_text(rewritten(page, outcomes), encoding="utf-8")
    finally:
        workshop.close()
    return 1 if complaints and not given.write else 0


if __name__ == "__main__":
    sys.exit(main())
