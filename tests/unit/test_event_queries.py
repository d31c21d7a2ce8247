"""Loading an event asks a ledger so many questions, however many reports tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from benchmarks.ledger.archive import make_event_codings
from counterclaim.brief.gather import find_notices
from counterclaim.ledger.open import open_ledger
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.events import iter_dossiers, load_dossier
from counterclaim.reconcile.update import add_report


@contextmanager
def counting_queries() -> Iterator[list[str]]:
    """Note every query that reads a table."""
    asked: list[str] = []

    def note(connection: object, cursor: object, words: str, *rest: object) -> None:
        if "SELECT" in words:
            asked.append(words)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def load(path: Path, reports: int) -> tuple[Dossier, int]:
    """Load an event that so many reports tell of; return it with the number of queries."""
    with open_ledger(path, create=True) as ledger:
        for coding in make_event_codings(1, tellers=reports):
            add_report(ledger, coding)
        (whole,) = iter_dossiers(ledger)
        with counting_queries() as asked:
            found = load_dossier(ledger, whole.event.id)
            find_notices(ledger, [found])
        return found, len(asked)


def test_a_large_event_asks_no_more_than_a_small_one(tmp_path: Path) -> None:
    small, few = load(tmp_path / "small.ledger", 4)
    large, many = load(tmp_path / "large.ledger", 24)
    assert (len(small.event.mentions), len(large.event.mentions)) == (4, 24)
    assert many <= few
