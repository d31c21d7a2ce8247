"""Drawings that pages name: kept by what they show, so that no reader waits for one twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from counterclaim.brief.draw import Scheme, Size
from counterclaim.model.ids import make_id

#: Drawings kept, of 10 to 60 kB each.
KEPT = 500


class Drawings:
    """Drawings by content and variant; the least used go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Scheme, Size], bytes] = OrderedDict()
        self._lock = Lock()

    def find(self, digest: str, scheme: Scheme, size: Size) -> bytes | None:
        """Find a drawing that was kept."""
        with self._lock:
            drawing = self._kept.get((digest, scheme, size))
            if drawing is not None:
                self._kept.move_to_end((digest, scheme, size))
            return drawing

    def get(self, digest: str, scheme: Scheme, size: Size, draw: Callable[[], bytes]) -> bytes:
        """Get a drawing, drawn anew where it was not kept."""
        found = self.find(digest, scheme, size)
        if found is not None:
            return found
        drawing = draw()
        with self._lock:
            self._kept[digest, scheme, size] = drawing
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return drawing


def make_digest(kind: str, content: object) -> str:
    """Make the name of what a drawing shows: equal for equal content."""
    return make_id("drw", {"kind": kind, "content": content})
