"""A ledger as JSON Lines: a file a kind of rows, from which the same ledger can be made again.

Invariant: `iter_dump_rows(write_dump(ledger)) == ledger.iter_rows()`, hashes and times of recording
included, so that a ledger made from a dump has the chain of the one that was dumped.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

import msgspec

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import ROW_KINDS, Ledger, Row
from counterclaim.ledger.raw import FolderRawStore, RawStore, hash_stream
from counterclaim.ledger.verify import Verification, verify_ledger
from counterclaim.model.ids import canonical_json

#: Kinds of rows that dumps of earlier versions have no file for.
LATER_KINDS = ("notice", "review")
#: Columns that hold JSON, by kind: a dump writes them as the JSON they hold.
JSON_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "report": ("edition",),
    "coding": ("byline",),
    "statement": ("value", "speakers", "evidence"),
    "finding": ("evidence",),
    "judgement": ("reasons",),
    "review": ("own_statement", "opened"),
}
#: Keys of a line that are the log's and no columns.
LOG_KEYS = ("sequence", "recorded_at", "hash")
#: Folder of a dump that holds the raw bytes, each file under its hash.
RAW_FOLDER = "raw"


def write_dump(ledger: Ledger, folder: Path) -> Mapping[str, int]:
    """Write every row of a ledger to `<kind>.jsonl` and return the number of rows by kind.

    Raises:
        LedgerError: a row does not fit the log; `counterclaim verify` tells more.
    """
    counts: Counter[str] = Counter(dict.fromkeys(ROW_KINDS, 0))
    with ExitStack() as files:
        opened: Mapping[str, IO[bytes]] = {
            kind: files.enter_context(get_dump_path(folder, kind).open("wb")) for kind in ROW_KINDS
        }
        for row in ledger.iter_rows():
            _get_file(opened, row).write(encode_row(row) + b"\n")
            counts[row.kind] += 1
    return counts


def copy_raw(ledger: Ledger, folder: Path) -> int:
    """Copy the raw bytes that reports were read from into a dump; return the number of files.

    Bytes that are missing or changed are left out: `counterclaim verify` names them here and there.
    """
    return sum(
        _copy_unit(ledger.raw, FolderRawStore(folder / RAW_FOLDER), name) for name in ledger.raw.iter_names()
    )


def load_raw(folder: Path, ledger: Ledger) -> int:
    """Load the raw bytes of a dump into the store of a ledger; return the number of files.

    Raises:
        LedgerError: bytes do not fit their name.
    """
    store, count = FolderRawStore(folder / RAW_FOLDER), 0
    for name in store.iter_names():
        if not _copy_unit(store, ledger.raw, name):
            raise LedgerError(f"the raw bytes {name} were changed: they are no longer what their name says")
        count += 1
    return count


def _copy_unit(from_store: RawStore, to_store: RawStore, name: str) -> bool:
    """Copy raw bytes; tell whether they are what their name says, without which none are copied."""
    with from_store.open(name) as stream:
        if hash_stream(stream).sha256 != name:
            return False
    with from_store.open(name) as stream:
        to_store.put(stream)
    return True


def get_dump_path(folder: Path, kind: str) -> Path:
    """Return the file of a kind of rows."""
    return folder / f"{kind}.jsonl"


def load_rows(rows: Iterable[Row], ledger: Ledger) -> Verification:
    """Load rows as they were recorded into an empty ledger, and verify it before it is kept.

    Raises:
        LedgerError: the ledger holds rows, or a row does not fit; the first one is named.
    """
    with ledger.writing():
        if next(ledger.iter_rows(), None) is not None:
            raise LedgerError("the ledger holds rows already; name a new one with --ledger")
        ledger.append_rows(rows)
        verified = verify_ledger(ledger)
        if verified.fault is not None:
            fault = verified.fault
            raise LedgerError(
                f"nothing was loaded: row {fault.sequence}, {fault.kind} {fault.id}: {fault.reason}"
            )
    return verified


def iter_dump_rows(folder: Path) -> Iterator[Row]:
    """Iterate over the rows of a dump in the order of the log.

    Raises:
        LedgerError: a file is missing, or a line is no row.
    """
    return heapq.merge(*(_iter_kind(folder, kind) for kind in ROW_KINDS), key=attrgetter("sequence"))


def encode_row(row: Row) -> bytes:
    """Encode a row as one line of JSON: its place in the log, then its columns.

    Raises:
        LedgerError: the row does not fit the log.
    """
    if row.body is None or row.hash is None:
        raise LedgerError(f"row {row.sequence}, {row.kind} {row.id}, does not fit the log; run verify")
    columns: dict[str, object] = dict(row.body)
    for name in _find_json(row.kind, columns):
        columns[name] = _decode_column(row, str(columns[name]))
    log = {name: getattr(row, name) for name in LOG_KEYS}
    return msgspec.json.encode({**log, **dict(sorted(columns.items()))})


def decode_row(kind: str, line: bytes) -> Row:
    """Decode a row; the exact inverse of `encode_row`.

    Raises:
        msgspec.MsgspecError: the line is no JSON object.
        KeyError: the object lacks what every row has.
    """
    columns = msgspec.json.decode(line, type=dict[str, Any])
    log = {name: columns.pop(name) for name in LOG_KEYS}
    return make_row(kind, log, columns)


def make_row(kind: str, log: Mapping[str, Any], columns: Mapping[str, Any]) -> Row:
    """Make a row from its place in the log and its columns, JSON columns still decoded."""
    body = dict(columns)
    for name in _find_json(kind, body):
        body[name] = canonical_json(body[name]).decode()
    return Row(kind=kind, id=str(body["id"]), body=body, **log)


def _find_json(kind: str, columns: Mapping[str, Any]) -> Iterator[str]:
    """Find the columns that hold JSON in a row; a column may be missing or blank."""
    return (name for name in JSON_COLUMNS.get(kind, ()) if columns.get(name) is not None)


def _get_file(opened: Mapping[str, IO[bytes]], row: Row) -> IO[bytes]:
    if row.kind not in opened:
        raise LedgerError(f"row {row.sequence} is of no known kind ({row.kind}); run verify")
    return opened[row.kind]


def _decode_column(row: Row, column: str) -> object:
    """Decode a column that holds JSON, which must be written as the ledger writes it."""
    try:
        value: object = msgspec.json.decode(column)
    except msgspec.MsgspecError as error:
        raise LedgerError(f"row {row.sequence}, {row.kind} {row.id}: {error}; run verify") from error
    if canonical_json(value).decode() != column:
        raise LedgerError(f"row {row.sequence}, {row.kind} {row.id} was changed; run verify")
    return value


def _iter_kind(folder: Path, kind: str) -> Iterator[Row]:
    path = get_dump_path(folder, kind)
    if kind in LATER_KINDS and not path.exists():
        return
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                yield _read_line(path, number, kind, line)
    except OSError as error:
        raise LedgerError(
            f"{path} could not be read ({error.strerror}); `counterclaim export --to jsonl` writes a dump"
        ) from error


def _read_line(path: Path, number: int, kind: str, line: bytes) -> Row:
    try:
        row = decode_row(kind, line)
    except (msgspec.MsgspecError, KeyError) as error:
        raise LedgerError(f"{path}, line {number} is no row of a dump ({error})") from error
    if not isinstance(row.sequence, int):
        raise LedgerError(f"{path}, line {number} has no place in the log")
    return row
