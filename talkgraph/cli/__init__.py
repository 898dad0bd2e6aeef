"""The command line: options, one public call, print."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command.

    Args:
        arguments: the words after ``talkgraph``; None for those of the process.

    Returns:
        The exit status: 0 done, 1 the data or the query is at fault, 2 wrong
        usage, 130 interrupted. Whatever went wrong is one line on stderr.
    """
    status = _run(arguments)
    if arguments is None:
        gc.freeze()  # the process ends: a last look through models and graphs would take a third of a second
    return status


def _run(arguments: Sequence[str] | None) -> int:
    import click

    from talkgraph.cli.group import group
    from talkgraph.errors import TalkgraphError

    try:
        status = group.main(args=arguments, prog_name="talkgraph", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return _INTERRUPTED
    except TalkgraphError as error:
        return _complain(str(error), error.exit_status)
    except (OSError, RuntimeError) as error:
        from talkgraph.store import first_line, is_damage

        if is_damage(error):
            cause = first_line(error)
            return _complain(f"the graph is damaged ({cause}); talkgraph doctor looks at all of it", 1)
        if isinstance(error, RuntimeError):
            raise
        where = f"{error.filename}: " if error.filename is not None else ""
        return _complain(f"{where}{error.strerror or error}", 1)
    return status if isinstance(status, int) else 0


def _complain(message: str, status: int) -> int:
    sys.stderr.write(f"talkgraph: {' '.join(message.split())}\n")
    return status
