"""Sessions: who is logged in, kept by the server; the browser holds an opaque random token.

Only the hash of a token is kept, so that whoever reads the memory of a session table cannot log in.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

#: Seconds for which a session lasts, used or not.
LIFETIME = 12 * 3600
#: Seconds without a request after which a session ends.
IDLE = 2 * 3600
#: Bytes of chance in a token.
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    began: float
    seen: float


class Sessions:
    """The sessions of one process; they end with it."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._secret = secrets.token_bytes(TOKEN_BYTES)
        self._sessions: dict[str, _Session] = {}

    def begin(self, name: str) -> str:
        """Begin a session and return its token, which no earlier request can know."""
        self._forget_ended()
        token = make_token()
        moment = self._now()
        self._sessions[_hash(token)] = _Session(name, moment, moment)
        return token

    def find_name(self, token: str) -> str | None:
        """Find whose session a token is for; None when it has ended or never was."""
        key = _hash(token)
        session = self._sessions.get(key)
        if session is None:
            return None
        if self._has_ended(session):
            self._sessions.pop(key, None)
            return None
        self._sessions[key] = _Session(session.name, session.began, self._now())
        return session.name

    def end(self, token: str) -> None:
        """End a session."""
        self._sessions.pop(_hash(token), None)

    def make_csrf(self, token: str) -> str:
        """Make the word that every write of a session must carry; another session has another."""
        return hmac.new(self._secret, token.encode(), hashlib.sha256).hexdigest()

    def _has_ended(self, session: _Session) -> bool:
        moment = self._now()
        return moment - session.began > LIFETIME or moment - session.seen > IDLE

    def _forget_ended(self) -> None:
        for key in [key for key, each in self._sessions.items() if self._has_ended(each)]:
            self._sessions.pop(key, None)


def make_token() -> str:
    """Make a random token."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
