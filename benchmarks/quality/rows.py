"""Read and write JSON Lines; find the documents of a file or folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.quality.errors import BenchError

#: One JSON object of a gold set or of a prediction.
Row = Mapping[str, Any]


def iter_rows(path: Path) -> Iterator[Row]:
    """Yield the objects of a JSONL file.

    Raises:
        BenchError: the file is missing, or a line of it is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _decode(line, f"{path}:{number}")


def _decode(line: str, place: str) -> Row:
    try:
        decoded = json.loads(line)
    except ValueError as error:
        raise BenchError(f"{place}: is not JSON ({error})") from error
    if not isinstance(decoded, dict):
        raise BenchError(f"{place}: is not a JSON object")
    return decoded


def read_documents(path: Path) -> tuple[Row, ...]:
    """Read the objects that have a text, from one JSONL file or from all of a folder, sorted.

    Raises:
        BenchError: nothing there has a text.
    """
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    rows = tuple(row for file in files for row in iter_rows(file) if isinstance(row.get("text"), str))
    if not rows:
        raise BenchError(f"{path}: holds no JSON Lines with a text")
    return rows


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write objects as JSONL, making the folder; return how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def find_day(words: object) -> date | None:
    """Find the ISO day at the start of a metadata field; None where it holds no whole day."""
    try:
        return date.fromisoformat(str(words)[:10])
    except ValueError:
        return None


def get_name(row: Row, keys: Sequence[str] = ("doc_id", "id")) -> str:
    """Return the id of a document, or raise.

    Raises:
        BenchError: the document has none.
    """
    for key in keys:
        if row.get(key) is not None:
            return str(row[key])
    raise BenchError(f"a document has none of the fields {', '.join(keys)}")
