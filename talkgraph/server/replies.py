"""What a job gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Problem", "Reply", "problem"]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer over HTTP.

    Attributes:
        body: its bytes.
        media: its media type, without a charset.
        status: the HTTP status.
        headers: further headers.
    """

    body: bytes
    media: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def head(self) -> dict[str, Any]:
        """All but the body, as plain values."""
        return {"media": self.media, "status": self.status, "headers": dict(self.headers)}

    @classmethod
    def of(cls, head: Mapping[str, Any], body: bytes) -> Reply:
        """The reply whose ``head`` and body these are."""
        return cls(body, head["media"], head["status"], MappingProxyType(dict(head["headers"])))


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer.

    Attributes:
        status: the HTTP status.
        message: what was tried, what is wrong, and what to do.
        line, column: where in the query, counted from 1, if known.
        limit: the limit that was reached, such as ``seconds``; empty if none was.
    """

    status: int
    message: str
    line: int | None = None
    column: int | None = None
    limit: str = ""

    def reply(self, accept: str | None = None) -> Reply:
        """The problem as text, or as JSON for clients that ask for it.

        Args:
            accept: the client's ``Accept`` header.
        """
        import json

        from talkgraph.server.media import accepted

        headers = {"X-Talkgraph-Limit": self.limit} if self.limit else {}
        if any("json" in entry.range and entry.quality > 0 for entry in accepted(accept)):
            facts = {"message": self.message, "line": self.line, "column": self.column, "limit": self.limit}
            error = {name: value for name, value in facts.items() if value not in {None, ""}}
            body = json.dumps({"error": error}, ensure_ascii=False).encode() + b"\n"
            return Reply(body, "application/json", self.status, MappingProxyType(headers))
        return Reply(f"{self.message}\n".encode(), "text/plain", self.status, MappingProxyType(headers))


def problem(error: Exception, status: int) -> Problem:
    """What a talkgraph error says, for HTTP."""
    return Problem(
        status, str(error), line=getattr(error, "line", None), column=getattr(error, "column", None)
    )
