"""Fetch addresses: politely, within bounds, and never from a machine that is not public.

The only module of the package that opens a connection (docs/decisions/0024-fetching.md). A name is
resolved once, its addresses are judged, and the connection goes to a judged address: nothing is
resolved again between the judgement and the connection.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from typing import NamedTuple

import httpcore
import httpx

from counterclaim.errors import FetchError
from counterclaim.read.web.answers import LATER, read_wait, require_type, say_status, tell_failure
from counterclaim.read.web.body import PACKINGS, read_body, require_size
from counterclaim.read.web.cache import CachedPage, PageCache
from counterclaim.read.web.fetched import Fetched
from counterclaim.read.web.guarded import Allowance, GuardedBackend, Resolve
from counterclaim.read.web.robots import EVERYTHING, Robots, read_robots
from counterclaim.settings import FetchSettings, read_settings

#: Name by which a robots.txt allows or forbids.
AGENT = "Counterclaim"
PACKAGE = "counterclaim"
#: Addresses that one address may lead to, one after the other.
MAX_REDIRECTS = 5
#: Longest address.
MAX_LENGTH = 2_000
#: Seconds for which a robots.txt counts (RFC 9309, 2.4: at most a day).
ROBOTS_KEPT = 60 * 60.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Letters of a name or an internet address.
_HOST = re.compile(r"[a-z0-9._:-]+", re.IGNORECASE)


class _Answer(NamedTuple):
    """What a site answers to one request."""

    status: int
    #: By name in lower case; the last of a name counts.
    headers: dict[str, str]
    #: Empty where it was not wanted.
    body: bytes


def resolve_host(host: str, port: int) -> Sequence[str]:
    """Resolve a name to its internet addresses, each once, in the order of the system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@lru_cache(maxsize=1)
def load_trust() -> ssl.SSLContext:
    """Load the authorities whose certificates are trusted, once a process."""
    return httpx.create_ssl_context()


def make_fetcher(*, allow_private: bool = False) -> Fetcher:
    """Make a fetcher by the settings of the environment.

    Args:
        allow_private: this machine and one's own network may be fetched from.

    Raises:
        SettingsError: a variable holds a value that cannot be used.
    """
    settings = read_settings()
    cache = PageCache(settings.cache / "fetched")
    return Fetcher(settings.fetch, cache=cache, allow_private=allow_private)


