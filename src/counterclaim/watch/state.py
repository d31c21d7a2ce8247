"""What a watch remembers between two runs: what it has told, and when to look at each feed again.

Invariant: the file is replaced whole or not at all, and one watch alone uses a folder at a time.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import IO, Self

import msgspec

from counterclaim.errors import WatchError

STATE_SCHEMA = "counterclaim-watch/1"


class FeedState(msgspec.Struct, kw_only=True):
    """How it stands with one feed."""

    #: When to look again; None is at once.
    next_at: datetime | None = None
    #: Looks in a row that failed.
    failures: int = 0
    #: Of a folder's files, time of change in nanoseconds and size when each was read.
    files: dict[str, tuple[int, int]] = {}


class WatchState(msgspec.Struct, kw_only=True):
    """How far a watch has come."""

    schema: str = STATE_SCHEMA
    #: The last row of the ledger's log that was told, and when it was recorded.
    told: int
    told_at: datetime
    feeds: dict[str, FeedState] = {}


class StateFolder:
    """The folder of one watch: its state, and what is still to be delivered."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = (self.path / "lock").open("ab")
            _lock(self._lock)
        except BlockingIOError as error:
            self.__exit__()
            raise WatchError(
                f"another watch uses {self.path}; stop it, or name another folder with --state"
            ) from error
        except OSError as error:
            raise WatchError(
                f"{self.path} cannot be used ({error.strerror or error}); name another folder with --state"
            ) from error
        return self

    def __exit__(self, *exception: object) -> None:
        if self._lock is not None:
            # The lock goes with the file; the file stays, so that nobody locks a removed one.
            self._lock.close()

    def load(self) -> WatchState | None:
        """Load the state; None where there is none yet.

        Raises:
            WatchError: the file holds no state.
        """
        path = self._get_path()
        try:
            return msgspec.json.decode(path.read_bytes(), type=WatchState)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            raise WatchError(
                f"{path} cannot be read ({error}); remove it, and what is in the ledger now counts as told"
            ) from error

    def save(self, state: WatchState) -> None:
        """Save the state in place of the one before."""
        replace_file(self._get_path(), msgspec.json.encode(state))

    def _get_path(self) -> Path:
        return self.path / "state.json"


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole, or leave the one that is there.

    Raises:
        WatchError: it cannot be written.
    """
    incoming = path.with_name(f".{path.name}.incoming")
    try:
        with incoming.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        incoming.replace(path)
    except OSError as error:
        raise WatchError(f"{path} cannot be written ({error.strerror or error}); make room there") from error


def _lock(file: IO[bytes]) -> None:
    """Lock a file, or raise BlockingIOError where another process has it."""
    if os.name == "nt":
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError as error:
            raise BlockingIOError from error
        return
    import fcntl

    fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
