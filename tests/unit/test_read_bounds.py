"""Lines, documents and time: what is longer than allowed is told, and the rest is read."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import pytest

from counterclaim.errors import DamagedError, LimitError, ReportError
from counterclaim.model.report import Report, make_report
from counterclaim.model.statement import Problem
from counterclaim.read import bounded, guard
from counterclaim.read.bounded import iter_lines, read_whole
from counterclaim.read.filled import FilledStream
from counterclaim.read.found import Found
from counterclaim.read.guard import FAULT, iter_guarded
from tests.readers import read


def test_lines_over_the_limit_are_passed_over_and_numbered() -> None:
    stream = io.BytesIO(b"\xef\xbb\xbfone\n" + b"x" * 99 + b"\nthree\n" + b"y" * 99)
    assert list(iter_lines(stream, 10)) == [(1, b"one\n"), (2, None), (3, b"three\n"), (4, None)]


def test_line_as_long_as_the_limit_is_read() -> None:
    assert list(iter_lines(io.BytesIO(b"1234\n12345\n"), 4)) == [(1, b"1234\n"), (2, None)]


def test_long_line_of_a_file_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded.iter_lines, "__defaults__", (100,))
    raw = b'{"text": "One died."}\n{"text": "' + b"x" * 1000 + b'"}\n{"text": "Two died."}\n'
    found = [each.found for each in read("jsonl", raw)]
    told = [getattr(each, "text", None) or getattr(each, "kind", None) for each in found]
    assert told == ["One died.", "limit", "Two died."]


def test_document_over_the_limit_is_not_read_on() -> None:
    stream = io.BytesIO(b"x" * 100)
    with pytest.raises(LimitError):
        read_whole(stream, 10)
    assert stream.tell() == 11


def read_three(error: Exception) -> Iterator[Found]:
    """Read two reports and fail."""
    yield Found(make_report("One died."), "line 1")
    yield Found(make_report("Two died."), "line 2")
    raise error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ReportError("is wrong"), "malformed"),
        (DamagedError("is cut"), "damaged"),
        (OSError(5, "Input/output error"), "missing"),
        (RecursionError(), FAULT),
        (ValueError("of ours"), FAULT),
    ],
)
def test_error_of_a_reader_is_told_after_what_was_read(error: Exception, kind: str) -> None:
    one, two, last = (each.found for each in iter_guarded(read_three(error), "here"))
    assert isinstance(one, Report) and isinstance(two, Report) and isinstance(last, Problem)
    assert (last.kind, last.where) == (kind, "here")


def test_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> Iterator[Found]:
        yield Found(make_report("One died."))
        while True:
            pass

    started = time.process_time()
    one, last = (each.found for each in iter_guarded(work(), "here", seconds=0.2))
    assert isinstance(one, Report) and isinstance(last, Problem)
    assert last.kind == "limit"
    assert time.process_time() - started < guard.MAX_SECONDS / 10


def test_waiting_is_no_time_of_the_reader() -> None:
    def wait() -> Iterator[Found]:
        time.sleep(0.3)
        yield Found(make_report("One died."))

    [found] = iter_guarded(wait(), "here", seconds=0.1)
    assert isinstance(found.found, Report)


def test_error_of_a_stream_comes_after_what_was_read_before_it() -> None:
    pieces = [b"abc", b"def"]

    class Failing(FilledStream):
        def _read_some(self, size: int) -> bytes:
            if not pieces:
                raise DamagedError("is cut")
            return pieces.pop(0)[:size]

    stream = io.BufferedReader(Failing())
    assert stream.peek(100) == b"abcdef"
    assert stream.read(6) == b"abcdef"
    for _ in range(2):
        with pytest.raises(DamagedError):
            stream.read(1)
