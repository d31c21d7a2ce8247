"""Events that do not follow from the rows of their ledger are found, on every backend."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.judgement import make_judgement
from counterclaim.reconcile import index
from counterclaim.reconcile.decisions import merge_events
from counterclaim.reconcile.events import iter_dossiers, load_dossiers
from counterclaim.reconcile.update import Reconciled, add_report, rebuild_ledger
from counterclaim.reconcile.verify_derived import DerivedFault, verify_derived
from tests.contract.test_reconcile import FEW, LATER, MANY, fill, load_both


def find_faults(ledger: Ledger) -> list[DerivedFault]:
    return list(verify_derived(ledger))


def test_what_adding_derived_follows_from_the_rows(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    assert find_faults(ledger) == []


def test_what_people_decided_follows_from_the_rows(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    one, other = load_both(ledger)
    merge_events(ledger, one, other, by="A. Coder", made_at=LATER)
    assert len(list(iter_dossiers(ledger))) == 1
    assert find_faults(ledger) == []


def test_what_was_taken_back_with_a_new_coding_follows_from_the_rows(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    emptied = msgspec.structs.replace(
        FEW[0], mentions=(), statements=(), run=msgspec.structs.replace(FEW[0].run, version="9.0.0")
    )
    assert add_report(ledger, emptied)[1].withdrawn
    assert find_faults(ledger) == []


def test_a_ledger_that_was_never_reconciled_has_nothing_derived(ledger: Ledger) -> None:
    for coding in MANY:
        add_report(ledger, coding, reconcile=False)
    assert find_faults(ledger) == []


def forget_pairs(ledger: Ledger) -> None:
    """Take one event's mentions apart behind the program's back."""
    dossier = load_dossiers(ledger, FEW[0].report.id)[0]
    for judgement in dossier.judgements:
        index.remove_pair(ledger, judgement)


def forge_pair(ledger: Ledger) -> None:
    """Bring two events together by a judgement that no row holds."""
    one, other = load_both(ledger)
    forged = make_judgement(
        one.event.mentions[0].key, other.event.mentions[0].key, verdict="same", by="A. Coder", kind="person",
        made_at=LATER,
    )  # fmt: skip
    index.put_decision(ledger, forged)


def forge_copies(ledger: Ledger) -> None:
    """Call two accounts copies of one, so that they count once."""
    reports = sorted(coding.report.id for coding in MANY[:2])
    index.put_copies(ledger, *reports)


def turn_verdict(ledger: Ledger) -> None:
    """Write another verdict into the index than the log holds."""
    judgement = load_dossiers(ledger, FEW[0].report.id)[0].judgements[0]
    index.put_pair(ledger, msgspec.structs.replace(judgement, verdict="different"))


@pytest.mark.parametrize("spoil", [forget_pairs, forge_pair, forge_copies, turn_verdict])
def test_a_changed_index_is_found(ledger: Ledger, spoil: Callable[[Ledger], None]) -> None:
    fill(ledger, (*MANY, *FEW))
    spoil(ledger)
    assert verify_ledger(ledger).fault is None
    faults = find_faults(ledger)
    assert faults
    assert all(fault.event.startswith("evt_") for fault in faults)


def spoil_payload(ledger: Ledger) -> None:
    """Write bytes into the index that nothing can read."""
    judgement = load_dossiers(ledger, FEW[0].report.id)[0].judgements[0]
    pair = (judgement.left, judgement.right)
    ledger.put_index(index.PAIRS, " ".join(pair), pair, b"\xff\x00")


@pytest.mark.parametrize("spoil", [forget_pairs, forge_pair, forge_copies, turn_verdict, spoil_payload])
def test_rebuilding_repairs_the_index_and_adds_no_rows(
    ledger: Ledger, spoil: Callable[[Ledger], None]
) -> None:
    fill(ledger, (*MANY, *FEW))
    rows, events = list(ledger.iter_rows()), list(iter_dossiers(ledger))
    spoil(ledger)
    assert sum(rebuild_ledger(ledger), Reconciled()).withdrawn == 0
    assert list(iter_dossiers(ledger)) == events
    assert find_faults(ledger) == []
    assert list(ledger.iter_rows()) == rows


def test_an_index_of_another_matcher_is_no_fault_but_an_error(ledger: Ledger) -> None:
    fill(ledger, FEW)
    ledger.put_index(index.STATE, "matcher", (), b"an earlier one")
    with pytest.raises(LedgerError, match="was reconciled with an earlier one"):
        find_faults(ledger)


def test_an_index_that_cannot_be_read_is_an_error_with_words(ledger: Ledger) -> None:
    fill(ledger, FEW)
    spoil_payload(ledger)
    for read in (find_faults, lambda ledger: list(iter_dossiers(ledger))):
        with pytest.raises(LedgerError, match="cannot be read.*reconcile --rebuild"):
            read(ledger)
