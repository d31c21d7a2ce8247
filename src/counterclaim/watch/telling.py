"""Write news to a file as JSON Lines, none twice, also where a process was killed in between."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from counterclaim.errors import WatchError
from counterclaim.watch.news import News

#: Bytes at the end of a file in which a piece that was written before is looked for.
TAIL = 4_000_000


class _Line(msgspec.Struct):
    id: str


class JsonlFile:
    """Appends news to a file; what its end holds already is left out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _find_ids(path)

    def tell(self, news: Sequence[News]) -> None:
        """Append news, and have it on the disk before it counts as told.

        Raises:
            WatchError: the file cannot be written.
        """
        lines = b"".join(msgspec.json.encode(each) + b"\n" for each in news if each.id not in self._known)
        try:
            with self._path.open("ab") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise WatchError(
                f"{self._path} cannot be written ({error.strerror or error}); the news is told when it can be"
            ) from error
        # Only the batch that a killed process told in part can come again.
        self._known = frozenset()


def _find_ids(path: Path) -> frozenset[str]:
    """Find the ids at the end of a file; a last line cut short is ended first."""
    try:
        with path.open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            start = file.seek(max(0, size - TAIL))
            lines = file.read().split(b"\n")
            if lines[-1]:
                # A line that a killed process left half written is removed, so that every line is whole.
                file.truncate(size - len(lines[-1]))
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise WatchError(f"{path} cannot be opened ({error.strerror or error}); check --jsonl") from error
    whole = lines[1:-1] if start else lines[:-1]
    return frozenset(id for line in whole if (id := _read_id(line)) is not None)


def _read_id(line: bytes) -> str | None:
    try:
        return msgspec.json.decode(line, type=_Line).id
    except msgspec.MsgspecError:
        return None
