"""The validators name the row, the column and the rule that a table breaks."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from counterclaim.errors import ExportError
from counterclaim.export.acled_check import check_acled
from counterclaim.export.catalog import EVENT_FORMATS
from counterclaim.export.gtd_check import check_gtd
from counterclaim.export.names import EventExportName
from counterclaim.export.record import EventSet
from counterclaim.export.table import read_table
from counterclaim.export.ucdp_check import check_ucdp
from counterclaim.export.violations import Violation
from counterclaim.ledger.memory import MemoryLedger
from tests.tables import CIVILIANS, CLAIM, KILLED_31, make_file

Check = Callable[[list[str], Iterable[dict[str, str]]], Iterable[Violation]]
CHECKS = {"acled": check_acled, "gtd": check_gtd, "ucdp": check_ucdp}


def make_table(name: EventExportName, folder: Path) -> tuple[list[str], dict[str, str]]:
    """Make the columns and the row of a sound table."""
    file = make_file("explosives", [KILLED_31, CLAIM, CIVILIANS])
    events = EventSet(iter_files=lambda: iter((file,)), ledger=MemoryLedger())
    EVENT_FORMATS[name]().write(events, folder)
    columns, rows = read_table(next(folder.glob("*.csv")))
    return columns, dict(rows[0])


@pytest.mark.parametrize(
    ("name", "changes", "broken"),
    [
        ("acled", {"sub_event_type": "Bombing"}, {("sub_event_type", "code")}),
        ("acled", {"disorder_type": "Demonstrations"}, {("disorder_type", "hierarchy")}),
        ("acled", {"civilian_targeting": ""}, {("civilian_targeting", "civilians")}),
        ("acled", {"geo_precision": "4"}, {("geo_precision", "code")}),
        ("acled", {"fatalities": "-1"}, {("fatalities", "count")}),
        ("acled", {"fatalities": ""}, {("fatalities", "count")}),
        ("acled", {"year": "2030"}, {("year", "consistent")}),
        ("acled", {"inter1": "State forces"}, {("interaction", "consistent")}),
        ("acled", {"latitude": "133"}, {("latitude", "degrees")}),
        ("acled", {"source_scale": "National-Galactic"}, {("source_scale", "code")}),
        ("gtd", {"attacktype2": "1", "attacktype2_txt": "Assassination"}, {("attacktype1", "order")}),
        ("gtd", {"nkillter": "40"}, {("nkillter", "part")}),
        ("gtd", {"gname": "Unknown"}, {("claimed", "claim")}),
        ("gtd", {"claimed": "0"}, {("claimmode", "claim")}),
        ("gtd", {"nhostkid": "3"}, {("nhostkid", "hostages")}),
        ("gtd", {"INT_LOG": "1"}, {("INT_ANY", "any")}),
        ("gtd", {"weaptype1": "5"}, {("weaptype1_txt", "words"), ("weapsubtype1", "code")}),
        ("gtd", {"country": "96"}, {("country_txt", "words")}),
        ("ucdp", {"best": "30"}, {("best", "sum"), ("best", "order")}),
        ("ucdp", {"high": "30"}, {("best", "order")}),
        ("ucdp", {"deaths_a": "1", "deaths_civilians": "30"}, {("deaths_a", "one-sided")}),
        ("ucdp", {"date_end": "2031-03-02"}, {("date_end", "order")}),
        ("ucdp", {"source_office": "One;Two"}, {("source_article", "parallel")}),
        ("ucdp", {"where_prec": "8"}, {("where_prec", "code")}),
    ],
)
def test_a_broken_rule_is_named(
    name: EventExportName, changes: dict[str, str], broken: set[tuple[str, str]], tmp_path: Path
) -> None:
    columns, row = make_table(name, tmp_path)
    check: Check = CHECKS[name]
    assert list(check(columns, [row])) == []
    found = list(check(columns, [row | changes]))
    assert {(each.column, each.rule) for each in found} == broken
    assert {each.row for each in found} == {1}


def test_an_aggregate_of_ucdp_may_break_the_order_of_its_estimates(tmp_path: Path) -> None:
    columns, row = make_table("ucdp", tmp_path)
    assert list(check_ucdp(columns, [row | {"high": "3", "event_clarity": "2"}])) == []


@pytest.mark.parametrize("name", CHECKS)
def test_columns_are_checked_first(name: EventExportName, tmp_path: Path) -> None:
    columns, row = make_table(name, tmp_path)
    check: Check = CHECKS[name]
    swapped = [columns[1], columns[0], *columns[2:]]
    assert [each.rule for each in check(swapped, [row])] == ["columns"]
    assert [each.message for each in check([*columns, "mood"], [row])] == ["is no column of the format"]
    assert [each.message for each in check(columns[1:], [row])] == ["is missing"]


def test_a_table_of_something_else_is_told_in_one_line() -> None:
    (found,) = check_gtd(["a", "b"], [{"a": "1", "b": "2"}])
    assert found.message == "135 of 135 columns are missing: this is no table of the format"


@pytest.mark.parametrize("name", CHECKS)
def test_two_rows_of_one_id_are_told(name: EventExportName, tmp_path: Path) -> None:
    columns, row = make_table(name, tmp_path)
    check: Check = CHECKS[name]
    assert [(each.row, each.rule) for each in check(columns, [row, row])] == [(2, "unique")]


def test_a_table_with_a_ragged_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text("a,b\n1,2\n3\n", encoding="utf-8")
    with pytest.raises(ExportError, match="row 2: has 1 cells, the header 2"):
        read_table(path)


def test_tables_with_tabs_are_read(tmp_path: Path) -> None:
    path = tmp_path / "tabs.tsv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter="\t").writerows([("a", "b"), ("1", "x, y")])
    assert read_table(path) == (["a", "b"], [{"a": "1", "b": "x, y"}])
