"""Count the reports that several partitions coded, word for word the same."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.bulk.partition import Partition
from counterclaim.bulk.store import Store
from counterclaim.export.parquet import get_parquet_path, open_duckdb
from counterclaim.ledger.queries import load_queries


def count_repeats(store: Store, partitions: Sequence[Partition]) -> int:
    """Count the codings of reports that an earlier partition has too; DuckDB keeps what memory cannot."""
    queries = load_queries("bulk")
    with open_duckdb() as connection:
        connection.execute(queries["make_seen"])
        for partition in partitions:
            with store.reading(partition.id) as folder:
                connection.execute(queries["add_seen"], {"path": str(get_parquet_path(folder, "report"))})
        counted = connection.execute(queries["count_repeats"]).fetchone()
    return int(counted[0]) if counted else 0
