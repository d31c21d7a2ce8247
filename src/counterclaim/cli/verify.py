"""`counterclaim verify`: check every row of a ledger against its words and hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.brief.plain import make_plain
from counterclaim.cli.inputs import talk
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption

if TYPE_CHECKING:
    from counterclaim.ledger.base import Ledger
    from counterclaim.ledger.verify import Fault, Verification
    from counterclaim.ledger.verify_raw import RawFault, RawVerification


def verify(
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    head: Annotated[
        str | None,
        typer.Option(
            metavar="HASH",
            help="The last hash as an earlier verify printed it; it must still be in the ledger.",
            envvar="COUNTERCLAIM_HEAD",
        ),
    ] = None,
    derived: Annotated[
        bool,
        typer.Option(
            "--derived",
            help="Make the events anew from the rows and compare; takes as long as reconciling them all.",
            envvar="COUNTERCLAIM_DERIVED",
        ),
    ] = False,
) -> None:
    """Verify a ledger: every quote in its text, every id and hash from the content, chain and raw bytes.

    Prints the counts of rows and the last hash. Exit codes: 0 all fits, 1 a row does not, and the
    first such row is named, or raw bytes are missing or changed, or an event is not what the rows
    give, 2 the file is no ledger.
    """
    from counterclaim.ledger.open import open_ledger
    from counterclaim.ledger.place import say_place
    from counterclaim.ledger.verify import verify_ledger
    from counterclaim.ledger.verify_raw import verify_raw

    with open_ledger(ledger) as opened:
        verified = verify_ledger(opened, head=head)
        if verified.fault is not None:
            typer.echo(say_fault(verified.fault))
            fitting = sum(verified.counts.values())
            talk(f"{say_place(ledger)} does not verify: {fitting} rows fit before this one")
            raise typer.Exit(1)
        raw = verify_raw(opened)
        if raw.faults:
            typer.echo("\n".join(map(say_raw_fault, raw.faults)))
            talk(f"{say_place(ledger)} does not verify: its rows fit, but raw bytes do not")
            raise typer.Exit(1)
        if derived:
            _require_derived(opened, say_place(ledger))
    typer.echo("\n".join(say_counts(verified, raw)))
    if raw.unreceipted:
        talk(say_unreceipted(len(raw.unreceipted)))
    talk(f"{say_place(ledger)} verifies")


def _require_derived(ledger: Ledger, place: str) -> None:
    """Print the events that do not follow from the rows, and end with 1 where there are any."""
    from counterclaim.reconcile.verify_derived import verify_derived

    faults = tuple(verify_derived(ledger))
    for fault in faults:
        typer.echo(f"event\t{make_plain(fault.event)}\t{fault.reason}")
    if faults:
        talk(
            f"{place} does not verify: its rows fit, but not the events that were derived from them;"
            " `counterclaim reconcile --rebuild` makes them anew"
        )
        raise typer.Exit(1)


def say_fault(fault: Fault) -> str:
    """Say which row does not fit and why, in columns parted by tabs."""
    columns = (f"row {fault.sequence}", fault.kind, fault.id, fault.reason)
    return "\t".join(map(make_plain, columns))


def say_raw_fault(fault: RawFault) -> str:
    """Say which raw bytes do not fit and why, in columns parted by tabs."""
    from counterclaim.model.custody import Receipt

    receipt = fault.receipt
    others = f"; {fault.receipts} reports or notices were read from them" if fault.receipts > 1 else ""
    reason = f"{fault.reason}{others}"
    report = receipt.report if isinstance(receipt, Receipt) else ""
    columns = ("raw", receipt.raw_sha256 or "", receipt.id, report, receipt.origin or "", reason)
    return "\t".join(map(make_plain, columns))


def say_unreceipted(count: int) -> str:
    """Say how many kept files belong to no report."""
    files = "1 kept file has" if count == 1 else f"{count} kept files have"
    return f"{files} no receipt: no report in them was added"


def say_counts(verified: Verification, raw: RawVerification) -> list[str]:
    """Say what was verified, a line a kind, name and count parted by a tab."""
    from counterclaim.ledger.base import ROW_KINDS

    lines = [f"{kind}\t{verified.counts.get(kind, 0)}" for kind in ROW_KINDS]
    return [*lines, f"raw\t{raw.sound}", f"quote\t{verified.quotes}", f"head\t{verified.head}"]
