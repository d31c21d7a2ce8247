"""Load SQL by name from the files beside this package: `-- name: insert_log` starts a query."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_HEADER = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@lru_cache
def load_queries(name: str, package: str = "counterclaim.ledger") -> Mapping[str, str]:
    """Load the named queries of `sql/<name>.sql` in a package."""
    _, *parts = _HEADER.split(load_script(name, package))
    return {query: sql.strip().rstrip(";") for query, sql in zip(parts[::2], parts[1::2], strict=True)}


@lru_cache
def load_script(name: str, package: str = "counterclaim.ledger") -> str:
    """Load the whole of `sql/<name>.sql` in a package."""
    return (files(package) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
