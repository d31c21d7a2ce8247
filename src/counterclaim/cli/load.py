"""`counterclaim load`: make a ledger from an export of a whole ledger, or from a bulk job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.add import ReconcileOption, say_state
from counterclaim.cli.inputs import talk
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption
from counterclaim.errors import LedgerError

if TYPE_CHECKING:
    from counterclaim.ledger.base import Added, Row


def load(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="DIR", help="The folder of an export --to jsonl or --to parquet, or of a bulk job."
        ),
    ],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    reconcile: ReconcileOption = True,
) -> None:
    """Make a ledger from an export of a whole ledger, or add what a bulk job coded.

    From an export come the same rows, ids, times, hashes and raw bytes; the ledger must be new or empty,
    and an export that was changed is refused with the first row that does not fit. Prints the number of
    rows, of files of raw bytes, and the last hash. From a bulk job, also at a URL, come the codings, into
    any ledger; what it holds is passed over, so that a load that was cut off goes on. Prints how many
    reports were new, coded anew or known. Exit codes: 0 loaded, 2 nothing was.
    """
    if is_bulk(folder):
        _load_bulk(folder, ledger, reconcile=reconcile)
    else:
        _load_export(Path(folder), ledger, reconcile=reconcile)


def is_bulk(folder: str) -> bool:
    """Tell whether a folder or URL is that of a bulk job."""
    from counterclaim.bulk.loading import is_job

    return is_job(folder)


def _load_bulk(folder: str, ledger: str, *, reconcile: bool) -> None:
    from counterclaim.bulk.job import read_job
    from counterclaim.bulk.loading import iter_codings, load_codings
    from counterclaim.bulk.progress import iter_load_paced, show_progress
    from counterclaim.ledger.open import open_ledger

    manifest = read_job(folder)
    counts = Counter(dict.fromkeys(("new", "recoded", "known"), 0))

    def count(batches: Iterable[Sequence[Added]]) -> Iterator[Sequence[Added]]:
        for batch in batches:
            counts.update(map(say_state, batch))
            yield batch

    with open_ledger(ledger, create=True) as opened:
        loading = count(load_codings(iter_codings(folder, manifest), opened, reconcile=reconcile))
        show_progress(iter_load_paced(loading, manifest.counts.coded), talk, begin="opening the ledger")
    typer.echo("\n".join(f"{state}\t{number}" for state, number in counts.items()))


def _load_export(folder: Path, ledger: str, *, reconcile: bool) -> None:
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
        f"{folder} holds no export of a whole ledger and no bulk job; `counterclaim export --to jsonl` writes"
        " one to the folder jsonl of its --out"
    )
