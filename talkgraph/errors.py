"""Everything that talkgraph raises on purpose.

::

    TalkgraphError                 anything below; the command line prints it as one line
    ├── SourceError                a recap cannot be read
    │   ├── NoRecapsError          a folder or path holds no recap
    │   ├── UnreadableError        missing, not a text, wrong encoding, vanished while reading
    │   ├── EmptyRecapError        there is no text in it
    │   ├── TooLargeError          above the size limit
    │   ├── FrontMatterError       the front matter is not valid YAML, TOML or JSON
    │   └── FetchError             an address cannot be, or must not be, fetched
    │       └── UnreachableError   the server is not reached, or in trouble: it may be later
    ├── CorrectionsError           a corrections file is at fault; carries its line if known
    ├── ModelError                 the spaCy model is missing or unfit
    ├── StoreError                 the store cannot be used
    │   ├── NotAStoreError         the folder is no talkgraph store
    │   ├── StoreVersionError      it was written by another format version
    │   ├── StoreBusyError         another build holds the lock
    │   ├── LostRecapsError        recaps that it holds can neither be kept nor read again
    │   ├── LessCertainError       it was built with a higher confidence than is asked for
    │   └── RemoteStoreError       a store on the network is not reached, refuses, or is in trouble
    ├── ClusterError               a Spark cluster is not reached, or fails
    ├── QueryError                 a SPARQL query is at fault; carries line and column if known
    │   └── ForbiddenQueryError    it would change data or reach over the network
    ├── QuestionError              a question in words has no form that is known; carries the nearest forms
    │   └── UnknownNameError       it asks about something that is not in the graph; carries near names
    ├── NotFoundError              no thing, report or saved query of that name; carries suggestions
    ├── FormatError                an unknown output format, or one that does not fit the output
    ├── FolderError                a folder for output holds what is not ours
    ├── ValidationError            the graph breaks its own shapes
    └── MissingExtraError          an optional package is not installed

Messages say what was tried, what is wrong, where, and what to do. The facts
stay readable as attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "ClusterError",
    "CorrectionsError",
    "EmptyRecapError",
    "FetchError",
    "FolderError",
    "ForbiddenQueryError",
    "FormatError",
    "FrontMatterError",
    "LessCertainError",
    "LostRecapsError",
    "MissingExtraError",
    "ModelError",
    "NoRecapsError",
    "NotAStoreError",
    "NotFoundError",
    "QueryError",
    "QuestionError",
    "RemoteStoreError",
    "SourceError",
    "StoreBusyError",
    "StoreError",
    "StoreVersionError",
    "TalkgraphError",
    "TooLargeError",
    "UnknownNameError",
    "UnreachableError",
    "UnreadableError",
    "ValidationError",
]


_SHOWN = 5  # names that a message lists
_LONGEST_EXCERPT = 200


def excerpt(text: str) -> str:
    """A text as a message quotes it: the beginning of one that is too long.

    >>> excerpt("IPFS"), len(excerpt("x" * 10_000))
    ('IPFS', 200)
    """
    return text if len(text) <= _LONGEST_EXCERPT else f"{text[: _LONGEST_EXCERPT - 1]}…"


class TalkgraphError(Exception):
    """Base of all errors that talkgraph raises on purpose."""

    exit_status = 1


class _FileError(TalkgraphError):
    """A file that people write is at fault, at a line if that is known."""

    def __init__(self, path: Path | str, reason: str, *, line: int | None = None) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {reason}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _file_error, (type(self), self.path, self.reason, self.line)


def _file_error(kind: type[_FileError], path: Path | str, reason: str, line: int | None) -> _FileError:
    """An error that came from another process."""
    return kind(path, reason) if line is None else kind(path, reason, line=line)


class SourceError(_FileError):
    """A recap cannot be read.

    Attributes:
        path: the file or folder as it was given.
        reason: what is wrong with it, and what to do.
        line: line in the file, counted from 1, if known.
    """


class NoRecapsError(SourceError):
    """A folder or path holds no recap."""


class UnreadableError(SourceError):
    """The file is missing, not a text, wrongly encoded, or vanished while it was read."""


class EmptyRecapError(SourceError):
    """The file holds no text."""


class TooLargeError(SourceError):
    """The file is above the size limit."""


class FrontMatterError(SourceError):
    """The front matter is not valid YAML, TOML or JSON."""


class FetchError(SourceError):
    """An address cannot be, or must not be, fetched.

    Attributes:
        url: the address, without a name and password in it.
        reason: what is wrong with it or its answer, and what to do.
    """

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        super().__init__(url, reason)


class UnreachableError(FetchError):
    """The server of an address is not reached, breaks off, or is in trouble: it may be there later."""


class CorrectionsError(_FileError):
    """A corrections file cannot be read, or says something that is no correction.

    Attributes:
        path: the file as it is called in messages.
        reason: what is wrong with it, and what to do.
        line: line in the file, counted from 1, if known.
    """


class ModelError(TalkgraphError):
    """The spaCy model is missing or lacks a component that talkgraph needs."""


class StoreError(TalkgraphError):
    """The store cannot be used.

    Attributes:
        path: the store's folder.
        reason: what is wrong with it, and what to do.
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class NotAStoreError(StoreError):
    """The folder is missing or is no talkgraph store."""


