"""`counterclaim bulk`: code an archive with many workers."""

from __future__ import annotations

import sys
from contextlib import closing, redirect_stdout
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from counterclaim.cli.inputs import (
    NO_FAILURES,
    SCREENED,
    InputFormatOption,
    OutletOption,
    PublishedOption,
    parse_day,
    talk,
)

if TYPE_CHECKING:
    from counterclaim.bulk.manifest import JobManifest

EngineName = Literal["local", "ray"]
_MIB = 2**20


def bulk(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="Files and folders of reports, or URLs such as s3://bucket/folder."
        ),
    ],
    *,
    out: Annotated[
        str,
        typer.Option(metavar="DIR", help="Folder or URL of the Parquet files.", envvar="COUNTERCLAIM_OUT"),
    ],
    engine: Annotated[
        EngineName,
        typer.Option(help="local: processes here; ray: a cluster.", envvar="COUNTERCLAIM_ENGINE"),
    ] = "local",
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Number of workers; by default one a core.", envvar="COUNTERCLAIM_WORKERS"),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Ray cluster to join, such as auto; without it Ray starts here.",
            envvar="COUNTERCLAIM_ADDRESS",
        ),
    ] = None,
    code_everything: Annotated[
        bool,
        typer.Option(
            "--code-everything",
            help="Code texts without a word of violence or protest too.",
            envvar="COUNTERCLAIM_CODE_EVERYTHING",
        ),
    ] = False,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    input_format: InputFormatOption = None,
    names: Annotated[
        bool,
        typer.Option(
            "--names", help="Keep the names of victims that the reports print.", envvar="COUNTERCLAIM_NAMES"
        ),
    ] = False,
    time_limit: Annotated[
        float,
        typer.Option(
            min=0, help="Seconds that one report may take; 0: no limit.", envvar="COUNTERCLAIM_TIME_LIMIT"
        ),
    ] = 600.0,
    memory_limit: Annotated[
        int,
        typer.Option(
            min=1,
            help="MiB of memory above which a worker is replaced after its partition.",
            envvar="COUNTERCLAIM_MEMORY_LIMIT",
        ),
    ] = 1024,
    partition_size: Annotated[
        float,
        typer.Option(
            min=0.001,
            help="MiB of input that a worker codes at a time.",
            envvar="COUNTERCLAIM_PARTITION_SIZE",
        ),
    ] = 4.0,
) -> None:
    """Code an archive of reports into Parquet files: on this machine, or on a cluster.

    Texts without a word of violence or protest are left out and counted. Killed or cut off, the same
    command goes on where it was. Prints the counts, name and number parted by a tab; `counterclaim load
    DIR` makes a ledger of the folder. Exit codes: 0 all coded, 1 some were skipped, 2 the job could not
    be done.
    """
    from counterclaim.bulk.engines.catalog import make_engine
    from counterclaim.bulk.job import make_plan, read_job, run_job
    from counterclaim.bulk.options import Options
    from counterclaim.bulk.progress import iter_paced, show_progress

    options = Options(
        published=parse_day(published),
        outlet=outlet,
        input_format=input_format,
        names=names,
        screen=not code_everything,
        time_limit=time_limit,
    )
    plan = make_plan(inputs, options, size=round(partition_size * _MIB))
    # Ray prints messages of its own to standard output, which is for data.
    with (
        redirect_stdout(sys.stderr),
        closing(
            make_engine(engine, workers=workers, address=address, memory_limit=memory_limit * _MIB)
        ) as made,
    ):
        show_progress(iter_paced(run_job(plan, out, made), plan), talk, begin="starting the workers")
    manifest = read_job(out)
    for line in say_counts(manifest):
        typer.echo(line)
    counts = manifest.counts
    failed = sum(count for kind, count in counts.skipped.items() if kind not in NO_FAILURES)
    if failed:
        talk(f"{failed} reports were skipped; the table problem of {out} names each")
        raise typer.Exit(1 if counts.coded or SCREENED in counts.skipped else 2)


def say_counts(manifest: JobManifest) -> list[str]:
    """Say the counts of a job, name and number parted by a tab."""
    counts = manifest.counts
    told = {
        "reports": counts.reports,
        "coded": counts.coded,
        **{f"skipped, {kind}": count for kind, count in counts.skipped.items()},
        **{f"files left out, {kind}": count for kind, count in manifest.left_out.items()},
        "repeated": counts.repeated + manifest.repeated_across,
        "mentions": counts.mentions,
        "statements": counts.statements,
        "findings": counts.findings,
    }
    return [f"{name}\t{count}" for name, count in told.items()]