class Fetcher:
    """Fetches addresses, one at a time a host; it may be used by several threads."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        cache: PageCache | None = None,
        allow_private: bool = False,
        resolve: Resolve = resolve_host,
        backend: httpcore.NetworkBackend | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._cache = cache
        self._allow_private = allow_private
        self._resolve = resolve
        self._backend = backend or httpcore.SyncBackend()
        self._context = context or load_trust()
        contact = f" (+{settings.contact})" if settings.contact else ""
        self._agent = f"{AGENT}/{version(PACKAGE)}{contact}"
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), settings.timeout)
        self._limits = {"timeout": timeout}
        self._robots: dict[str, tuple[float, Robots]] = {}
        self._last: dict[str, float] = {}
        self._locks: dict[str, threading.Lock] = {}

    def fetch(self, address: str) -> Fetched:
        """Fetch an address, following its redirects.

        Raises:
            FetchError: it cannot or must not be fetched; the message says why and what to do.
        """
        url = parse_address(address)
        allowance = Allowance(self._settings.deadline)
        with self._open_pool(allowance) as pool:
            for _ in range(MAX_REDIRECTS + 1):
                robots = self._get_robots(pool, url)
                if not robots.allows(url.raw_path.decode("ascii")):
                    raise FetchError(f"may not be read by programs, says {_get_site(url)}/robots.txt")
                known = self._cache.find(str(url)) if self._cache else None
                with self._take_turn(url.host, robots.delay, allowance):
                    answer = self._ask(pool, url, known[0] if known else None)
                if answer.status not in _REDIRECTS:
                    return self._make_fetched(address, url, answer, known)
                url = _follow(url, answer)
        raise FetchError(f"leads from one address to another more than {MAX_REDIRECTS} times; check it")

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send bytes to an address, under the same guard; redirects are not followed.

        Args:
            address: of a program that wants them.
            body: what is sent.
            headers: what is told of it, such as its type.

        Returns:
            The status of the answer.

        Raises:
            FetchError: no answer came, or the address must not be asked.
        """
        url = parse_address(address)
        told = [("User-Agent", self._agent), *headers.items()]
        with (
            self._open_pool(Allowance(self._settings.deadline)) as pool,
            tell_failure(url.host),
            pool.stream(
                "POST", to_wire(url), headers=told, content=body, extensions=self._limits
            ) as response,
        ):
            return response.status

    def _open_pool(self, allowance: Allowance) -> httpcore.ConnectionPool:
        guarded = GuardedBackend(self._backend, self._resolve, self._allow_private, allowance)
        return httpcore.ConnectionPool(
            ssl_context=self._context, max_connections=1, http2=False, network_backend=guarded
        )

    def _get_robots(self, pool: httpcore.ConnectionPool, url: httpx.URL) -> Robots:
        """Get what a site lets this program read, asked at most once an hour."""
        site = _get_site(url)
        kept = self._robots.get(site)
        if kept and time.monotonic() - kept[0] < ROBOTS_KEPT:
            return kept[1]
        robots = self._ask_robots(pool, url.copy_with(raw_path=b"/robots.txt"))
        self._robots[site] = (time.monotonic(), robots)
        return robots

    def _ask_robots(self, pool: httpcore.ConnectionPool, url: httpx.URL) -> Robots:
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask(pool, url, None, is_page=False)
            if answer.status in LATER:
                # RFC 9309, 2.3.1.4: nothing may be read where the site fails to say what may.
                raise FetchError(
                    f"fails to say what may be read ({url}: {answer.status}); try again later",
                    retry_after=read_wait(answer.headers),
                )
            if answer.status not in _REDIRECTS:
                return read_robots(answer.body, AGENT) if answer.status == httpx.codes.OK else EVERYTHING
            url = _follow(url, answer)
        return EVERYTHING

    @contextmanager
    def _take_turn(self, host: str, delay: float, allowance: Allowance) -> Iterator[None]:
        """Wait until a host may be asked again, and be the only one who asks it."""
        with self._locks.setdefault(host, threading.Lock()):
            since = time.monotonic() - self._last.get(host, float("-inf"))
            wait = max(0.0, max(self._settings.delay, delay) - since)
            time.sleep(wait)
            allowance.until += wait
            try:
                yield
            finally:
                self._last[host] = time.monotonic()

    def _ask(
        self, pool: httpcore.ConnectionPool, url: httpx.URL, known: CachedPage | None, *, is_page: bool = True
    ) -> _Answer:
        """Ask a site once; the body is received only of what is wanted."""
        headers = make_headers(self._agent, known)
        with (
            tell_failure(url.host),
            pool.stream("GET", to_wire(url), headers=headers, extensions=self._limits) as response,
        ):
            told = {
                name.decode("latin-1").lower(): words.decode("latin-1") for name, words in response.headers
            }
            if response.status != httpx.codes.OK:
                return _Answer(response.status, told, b"")
            if is_page:
                require_type(told.get("content-type"))
            limit = self._settings.max_bytes
            length = told.get("content-length", "")
            require_size(int(length) if length.isdecimal() else 0, limit)
            packing = told.get("content-encoding", "").strip().lower()
            return _Answer(response.status, told, read_body(response.iter_stream(), packing, limit))

    def _make_fetched(
        self, asked: str, url: httpx.URL, answer: _Answer, known: tuple[CachedPage, bytes] | None
    ) -> Fetched:
        address = str(url)
        if answer.status == httpx.codes.NOT_MODIFIED and known:
            page, body = known
            return Fetched(
                asked=asked, address=address, body=body, content_type=page.content_type, is_unchanged=True
            )
        if answer.status != httpx.codes.OK:
            raise FetchError(say_status(answer.status), retry_after=read_wait(answer.headers))
        content_type = answer.headers.get("content-type")
        if self._cache:
            self._cache.keep_answer(address, answer.body, answer.headers)
        return Fetched(
            asked=asked, address=address, body=answer.body, content_type=content_type, is_unchanged=False
        )


def parse_address(words: str) -> httpx.URL:
    """Parse an address; what stands behind `#` is left out.

    Raises:
        FetchError: it is none that may be fetched.
    """
    try:
        url = httpx.URL(words.strip())
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(f"is no address ({error}); write it as https://host/path") from error
    is_usable = _HOST.fullmatch(url.raw_host.decode("ascii")) and len(words) <= MAX_LENGTH
    if url.scheme not in ("http", "https") or not is_usable:
        raise FetchError("is no address that is fetched; write it as https://host/path")
    if url.userinfo:
        raise FetchError("holds a name or password; an address with one is not fetched or written down")
    return url.copy_with(fragment=None)


def to_wire(url: httpx.URL) -> httpcore.URL:
    """Turn an address into what the transport takes."""
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path or b"/")


def make_headers(agent: str, known: CachedPage | None) -> list[tuple[str, str]]:
    """Make the headers of a request: who asks, for what, and what is known already (RFC 9110, 13.1)."""
    headers = [("User-Agent", agent), ("Accept", "*/*"), ("Accept-Encoding", ", ".join(PACKINGS[::2]))]
    if known and known.etag:
        headers.append(("If-None-Match", known.etag))
    if known and known.last_modified:
        headers.append(("If-Modified-Since", known.last_modified))
    return headers


def _follow(url: httpx.URL, answer: _Answer) -> httpx.URL:
    location = answer.headers.get("location")
    if not location:
        raise FetchError(f"leads nowhere ({answer.status} without a place); check the address")
    try:
        following = parse_address(str(url.join(location)))
    except httpx.InvalidURL as error:
        raise FetchError(f"leads to no address ({error}); check it") from error
    if url.scheme == "https" and following.scheme == "http":
        raise FetchError(f"leads from https to plain {following}; fetch that address if it is trusted")
    return following


def _get_site(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
