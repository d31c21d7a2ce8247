"""Read the reports of a partition, in an order that never changes."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.bulk.cutting import Slice
from counterclaim.bulk.files import open_file, open_range
from counterclaim.bulk.options import Options
from counterclaim.bulk.partition import Partition
from counterclaim.bulk.tables import open_table
from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.formats import jsonl, parquet
from counterclaim.read.found import Found, Notice
from counterclaim.read.reports import complete_report, read_stream, to_notice_problem
from counterclaim.read.text import make_printable


def read_partition(partition: Partition, options: Options) -> Iterator[Report | Problem]:
    """Read the reports of a partition one by one; what cannot be read gives one Problem."""
    for each in partition.slices:
        for found, _ in _read_slice(each, options):
            if isinstance(found, Notice):
                yield to_notice_problem(found)
            elif isinstance(found, Problem):
                yield found
            else:
                yield complete_report(found, published=options.published, outlet=options.outlet)


def _read_slice(each: Slice, options: Options) -> Iterator[Found]:
    name = make_printable(each.path)
    try:
        if each.cut == "lines":
            with open_range(each.path, each.start, each.end) as lines:
                yield from jsonl.read(lines, name, first_line=each.first)
        elif each.cut == "records":
            with open_range(each.path, each.start, each.end) as records:
                yield from read_stream(records, name, options.input_format)
        elif each.rows is not None:
            rows = range(each.first - 1, each.first - 1 + each.rows)
            with open_table(each.path, rows) as table:
                yield from parquet.read(table, name, rows=rows)
        else:
            with open_file(each.path) as stream:
                yield from read_stream(stream, name, options.input_format)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}; it was there when the job was planned"
        yield Found(Problem(kind="missing", message=message, where=name))
