"""The group of commands: known by name, loaded when called."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

import click

import talkgraph

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COMMANDS", "CommandEntry", "group"]


class CommandEntry(NamedTuple):
    """Where a command is, and its line in the help."""

    module: str
    help: str


COMMANDS: Mapping[str, CommandEntry] = {
    "build": CommandEntry("talkgraph.cli.build", "Read recaps and make or update the graph."),
    "review": CommandEntry("talkgraph.cli.review", "Decide what is doubtful, and write it down."),
    "ask": CommandEntry("talkgraph.cli.ask", "Ask the graph in words."),
    "query": CommandEntry("talkgraph.cli.query", "Ask the graph in SPARQL."),
    "report": CommandEntry("talkgraph.cli.report", "Answer a question that has a name."),
    "why": CommandEntry("talkgraph.cli.why", "Say what stands behind a statement, or why there is none."),
    "diff": CommandEntry("talkgraph.cli.diff", "Say what changed between two graphs."),
    "explore": CommandEntry("talkgraph.cli.explore", "Write the graph as an interactive page."),
    "site": CommandEntry("talkgraph.cli.site", "Write the graph as a static site."),
    "serve": CommandEntry("talkgraph.cli.serve", "Serve the graph over HTTP."),
    "export": CommandEntry("talkgraph.cli.export", "Write the graph for other programs."),
    "push": CommandEntry("talkgraph.cli.push", "Send the graph to another SPARQL store."),
    "validate": CommandEntry("talkgraph.cli.validate", "Hold the graph against its shapes."),
    "doctor": CommandEntry("talkgraph.cli.doctor", "Look whether the graph's folder is whole."),
    "eval": CommandEntry("talkgraph.cli.eval", "Measure how good the graph is."),
}


class _LazyGroup(click.Group):
    """A group that imports a command only when it is called: its help needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is not None:
            return cast("click.Command", getattr(import_module(entry.module), cmd_name))
        near = get_close_matches(cmd_name, COMMANDS, n=1)
        if near:
            ctx.fail(f"No such command {cmd_name!r}; did you mean {near[0]!r}?")
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


_EXAMPLES = """\b
talkgraph build corpus/
talkgraph report related "InterPlanetary File System"
talkgraph explore --output graph.html
"""


@click.group(cls=_LazyGroup, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(talkgraph.__version__, prog_name="talkgraph")
@click.option("-v", "--verbose", count=True, help="Say more about what is going on; twice for all of it.")
def group(verbose: int) -> None:
    """Recaps of meetups and conferences in, a knowledge graph out."""
    import logging

    level = {0: logging.WARNING, 1: logging.INFO}.get(verbose, logging.DEBUG)
    logging.basicConfig(level=logging.WARNING, format="talkgraph: %(message)s", force=True)
    logging.getLogger("talkgraph").setLevel(level)
