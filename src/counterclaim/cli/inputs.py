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

import msgspec
import typer

from counterclaim.brief.plain import make_plain
from counterclaim.cli.quick_start import load_parser
from counterclaim.cli.skipped import make_skip_table, open_list
from counterclaim.errors import ReportError
from counterclaim.model.statement import Problem
from counterclaim.read.aside import ASIDE
from counterclaim.read.catalog import InputFormat
from counterclaim.read.columns import Columns, load_column_names
from counterclaim.read.formats.jsonl import read_day
from counterclaim.read.outlets import NO_OUTLETS, Outlets

if TYPE_CHECKING:
    from counterclaim.model.report import Report
    from counterclaim.model.statement import Coding

T = TypeVar("T")

SkippedOption = Annotated[
    str | None,
    typer.Option(
        "--skipped",
        metavar="FILE",
        help="Write what was skipped and why to this file, a line of JSON each.",
        envvar="COUNTERCLAIM_SKIPPED",
    ),
]

#: Kind of the Problem of a report that was left out as asked; many of them are told by their number.
SCREENED = "screened"
#: Bytes from which a file may hold many reports, so that progress is shown.
MUCH = 1 << 20
#: Problems of one kind that are told in a line each; more are counted.
TOLD = 20
#: Kinds of Problems that are no failure: what was left out as asked, or by rule.
NO_FAILURES = (SCREENED, ASIDE)

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files, archives, folders, patterns such as 'news/**/*.html', addresses (https://…), or - for"
        " standard input.",
    ),
]
InputFormatOption = Annotated[
    InputFormat | None,
    typer.Option(
        help="How to read every PATH; by default by what it holds.",
        envvar="COUNTERCLAIM_INPUT_FORMAT",
    ),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="WHAT=NAME",
        help="Which column of a table, or key of an object, holds what: text=body (may be given again).",
        envvar="COUNTERCLAIM_COLUMN",
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


def parse_columns(words: Sequence[str] | None) -> Columns | None:
    """Parse which columns hold what.

    Raises:
        typer.BadParameter: it is no such pair, or nothing of a report.
    """
    columns = {}
    for pair in words or ():
        field, sign, name = (part.strip() for part in pair.partition("="))
        known = load_column_names()
        if not sign or not name or field not in known:
            raise typer.BadParameter(f"{pair!r} is no column; write {', '.join(known)} as text=body")
        columns[field] = name
    return columns or None


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
    several = len(paths) > 1 or not Path(paths[0]).is_file() or Path(paths[0]).stat().st_size > MUCH
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

    def __init__(self, skipped_to: str | None = None) -> None:
        """Begin to count.

        Args:
            skipped_to: a file that gets every Problem, a line of JSON each.
        """
        self.done = 0
        self.skipped: Counter[str] = Counter()
        self._examples: dict[str, Problem] = {}
        self._list = open_list(skipped_to) if skipped_to else None

    def pass_done(self, found: Iterable[T | Problem]) -> Iterator[T]:
        """Pass on what was done; tell of each Problem in one line."""
        for each in found:
            if isinstance(each, Problem):
                self._tell(each)
            else:
                self.done += 1
                yield each

    def _tell(self, problem: Problem) -> None:
        """Count a Problem, write it down, and tell of the first of its kind."""
        self.skipped[problem.kind] += 1
        self._examples.setdefault(problem.kind, problem)
        if self._list:
            self._list.write(msgspec.json.encode(problem) + b"\n")
        if problem.kind != SCREENED and self.skipped[problem.kind] <= TOLD:
            talk(f"skipped {problem.where or 'a report'}: {problem.message}")

    @property
    def failed(self) -> int:
        """Return how many reports could not be done, against those left out as asked or by rule."""
        return self.skipped.total() - sum(self.skipped[kind] for kind in NO_FAILURES)

    def close(self, verb: str) -> None:
        """Tell the closing count where there is more than one report to count."""
        if self.done + self.skipped.total() > 1:
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.skipped.items()))
            talk(f"{self.done} {verb}, {self.skipped.total()} skipped" + (f" ({kinds})" if kinds else ""))
        if self.skipped.total() > 1:
            for line in make_skip_table(self.skipped, self._examples):
                typer.echo(line, err=True)
        if self._list:
            self._list.close()


def talk(message: str) -> None:
    """Write one line to standard error, without control characters of the input."""
    typer.echo(f"counterclaim: {make_plain(message)}", err=True)
