"""Deliver news to a webhook: one POST a piece, signed, tried again until the receiver takes it.

Delivering runs beside the following of feeds and never holds it up. What is sent may come twice (the
answer can be lost); its id is the same then, so that receivers can drop it.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import urlsplit

from counterclaim.errors import FetchError
from counterclaim.ledger.base import Clock
from counterclaim.watch.outbox import Outbox

#: Seconds before the second try, and the longest between two.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 600.0
#: Tries of each piece where a watch looks once and ends.
TRIES_ONCE = 3
#: Answers by which a receiver asks to be tried again, beside those of 500 and more.
_TRY_AGAIN = frozenset({408, 425, 429})
ID_HEADER = "X-Counterclaim-Id"
TIME_HEADER = "X-Counterclaim-Timestamp"
SIGNATURE_HEADER = "X-Counterclaim-Signature"
Sent = Literal["taken", "refused", "again"]


class Post(Protocol):
    """Sends bytes to an address and returns the status of the answer."""

    def __call__(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send; raise FetchError where no answer came."""
        ...


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Sign a body: HMAC-SHA-256 over the timestamp, a full stop and the body, in hexadecimal."""
    signed = timestamp.encode() + b"." + body
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def make_headers(id: str, body: bytes, *, secret: str | None, at: datetime) -> Mapping[str, str]:
    """Make the headers of one piece; without a secret there is no signature."""
    timestamp = str(int(at.timestamp()))
    headers = {"Content-Type": "application/json", ID_HEADER: id, TIME_HEADER: timestamp}
    return {**headers, SIGNATURE_HEADER: sign(secret, timestamp, body)} if secret else headers


def make_pause(failures: int) -> float:
    """Make the seconds to wait after some failures in a row: each time twice as long."""
    return min(FIRST_PAUSE * 2.0 ** min(failures - 1, 32), LONGEST_PAUSE)


class Webhook:
    """Delivers what waits in an outbox to one address."""

    def __init__(
        self,
        url: str,
        outbox: Outbox,
        *,
        post: Post,
        secret: str | None,
        clock: Clock,
        talk: Callable[[str], None],
    ) -> None:
        self._url, self._outbox, self._post = url, outbox, post
        self._secret, self._clock, self._talk = secret, clock, talk
        #: The address as it may be printed: its path may hold a token.
        self.place = urlsplit(url).hostname or "the webhook"

    def deliver(self, stop: threading.Event, *, tries: int | None = None) -> None:
        """Deliver what waits, the oldest first, until nothing does.

        Args:
            stop: ends it, also while it waits for the next try.
            tries: how often the first piece that fails is tried; None is without end.
        """
        failures = 0
        while not stop.is_set() and (waiting := self._outbox.find_waiting()):
            if self._send(waiting[0], is_first=failures == 0) != "again":
                failures = 0
                continue
            failures += 1
            if tries is not None and failures >= tries:
                return
            stop.wait(make_pause(failures))

    def _send(self, path: Path, *, is_first: bool) -> Sent:
        id, body = self._outbox.read(path)
        try:
            headers = make_headers(id, body, secret=self._secret, at=self._clock())
            status = self._post(self._url, body, headers)
        except FetchError as error:
            if is_first:
                self._talk(f"{self.place} took no news ({error}); it is kept and sent later")
            return "again"
        sent = judge_answer(status)
        if sent == "taken":
            self._outbox.remove(path)
        elif sent == "refused":
            self._outbox.set_aside(path)
            self._talk(
                f"{self.place} refused {id} with status {status}; it is kept in {path.parent / 'refused'}"
            )
        elif is_first:
            self._talk(f"{self.place} answered with status {status}; the news is kept and sent later")
        return sent


def judge_answer(status: int) -> Sent:
    """Judge an answer: taken, to be tried again, or refused for good; redirects are not followed."""
    if 200 <= status < 300:
        return "taken"
    return "again" if status >= 500 or status in _TRY_AGAIN else "refused"


class Courier(threading.Thread):
    """Delivers in the background; woken when there is something new."""

    def __init__(self, webhook: Webhook) -> None:
        super().__init__(name="webhook", daemon=True)
        self._webhook = webhook
        self._stopped, self._woken = threading.Event(), threading.Event()

    def run(self) -> None:
        """Deliver until stopped."""
        while not self._stopped.is_set():
            self._webhook.deliver(self._stopped)
            self._woken.wait()
            self._woken.clear()

    def wake(self) -> None:
        """Tell that something new waits."""
        self._woken.set()

    def stop(self, *, seconds: float) -> None:
        """Stop after the piece at hand; what is left stays in the outbox."""
        self._stopped.set()
        self._woken.set()
        self.join(seconds)
