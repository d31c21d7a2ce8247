"""HXL and HDX HAPI: rows under hashtags, and months of districts."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import msgspec
import pytest

from counterclaim.export import hapi, hxl
from counterclaim.export.hxl_table import load_hxl
from counterclaim.policy.catalog import resolve
from tests.exchange import make_full_file, make_full_report, make_full_statements, make_set
from tests.exports import make_event_file, make_record
from tests.factories import make_coding, make_mention, make_statement, make_test_report, make_toll


def read(path: Path) -> list[dict[str, str]]:
    """Read the rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_row_stands_under_headers_and_hashtags(tmp_path: Path) -> None:
    hxl.FORMAT.write(make_set(make_full_file()), tmp_path)
    tags, row = read(tmp_path / hxl.FILE)
    assert tags == load_hxl().columns
    assert len(tags) == 29
    assert (row["killed_min"], row["killed_best"], row["killed_max"]) == ("31", "31", "31")
    assert row["killed_children"] == "9"
    assert row["killed_civilians"] == ""
    assert row["displaced"] == ""
    assert (row["injured_min"], row["injured_best"]) == ("40", "40")
    assert (row["group_first"], row["group_second"]) == ("Harrow Front", "shopkeeper")
    assert (row["date_start"], row["date_reported"], row["country_code"]) == (
        "2031-03-03",
        "2031-03-04",
        "PRT",
    )
    assert "Ostrava Sul: blamed by Velmoran officials (unnamed)" in row["description"].split("; ")


def test_a_total_that_grew_counts_no_children(tmp_path: Path) -> None:
    report = make_full_report()
    more = msgspec.structs.replace(make_toll("40", 40), mode="increment")
    statements = [each for each in make_full_statements(report) if each.property != "killed"]
    statements += [
        make_statement(report, "killed", make_toll("31", 31), "killed 31 people"),
        make_statement(report, "killed", more, "at least 40 were hurt"),
    ]
    file = make_event_file([make_record(make_coding(report, [make_mention()], statements))], resolve)
    assert file.case.derived
    hxl.FORMAT.write(make_set(file), tmp_path)
    row = read(tmp_path / hxl.FILE)[1]
    assert (row["killed_max"], row["killed_children"]) == ("71", "")


def test_an_event_without_words_has_a_blank_row(tmp_path: Path) -> None:
    record = make_record(make_coding(make_test_report(), [make_full_file().testimonies[0].mention]))
    hxl.FORMAT.write(make_set(make_event_file([record], resolve)), tmp_path)
    row = read(tmp_path / hxl.FILE)[1]
    assert {name for name, cell in row.items() if cell} <= {
        "event_id", "event_name", "event_type", "claim_status", "grade", "policy",
    }  # fmt: skip
    assert list(hxl.FORMAT.check(tmp_path)) == []


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("killed_min", "32", "bounds"),
        ("killed_best", "many", "count"),
        ("displaced", "-1", "count"),
        ("event_id", "", "blank"),
    ],
)
def test_check_names_the_cell(column: str, cell: str, rule: str, tmp_path: Path) -> None:
    hxl.FORMAT.write(make_set(make_full_file()), tmp_path)
    tags, row = read(tmp_path / hxl.FILE)
    write(tmp_path / hxl.FILE, [tags, {**row, column: cell}])
    assert (2, column, rule) in {(each.row, each.column, each.rule) for each in hxl.FORMAT.check(tmp_path)}


def test_check_names_other_hashtags(tmp_path: Path) -> None:
    hxl.FORMAT.write(make_set(make_full_file()), tmp_path)
    tags, row = read(tmp_path / hxl.FILE)
    write(tmp_path / hxl.FILE, [{**tags, "event_id": "#meta+id"}, row])
    assert [each.rule for each in hxl.FORMAT.check(tmp_path)] == ["hashtags"]


def test_events_of_a_month_are_one_row_a_kind(tmp_path: Path) -> None:
    files = [make_full_file(), make_full_file("Other Wire")]
    hapi.FORMAT.write(make_set(*files), tmp_path)
    rows = read(tmp_path / hapi.FILE)
    assert tuple(rows[0]) == load_hxl().hapi_columns
    shown = [(row["location_code"], row["event_type"], row["events"], row["fatalities"]) for row in rows]
    assert shown == [("PRT", "civilian_targeting", "2", "62"), ("PRT", "political_violence", "2", "62")]
    assert {(row["reference_period_start"], row["reference_period_end"]) for row in rows} == {
        ("2031-03-01", "2031-03-31")
    }


def test_months_whose_dead_nobody_counts_are_blank() -> None:
    cell = hapi.Cell(country="PRT", admin1="", admin2="", month=date(2031, 2, 1), event_type="demonstration")
    one, both = hapi.Part(cell, None), [hapi.Part(cell, None), hapi.Part(cell, 0)]
    assert hapi.sum_parts([one])[0]["fatalities"] is None
    assert hapi.sum_parts(both)[0]["fatalities"] == 0
    assert hapi.sum_parts(both)[0]["reference_period_end"] == "2031-02-28"
    assert hapi.sum_parts([one, hapi.Part(cell._replace(admin1="North"), 2)])[1]["admin_level"] == 1


def write(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows as a table."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