class StoreVersionError(StoreError):
    """The store was written in a format that this version does not read."""


class StoreBusyError(StoreError):
    """Another build holds the store's lock."""


class LostRecapsError(StoreError):
    """A build would drop recaps that the store holds: they are not among those given, and cannot be kept.

    Attributes:
        sources: those recaps, sorted; empty where it cannot be told which they are.
    """

    def __init__(self, path: Path | str, reason: str, sources: Sequence[str] = ()) -> None:
        self.sources = tuple(sources)
        shown = ", ".join(self.sources[:_SHOWN])
        more = f" and {len(self.sources) - _SHOWN:,} more" if len(self.sources) > _SHOWN else ""
        what = (
            f"would lose {shown}{more}: {reason}; give all its recaps, or" if self.sources else f"{reason};"
        )
        super().__init__(path, f"{what} build into another folder")


class LessCertainError(StoreError):
    """The store was built with a higher confidence than is asked for.

    Attributes:
        asked: the confidence that is asked for.
        built: the one that the store was built with.
    """

    def __init__(self, path: Path | str, *, asked: float, built: float) -> None:
        self.asked = asked
        self.built = built
        super().__init__(
            path,
            f"holds statements from confidence {built:g} on, as it was built; for those from {asked:g} on, "
            f"build it again with --min-confidence {asked:g}",
        )


class RemoteStoreError(StoreError):
    """A store on the network is not reached, refuses, or is in trouble.

    Attributes:
        path: its address.
        reason: what is wrong, and what to do.
    """

    def __init__(self, address: object, reason: str) -> None:
        super().__init__(str(address), reason)


class ClusterError(TalkgraphError):
    """A Spark cluster is not reached, or what is asked of it fails.

    Attributes:
        master: the cluster, as Spark names it.
        reason: what is wrong.
    """

    def __init__(self, master: str, reason: str) -> None:
        self.master = master
        self.reason = reason
        super().__init__(f"Spark at {master}: {reason}")


class QueryError(TalkgraphError):
    """A SPARQL query is at fault.

    Attributes:
        reason: the cause in words.
        line: line in the query, counted from 1, if known.
        column: column in that line, counted from 1, if known.
    """

    def __init__(self, reason: str, *, line: int | None = None, column: int | None = None) -> None:
        self.reason = reason
        self.line = line
        self.column = column
        where = f", line {line}, column {column}" if line is not None else ""
        super().__init__(f"query{where}: {reason}")


class ForbiddenQueryError(QueryError):
    """The query would change data or reach over the network."""


class QuestionError(TalkgraphError):
    """A question in words cannot be read.

    Attributes:
        question: it, on one line.
        reason: what is wrong with it.
        forms: questions of the nearest forms that can be read, best first.
    """

    def __init__(self, question: str, reason: str, *, forms: Sequence[str] = ()) -> None:
        self.question = question
        self.reason = reason
        self.forms = tuple(forms)
        hint = f"; the nearest that can: {', '.join(map(repr, self.forms))}" if forms else ""
        super().__init__(f"question {excerpt(question)!r}: {reason}{hint}")


class UnknownNameError(QuestionError):
    """A question asks about something that is not in the graph.

    Attributes:
        kinds: what it was looked for as, such as ``"person"``; empty for anything.
        name: the name as it was written.
        suggestions: near names, best first.
        known_as: what the graph knows by that name instead, such as ``"organization"``; empty for nothing.
    """

    def __init__(
        self,
        question: str,
        kinds: Sequence[str],
        name: str,
        suggestions: Sequence[str] = (),
        *,
        known_as: str = "",
    ) -> None:
        self.kinds = tuple(kinds)
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = f"; did you mean {', '.join(map(repr, self.suggestions))}?" if suggestions else ""
        self.known_as = known_as
        what = " or ".join(sorted(self.kinds)) or "thing"
        if known_as:
            hint = f"; there it is the name of another kind of thing: {known_as}"
        super().__init__(question, f"no {what} named {excerpt(name)!r} in the graph{hint}")


class NotFoundError(TalkgraphError):
    """Nothing of that name exists.

    Attributes:
        what: the kind of thing that was looked for, such as ``"talk"``.
        name: the name that was given.
        suggestions: near names, best first.
    """

    def __init__(self, what: str, name: str, suggestions: Sequence[str] = ()) -> None:
        self.what = what
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = f"; did you mean {', '.join(map(repr, self.suggestions))}?" if suggestions else ""
        super().__init__(f"no {what} named {excerpt(name)!r}{hint}")


class FormatError(TalkgraphError):
    """An output format is not known, or cannot be written to such an output."""


class FolderError(TalkgraphError):
    """A folder for output holds what is not ours, so that nothing is written there.

    Attributes:
        path: the folder.
        reason: what is wrong with it, and what to do.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class ValidationError(TalkgraphError):
    """The graph breaks its own shapes."""


class MissingExtraError(TalkgraphError):
    """An optional package is not installed.

    Attributes:
        package: what could not be imported.
        extra: the extra of talkgraph that brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(f"{package} is not installed: pip install 'talkgraph[{extra}]'")
