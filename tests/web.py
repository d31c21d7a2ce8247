"""A web site on this machine that answers as a test wants, over real sockets."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import httpcore

#: An address that the whole world may reach; tests lead it to this machine.
PUBLIC = "93.184.216.34"


class Reply(NamedTuple):
    """What the site answers; a header without words is not sent."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {"Content-Type": "text/html; charset=utf-8"}
    #: Seconds between two bytes of the body.
    pause: float = 0.0


class Asked(NamedTuple):
    """What the site was asked."""

    path: str
    headers: Mapping[str, str]
    at: float
    body: bytes = b""


class Site:
    """A running site: what it answers by path, and what it was asked."""

    def __init__(self, port: int, scheme: str) -> None:
        self.pages: dict[str, Reply | Callable[[Asked], Reply]] = {}
        self.asked: list[Asked] = []
        self.port = port
        self.scheme = scheme

    @property
    def address(self) -> str:
        """Return the address of the site on this machine."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def get_paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [asked.path for asked in self.asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    server: _Server

    def do_GET(self) -> None:
        headers = {name.lower(): words for name, words in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", "0")))
        asked = Asked(self.path, headers, time.monotonic(), body)
        self.server.site.asked.append(asked)
        page = self.server.site.pages.get(self.path, Reply(b"", 404))
        self._send(page(asked) if callable(page) else page)

    do_POST = do_GET  # noqa: N815

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, words in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            if words:
                self.send_header(name, words)
        self.end_headers()
        pieces = (bytes((byte,)) for byte in reply.body) if reply.pause else (reply.body,)
        try:
            for piece in pieces:
                self.wfile.write(piece)
                time.sleep(reply.pause)
        except OSError:
            # The other side had enough.
            self.close_connection = True

    def log_message(self, format: str, *arguments: Any) -> None:
        """Stay silent."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A test does not wait for a page that comes slowly.
    block_on_close = False
    site: Site

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay silent: clients that hang up are what is tested."""


@contextmanager
def run_site(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a site on a free port of this machine until the end of the block."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = Site(server.server_port, "https" if context else "http")
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class LoopBackend(httpcore.SyncBackend):
    """Leads every connection to one port of this machine, and remembers where it was meant to go."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.meant: list[str] = []

    def connect_tcp(self, host: str, port: int, *arguments: Any, **options: Any) -> httpcore.NetworkStream:
        """Connect to this machine instead."""
        self.meant.append(host)
        return super().connect_tcp("127.0.0.1", self.port, *arguments, **options)


def find_free_port() -> int:
    """Find a port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
