"""Options that several commands share, each written once."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from talkgraph.errors import RemoteStoreError
from talkgraph.store import Endpoint, checked_confidence, save_file, store_place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from talkgraph.reports import Answer

__all__ = [
    "REPORT_FORMATS",
    "format_option",
    "min_confidence_option",
    "output_option",
    "queries_option",
    "store_folder_option",
    "store_option",
    "write_answer",
    "write_output",
]

F = TypeVar("F", bound="Callable[..., Any]")

REPORT_FORMATS = ("table", "markdown", "json", "csv", "html")
"""``talkgraph.reports.FORMATS``, without loading what writes them."""


class _StorePlace(click.ParamType[Path | Endpoint]):
    """A folder, or the address of a SPARQL endpoint."""

    name = "store"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | Endpoint:
        try:
            return store_place(value)
        except RemoteStoreError as error:
            self.fail(str(error), param, ctx)


class _StoreFolder(_StorePlace):
    """A folder of this machine."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        place = super().convert(value, param, ctx)
        if isinstance(place, Endpoint):
            self.fail(f"{place} is no folder; talkgraph push sends a graph there", param, ctx)
        return place


def store_option(command: F) -> F:
    """``--store``: where the store is read, a ``Path`` or an ``Endpoint`` named ``store``."""
    return _store_option(
        command,
        _StorePlace(),
        "Folder of the graph, or the address of any SPARQL 1.1 endpoint that holds it.",
    )


def store_folder_option(command: F) -> F:
    """``--store``: the folder of the store, as a ``Path`` named ``store``, for what writes into it."""
    return _store_option(command, _StoreFolder(), "Folder of the graph.")


def _store_option(command: F, type_: click.ParamType[Any], words: str) -> F:
    return click.option(
        "--store",
        type=type_,
        default="talkgraph.db",
        envvar="TALKGRAPH_STORE",
        show_default=True,
        show_envvar=True,
        metavar="DIR",
        help=words,
    )(command)


def queries_option(command: F) -> F:
    """``--queries``: a folder of the user's own saved queries, as a ``Path`` or None named ``queries``."""
    return click.option(
        "--queries",
        type=click.Path(path_type=Path),
        envvar="TALKGRAPH_QUERIES",
        show_envvar=True,
        show_default="queries beside the store",
        metavar="DIR",
        help="Folder of saved queries of your own (.rq).",
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


def min_confidence_option(
    words: str = "Show only what claims of this confidence, 0 to 1, or more state.",
    *,
    default: float | None = None,
) -> Callable[[F], F]:
    """``--min-confidence``: a number from 0 to 1, as a ``float`` named ``min_confidence``.

    Args:
        words: the help.
        default: what it is if it is not given; None, as for commands that read
            a store, for that of its build.
    """

    def add(command: F) -> F:
        return click.option(
            "--min-confidence",
            type=float,
            default=default,
            show_default="that of the build" if default is None else True,
            metavar="N",
            callback=_confidence_or_none,
            help=words,
        )(command)

    return add


def _confidence_or_none(
    context: click.Context, parameter: click.Parameter, value: float | None
) -> float | None:
    try:
        return None if value is None else checked_confidence(value)
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None


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


def write_answer(answer: Answer, format_: str, output: Path | None, *, why: bool = False) -> None:
    """Writes an answer in one of the formats of reports; on a terminal, as wide as that is."""
    from talkgraph.reports import render

    on_terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if on_terminal else None
    write_output(render(answer, format_, why=why, terminal_width=width).encode(), output)
