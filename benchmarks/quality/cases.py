"""Cases: folders of reports about one event each, `<slug>/event.yaml` and `<slug>/texts/NN.txt`.

Invariant: of event.yaml only the heads of the reports are read (id, file, day, language), never
what the gold says of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.quality.errors import BenchError
from benchmarks.quality.reading import code_text
from benchmarks.quality.rows import Row, find_day
from counterclaim.export.native import to_contract
from counterclaim.read.text import decode_text

#: Fields of a report's head; all others are gold or of no use.
HEAD_FIELDS = frozenset({"id", "text_file", "published", "language"})

_FIELD = re.compile(r"(?P<key>\w+):(?:\s+(?P<words>.*))?$")
_NOTHING = frozenset({"", "null", "~"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReport:
    """One text of a case and what its head says."""

    path: Path
    published: date | None
    language: str | None


def find_case_reports(folder: Path) -> tuple[CaseReport, ...]:
    """Find the texts of every case of a folder, sorted, with the heads of their event files.

    Raises:
        BenchError: the folder holds no text.
    """
    texts = sorted(folder.glob("*/texts/*.txt"))
    if not texts:
        raise BenchError(f"{folder}: holds no <slug>/texts/NN.txt")
    heads = {slug: read_heads(slug) for slug in {path.parent.parent for path in texts}}
    return tuple(_make_case_report(path, heads[path.parent.parent].get(path.stem, {})) for path in texts)


def _make_case_report(path: Path, head: Mapping[str, str]) -> CaseReport:
    return CaseReport(path=path, published=find_day(head.get("published")), language=head.get("language"))


def read_heads(slug: Path) -> dict[str, Mapping[str, str]]:
    """Read the heads of a case's reports, by the stem of their text files."""
    plain, structured = slug / "event.yaml", slug / "event.json"
    if plain.is_file():
        heads = list(iter_yaml_heads(plain.read_text(encoding="utf-8").split("\n")))
    elif structured.is_file():
        rows = json.loads(structured.read_text(encoding="utf-8")).get("reports", [])
        heads = [{key: str(row[key]) for key in HEAD_FIELDS if row.get(key) is not None} for row in rows]
    else:
        heads = []
    return {Path(head.get("text_file") or head.get("id", "")).stem: head for head in heads}


def iter_yaml_heads(lines: Iterable[str]) -> Iterator[Mapping[str, str]]:
    """Yield the heads of the list `reports` of a block-style YAML file, without reading deeper."""
    head: dict[str, str] | None = None
    indent: int | None = None
    for line in _iter_list(lines):
        body = line.lstrip(" ")
        width = len(line) - len(body)
        indent = width if indent is None else indent
        if width == indent and body.startswith("- "):
            if head is not None:
                yield head
            head = {}
            body, width = body[2:], indent + 2
        field = _FIELD.match(body) if width == indent + 2 else None
        if head is not None and field and field["key"] in HEAD_FIELDS:
            words = (field["words"] or "").strip().strip("'\"")
            head.update({} if words in _NOTHING else {field["key"]: words})
    if head is not None:
        yield head


def _iter_list(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines under the key `reports`, up to the next key."""
    inside = False
    for line in lines:
        if re.match(r"[\w'\"]", line):
            inside = line.rstrip() == "reports:"
        elif inside and line.strip():
            yield line


def make_case_row(report: CaseReport) -> Row:
    """Code a report of a case, in the contract's own format.

    Raises:
        LanguageError: its head or its words say that it is in a language that is not coded.
    """
    text = decode_text(report.path.read_bytes())
    coding = code_text(
        text, published=report.published, language=report.language, path=report.path.as_posix()
    )
    return to_contract(coding)
