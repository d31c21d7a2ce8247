"""What the commands share: the options that tell what to read, and talk about what was skipped."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from counterclaim.brief.plain import make_plain
from counterclaim.cli.quick_start import load_parser
from counterclaim.errors import ReportError
from counterclaim.model.statement import Problem
from counterclaim.read.aside import ASIDE
from counterclaim.read.catalog import InputFormat
from counterclaim.read.formats.jsonl import read_day
from counterclaim.read.outlets import NO_OUTLETS, Outlets

if TYPE_CHECKING:
    from counterclaim.model.report import Report
    from counterclaim.model.statement import Coding

T = TypeVar("T")

#: Kind of the Problem of a report that was left out as asked; many of them are told by their number.
SCREENED = "screened"

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help="Files, folders of them, addresses (https://…), or - for standard input."
    ),
]
InputFormatOption = Annotated[
    InputFormat | None,
    typer.Option(
        help="How to read every PATH; by default by what it holds.",
        envvar="COUNTERCLAIM_INPUT_FORMAT",
    ),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Day of publication (ISO 8601) of reports that bring none.",
        envvar="COUNTERCLAIM_PUBLISHED",
    ),
]
OutletOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Outlet of reports that bring none.", envvar="COUNTERCLAIM_OUTLET"),
]

PartyOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Party whose own channel the reports are from: their “we” is that party.",
        envvar="COUNTERCLAIM_PARTY",
    ),
]
AllowPrivateOption = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Fetch addresses of this machine and of one's own network, too.",
        envvar="COUNTERCLAIM_FETCH_ALLOW_PRIVATE",
    ),
]
OutletsOption = Annotated[
    Path | None,
    typer.Option(
        "--outlets",
        metavar="FILE",
        help="Your table of outlets: names, domains, scale, party, letter; see `outlets check`.",
        envvar="COUNTERCLAIM_OUTLETS",
    ),
]
ScreenOption = Annotated[
    bool,
    typer.Option(
        "--screen",
        help="Leave out, unparsed, texts whose words tell of no violence or protest.",
        envvar="COUNTERCLAIM_SCREEN",
    ),
]


def parse_day(text: str | None) -> date | None:
    """Parse the day of an option.

    Raises:
        typer.BadParameter: it is no ISO 8601 date.
    """
    if text is None:
        return None
    try:
        return read_day(text)
    except ReportError as error:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2024-01-31") from error


def load_table(path: Path | None) -> Outlets:
    """Load the table of outlets of an option; an empty one where there is none.

    Raises:
        TableFileError: something in it does not fit.
    """
    if path is None:
        return NO_OUTLETS
    from counterclaim.read.outlets_file import load_outlets

    return load_outlets(path)


def code_each(reports: Iterable[Report | Problem], *, names: bool = False) -> Iterator[Coding | Problem]:
    """Code reports one by one; the parser is loaded when the first report is there."""
    reading = iter(reports)
    for found in reading:
        if isinstance(found, Problem):
            yield found
        else:
            load_parser()
            from counterclaim.api import code_reports

            yield from code_reports(chain([found], reading), names=names)


def screen_each(reports: Iterable[Report | Problem]) -> Iterator[Report | Problem]:
    """Screen reports one by one."""
    from counterclaim.api import screen_reports

    return screen_reports(reports)


@contextmanager
def show_progress(paths: Sequence[str]) -> Iterator[Callable[[], None]]:
    """Show on standard error how many reports are done, where it would not mix with the data."""
    several = len(paths) > 1 or Path(paths[0]).is_dir()
    if not several or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} reports"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reports", total=None)
        yield lambda: progress.advance(task)


class Tally:
    """Counts what was done and what was skipped, and tells it on standard error."""

    def __init__(self) -> None:
        self.done = 0
        self.skipped: Counter[str] = Counter()

    def pass_done(self, found: Iterable[T | Problem]) -> Iterator[T]:
        """Pass on what was done; tell of each Problem in one line."""
        for each in found:
            if isinstance(each, Problem):
                self.skipped[each.kind] += 1
                if each.kind == SCREENED:
                    continue
                talk(f"skipped {each.where or 'a report'}: {each.message}")
            else:
                self.done += 1
                yield each

    @property
    def failed(self) -> int:
        """Return how many reports could not be done, against those left out as asked or by rule."""
        return self.skipped.total() - self.skipped[SCREENED] - self.skipped[ASIDE]

    def close(self, verb: str) -> None:
        """Tell the closing count where there is more than one report to count."""
        if self.done + self.skipped.total() > 1:
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.skipped.items()))
            talk(f"{self.done} {verb}, {self.skipped.total()} skipped" + (f" ({kinds})" if kinds else ""))


def talk(message: str) -> None:
    """Write one line to standard error, without control characters of the input."""
    typer.echo(f"counterclaim: {make_plain(message)}", err=True)
