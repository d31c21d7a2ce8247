"""The backends that every contract of the ledger is tested on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from counterclaim.ledger.base import Ledger
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.sqlite import open_sqlite
from tests.factories import read_fixed_clock

BACKENDS: dict[str, Callable[[Path], Ledger]] = {
    "memory": lambda folder: MemoryLedger(read_fixed_clock),
    "sqlite": lambda folder: open_sqlite(folder / "test.ledger", clock=read_fixed_clock, create=True),
}
