"""Connect to judged addresses only, and for as long as was allowed.

What opens the connection is handed in: nothing here does (`counterclaim.read.fetch`).
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpcore

from counterclaim.errors import FetchError
from counterclaim.read.web.hosts import find_refusal

#: Internet addresses of one name that are tried.
MAX_TRIED = 3
#: Seconds that are too few to wait for anything.
SHORTEST = 0.005

#: Gives the internet addresses of a name, as the system resolves it.
Resolve = Callable[[str, int], Sequence[str]]
SocketOptions = Iterable[Any] | None


class Allowance:
    """The moment until which one address may be fetched."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds

    @contextmanager
    def limit(self, timeout: float | None) -> Iterator[float]:
        """Give the seconds for which to wait for the site, and tell when the time is up.

        Raises:
            FetchError: it is.
        """
        self._require_rest()
        rest = self.until - time.monotonic()
        try:
            yield rest if timeout is None else min(rest, timeout)
        except httpcore.TimeoutException:
            self._require_rest()
            raise

    def _require_rest(self) -> None:
        if self.until - time.monotonic() < SHORTEST:
            raise FetchError("takes too long; try again later, or set COUNTERCLAIM_FETCH_DEADLINE higher")


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to the addresses of a name that were judged, and to no other."""

    def __init__(
        self,
        backend: httpcore.NetworkBackend,
        resolve: Resolve,
        allow_private: bool,
        allowance: Allowance,
    ) -> None:
        self._backend = backend
        self._resolve = resolve
        self._allow_private = allow_private
        self._allowance = allowance

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first judged address that answers."""
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(
                f"has no host {host}, or its name cannot be looked up; check the address"
            ) from error
        self._require_public(found)
        failure: Exception = httpcore.ConnectError("no address")
        for address in found[:MAX_TRIED]:
            try:
                with self._allowance.limit(timeout) as rest:
                    stream = self._backend.connect_tcp(address, port, rest, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self._allowance)
        raise failure

    def _require_public(self, found: Sequence[str]) -> None:
        """Raise unless every address of a name may be fetched: one that may not is an attempt."""
        for address in found:
            refusal = find_refusal(address, allow_private=self._allow_private)
            if refusal:
                may_be = find_refusal(address, allow_private=True) is None
                hint = "--allow-private fetches from one's own network" if may_be else "it is never fetched"
                raise FetchError(f"leads to {address} ({refusal}); {hint}")


class TimedStream(httpcore.NetworkStream):
    """A connection that ends with the allowance, however slowly the other side writes."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come."""
        with self._allowance.limit(timeout) as rest:
            return self._stream.read(max_bytes, rest)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write."""
        with self._allowance.limit(timeout) as rest:
            self._stream.write(buffer, rest)

    def close(self) -> None:
        """Close."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted, with the name that was asked for."""
        with self._allowance.limit(timeout) as rest:
            stream = self._stream.start_tls(ssl_context, server_hostname, rest)
        return TimedStream(stream, self._allowance)

    def get_extra_info(self, info: str) -> Any:
        """Tell of the connection what the protocol asks."""
        return self._stream.get_extra_info(info)
