"""The page of the reports, from their registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference_pages.markdown import anchor, code, escaped, fenced, link, page, table
from talkgraph.reports import FORMATS, report_kinds

if TYPE_CHECKING:
    from talkgraph.reports import ReportKind

__all__ = ["reports_page"]


def reports_page() -> str:
    """All reports: what each answers, what it takes, how it is asked."""
    kinds = report_kinds().values()
    rows = [[link(code(kind.name), f"report-{kind.name}"), escaped(kind.description)] for kind in kinds]
    return page(
        "# Reports",
        f"A report is asked by its name, with {link(code('talkgraph report'), 'command-report')} or "
        f"`talkgraph.run_report`, and written as {', '.join(FORMATS)}. `--why` adds the sentences.",
        table(["report", "tells"], rows),
        *(_section(kind) for kind in kinds),
    )


def _section(kind: ReportKind) -> str:
    call = " ".join(filter(None, ["talkgraph report", kind.name, kind.argument]))
    taken = ", ".join(code(f"--{option}") for option in kind.options)
    return page(
        anchor(f"report-{kind.name}"),
        f"## {kind.name}",
        f"**{escaped(kind.title)}**: {escaped(kind.description)}.",
        f"It is called as {code(call)}" + (f" and takes {taken}." if taken else "."),
        fenced("text", kind.example),
    ).rstrip()
