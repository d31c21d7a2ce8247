"""The sets of the bench and their metrics, from `sets.json`."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import msgspec

from benchmarks.quality.errors import BenchError


class MetricSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a scorer's output that is watched."""

    name: str
    #: Keys that lead to it in the scorer's JSON.
    path: tuple[str, ...]
    #: True for counts of errors.
    lower_is_better: bool = False
    #: How far under the measured value a floor is set.
    slack: float = 0.5
    #: Best figure known, and whose it is; None where none is known.
    best: float | None = None
    best_by: str | None = None


class SetSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A gold set: what to predict from, and what to score against, below the folder `data`."""

    name: str
    task: str
    gold: str
    #: Where the documents are; the gold itself when empty.
    documents: str = ""
    #: True for a set of our own, kept beside the bench and not below `data`.
    own: bool = False
    #: For incidents: True where the reports are matched, and the set's own clusters are not given.
    matched: bool = False
    #: Environment variable that names a folder with the texts, where they are not kept with the gold.
    texts_variable: str = ""
    metrics: tuple[MetricSpec, ...]

    def get_root(self, shared: Path) -> Path:
        """Return the folder below which the set lies."""
        return Path(__file__).parent if self.own else shared / "data"

    @property
    def has_floors(self) -> bool:
        """Tell whether everybody has the same texts, and no test of ours holds them already."""
        return not self.texts_variable and not self.own


class SetTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `sets.json` holds."""

    version: int
    sets: tuple[SetSpec, ...]


@lru_cache(maxsize=1)
def load_sets() -> tuple[SetSpec, ...]:
    """Load the sets, in the order of the table."""
    path = Path(__file__).with_name("sets.json")
    return msgspec.json.decode(path.read_bytes(), type=SetTable).sets


def choose_sets(names: list[str]) -> tuple[SetSpec, ...]:
    """Choose sets by name; all when no name is given.

    Raises:
        BenchError: a name is unknown.
    """
    known = {spec.name for spec in load_sets()}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise BenchError(f"there is no set {unknown[0]!r}; the sets are {', '.join(sorted(known))}")
    return tuple(spec for spec in load_sets() if not names or spec.name in names)


def make_gold_hash(paths: list[Path]) -> str:
    """Make the SHA-256 over files, and all files of folders, by name and content."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        for file in files:
            name = file.relative_to(path.parent).as_posix()
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
