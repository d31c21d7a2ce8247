"""A small sample of every format that is read, by the name of the format, and how it is read."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Mapping
from typing import cast

from counterclaim.read.catalog import InputFormat, load_reader
from counterclaim.read.found import Found
from tests.crawls import WarcSample, make_parquet, make_tar, make_zip
from tests.factories import TEXT
from tests.pages import make_page
from tests.papers import make_pdf
from tests.wires import make_newsml, make_newsplease, make_ninjs, make_rss, make_telegram

NAME = "sample"


def _make_rows() -> bytes:
    rows = ({"text": TEXT, "outlet": "Velmora Courier"}, {"text": "Two men died in Velmora, the mayor said."})
    return "\n".join(map(json.dumps, rows)).encode()


#: How each sample is made; a format without one fails the contract's tests.
SAMPLES: Mapping[str, Callable[[], bytes]] = {
    "jsonl": _make_rows,
    "html": make_page,
    "pdf": make_pdf,
    "feed": make_rss,
    "ninjs": make_ninjs,
    "newsplease": make_newsplease,
    "telegram": make_telegram,
    "newsml": make_newsml,
    "warc": lambda: WarcSample().add(TEXT.encode()).add(make_page(), type="text/html").close(),
    "zip": lambda: make_zip({"news/a.txt": TEXT.encode(), "news/rows.jsonl": _make_rows()}),
    "tar": lambda: make_tar({"a.txt": TEXT.encode(), "b.html": make_page()}),
    "compressed": lambda: gzip.compress(_make_rows(), mtime=0),
    "csv": lambda: b'Title,Body,Date\r\n"Blast, again","' + TEXT.encode() + b'",2031-03-04\r\n',
    "parquet": make_parquet,
    "text": TEXT.encode,
}


class Pipe(io.RawIOBase):
    """Bytes that can only be read forward, and come in pieces."""

    def __init__(self, raw: bytes, *, piece: int = 1_000) -> None:
        super().__init__()
        self._rest = io.BytesIO(raw)
        self._piece = piece

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece = self._rest.read(min(self._piece, len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)


def read(form: InputFormat, raw: bytes) -> list[Found]:
    """Read bytes as a format, as from a pipe."""
    return list(load_reader(form)(io.BufferedReader(cast(io.RawIOBase, Pipe(raw))), NAME))
