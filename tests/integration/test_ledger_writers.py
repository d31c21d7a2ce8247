"""Several processes add to one ledger at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.ledger.archive import make_event_codings
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.update import add_report
from tests.backends import LASTING_BACKENDS, make_place
from tests.conftest import REPOSITORY

#: Opens the ledger anew for each report, so that the processes also meet while it is made. Each takes
#: every third report, so that those of one event come in through several processes.
ADDER = """
import sys
from benchmarks.ledger.archive import make_event_codings
from counterclaim.ledger.open import open_ledger
from counterclaim.reconcile.update import add_report
codings = [coding for number in range(int(sys.argv[2])) for coding in make_event_codings(number)]
for coding in codings[int(sys.argv[3])::3]:
    with open_ledger(sys.argv[1], create=True) as ledger:
        add_report(ledger, coding)
"""
EVENTS = 20


def find_events(ledger: Ledger) -> Mapping[str, frozenset[str]]:
    """Find the mentions of each event."""
    return {
        dossier.event.id: frozenset(record.key for record in dossier.event.mentions)
        for dossier in iter_dossiers(ledger)
    }


@pytest.mark.parametrize("backend", LASTING_BACKENDS)
def test_processes_that_add_at_once_do_as_one(backend: str, tmp_path: Path) -> None:
    codings = [coding for number in range(EVENTS) for coding in make_event_codings(number)]
    alone = MemoryLedger()
    for coding in codings:
        add_report(alone, coding)
    environment = {**os.environ, "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}"}
    with make_place(backend, tmp_path) as place:
        command = [sys.executable, "-c", ADDER, place, str(EVENTS)]
        adders = [
            subprocess.Popen([*command, str(start)], env=environment, cwd=tmp_path) for start in range(3)
        ]
        assert [adder.wait(timeout=60) for adder in adders] == [0, 0, 0]
        with open_ledger(place) as opened:
            verified = verify_ledger(opened)
            events = find_events(opened)
    assert verified.fault is None
    assert verified.counts["report"] == len(codings)
    assert events == find_events(alone)
    assert any(len(mentions) > 1 for mentions in events.values())
