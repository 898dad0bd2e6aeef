"""The pages of the commands, from what click knows of them."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING

import click

from reference_pages.markdown import anchor, code, directive, escaped, fenced, link, page, table
from talkgraph.cli.group import COMMANDS, group

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["command_page", "commands", "commands_page"]

_PROGRAM = "talkgraph"


def commands() -> Mapping[str, click.Command]:
    """The commands by name, in the order of the help."""
    context = click.Context(group, info_name=_PROGRAM, **group.context_settings)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def commands_page(names: Mapping[str, click.Command]) -> str:
    """The list of the commands, and the options of the program itself."""
    context = click.Context(group, info_name=_PROGRAM, **group.context_settings)
    rows = [
        [link(code(f"{_PROGRAM} {name}"), f"command-{name}"), escaped(COMMANDS[name].help)] for name in names
    ]
    return page(
        "# Commands",
        escaped(group.help or ""),
        table(["command", "does"], rows),
        "## Options of every command",
        "`-h` and `--help` stand behind any command too; the others stand before it.",
        *_options(_PROGRAM, group.get_params(context), context),
        "## Exit status",
        table(
            ["status", "means"],
            [
                ["0", "done"],
                ["1", "the data or the query is at fault, or a file; one line on stderr says what"],
                ["2", "the command was called in a way that it cannot be"],
                ["130", "interrupted"],
            ],
        ),
        directive("toctree", "", "\n".join(names), options=["hidden"]),
    )


def command_page(name: str, command: click.Command) -> str:
    """The page of one command."""
    program = f"{_PROGRAM} {name}"
    context = click.Context(
        command, info_name=name, parent=click.Context(group, info_name=_PROGRAM, **group.context_settings)
    )
    paragraphs = cleandoc(command.help or "").split("\n\n")
    examples = cleandoc((command.epilog or "").replace("\b", ""))
    return page(
        anchor(f"command-{name}"),
        f"# {program}",
        escaped(paragraphs[0]),
        fenced("text", " ".join([program, *command.collect_usage_pieces(context)])),
        *map(escaped, paragraphs[1:]),
        "## Options",
        *_options(program, command.params, context),
        *(["## Examples", fenced("text", examples)] if examples else []),
    )


def _options(program: str, parameters: list[click.Parameter], context: click.Context) -> Iterator[str]:
    yield directive("program", program)
    for parameter in parameters:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            yield _option(parameter, context)


def _option(option: click.Option, context: click.Context) -> str:
    value = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    spelt = ", ".join(f"{name}{value}" for name in [*option.opts, *option.secondary_opts])
    return directive("option", spelt, " ".join([escaped(option.help or ""), *_facts(option, context)]))


def _facts(option: click.Option, context: click.Context) -> Iterator[str]:
    """What click adds to the help of an option, in sentences."""
    extra = option.get_help_extra(context)
    if option.multiple:
        yield "It may be given several times."
    if "range" in extra:
        yield f"Range: {code(str(extra['range']))}."
    if "default" in extra:
        yield f"Default: {code(str(extra['default']))}."
    if "envvars" in extra:
        yield f"Environment: {', '.join(map(code, extra['envvars']))}."
