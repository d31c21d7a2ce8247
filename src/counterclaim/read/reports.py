"""Read reports from files, folders and standard input; what cannot be read becomes a Problem."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, Literal, NamedTuple

from counterclaim.errors import BinaryReportError, EmptyReportError, LanguageError, ReportError
from counterclaim.model.report import Report, make_report
from counterclaim.model.statement import Problem
from counterclaim.read.custodian import Custodian
from counterclaim.read.jsonl import decode_report, is_report_line
from counterclaim.read.language import require_language
from counterclaim.read.text import decode_text, require_text

InputFormat = Literal["text", "jsonl"]

#: The path that stands for standard input.
STDIN = "-"
#: Endings by which files of a folder are read.
TEXT_ENDINGS = frozenset({".txt"})
JSONL_ENDINGS = frozenset({".jsonl", ".ndjson", ".json"})

_BOM = b"\xef\xbb\xbf"
_KINDS: tuple[tuple[type[ReportError], str], ...] = (
    (EmptyReportError, "empty"),
    (BinaryReportError, "binary"),
    (LanguageError, "language"),
    (ReportError, "malformed"),
)


class _Found(NamedTuple):
    """What was read, and where in its file it stands."""

    found: Report | Problem
    part: str | None = None


def read_reports(
    paths: Sequence[str],
    *,
    input_format: InputFormat | None = None,
    published: date | None = None,
    outlet: str | None = None,
    custodian: Custodian | None = None,
) -> Iterator[Report | Problem]:
    """Read reports one by one; what cannot be read gives one Problem, the rest go on.

    Args:
        paths: text files, JSONL files, folders of both (read in sorted order) or `-`.
        input_format: reads every path so; None tells by the ending, and by the first line of `-`.
        published: day of publication of the reports that bring none of their own.
        outlet: outlet of the reports that bring none of their own.
        custodian: keeps the bytes of each file whole before they are read.
    """
    for path in chain.from_iterable(map(iter_paths, paths)):
        for found, part in _read_path(path, input_format, custodian):
            if isinstance(found, Problem):
                yield found
                continue
            report = complete_report(found, published, outlet)
            if custodian is not None:
                custodian.note(report, part)
            yield report


def iter_paths(path: str) -> Iterator[str]:
    """Yield the files of a folder below it, sorted; any other path as it is."""
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    endings = TEXT_ENDINGS | JSONL_ENDINGS
    below = Path(path).rglob("*")
    files = sorted(file for file in below if file.suffix.lower() in endings and file.is_file())
    yield from map(str, files or [Path(path)])


def complete_report(report: Report, published: date | None, outlet: str | None) -> Report:
    """Fill in what a report does not bring itself; its id follows."""
    wanted = (report.published or published, report.outlet or outlet)
    if wanted == (report.published, report.outlet):
        return report
    return make_report(
        report.text,
        path=report.path,
        url=report.url,
        outlet=wanted[1],
        title=report.title,
        language=report.language,
        published=wanted[0],
        published_at=report.published_at,
        byline=report.byline,
        edition=report.edition,
    )


def require_report(report: Report) -> None:
    """Raise unless the report holds text in a language that is coded.

    Raises:
        ReportError: the subclass and the message say why it cannot be coded.
    """
    require_text(report.text)
    require_language(report.text, language=report.language)


def _read_path(path: str, input_format: InputFormat | None, custodian: Custodian | None) -> Iterator[_Found]:
    name = make_printable(path)
    if path == STDIN:
        yield from _read_kept(sys.stdin.buffer, name, input_format, custodian)
        return
    if Path(path).is_dir():
        yield _Found(Problem(kind="missing", message="holds no .txt or .jsonl file", where=name))
        return
    by_ending: InputFormat = "jsonl" if Path(path).suffix.lower() in JSONL_ENDINGS else "text"
    try:
        with Path(path).open("rb") as stream:
            yield from _read_kept(stream, name, input_format or by_ending, custodian)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        message = f"cannot be read: {reason or error}; check the path"
        yield _Found(Problem(kind="missing", message=message, where=name))


def _read_kept(
    stream: IO[bytes], name: str, input_format: InputFormat | None, custodian: Custodian | None
) -> Iterator[_Found]:
    """Read a stream, once its bytes are kept where somebody keeps them."""
    if custodian is None:
        yield from _read_stream(stream, name, input_format)
        return
    with custodian.keep(stream, name) as kept:
        yield from _read_stream(kept, name, input_format)


def _read_stream(stream: IO[bytes], name: str, input_format: InputFormat | None) -> Iterator[_Found]:
    first = stream.readline()
    if input_format is None:
        input_format = "jsonl" if is_report_line(first.removeprefix(_BOM)) else "text"
    if input_format == "text":
        yield _Found(_try_report(lambda: make_report(decode_text(first + stream.read()), path=name), name))
        return
    found = False
    for number, line in enumerate(chain([first], stream), start=1):
        if line.strip():
            found = True
            row = line.removeprefix(_BOM) if number == 1 else line
            yield _Found(_read_line(row, f"{name}:{number}"), f"line {number}")
    if not found:
        message = "holds no report; give one JSON object a line"
        yield _Found(Problem(kind="empty", message=message, where=name))


def _read_line(line: bytes, place: str) -> Report | Problem:
    return _try_report(lambda: decode_report(line, place=place), place)


def _try_report(make: Callable[[], Report], place: str) -> Report | Problem:
    """Make and check a report, or tell in a Problem why it cannot be coded."""
    try:
        report = make()
        require_report(report)
    except ReportError as error:
        return to_problem(error, place)
    return report


def to_problem(error: ReportError, place: str) -> Problem:
    """Turn an error into a Problem of a fixed kind."""
    kind = next(kind for kind_of_error, kind in _KINDS if isinstance(error, kind_of_error))
    return Problem(kind=kind, message=str(error), where=place)


def make_printable(path: str) -> str:
    """Return a path as text that UTF-8 can hold; undecodable bytes become U+FFFD."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
