"""A web site on this machine that answers as it is told."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping
    from io import BufferedIOBase

__all__ = ["HTML", "PAGE", "Page", "Site", "serving", "to"]

HTML = {"Content-Type": "text/html"}

PAGE = b"<html><title>ParisJS 12</title><h1>ParisJS 12</h1><p>First talk was by Jane Doe, from Algolia.</p>"


@dataclass(frozen=True)
class Page:
    """What the site answers.

    Attributes:
        body: as it is sent.
        status, headers: as they are sent; a length is added if none is stated.
        send: called with the connection instead of sending the body, if given.
    """

    body: bytes = PAGE
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: HTML)
    send: Callable[[BufferedIOBase], None] | None = None


def to(place: str, status: int = 302) -> Page:
    """An answer that leads on."""
    return Page(b"", status, {"Location": place})


@dataclass
class Site:
    """A site that is served.

    Attributes:
        address: without a slash at its end.
        pages: by path and query; what is not there is answered with 404.
        asked: the paths that were asked for, in order, each with the headers.
    """

    address: str
    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    connections: int = 0

    @property
    def paths(self) -> list[str]:
        """What was asked for, but robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serves a site in a thread until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            page = site.pages.get(self.path, Page(b"nothing here", 404))
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if page.send is None and "Content-Length" not in page.headers:
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # the client has seen enough
                if page.send is None:
                    self.wfile.write(page.body)
                else:
                    page.send(self.wfile)
            self.close_connection = True

        def log_message(self, *words: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def process_request(self, *request: object) -> None:
            site.connections += 1
            super().process_request(*request)  # type: ignore[arg-type]

        def handle_error(self, *request: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    scheme = "http"
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        scheme = "https"
    port = server.server_address[1]
    site = Site(f"{scheme}://127.0.0.1:{port}", port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
