"""UCDP GED: the rules that a table must keep (codebooks 3.3, 10.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterclaim.export.checking import Checker, check_columns, find_day, is_number
from counterclaim.export.table import TextRow
from counterclaim.export.ucdp_sides import CIVILIANS, load_ucdp
from counterclaim.export.violations import Violation

_DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_LISTS = ("source_article", "source_office", "source_date", "source_headline")
AGGREGATE = "2"
ONE_SIDED = "3"
#: How older documents and the programming interface spell a column.
OLD_SPELLING = "where_decription"


def check_ucdp(columns: Sequence[str], rows: Iterable[TextRow]) -> Iterator[Violation]:
    """Find where a table breaks the rules of UCDP GED."""
    wanted = load_ucdp().columns
    missing = list(check_columns(_mend(columns), wanted))
    yield from missing
    if missing:
        return
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        checker = Checker(row=number, cells=row)
        yield from checker.require(row["id"] not in seen, "id", "unique", "is not unique")
        seen.add(row["id"])
        yield from _check_row(checker)


def _mend(columns: Sequence[str]) -> list[str]:
    return ["where_description" if column == OLD_SPELLING else column for column in columns]


def _check_row(check: Checker) -> Iterator[Violation]:
    table = load_ucdp()
    yield from check.require_count("id")
    yield from check.require_count("year", least=1946)
    yield from check.require_code("type_of_violence", table.type_of_violence)
    yield from check.require_code("where_prec", table.where_prec, blank=True)
    yield from check.require_code("date_prec", table.date_prec)
    yield from check.require_code("event_clarity", table.event_clarity)
    yield from check.require_code("region", table.region, blank=True)
    yield from check.require_point("latitude", "longitude")
    yield from check.require_count("priogrid_gid", blank=True, least=1)
    yield from check.require_filled("side_a", "side_b")
    yield from _check_dates(check)
    yield from _check_deaths(check)
    yield from _check_lists(check)


def _check_dates(check: Checker) -> Iterator[Violation]:
    days = [find_day(check.cells[column][:10]) for column in ("date_start", "date_end")]
    for column, day in zip(("date_start", "date_end"), days, strict=True):
        yield from check.require(day is not None, column, "date", "is no date, YYYY-MM-DD")
    first, last = days
    if first and last:
        yield from check.require(first <= last, "date_end", "order", "is before date_start")


def _check_deaths(check: Checker) -> Iterator[Violation]:
    figures = (*_DEATHS, "low", "best", "high")
    broken = [column for column in figures if not is_number(check.cells[column])]
    for column in figures:
        yield from check.require_count(column)
    if broken:
        return
    count = {column: int(check.cells[column]) for column in figures}
    parts = sum(count[column] for column in _DEATHS)
    yield from check.require(count["best"] == parts, "best", "sum", f"is not the sum of the deaths, {parts}")
    # Known events are taken out of an aggregate, which may leave its estimates in any order.
    if check.cells["event_clarity"] != AGGREGATE:
        right = count["low"] <= count["best"] <= count["high"]
        yield from check.require(right, "best", "order", "is not between low and high")
        yield from check.require(count["high"] > 0, "high", "death", "must count a death")
    if check.cells["type_of_violence"] == ONE_SIDED:
        yield from check.require(
            check.cells["side_b"].casefold() == CIVILIANS.casefold(),
            "side_b",
            "one-sided",
            "must be Civilians",
        )
        for column in ("deaths_a", "deaths_b"):
            yield from check.require(
                count[column] == 0, column, "one-sided", "must be 0 where one side kills"
            )


def _check_lists(check: Checker) -> Iterator[Violation]:
    lengths = {column: check.cells[column].count(";") + 1 for column in _LISTS if check.cells[column]}
    yield from check.require(
        len(set(lengths.values())) <= 1, "source_article", "parallel", "is of another length than its lists"
    )
