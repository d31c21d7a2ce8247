"""The gold of cases, read with the scorers' own reader; for scoring and cutting, never for predicting."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.quality.errors import BenchError

Case = Mapping[str, Any]


def iter_cases(folder: Path, shared: Path) -> Iterator[tuple[str, Case]]:
    """Yield the gold of each case of a folder, by slug.

    Args:
        folder: holds `<slug>/event.yaml` or `<slug>/event.json`.
        shared: where the scorers lie.
    """
    for path in sorted([*folder.glob("*/event.yaml"), *folder.glob("*/event.json")]):
        words = path.read_text(encoding="utf-8")
        yield path.parent.name, json.loads(words) if path.suffix == ".json" else read_yaml(words, shared)


def read_yaml(words: str, shared: Path) -> Any:
    """Read YAML as the scorers do.

    Raises:
        BenchError: the scorers are not there.
    """
    scorers = str(shared / "tools" / "score")
    sys.path.insert(0, scorers)
    try:
        return import_module("ccscore.miniyaml").load(words)
    except ModuleNotFoundError as error:
        raise BenchError(f"{scorers}: the scorers are not here") from error
    finally:
        sys.path.remove(scorers)


def cut_cases(folder: Path, texts: Path, cut: Path, shared: Path, *, limit: int | None = None) -> int:
    """Write cases anew with only the reports whose text is there; return how many reports.

    Args:
        folder: the cases.
        texts: folder of `<slug>/texts/NN.txt`.
        cut: folder to write, emptied first.
        shared: where the scorers lie.
        limit: keep only the first reports.
    """
    shutil.rmtree(cut, ignore_errors=True)
    count = 0
    for slug, case in iter_cases(folder, shared):
        room = None if limit is None else limit - count
        kept = [report for report in case["reports"] if _find_text(texts / slug, report).is_file()][:room]
        if kept:
            _write_case(cut / slug, {**case, "reports": kept}, texts / slug)
        count += len(kept)
    return count


def _find_text(slug: Path, report: Mapping[str, Any]) -> Path:
    return slug / (report.get("text_file") or f"texts/{report['id']}.txt")


def _write_case(slug: Path, case: Case, texts: Path) -> None:
    (slug / "texts").mkdir(parents=True)
    (slug / "event.json").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    for report in case["reports"]:
        shutil.copyfile(_find_text(texts, report), _find_text(slug, report))
