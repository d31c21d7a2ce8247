"""Make ready what a set is predicted from and scored against: whole, or its first documents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.events_gold import cut_cases
from benchmarks.quality.rows import Row, get_name, iter_rows, write_rows
from benchmarks.quality.sets import SetSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Where the documents and the gold of one run lie."""

    documents: Path
    gold: Path


def prepare_material(
    spec: SetSpec, shared: Path, scratch: Path, *, texts: Path | None = None, sample: int | None = None
) -> Material:
    """Point at a set, or write a cut of it.

    Args:
        spec: the set.
        shared: folder that holds `data` and `tools`.
        scratch: the set's own folder below `build`.
        texts: folder of the texts, where the set does not keep them.
        sample: first documents to keep (incidents for incidents, reports for cases); None for all.
    """
    root = spec.get_root(shared)
    gold, documents = root / spec.gold, root / (spec.documents or spec.gold)
    if spec.task in {"events", "quotations"} and (sample is not None or texts is not None):
        cut = scratch / "cases"
        cut_cases(gold, texts or gold, cut, shared, limit=sample)
        return Material(documents=cut, gold=cut)
    if sample is None:
        return Material(documents=documents, gold=gold)
    if spec.task == "incidents":
        return _cut_incidents(gold, scratch / "cut", sample)
    return _cut_rows(documents, gold, scratch / "cut", sample)


def _cut_incidents(gold: Path, cut: Path, sample: int) -> Material:
    """Cut a folder of incidents; the reports of the incidents that stay go with them."""
    incidents = list(iter_rows(gold / "incidents.jsonl"))[:sample]
    members = {name for incident in incidents for name in incident["doc_ids"]}
    write_rows(cut / "incidents.jsonl", incidents)
    write_rows(cut / "docs.jsonl", _keep(gold / "docs.jsonl", members))
    return Material(documents=cut, gold=cut)


def _cut_rows(documents: Path, gold: Path, cut: Path, sample: int) -> Material:
    """Cut a JSONL set, and its gold where that is another file."""
    kept = list(iter_rows(documents))[:sample]
    write_rows(cut / "documents.jsonl", kept)
    if documents == gold:
        return Material(documents=cut / "documents.jsonl", gold=cut / "documents.jsonl")
    write_rows(cut / "gold.jsonl", _keep(gold, {get_name(row) for row in kept}))
    return Material(documents=cut / "documents.jsonl", gold=cut / "gold.jsonl")


def _keep(path: Path, names: set[str]) -> list[Row]:
    return [row for row in iter_rows(path) if get_name(row) in names]
