"""What libraries and the system raise, as talkgraph's own errors: the one place for it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from talkgraph.errors import SourceError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["parsing", "reading"]


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Run file operations; what the system refuses becomes an ``UnreadableError``.

    Args:
        path: the file or folder, as it was given.

    Raises:
        UnreadableError: on any ``OSError``.
    """
    try:
        yield
    except SourceError:
        raise
    except RuntimeError as error:
        raise UnreadableError(path, "is a link that leads back to itself") from error
    except FileNotFoundError as error:
        raise UnreadableError(path, "no such file or folder") from error
    except PermissionError as error:
        raise UnreadableError(path, "permission denied; check who may read it") from error
    except IsADirectoryError as error:
        raise UnreadableError(path, "is a folder, not a file") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableError(path, f"cannot be read: {reason}") from error


@contextmanager
def parsing(source: str, form: str) -> Iterator[None]:
    """Run a parser of a library; whatever it raises becomes an ``UnreadableError``.

    Nothing but the call of the library belongs inside, so that no error of
    our own is taken for one of the text.

    Args:
        source: what is being read.
        form: name of its format, for the message.

    Raises:
        UnreadableError: on anything but a ``SourceError``.
    """
    try:
        yield
    except SourceError:
        raise
    except RecursionError as error:
        raise UnreadableError(source, f"is nested too deeply to be read as {form}") from error
    except Exception as error:
        raise UnreadableError(source, f"cannot be read as {form}: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
