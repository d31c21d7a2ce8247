"""The outbox: what is still to be delivered, a file each, so that nothing is lost when a process ends.

Invariant: a piece of news is one file from before it counts as told until its receiver took it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from counterclaim.errors import WatchError
from counterclaim.watch.news import News
from counterclaim.watch.state import replace_file

#: Pieces of news that may wait; a receiver that is away longer is told with `changes --since`.
LARGEST = 100_000
#: Digits of a file's place in the order of telling.
PLACE = 12


class Outbox:
    """A folder of news that waits for its receiver."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._refused = folder / "refused"
        try:
            self._refused.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WatchError(
                f"{folder} cannot be made ({error.strerror or error}); name another folder with --state"
            ) from error

    def put(self, news: Iterable[News]) -> int:
        """Put news at the end, but for what waits already; return how many did not fit in."""
        waiting = self.find_waiting()
        known = {_get_id(path) for path in waiting}
        place = int(waiting[-1].name[:PLACE]) + 1 if waiting else 1
        room, left = LARGEST - len(waiting), 0
        for each in news:
            if each.id in known:
                continue
            if room < 1:
                left += 1
                continue
            replace_file(self._folder / f"{place:0{PLACE}}-{each.id}.json", msgspec.json.encode(each))
            place, room = place + 1, room - 1
        return left

    def find_waiting(self) -> list[Path]:
        """Find the files of what waits, the oldest first."""
        return sorted(self._folder.glob(f"{'[0-9]' * PLACE}-*.json"))

    def read(self, path: Path) -> tuple[str, bytes]:
        """Read one piece: its id, and the bytes to send."""
        return _get_id(path), path.read_bytes()

    def remove(self, path: Path) -> None:
        """Remove one piece that its receiver took."""
        path.unlink(missing_ok=True)

    def set_aside(self, path: Path) -> None:
        """Set aside one piece that its receiver refused, into the folder `refused`."""
        path.replace(self._refused / path.name)


def _get_id(path: Path) -> str:
    return path.stem[PLACE + 1 :]
