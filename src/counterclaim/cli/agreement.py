"""`counterclaim agreement`: how far two coders of the same reports agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption, print_rendered
from counterclaim.cli.outputs import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counterclaim.coding.agreement.reading import Reading

AgreementFormat = Literal["table", "json", "csv"]
#: Disagreements that the table shows.
SHOWN = 50
MAX_WIDTH = 140


def agreement(
    coder: Annotated[
        str,
        typer.Argument(
            metavar="CODER", help="A program or a person of the ledger, or a file of `code --format jsonl`."
        ),
    ],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one.")],
    *,
    base: Annotated[
        str | None,
        typer.Option(metavar="PROGRAM", help="Whose codings a person reviewed, where programs are several."),
    ] = None,
    complete: Annotated[
        bool,
        typer.Option("--complete", help="Only reports of which a person reviewed every statement."),
    ] = False,
    resamples: Annotated[
        int, typer.Option(min=0, max=100_000, help="Draws of the bootstrap for the intervals; 0 for none.")
    ] = 1000,
    ledger: LedgerOption = DEFAULT_LEDGER,
    format: Annotated[
        AgreementFormat,
        typer.Option(help="table for people, json for programs, csv: a row a disagreement."),
    ] = "table",
    html: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write one self-contained HTML file in place of the table, as the page shows it.",
        ),
    ] = None,
) -> None:
    """Measure how far two coders agree: Krippendorff's alpha for every variable, and what they differ on.

    A person's coding is the program's with that person's reviews. Statements are aligned by their words.
    Exit codes: 0 compared, 2 they share no report, or there is no such coder, file or ledger.
    """
    import msgspec

    from counterclaim.brief.agreement import render_agreement, to_csv
    from counterclaim.coding.agreement.compare import compare_coders
    from counterclaim.errors import CounterclaimError

    left, right = (_find(name, base, ledger, complete=complete) for name in (coder, other))
    found = compare_coders(left[1], right[1], names=(left[0], right[0]), resamples=resamples)
    if not found.reports:
        raise CounterclaimError(
            f"{found.left} and {found.right} coded no report both; give codings of the same texts"
        )
    if html is not None:
        from counterclaim.brief.agreement_html import render_html_agreement

        write_text(render_html_agreement(found), html, option="--html")
    elif format == "json":
        typer.echo(msgspec.json.encode(found).decode())
    elif format == "csv":
        typer.echo(to_csv(found.disagreements), nl=False)
    else:
        print_rendered(render_agreement(found, limit=SHOWN), max_width=MAX_WIDTH)


def _find(name: str, base: str | None, ledger: str, *, complete: bool) -> tuple[str, Sequence[Reading]]:
    """Find a coder's readings in a file of that name, or else in the ledger."""
    from counterclaim.export.native import read_readings
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.readings import find_readings

    path = Path(name)
    if path.is_file():
        coder, readings = read_readings(path)
        return f"{coder} ({path.name})", readings
    with open_ledger(ledger) as opened:
        return name, find_readings(opened, name, base=base, complete=complete)
