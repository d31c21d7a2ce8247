"""Plain text: the whole file is one report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from counterclaim.model.report import make_report
from counterclaim.read.bounded import read_whole
from counterclaim.read.found import Found
from counterclaim.read.text import decode_text
from counterclaim.read.trying import try_report


def read(stream: IO[bytes], name: str) -> Iterator[Found]:
    """Read a text file as one report."""
    yield Found(try_report(lambda: make_report(decode_text(read_whole(stream)), path=name), name))
