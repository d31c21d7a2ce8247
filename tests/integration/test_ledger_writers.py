"""Several processes add to one ledger at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from tests.backends import LASTING_BACKENDS, make_place
from tests.conftest import REPOSITORY

#: Opens the ledger anew for each report, so that the processes also meet while it is made.
ADDER = """
import sys
from counterclaim.ledger.open import open_ledger
from tests.factories import make_velmora_coding
for number in range(20):
    with open_ledger(sys.argv[1], create=True) as ledger:
        ledger.add_coding(make_velmora_coding(outlet=f"{sys.argv[2]} {number}"))
"""


@pytest.mark.parametrize("backend", LASTING_BACKENDS)
def test_processes_can_add_at_once(backend: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}"}
    with make_place(backend, tmp_path) as place:
        command = [sys.executable, "-c", ADDER, place]
        adders = [
            subprocess.Popen([*command, name], env=environment, cwd=tmp_path)
            for name in ("Courier", "Post", "Herald")
        ]
        assert [adder.wait(timeout=60) for adder in adders] == [0, 0, 0]
        with open_ledger(place) as opened:
            verified = verify_ledger(opened)
            outlets = {report.outlet for report in opened.iter_reports()}
    assert verified.fault is None
    assert outlets == {f"{name} {number}" for name in ("Courier", "Post", "Herald") for number in range(20)}
