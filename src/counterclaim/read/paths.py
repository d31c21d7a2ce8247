"""Find the files that paths stand for: patterns, folders and files.

Of a folder everything below it is read, whatever its name, but what is hidden, what is a program or a
style sheet by its ending, and what is no text and of no format that is known: these are counted.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from counterclaim.model.statement import Problem
from counterclaim.read.aside import iter_aside
from counterclaim.read.catalog import HEAD, detect_format
from counterclaim.read.text import is_binary, make_printable

#: The path that stands for standard input.
STDIN = "-"
_WILD = frozenset("*?[")
#: Ending of the folder beside a ledger that keeps the bytes of what was read.
_KEPT = ".raw"


class _LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """What of a folder is never a report (left_out.json)."""

    #: By ending, in lower case, how such files are called.
    endings: dict[str, str]


@lru_cache(maxsize=1)
def _load_left_out() -> _LeftOut:
    raw = (files("counterclaim.read") / "left_out.json").read_bytes()
    return msgspec.json.decode(raw, type=_LeftOut)


def iter_paths(path: str) -> Iterator[str | Problem]:
    """Find the files that a path stands for.

    Args:
        path: a file, a folder, a pattern (`**` for folders of any depth) or anything else, which is
            passed on as it is.

    Yields:
        Paths, those of folders and patterns sorted; Problems with what was left out.
    """
    if path != STDIN and Path(path).is_dir():
        yield from _iter_folder(path)
    elif _is_pattern(path):
        yield from _iter_matches(path)
    else:
        yield path


def _is_pattern(path: str) -> bool:
    """Tell whether a path is a pattern: it has wild cards, and names neither a file nor an address."""
    return "://" not in path and not _WILD.isdisjoint(path) and not os.path.lexists(path)


def _iter_matches(pattern: str) -> Iterator[str | Problem]:
    # pathlib cannot match an absolute pattern in this version of Python.
    matches = sorted(glob.iglob(pattern, recursive=True))  # noqa: PTH207
    if not matches:
        message = "matches no file; look at the pattern, or quote it lest the shell change it"
        yield Problem(kind="missing", message=message, where=make_printable(pattern))
    for match in matches:
        # Of `**` the files below come by themselves.
        if not Path(match).is_dir():
            yield match
        elif "**" not in pattern:
            yield from _iter_folder(match)


def _iter_folder(folder: str) -> Iterator[str | Problem]:
    left_out: Counter[str] = Counter()
    is_empty = True
    for found in iter_below(folder, left_out):
        is_empty = False
        yield found
    name = make_printable(folder)
    for told in iter_aside(left_out, name):
        if isinstance(told.found, Problem):
            yield told.found
    if is_empty and not left_out:
        yield Problem(kind="missing", message="is a folder without files; check the path", where=name)


def iter_below(folder: str, left_out: Counter[str]) -> Iterator[str | Problem]:
    """Find the files below a folder.

    Args:
        folder: the folder.
        left_out: counts what is no report, in words such as "style sheets".

    Yields:
        Paths in sorted order; Problems with folders that cannot be read.
    """
    try:
        with os.scandir(folder) as scanning:
            entries = sorted(scanning, key=lambda entry: entry.name)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}; check the path"
        yield Problem(kind="missing", message=message, where=make_printable(folder))
        return
    for entry in entries:
        if entry.name.startswith("."):
            left_out["hidden files and folders"] += 1
        elif entry.is_dir(follow_symlinks=False) and _keeps_bytes(entry.path):
            left_out["folders of kept bytes"] += 1
        elif entry.is_dir(follow_symlinks=False):
            yield from iter_below(entry.path, left_out)
        elif reason := _find_reason(entry):
            left_out[reason] += 1
        else:
            yield entry.path


def _keeps_bytes(folder: str) -> bool:
    """Tell whether a folder belongs to a ledger: what is kept there was read already."""
    return folder.endswith(_KEPT) and Path(folder.removesuffix(_KEPT)).is_file()


def _find_reason(entry: os.DirEntry[str]) -> str | None:
    """Say why a file of a folder is not read; None where it is."""
    if entry.is_dir():
        return "links to folders"
    if not entry.is_file():
        return "special files"
    by_ending = _load_left_out().endings.get(Path(entry.name).suffix.lower())
    if by_ending:
        return by_ending
    try:
        with Path(entry.path).open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        # The reader says why.
        return None
    return "files that are no text" if detect_format(head, "") == "text" and is_binary(head) else None
