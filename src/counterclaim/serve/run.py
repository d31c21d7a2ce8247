"""Start the server and tell where the page is."""

from __future__ import annotations

import gc
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from counterclaim.errors import ServeError
from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.place import say_place
from counterclaim.serve.app import make_app
from counterclaim.serve.options import ServeOptions

#: Largest head of a request in bytes.
LARGEST_HEAD = 32 * 1024
#: New objects after which the collector looks among them: a large event makes thousands, without cycles.
NEW_OBJECTS = 10_000
#: Requests at once; more are told to come back.
MOST_REQUESTS = 200


def run_page(
    options: ServeOptions,
    *,
    tls_cert: Path | None = None,
    tls_key: Path | None = None,
    opens_browser: bool = False,
    tell: Callable[[str], None],
) -> None:
    """Serve the page until it is stopped.

    Raises:
        LedgerError: the ledger cannot be opened.
        ServeError: the page would be open to others, or the port is taken.
    """
    # A ledger that is not there is told before anything is made for it.
    open_ledger(options.ledger).close()
    app = make_app(options)
    listening = _listen(options)
    scheme = "https" if tls_cert else "http"
    host = f"[{options.host}]" if ":" in options.host else options.host
    address = f"{scheme}://{host}:{options.port}/"
    tell(f"{say_place(options.ledger)} is at {address} (Ctrl+C ends it)")
    app.state.page.builder.start(tell)
    if opens_browser:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    config = uvicorn.Config(
        app,
        ssl_certfile=tls_cert,
        ssl_keyfile=tls_key,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        limit_concurrency=MOST_REQUESTS,
    )
    # What is loaded by now lives as long as the server: the collector need not look through it again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 20)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(options: ServeOptions) -> socket.socket:
    try:
        found = socket.getaddrinfo(
            options.host, options.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise ServeError(
            f"cannot listen at {options.host} port {options.port} ({error.strerror}); give another --port"
        ) from error
    return listening
