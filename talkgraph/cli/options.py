"""Options that several commands share, each written once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from talkgraph.store import save_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["format_option", "output_option", "store_option", "write_output"]

F = TypeVar("F", bound="Callable[..., Any]")


def store_option(command: F) -> F:
    """``--store``: the folder of the store, as a ``Path`` named ``store``."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        default=Path("talkgraph.db"),
        envvar="TALKGRAPH_STORE",
        show_default=True,
        show_envvar=True,
        metavar="DIR",
        help="Folder of the graph.",
    )(command)


def format_option(names: Sequence[str], *, default: str) -> Callable[[F], F]:
    """``--format``: one of some names, as a string named ``format_``."""

    def add(command: F) -> F:
        return click.option(
            "--format",
            "format_",
            type=click.Choice(names),
            default=default,
            show_default=True,
            help="Format of the output.",
        )(command)

    return add


def output_option(command: F) -> F:
    """``--output``: a file, as a ``Path`` named ``output``; None, as for ``-``, is the standard output."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar="FILE",
        callback=_file_or_none,
        help="Write there instead of to the standard output.",
    )(command)


def _file_or_none(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    return None if value == Path("-") else value


def write_output(data: bytes, output: Path | None) -> None:
    """Writes what a command made to a file, or to the standard output."""
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        save_file(output, data)
