"""Find the pairs of mentions that are worth comparing: they share a block key, and may come near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from counterclaim.bulk.matching.gather import OUTLINES, find_chunks, iter_ranges, read_keys
from counterclaim.bulk.matching.outline import make_bound_settings
from counterclaim.export.parquet import open_duckdb
from counterclaim.ledger.queries import load_queries

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Block keys that are joined at once.
KEYS_AT_ONCE = 8_000_000
#: Pairs that are handed out together.
PAIRS_AT_ONCE = 20_000
#: DuckDB types of the columns of an outline.
_COLUMNS: Mapping[str, str] = {
    "number": "UINTEGER",
    "chunk": "VARCHAR",
    "begins": "UBIGINT",
    "size": "UINTEGER",
    **dict.fromkeys(("mention_key", "report", "coder", "mention", "role"), "VARCHAR"),
    **dict.fromkeys(("published", "watched", "days_from", "days_to", "single_from"), "INTEGER"),
    "names": "UINTEGER[]",
    **dict.fromkeys(("x", "y", "z", "spread"), "DOUBLE"),
    **dict.fromkeys(("killed_low", "killed_high", "injured_low", "injured_high"), "BIGINT"),
    "parties": "UINTEGER[]",
    **dict.fromkeys(("is_background", "has_report"), "BOOLEAN"),
}

#: Where the profiles of a pair stand: chunk, first byte and size of each.
PairPlace = tuple[str, int, int, str, int, int]


def load_matching(name: str) -> str:
    """Load a query of matching."""
    return load_queries("matching", "counterclaim.bulk")[name]


def open_matching(scratch: Path, *, memory_limit: int) -> DuckDBPyConnection:
    """Open DuckDB with the mentions that were gathered; what memory cannot hold goes to the disk.

    Args:
        scratch: the folder of the chunks.
        memory_limit: bytes that DuckDB may use.
    """
    connection = open_duckdb()
    connection.execute(load_matching("limit_memory"), {"limit": f"{memory_limit >> 20}MiB"})
    # Standard output is for what was asked.
    connection.execute(load_matching("no_bar"))
    connection.execute(load_matching("spill"), {"folder": str(scratch / "spilled")})
    # A job without a mention has events all the same: none.
    (scratch / f"none{OUTLINES}").touch()
    connection.read_json(
        str(scratch / f"*{OUTLINES}"), columns=dict(_COLUMNS), format="newline_delimited"
    ).create_view("gathered")
    connection.execute(load_matching("make_mention"))
    return connection


def add_candidates(connection: DuckDBPyConnection, scratch: Path, *, keys: int) -> int:
    """Add the pairs worth comparing to the table `candidate`, one range of block keys after the other.

    Args:
        connection: with the mentions.
        scratch: the folder of the chunks.
        keys: how many block keys there are.

    Returns:
        The number of pairs.
    """
    chunks = find_chunks(scratch)
    _add_settings(connection, scratch)
    connection.execute(load_matching("make_candidate"))
    for low, high in iter_ranges(-(-keys // KEYS_AT_ONCE)):
        found, numbers = read_keys(chunks, low, high)
        connection.register("keyed", {"key": found, "number": numbers})
        connection.execute(load_matching("add_candidates"))
        connection.unregister("keyed")
    connection.execute(load_matching("make_candidates_distinct"))
    ((counted,),) = connection.execute(load_matching("count_candidates")).fetchall()
    return int(counted)


def iter_candidates(connection: DuckDBPyConnection) -> Iterator[tuple[PairPlace, ...]]:
    """Iterate over the pairs worth comparing, so many at a time, in the order of their days."""
    found = connection.cursor().execute(load_matching("read_candidates"))
    while batch := found.fetchmany(PAIRS_AT_ONCE):
        yield tuple(batch)


def _add_settings(connection: DuckDBPyConnection, scratch: Path) -> None:
    settings, path = make_bound_settings(), scratch / "settings.json"
    path.write_bytes(msgspec.json.encode(settings))
    connection.read_json(str(path), columns=dict.fromkeys(settings, "DOUBLE")).create("setting")
