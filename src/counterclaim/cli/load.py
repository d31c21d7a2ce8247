"""`counterclaim load`: make a ledger from an export of a whole ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.add import ReconcileOption
from counterclaim.cli.inputs import talk
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption
from counterclaim.errors import LedgerError

if TYPE_CHECKING:
    from counterclaim.ledger.base import Row


def load(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of an export --to jsonl or --to parquet.")
    ],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    reconcile: ReconcileOption = True,
) -> None:
    """Make a ledger from an export of a whole ledger: the same rows, ids, times, hashes and raw bytes.

    Prints the number of rows, of files of raw bytes, and the last hash, all as they were exported.
    The ledger must be new or empty; an export that was changed is refused, with the first row that
    does not fit. Exit codes: 0 loaded, 2 nothing was.
    """
    from counterclaim.ledger.dump import load_raw, load_rows
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.update import reconcile_ledger

    rows = find_rows(folder)
    with open_ledger(ledger, create=True) as opened:
        with opened.writing():
            verified = load_rows(rows, opened)
            raw = load_raw(folder, opened)
        typer.echo(f"row\t{sum(verified.counts.values())}\nraw\t{raw}\nhead\t{verified.head}")
        if reconcile:
            for _ in reconcile_ledger(opened):
                pass
    talk(
        f"loaded {folder}" + ("" if reconcile else "; `counterclaim reconcile` makes the index of its events")
    )


def find_rows(folder: Path) -> Iterator[Row]:
    """Find the rows of an export by the files that its folder holds.

    Raises:
        LedgerError: the folder holds no export of a whole ledger.
    """
    from counterclaim.ledger.dump import get_dump_path, iter_dump_rows

    if get_dump_path(folder, "report").is_file():
        return iter_dump_rows(folder)
    from counterclaim.export.parquet import get_parquet_path, iter_parquet_rows

    if get_parquet_path(folder, "report").is_file():
        return iter_parquet_rows(folder)
    raise LedgerError(
        f"{folder} holds no export of a whole ledger; `counterclaim export --to jsonl` writes one to the"
        " folder jsonl of its --out"
    )
