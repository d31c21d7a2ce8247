"""`counterclaim export`: write codings or events in another program's format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from counterclaim.cli.inputs import (
    AllowPrivateOption,
    ColumnOption,
    InputFormatOption,
    OutletOption,
    OutletsOption,
    PublishedOption,
    Tally,
    code_each,
    load_table,
    parse_columns,
    parse_day,
    show_progress,
    talk,
)
from counterclaim.cli.ledger_option import DEFAULT_LEDGER
from counterclaim.cli.moments import parse_moment
from counterclaim.export.names import CodingExportName, EventExportName
from counterclaim.model.statement import MentionRole

if TYPE_CHECKING:
    from counterclaim.export.losses import Losses
    from counterclaim.export.record import EventSet
    from counterclaim.ledger.base import Ledger
    from counterclaim.model.resolution import AsOf
    from counterclaim.model.statement import Coding
    from counterclaim.read.outlets import Outlets

CODING_NAMES: tuple[str, ...] = get_args(CodingExportName)
EVENT_NAMES: tuple[str, ...] = get_args(EventExportName)
ROLES: tuple[str, ...] = tuple(role for role in get_args(MentionRole) if role != "other")


def export(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Reports to code and export, as `code` reads them; without any the ledger is exported.",
        ),
    ] = None,
    *,
    to: Annotated[
        list[str],
        typer.Option(
            metavar="FORMAT",
            help=f"May be repeated. Events, to a folder: {', '.join(EVENT_NAMES)}. Reports, a line each, to "
            f"standard output: {', '.join(CODING_NAMES)}.",
            envvar="COUNTERCLAIM_EXPORT",
        ),
    ],
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            metavar="PLACE",
            help="The ledger whose events are exported: a SQLite file, or a database as "
            f"postgresql://user@host/name; {DEFAULT_LEDGER} where no PATH is given.",
            envvar="COUNTERCLAIM_LEDGER",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder that gets a folder a format, with its losses.json and manifest.json.",
            envvar="COUNTERCLAIM_OUT",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="MOMENT",
            help="Only what was published by then: 2024-01-03 (its end, in UTC) or 2024-01-03T18:00+02:00.",
        ),
    ] = None,
    recorded_by: Annotated[
        str | None,
        typer.Option(metavar="MOMENT", help="Only what the ledger held by then; written as --as-of is."),
    ] = None,
    event: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this event, or the events of this report; may be repeated."),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE",
            help=f"Only events that are this in a report: {', '.join(ROLES)}; main by default.",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option(help="Hold every table against the rules of its format before it is kept.")
    ] = True,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    outlets: OutletsOption = None,
    input_format: InputFormatOption = None,
    allow_private: AllowPrivateOption = False,
    column: ColumnOption = None,
    names: Annotated[
        bool,
        typer.Option(
            "--names", help="Keep the names of victims that the report prints.", envvar="COUNTERCLAIM_NAMES"
        ),
    ] = False,
) -> None:
    """Write events of a ledger, or of reports coded now, in the formats of others; tell what they lose.

    Exit codes: 0 all exported, 1 some reports were skipped, 2 none could be exported.
    """
    wanted = tuple(dict.fromkeys(to))
    _require_known(wanted, (*EVENT_NAMES, *CODING_NAMES), "--to")
    _require_known(role or (), ROLES, "--role")
    day, table = parse_day(published), load_table(outlets)
    tally = Tally()

    def iter_codings() -> Iterator[Coding]:
        """Code the reports; nothing is read before the first coding is asked for."""
        from counterclaim.read.reports import make_fetch, read_reports

        reports = read_reports(
            paths or (),
            input_format=input_format,
            published=day,
            outlet=outlet,
            fetch=make_fetch(allow_private=allow_private),
            outlets=table,
            columns=parse_columns(column),
        )
        yield from tally.pass_done(code_each(reports, names=names))

    if set(wanted) & set(CODING_NAMES):
        _require_lines(wanted, paths)
        with show_progress(paths or ()) as advance:
            _write_lines(wanted[0], iter_codings(), advance)
    else:
        folder = _require_folder(out)
        moment = _make_as_of(as_of, recorded_by)
        with _open_ledger(None if paths else ledger or DEFAULT_LEDGER, iter_codings()) as opened:
            if paths and not tally.done:
                # An earlier export is worth more than one of nothing.
                raise typer.Exit(2)
            events = _make_events(opened, as_of=moment, ids=event or (), roles=role, outlets=table)
            _write_folders(wanted, events, folder, check=check)
    tally.close("coded" if set(wanted) & set(EVENT_NAMES) else "exported")
    if tally.skipped:
        raise typer.Exit(1 if tally.done else 2)


def _make_as_of(published: str | None, recorded: str | None) -> AsOf:
    from counterclaim.model.resolution import AsOf

    return AsOf(
        published=parse_moment(published, option="--as-of"),
        recorded=parse_moment(recorded, option="--recorded-by"),
    )


def _require_known(words: Collection[str], known: Sequence[str], option: str) -> None:
    for word in words:
        if word not in known:
            raise typer.BadParameter(f"{word!r} is none of {', '.join(known)}", param_hint=option)


def _require_lines(wanted: Sequence[str], paths: Sequence[str] | None) -> None:
    """Require that lines of codings go to standard output alone, and that there are reports to code."""
    if len(wanted) > 1:
        raise typer.BadParameter(f"{' and '.join(wanted)} do not go together; export to one after the other")
    if not paths:
        raise typer.BadParameter(f"{wanted[0]} is made of reports, not of a ledger; name their PATHs")


def _require_folder(out: Path | None) -> Path:
    if out is None:
        raise typer.BadParameter("name the folder to write to with --out")
    return out


def _write_lines(name: str, codings: Iterable[Coding], advance: Callable[[], None]) -> None:
    from counterclaim.export.catalog import FORMATS

    form = FORMATS[cast(CodingExportName, name)]
    for coding in codings:
        for line in form.iter_lines(coding):
            sys.stdout.buffer.write(line + b"\n")
        sys.stdout.flush()
        advance()
    talk(f"{name} cannot hold: {'; '.join(form.get_losses())}")


def _open_ledger(place: str | None, codings: Iterable[Coding]) -> Ledger:
    """Open a ledger; without a place, make one in memory out of codings."""
    if place is None:
        from counterclaim.export.events import make_passing_ledger

        return make_passing_ledger(codings)
    from counterclaim.ledger.open import open_ledger

    return open_ledger(place)


def _make_events(
    ledger: Ledger, *, as_of: AsOf, ids: Sequence[str], roles: Sequence[str] | None, outlets: Outlets
) -> EventSet:
    from counterclaim.export.events import EXPORTED_ROLES, make_event_set

    chosen = cast("Sequence[MentionRole]", roles or EXPORTED_ROLES)
    return make_event_set(ledger, as_of=as_of, ids=ids, roles=chosen, outlets=outlets)


def _write_folders(wanted: Sequence[str], events: EventSet, out: Path, *, check: bool) -> None:
    """Write each format to a folder of its own, and tell what it holds and what not."""
    from counterclaim.export.folder import export_events

    for name in cast("Sequence[EventExportName]", wanted):
        losses = export_events(events, name, out, check=check)
        typer.echo(f"{name}\t{out / name}\t{say_losses(losses)}")


def say_losses(losses: Losses) -> str:
    """Say how much an export holds and how much it does not."""
    skipped = "; ".join(f"{count} {reason}" for reason, count in losses.count_skips().items())
    lost = sum(losses.count_reasons().values())
    without = f"{len(losses.skipped)} events have none" + (f" ({skipped})" if skipped else "")
    return f"{losses.rows} rows, {without}, {lost} statements have no place in it"
