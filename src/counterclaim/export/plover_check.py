"""The rules of PLOVER, for records of ours and of others (codebooks 4.1, 4.4, 10.4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from counterclaim.errors import ExportError
from counterclaim.export.plover_table import load_plover
from counterclaim.export.violations import Violation

#: What every record must have.
REQUIRED = ("id", "date", "actor", "event")


class GivenEntity(msgspec.Struct, frozen=True, kw_only=True):
    """What is checked of an actor or a recipient."""

    code: str | None = None
    sector: str | None = None


class GivenRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What is checked of a record; the rest may be anything."""

    id: str | None = None
    date: str | None = None
    actor: tuple[GivenEntity, ...] = ()
    recipient: tuple[GivenEntity, ...] = ()
    event: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    quad_code: int | None = None
    text: str | None = None


def check_records(path: Path) -> Iterator[Violation]:
    """Check a file of records: types, modes, quad classes, contexts, sectors, needed recipients.

    Raises:
        ExportError: the file cannot be read.
    """
    ids: set[str] = set()
    for row, line in enumerate(_read_lines(path), start=1):
        try:
            record = msgspec.json.decode(line, type=GivenRecord)
        except msgspec.MsgspecError as error:
            yield _make_violation(row, "", "shape", f"is no record: {error}")
            continue
        yield from _check_record(row, record)
        if record.id in ids:
            yield _make_violation(row, "id", "unique", f"{record.id} stands twice")
        ids |= {record.id} if record.id else set()


def check_rights(path: Path) -> Iterator[Violation]:
    """Check that no record holds text of a report: nobody gave us rights to it."""
    for row, line in enumerate(_read_lines(path), start=1):
        if msgspec.json.decode(line, type=GivenRecord).text:
            yield _make_violation(row, "text", "rights", "must stay empty without rights to the text")


def _read_lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as lines:
            yield from (line for line in lines if line.strip())
    except OSError as error:
        raise ExportError(f"{path} could not be read ({error.strerror}); check the path") from error


def _check_record(row: int, record: GivenRecord) -> Iterator[Violation]:
    for name in REQUIRED:
        if not getattr(record, name):
            yield _make_violation(row, name, "required", "is missing")
    for name in record.event:
        yield from _check_event(row, name, record)
    for context in sorted(set(record.context) - load_plover().contexts):
        yield _make_violation(row, "context", "code", f"{context} is no context")
    sectors = {side.sector for side in (*record.actor, *record.recipient) if side.sector}
    for sector in sorted(sectors - load_plover().sectors):
        yield _make_violation(row, "sector", "code", f"{sector} is no sector")


def _check_event(row: int, name: str, record: GivenRecord) -> Iterator[Violation]:
    kind = load_plover().events.get(name)
    if kind is None:
        yield _make_violation(row, "event", "code", f"{name} is no event type")
        return
    if kind.needs_recipient and not record.recipient:
        yield _make_violation(row, "recipient", "required", f"{name} needs a recipient")
    for mode in sorted(set(record.mode) - kind.modes):
        yield _make_violation(row, "mode", "code", f"{name} has no mode {mode}")
    if record.quad_code not in (None, kind.quad):
        yield _make_violation(row, "quad_code", "code", f"{name} is of quad class {kind.quad}")


def _make_violation(row: int, column: str, rule: str, message: str) -> Violation:
    return Violation(row=row, column=column, rule=rule, message=message)
