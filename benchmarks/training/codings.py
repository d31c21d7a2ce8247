"""Codings of the documents that the matcher learns from, kept as native JSON Lines between runs."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.quality.incidents import make_text
from benchmarks.quality.reading import code_text
from benchmarks.quality.rows import Row, find_day, get_name, iter_rows
from counterclaim.errors import ReportError
from counterclaim.ledger.base import MentionRecord, make_mention_key
from counterclaim.model.codec import decode_statement, encode_statement
from counterclaim.model.report import Report
from counterclaim.model.statement import Mention

SHARED = Path(__file__).resolve().parents[3] / "shared"
CACHE = Path(__file__).resolve().parents[2] / "build/training"
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CodedDocument:
    """A document with its mentions and the story it is of."""

    name: str
    story: Hashable
    report: Report
    mentions: tuple[MentionRecord, ...]

    @property
    def main(self) -> MentionRecord | None:
        """Return the first main mention."""
        return next((each for each in self.mentions if each.mention.role == "main"), None)

    @property
    def background(self) -> tuple[MentionRecord, ...]:
        """Return the mentions in the background."""
        return tuple(each for each in self.mentions if each.mention.role == "background")


def read_incidents(part: str) -> tuple[CodedDocument, ...]:
    """Read and code a part of the gun-violence set; documents of several incidents are left out."""
    stories: dict[str, set[str]] = {}
    rows: dict[str, Row] = {}
    for row in iter_rows(SHARED / "data/gva" / part / "docs.jsonl"):
        stories.setdefault(get_name(row), set()).add(str(row["incident_id"]))
        rows[get_name(row)] = row
    kept = {name: row for name, row in rows.items() if len(stories[name]) == 1}
    return _code(kept, {name: next(iter(stories[name])) for name in kept}, CACHE / f"gva-{part}.jsonl")


def read_stories() -> tuple[CodedDocument, ...]:
    """Read and code the news clusters, each document with its story's name."""
    rows = {get_name(row): row for row in iter_rows(SHARED / "data/news_cluster/docs.jsonl")}
    stories = {name: str(row["cluster"]) for name, row in rows.items()}
    return _code(rows, stories, CACHE / "news-clusters.jsonl")


def read_other_events() -> Mapping[str, str]:
    """Read which documents of the news clusters are on another event than their story's."""
    clusters = json.loads((SHARED / "data/news_cluster/clusters.json").read_text(encoding="utf-8"))
    return {
        name: f"{story}: {event}"
        for story, cluster in clusters.items()
        for event, names in cluster["other_event_docs"].items()
        for name in names
    }


def _code(rows: Mapping[str, Row], stories: Mapping[str, Hashable], cache: Path) -> tuple[CodedDocument, ...]:
    """Code the documents that the cache does not hold, and read all from it."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    done = {get_name(row) for row in iter_rows(cache)} if cache.exists() else set()
    with cache.open("a", encoding="utf-8") as stream:
        for name, row in rows.items():
            if name not in done:
                stream.write(json.dumps({"doc_id": name, **_code_row(row)}, ensure_ascii=False) + "\n")
    coded = (row for row in iter_rows(cache) if get_name(row) in rows and "report" in row)
    return tuple(_from_row(row, stories[get_name(row)]) for row in coded)


def _code_row(row: Row) -> dict[str, object]:
    """Code a document; only its problem is kept of one that cannot be read."""
    try:
        coding = code_text(make_text(row), published=find_day(row.get("date") or row.get("published")))
    except ReportError as error:
        return {"problem": str(error)}
    return {
        "report": msgspec.to_builtins(coding.report),
        "mentions": msgspec.to_builtins(coding.mentions),
        "statements": [json.loads(encode_statement(each)) for each in coding.statements],
        "coder": coding.run.coder,
    }


def _from_row(row: Row, story: Hashable) -> CodedDocument:
    report = msgspec.convert(row["report"], Report)
    return CodedDocument(
        name=get_name(row), story=story, report=report, mentions=tuple(_iter_mentions(row, report))
    )


def _iter_mentions(row: Row, report: Report) -> Iterator[MentionRecord]:
    statements = [decode_statement(json.dumps(each)) for each in row["statements"]]
    for each in row["mentions"]:
        mention = msgspec.convert(each, Mention)
        yield MentionRecord(
            key=make_mention_key(report=report.id, mention=mention.id, coder=row["coder"]),
            report=report,
            coder=row["coder"],
            recorded_at=_NEVER,
            mention=mention,
            statements=tuple(one for one in statements if one.mention == mention.id),
        )
