from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.reports import read_reports
from counterclaim.read.text import make_printable

ENGLISH = "Two men died in the town of Velmora, the mayor said.\n"


def read_all(*paths: Path | str, **options: object) -> list[Report | Problem]:
    """Read every report of the paths."""
    return list(read_reports([str(path) for path in paths], **options))  # type: ignore[arg-type]


def read_problem(path: Path) -> Problem:
    """Read a path that gives one Problem."""
    [problem] = read_all(path)
    assert isinstance(problem, Problem)
    return problem


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """Give a standard input that a test can fill."""
    stream = io.BytesIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
    return stream


def fill(stream: io.BytesIO, raw: bytes) -> None:
    """Write to standard input, and rewind it."""
    stream.write(raw)
    stream.seek(0)


def test_text_file_gives_its_text_and_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + ENGLISH.encode().replace(b"\n", b"\r\n"))
    [report] = read_all(path)
    assert isinstance(report, Report)
    assert (report.text, report.path) == (ENGLISH, str(path))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n ", "empty"),
        (b"\x7fELF\x00", "binary"),
        (b"caf\xe9", "binary"),
        (
            "Der Bürgermeister sagte, dass die Retter noch in der Straße sind und dass die Polizei nach dem "
            "Auto sucht, das bei der Kirche stand.".encode(),
            "language",
        ),
    ],
)
def test_bad_text_file_gives_a_problem_of_its_kind(tmp_path: Path, raw: bytes, kind: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    problem = read_problem(path)
    assert (problem.kind, problem.where) == (kind, str(path))
    assert problem.message


def test_missing_file_gives_a_problem(tmp_path: Path) -> None:
    problem = read_problem(tmp_path / "no.txt")
    assert problem.kind == "missing"
    assert "No such file" in problem.message


def test_folder_without_reports_gives_a_problem(tmp_path: Path) -> None:
    assert read_problem(tmp_path).kind == "missing"


def test_folder_is_read_in_sorted_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.txt").write_text(ENGLISH)
    (tmp_path / "a.jsonl").write_text('{"text": "One died."}\n')
    (tmp_path / "c.TXT").write_text(ENGLISH)
    (tmp_path / "d.md").write_text(ENGLISH)
    paths = [report.path for report in read_all(tmp_path) if isinstance(report, Report)]
    assert paths == [f"{tmp_path}/{name}" for name in ("a.jsonl:1", "b/1.txt", "c.TXT", "d.md")]


def test_what_is_no_report_is_counted_in_a_folder_and_a_failure_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "logo").write_bytes(b"\x89PNG\x00")
    (tmp_path / "page_files" / "site.CSS").write_text("p { margin: 0 }")
    (tmp_path / "counterclaim.ledger").write_bytes(b"SQLite format 3\x00")
    (tmp_path / "counterclaim.ledger.raw" / "ab").mkdir(parents=True)
    (tmp_path / "counterclaim.ledger.raw" / "ab" / "cd").write_text(ENGLISH)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a").write_text(ENGLISH)
    report, *problems = read_all(tmp_path)
    assert isinstance(report, Report) and report.path == f"{tmp_path}/a"
    assert [(each.kind, each.message) for each in problems if isinstance(each, Problem)] == [
        ("aside", "files that are no text left out: 2"),
        ("aside", "folders of kept bytes left out: 1"),
        ("aside", "hidden files and folders left out: 1"),
        ("aside", "special files left out: 1"),
        ("aside", "style sheets left out: 1"),
    ]
    assert read_problem(tmp_path / "page_files" / "logo").kind == "binary"


def test_pattern_stands_for_the_files_that_match(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("a.txt", "b/1.txt", "b/c/2.txt", "b/3.md"):
        (tmp_path / name).write_text(ENGLISH)
    found = read_all(tmp_path / "*.txt", tmp_path / "**" / "*.txt", tmp_path / "b*")
    paths = [str(report.path).removeprefix(f"{tmp_path}/") for report in found if isinstance(report, Report)]
    assert paths == ["a.txt", "a.txt", "b/1.txt", "b/c/2.txt", "b/1.txt", "b/3.md", "b/c/2.txt"]


def test_pattern_that_matches_nothing_gives_a_problem(tmp_path: Path) -> None:
    problem = read_problem(tmp_path / "*.html")
    assert (problem.kind, problem.where) == ("missing", f"{tmp_path}/*.html")


def test_file_whose_name_is_a_pattern_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "[1].txt").write_text(ENGLISH)
    (tmp_path / "1.txt").write_text(ENGLISH)
    [report] = read_all(tmp_path / "[1].txt")
    assert isinstance(report, Report) and report.path == f"{tmp_path}/[1].txt"


def test_bad_line_gives_a_problem_and_the_rest_go_on(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"text": "One died."}\n\n{"text": \n{"text": " "}\n'
        b'{"text": "x", "language": "de"}\n{"text": "Two died."}'
    )
    found = read_all(path)
    kinds = [each.kind if isinstance(each, Problem) else each.text for each in found]
    assert kinds == ["One died.", "malformed", "empty", "language", "Two died."]
    places = [each.where for each in found if isinstance(each, Problem)]
    assert places == [f"{path}:{line}" for line in (3, 4, 5)]


def test_empty_jsonl_gives_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "rows.ndjson"
    path.write_text("\n\n")
    assert read_problem(path).kind == "empty"


def test_the_content_tells_the_format_and_the_option_overrules_it(tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    path.write_text('{"text": "One died."}\n')
    [as_text] = read_all(path, input_format="text")
    [as_rows] = read_all(path)
    assert isinstance(as_text, Report) and as_text.text.startswith("{")
    assert isinstance(as_rows, Report) and as_rows.text == "One died."


def test_options_fill_only_what_a_report_does_not_bring(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = ('{"text": "One died.", "published": "2031-03-01"}', '{"text": "Two died.", "outlet": "Post"}')
    path.write_text("\n".join(rows))
    one, two = read_all(path, published=date(2031, 3, 4), outlet="Star")
    assert isinstance(one, Report) and isinstance(two, Report)
    assert (one.published, one.outlet) == (date(2031, 3, 1), "Star")
    assert (two.published, two.outlet, two.published_basis) == (date(2031, 3, 4), "Post", "metadata")
    assert two.path == f"{path}:2"


def test_stdin_is_text_by_default(stdin: io.BytesIO) -> None:
    fill(stdin, b"{Velmora} Two died.\r\nOne lived.")
    [report] = read_all("-")
    assert isinstance(report, Report)
    assert (report.text, report.path) == ("{Velmora} Two died.\nOne lived.", "-")


def test_stdin_with_an_object_first_is_jsonl(stdin: io.BytesIO) -> None:
    fill(stdin, b'{"text": "One died."}\n{"text": "Two died."}\n')
    assert [report.path for report in read_all("-") if isinstance(report, Report)] == ["-:1", "-:2"]


def test_path_that_is_no_text_can_be_printed() -> None:
    assert make_printable("caf\udce9.txt") == "caf\ufffd.txt"
