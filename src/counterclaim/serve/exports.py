"""Exports of one event for download: the files of a format, what it lost and its manifest, as ZIP."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from counterclaim.export.events import make_event_set
from counterclaim.export.folder import export_events
from counterclaim.export.names import EventExportName
from counterclaim.ledger.base import Ledger
from counterclaim.model.resolution import AsOf
from counterclaim.model.statement import MentionRole

#: Formats of one event in the order of the page; `parquet` and `jsonl` hold whole ledgers.
EXPORTS: tuple[EventExportName, ...] = tuple(
    name for name in get_args(EventExportName) if name not in {"parquet", "jsonl"}
)
#: An event is exported whatever it is in its reports: somebody asked for it.
ROLES: tuple[MentionRole, ...] = ("main", "background", "planned")
#: Files of one archive bear this day, so that equal exports give equal bytes.
_DAY = (1980, 1, 1, 0, 0, 0)


def make_export(ledger: Ledger, event: str, name: EventExportName, as_of: AsOf) -> bytes:
    """Make the export of one event as a ZIP archive.

    Raises:
        ExportError: a file breaks a rule of its format.
    """
    events = make_event_set(ledger, as_of=as_of, ids=[event], roles=ROLES)
    with tempfile.TemporaryDirectory(prefix="counterclaim-") as folder:
        export_events(events, name, Path(folder))
        return _pack(Path(folder) / name)


def _pack(folder: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _iter_files(folder):
            inside = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _DAY)
            inside.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(inside, path.read_bytes())
    return buffer.getvalue()


def _iter_files(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))
