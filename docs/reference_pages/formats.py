"""The page of the formats of exports and answers."""

from __future__ import annotations

import tomllib
from pathlib import Path

from reference_pages.markdown import anchor, code, link, page, table
from talkgraph.exports import FORMATS as EXPORTS
from talkgraph.questions import ANSWER_FORMATS
from talkgraph.reports import FORMATS as REPORTS
from talkgraph.sparql import FORMATS as ANSWERS

__all__ = ["formats_page"]

_TOLD = Path(__file__).with_name("formats.toml")


def formats_page() -> str:
    """What can be written, by which command.

    Raises:
        KeyError: ``formats.toml`` does not tell of a format.
    """
    told = tomllib.loads(_TOLD.read_text(encoding="utf-8"))
    rows = [[code(name), told[name]["holds"], told[name]["for"]] for name in EXPORTS]
    others = {"query": ANSWERS, "report": REPORTS, "ask": ANSWER_FORMATS}
    return page(
        "# Formats",
        anchor("export-formats"),
        "## Of the graph",
        f"{link(code('talkgraph export'), 'command-export')} writes the graph as:",
        table(["format", "holds", "for"], rows),
        "## Of answers",
        table(
            ["command", "formats"],
            [
                [link(code(f"talkgraph {command}"), f"command-{command}"), ", ".join(map(code, names))]
                for command, names in others.items()
            ],
        ),
    )
