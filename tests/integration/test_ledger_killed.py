"""A process that is killed while it adds leaves whole reports or none, and all that it told of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.ledger.verify_raw import verify_raw
from tests.backends import LASTING_BACKENDS, make_place
from tests.conftest import REPOSITORY

#: Adds reports without end, each with its bytes, receipt, judgement and index, and tells of each.
ADDER = """
import io, sys
from counterclaim.ledger.custody import LedgerCustodian
from counterclaim.ledger.open import open_ledger
from counterclaim.model.judgement import make_judgement
from tests.factories import make_velmora_coding
with open_ledger(sys.argv[1], create=True) as ledger:
    number = 0
    while True:
        number += 1
        coding = make_velmora_coding(outlet=f"{sys.argv[2]} {number}")
        custodian = LedgerCustodian(ledger.raw)
        custodian.keep(io.BytesIO(f"{sys.argv[2]} {number}".encode()), "-").close()
        custodian.note(coding.report, None)
        with ledger.writing():
            ledger.add_coding(coding)
            for receipt in custodian.take_receipts(coding.report.id):
                ledger.add_receipt(receipt)
            one, other = (record.key for record in ledger.iter_mentions([coding.report.id]))
            ledger.add_judgement(make_judgement(one, other, verdict="different", by="m/1", kind="matcher"))
            ledger.put_index("reports", coding.report.id, ["all"], b"")
        print(coding.report.id, flush=True)
"""
ROUNDS = 4


def add_until_killed(place: str, folder: Path, name: str, *, reports: int) -> set[str]:
    """Add until so many reports were told of, then kill; return what was told."""
    environment = {**os.environ, "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}"}
    command = [sys.executable, "-c", ADDER, place, name]
    with subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True) as adder:
        assert adder.stdout is not None
        told = {adder.stdout.readline().strip() for _ in range(reports)}
        adder.kill()
        # What it wrote before it died counts too.
        told |= {line.strip() for line in adder.stdout if line.endswith("\n")}
    return told


@pytest.mark.parametrize("backend", LASTING_BACKENDS)
def test_a_killed_adder_leaves_whole_reports(backend: str, tmp_path: Path) -> None:
    told: set[str] = set()
    with make_place(backend, tmp_path) as place:
        for number in range(ROUNDS):
            told |= add_until_killed(place, tmp_path, f"Paper {number}", reports=3 + 2 * number)
            with open_ledger(place) as opened:
                verified = verify_ledger(opened)
                raw = verify_raw(opened)
                reports = {report.id for report in opened.iter_reports()}
                indexed = {owner for owner, _ in opened.iter_index("reports")}
            assert verified.fault is None
            assert raw.faults == ()
            assert told <= reports
            assert indexed == reports
            counts = {verified.counts[kind] for kind in ("report", "coding", "receipt", "judgement")}
            assert counts == {len(reports)}
