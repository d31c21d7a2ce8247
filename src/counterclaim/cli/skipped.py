"""What was skipped and why: the table at the end of a command, and the file with all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

import typer

from counterclaim.brief.plain import make_plain
from counterclaim.model.statement import Problem

#: Characters of an example that are printed.
WIDTH = 100


def open_list(path: str) -> IO[bytes]:
    """Open the file that gets what is skipped.

    Raises:
        typer.BadParameter: it cannot be written.
    """
    try:
        return Path(path).open("wb")
    except OSError as error:
        raise typer.BadParameter(f"--skipped: {path} cannot be written ({error.strerror})") from error


def make_skip_table(counts: Mapping[str, int], examples: Mapping[str, Problem]) -> Iterator[str]:
    """Make the table of what was skipped: kind, count and first example, the most frequent first."""
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    widest = max(len("kind"), *(len(kind) for kind, _ in rows))
    yield f"{'kind':<{widest}}  {'count':>7}  first example"
    for kind, count in rows:
        first = examples[kind]
        words = make_plain(f"{first.where or 'a report'}: {first.message}")
        shown = words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"
        yield f"{kind:<{widest}}  {count:>7}  {shown}"
