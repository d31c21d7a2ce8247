"""Write the codings of a partition as Parquet files, with the columns of an export of a ledger.

Beside them stand the profiles of their mentions, which matching will compare.

Rows have a place (`sequence`) in their partition, and no time and hash of recording: no ledger has
recorded them yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import msgspec

from counterclaim.bulk.profiles import PROFILE_TABLE, iter_profile_columns
from counterclaim.export.parquet import CURRENT_TABLE, get_parquet_path, write_tables
from counterclaim.ledger.base import CODING_KINDS, Body
from counterclaim.ledger.chain import make_entries
from counterclaim.ledger.codec import to_problem_body
from counterclaim.ledger.dump import JSON_COLUMNS, get_dump_path
from counterclaim.model.statement import Coding, Problem

_TABLES = (*CODING_KINDS, PROFILE_TABLE)


class ShardWriter:
    """Takes codings one by one, and keeps none in memory."""

    def __init__(self, scratch: Path) -> None:
        """Begin to write.

        Args:
            scratch: an empty folder for the rows before they are columns.
        """
        self._scratch = scratch
        self._files = ExitStack()
        self._opened: Mapping[str, IO[bytes]] = {
            name: self._files.enter_context(get_dump_path(scratch, name).open("wb"))
            for name in (*_TABLES, CURRENT_TABLE)
        }
        self._sequence = self._skipped = 0
        self.rows: Counter[str] = Counter({get_parquet_path(Path(), name).name: 0 for name in _TABLES})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def add_coding(self, coding: Coding) -> None:
        """Add the rows of a coding: those that a ledger would write."""
        entries = make_entries(coding)
        for entry in entries:
            self._write(entry.kind, entry.body)
        self._opened[CURRENT_TABLE].write(msgspec.json.encode({"coding": entries[1].body["id"]}) + b"\n")
        for columns in iter_profile_columns(coding):
            self._write_line(PROFILE_TABLE, columns)

    def add_skipped(self, problem: Problem, report: str | None) -> None:
        """Add the Problem of a report that has no coding.

        Args:
            problem: why it has none.
            report: its id, where it could be read.
        """
        self._skipped += 1
        place: Body = {"id": f"s{self._skipped}", "coding": None, "report": report}
        self._write("problem", {**place, **to_problem_body(problem)})

    def finish(self, folder: Path) -> None:
        """Write the Parquet files; nothing can be added any more."""
        self._files.close()
        write_tables(self._scratch, folder, _TABLES)

    def _write(self, kind: str, body: Body) -> None:
        self._sequence += 1
        self._write_line(kind, make_columns(kind, self._sequence, body))

    def _write_line(self, table: str, columns: Mapping[str, object]) -> None:
        self._opened[table].write(msgspec.json.encode(columns) + b"\n")
        self.rows[get_parquet_path(Path(), table).name] += 1


def make_columns(kind: str, sequence: int, body: Body) -> dict[str, object]:
    """Make the columns of a row that no ledger has recorded; columns that hold JSON stay as they are."""
    columns: dict[str, object] = {"sequence": sequence, **body}
    for name in JSON_COLUMNS.get(kind, ()):
        if columns.get(name) is not None:
            columns[name] = msgspec.Raw(str(columns[name]).encode())
    return columns
