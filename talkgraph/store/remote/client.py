"""Speaking with a store over the network: queries and updates by the SPARQL 1.1 protocol.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from talkgraph.errors import QueryError, RemoteStoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import requests

    from talkgraph.store.remote.endpoint import Endpoint

__all__ = ["SparqlClient"]

_CONNECT = 10.0  # seconds
_LONGEST_REASON = 300
_CUT = ("X-SPARQL-MaxRows", "X-Talkgraph-Truncated")


class SparqlClient:
    """One store on the network; connections stay open between requests.

    User and password are those of ``TALKGRAPH_USER`` and ``TALKGRAPH_PASSWORD``,
    else those of ``~/.netrc``. They are sent as the server asks for them: basic or digest.

    Args:
        endpoint: where queries are sent to.
        updates: where updates are sent to; None for the same address.
        seconds: how long an answer may take.
    """

    def __init__(
        self, endpoint: Endpoint, *, updates: Endpoint | None = None, seconds: float = 600.0
    ) -> None:
        self.endpoint = endpoint
        self.updates = updates or endpoint
        self._seconds = seconds
        self._of_thread = threading.local()  # a session is for one thread

    def query(
        self, text: str, *, accept: str, default: Sequence[str] = (), named: Sequence[str] = ()
    ) -> bytes:
        """The answer to a query.

        Args:
            text: the query, with all its prefixes.
            accept: the media type of the answer.
            default: IRIs of the graphs that make the default graph; none for the store's own.
            named: IRIs of the graphs that are the named ones, likewise.

        Raises:
            QueryError: the store does not understand or like the query, or cuts the answer short.
            RemoteStoreError: it is not reached, refuses, or is in trouble.
        """
        form = [("query", text)]
        form += [("default-graph-uri", iri) for iri in default]
        form += [("named-graph-uri", iri) for iri in named]
        answer = self._post(self.endpoint, form, accept)
        cut = next((answer.headers[name] for name in _CUT if name in answer.headers), None)
        if cut is not None:
            raise QueryError(
                f"{self.endpoint} cuts answers short ({cut.removeprefix('rows=')} rows): "
                "raise its limit, or ask for less"
            )
        return answer.content

    def update(self, text: str) -> None:
        """Changes the store.

        Raises:
            QueryError: the store does not understand or like the update.
            RemoteStoreError: it is not reached, refuses, or is in trouble.
        """
        self._post(self.updates, [("update", text)], "*/*")

    def _post(self, to: Endpoint, form: Sequence[tuple[str, str]], accept: str) -> requests.Response:
        import requests

        def send() -> requests.Response:
            return self._session().post(
                to.url,
                data=list(form),
                headers={"Accept": accept},
                timeout=(_CONNECT, self._seconds),
                allow_redirects=False,
            )

        try:
            answer = send()
            if answer.status_code == requests.codes.unauthorized and self._authorize(answer):
                answer = send()
        except requests.RequestException as error:
            raise RemoteStoreError(to, f"cannot be reached: {_cause(error)}") from error
        if answer.ok and not answer.is_redirect:
            return answer
        raise _refusal(to, answer)

    def _session(self) -> requests.Session:
        import requests

        session: requests.Session | None = getattr(self._of_thread, "session", None)
        if session is None:
            session = self._of_thread.session = requests.Session()
            # No password before it is asked for: Virtuoso does not say how, once it got one in the wrong way.
            session.auth = lambda request: request
        return session

    def _authorize(self, answer: requests.Response) -> bool:
        """Turns to the authentication that an answer asks for; whether there is a new one to try."""
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth
        from requests.utils import get_netrc_auth

        session = self._session()
        user, password = os.environ.get("TALKGRAPH_USER"), os.environ.get("TALKGRAPH_PASSWORD")
        known = (user, password) if user and password else get_netrc_auth(self.endpoint.url)
        if known is None or isinstance(session.auth, HTTPBasicAuth | HTTPDigestAuth):
            return False
        digest = "digest" in answer.headers.get("WWW-Authenticate", "").casefold()
        session.auth = HTTPDigestAuth(*known) if digest else HTTPBasicAuth(*known)
        return True


def _refusal(to: Endpoint, answer: requests.Response) -> QueryError | RemoteStoreError:
    words = " ".join(answer.text.split()) if "html" not in answer.headers.get("Content-Type", "") else ""
    reason = words[:_LONGEST_REASON] or answer.reason
    if answer.status_code == 400:
        return QueryError(f"{to} does not understand it: {reason}")
    if answer.status_code in {401, 403}:
        return RemoteStoreError(
            to,
            f"refuses ({answer.status_code}): set TALKGRAPH_USER and TALKGRAPH_PASSWORD to what it asks for",
        )
    if answer.is_redirect:
        return RemoteStoreError(to, f"sends on to {answer.headers.get('Location')}; use that address")
    return RemoteStoreError(to, f"answers {answer.status_code}: {reason}")


def _cause(error: Exception) -> str:
    """What is wrong in few words; the errors of a request hold those of the layers below."""
    inner: BaseException = error
    while inner.__cause__ is not None or inner.__context__ is not None:
        inner = inner.__cause__ or inner.__context__ or inner
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    return str(inner) or type(inner).__name__
