from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from counterclaim.errors import ReportError
from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.columns import find_columns, rename_columns
from counterclaim.read.formats.jsonl import decode_report
from counterclaim.read.found import Found
from counterclaim.read.reports import read_reports
from counterclaim.read.table_head import find_delimiter, is_table
from tests.crawls import TEXTS, make_parquet, make_zip
from tests.readers import read


def get_reports(found: list[Found]) -> list[Report]:
    """Return the reports."""
    return [each.found for each in found if isinstance(each.found, Report)]


def get_problems(found: list[Found]) -> list[tuple[str, str | None]]:
    """Return kind and place of the Problems."""
    return [(each.found.kind, each.found.where) for each in found if isinstance(each.found, Problem)]


def test_row_gives_what_its_columns_hold() -> None:
    raw = (
        "\ufeffHeadline;Body;Date;Source;Link;Lang;ID\r\n"
        '"Blast; again";"Two men died,\r\nthe mayor ""said"".";2031-03-04T23:30:00+02:00;Post;'
        "https://p.example/1;en;7\r\n"
    ).encode()
    [report] = get_reports(read("csv", raw))
    assert report.text == 'Two men died,\nthe mayor "said".'
    assert (report.title, report.outlet, report.url) == ("Blast; again", "Post", "https://p.example/1")
    assert (report.published, report.language, report.path) == (date(2031, 3, 4), "en", "7")
    assert report.published_at == datetime(2031, 3, 4, 21, 30, tzinfo=UTC)


def test_bad_rows_give_problems_and_the_rest_go_on() -> None:
    rows = [
        b"text,date",
        b"One died.,2031-03-04",
        b",2031-03-04",
        b"Two died.,soon",
        b"Caf\xe9 burned.,",
        b"Three died.,",
    ]
    found = read("csv", b"\n".join(rows))
    assert [report.text for report in get_reports(found)] == ["One died.", "Three died."]
    assert get_problems(found) == [
        (kind, f"sample, row {row}") for kind, row in (("empty", 2), ("malformed", 3), ("binary", 4))
    ]
    assert [each.part for each in found] == [f"row {row}" for row in range(1, 6)]


def test_quotation_mark_without_its_partner_does_not_swallow_the_file() -> None:
    raw = b'text,date\n"One died.' + b"x" * 1000 + b"\nTwo died.,\n" * 3
    assert len(read("csv", raw)) == 1


def test_tabs_part_cells_too() -> None:
    [report] = get_reports(read("csv", b"url\tcontent\nhttps://a.example\tOne, two; three died.\n"))
    assert report.text == "One, two; three died."


@pytest.mark.parametrize(
    ("line", "expected"), [("a,b", ","), ("a;b,c;d", ";"), ("a\tb", "\t"), ("a|b|c", "|"), ("a", ",")]
)
def test_find_delimiter(line: str, expected: str) -> None:
    assert find_delimiter(line) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"Title,Body,Date\n", True),
        (b"\xef\xbb\xbfid;text\n", True),
        (b"text\nOne died.\n", False),
        (b"Text, body and soul, the mayor said, are gone.\n", False),
        (b"a,b,c\n", False),
        (b"", False),
    ],
)
def test_is_table(head: bytes, expected: bool) -> None:
    assert is_table(head) is expected


def test_table_without_a_column_of_texts_says_how_to_name_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nr,words\n1,One died.\n")
    [problem] = read_reports([str(path)])
    assert isinstance(problem, Problem)
    assert "--column text=NAME" in problem.message and "nr, words" in problem.message
    [report] = read_reports([str(path)], columns={"text": "Words"})
    assert isinstance(report, Report) and report.text == "One died."


def test_column_that_is_wanted_and_not_there_is_told() -> None:
    with pytest.raises(ReportError, match="no column 'boddy'; it has text, b"):
        find_columns(["text", "b"], {"text": "boddy"})


def test_wanted_columns_go_before_obvious_names() -> None:
    found = find_columns(["text", "Story", "date"], {"text": "story"})
    assert found == {"text": "Story", "published": "date"}
    assert rename_columns({"text": "a", "Story": "b", "date": ""}, found) == {"text": "b"}


def test_parquet_gives_a_report_a_row() -> None:
    found = read("parquet", make_parquet())
    assert [report.text for report in get_reports(found)] == list(TEXTS)
    told = {(report.published, report.outlet) for report in get_reports(found)}
    assert told == {(date(2031, 3, 4), "Velmora Post")}
    assert [each.part for each in found] == ["row 1", "row 2", "row 3"]


def test_parquet_is_read_where_it_lies_whatever_its_path(tmp_path: Path) -> None:
    path = tmp_path / "it's a [table].parquet"
    path.write_bytes(make_parquet())
    assert len(list(read_reports([str(path)]))) == 3


def test_parquet_without_a_text_gives_a_problem_for_the_row() -> None:
    found = read("parquet", make_parquet([{"text": "One died.", "id": 1}, {"text": None, "id": 2}]))
    assert [report.path for report in get_reports(found)] == ["1"]
    assert get_problems(found) == [("empty", "sample, row 2")]


def test_parquet_that_is_cut_off_is_damaged() -> None:
    [problem] = [each.found for each in read("parquet", make_parquet()[:-9])]
    assert isinstance(problem, Problem)
    assert problem.kind == "damaged" and "/tmp" not in problem.message


def test_lines_with_other_keys_are_read_by_obvious_names_or_named_ones() -> None:
    line = json.dumps(
        {"body": "One died.", "headline": "Blast", "pubDate": "Mon, 03 Mar 2031 10:00:00 GMT"}
    ).encode()
    report = decode_report(line, place="rows.jsonl:1")
    assert (report.text, report.title, report.published) == ("One died.", "Blast", date(2031, 3, 3))
    named = decode_report(line, place="rows.jsonl:1", columns={"text": "headline"})
    assert named.text == "Blast"


def test_line_with_a_text_keeps_to_the_keys_that_are_promised() -> None:
    report = decode_report(b'{"text": "One died.", "date": "2031-03-04"}', place="rows.jsonl:1")
    assert report.published is None


def test_columns_hold_for_tables_within_archives(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(make_zip({"t.csv": b"nr,words\n1,One died.\n", "r.jsonl": b'{"words": "Two died."}\n'}))
    found = list(read_reports([str(path)], columns={"text": "words"}))
    assert [report.text for report in found if isinstance(report, Report)] == ["One died.", "Two died."]
