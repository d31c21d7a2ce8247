"""Make archives and crawls of reports about invented places."""

from __future__ import annotations

import io
import json
import tarfile
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from fastwarc.stream_io import ZstdWriter
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TEXTS = (
    "Gunmen shot dead two guards in the town of Tarn Bridge on Monday, the mayor of Velmora said.",
    "The army of Kestria denied on Tuesday that its shells had hit the market of Sandry.",
    "Nineteen people were hurt when a bomb went off in Dunhallow, a hospital doctor said.",
)
DATE = "2031-03-04T10:00:00Z"
ROWS = tuple({"Body": text, "date": date(2031, 3, 4), "source": "Velmora Post"} for text in TEXTS)


def make_jsonl() -> bytes:
    """Make a file of three reports, a line each."""
    rows = ({"text": text, "outlet": "Velmora Post", "published": "2031-03-03"} for text in TEXTS)
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def make_zip(members: Mapping[str, bytes]) -> bytes:
    """Make a zip archive; its bytes are the same in every run."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, raw in members.items():
            archive.writestr(zipfile.ZipInfo(name), raw, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def make_tar(members: Mapping[str, bytes], *, mode: str = "w", link: str | None = None) -> bytes:
    """Make a tar archive, with a link of its own if one is named."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, raw in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
        if link:
            entry = tarfile.TarInfo(link)
            entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(entry)
    return packed.getvalue()


def pack_zstd(raw: bytes) -> bytes:
    """Pack bytes by Zstandard."""
    packed = io.BytesIO()
    writer = ZstdWriter(packed, fsspec_args=False)
    writer.write(raw)
    writer.finish()
    writer.close()
    return packed.getvalue()


def make_parquet(rows: Sequence[Mapping[str, object]] = ROWS) -> bytes:
    """Make a Parquet file with DuckDB."""
    names = list(rows[0])
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "table.parquet"
        values = duckdb.values(*(tuple(row[name] for name in names) for row in rows), connection=connection)
        values.project(", ".join(f'col{n} AS "{name}"' for n, name in enumerate(names))).write_parquet(
            str(path)
        )
        return path.read_bytes()


class WarcSample:
    """Builds a crawl with warcio, as crawlers do."""

    def __init__(self) -> None:
        self._packed = io.BytesIO()
        self._writer = WARCWriter(self._packed, gzip=False)
        self._count = 0

    def add(
        self,
        body: bytes,
        *,
        kind: str = "response",
        type: str = "text/plain",
        address: str | None = None,
        status: str = "200 OK",
        headers: Mapping[str, str] = {},
        warc: Mapping[str, str] = {},
    ) -> WarcSample:
        """Add a record; its id and date are the same in every run."""
        self._count += 1
        http = None
        if kind in ("response", "revisit"):
            http = StatusAndHeaders(status, [("Content-Type", type), *headers.items()], protocol="HTTP/1.1")
        # The writer copies bodies to temporary files, and leaves them open.
        with warnings.catch_warnings(action="ignore", category=ResourceWarning):
            record = self._writer.create_warc_record(
                address or f"https://velmora.example/{self._count}",
                kind,
                payload=io.BytesIO(body),
                http_headers=http,
                warc_content_type="" if http else type,
                warc_headers_dict={
                    "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{self._count:012d}>",
                    "WARC-Date": DATE,
                    **warc,
                },
            )
            self._writer.write_record(record)
            del record
        return self

    def close(self) -> bytes:
        """Return the bytes of the crawl."""
        return self._packed.getvalue()


def make_warc() -> bytes:
    """Make a crawl of two texts, a picture and a page that was not found."""
    crawl = WarcSample().add(TEXTS[0].encode()).add(TEXTS[1].encode(), kind="conversion")
    crawl.add(b"\x89PNG\x00", type="image/png").add(TEXTS[2].encode(), status="404 Not Found")
    return crawl.close()
