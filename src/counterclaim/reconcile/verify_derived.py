"""Verify what is derived from the rows: events made anew beside the ledger must be those it shows.

The derived index is no evidence and stands outside the chain of hashes; but events, and with them
all figures, are found by it. Whoever changed it is found out here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from counterclaim.ledger.base import Ledger
from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.model.ids import canonical_json, make_text_hash
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.index import find_matcher_version
from counterclaim.reconcile.update import check_version, reconcile_ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedFault:
    """An event that does not follow from the rows of the ledger."""

    #: Its id: the smallest key of its mentions.
    event: str
    #: What differs, as a clause.
    reason: str


def verify_derived(ledger: Ledger) -> Iterator[DerivedFault]:
    """Verify that the events of a ledger follow from its rows; yields those that do not.

    It takes as long as reconciling the whole ledger, which is done in a temporary copy. A ledger
    that was never reconciled has nothing derived.

    Raises:
        LedgerError: the ledger was reconciled with another version of the matcher, or what was derived
            cannot be read.
    """
    if find_matcher_version(ledger) is None:
        return
    check_version(ledger)
    shown = _digest_events(ledger)
    with tempfile.TemporaryDirectory(prefix="counterclaim-") as folder:
        made = _make_anew(ledger, Path(folder))
    for event in sorted(shown.keys() | made.keys()):
        if shown.get(event) != made.get(event):
            yield DerivedFault(event=event, reason=_say_difference(event in shown, event in made))


def _make_anew(ledger: Ledger, folder: Path) -> Mapping[str, str]:
    """Make the events of a ledger anew from its rows alone, in a ledger of their own."""
    with open_sqlite(folder / "anew.ledger", create=True) as anew:
        with anew.writing():
            anew.append_rows(ledger.iter_rows())
            for _ in reconcile_ledger(anew):
                pass
        return _digest_events(anew)


def _digest_events(ledger: Ledger) -> Mapping[str, str]:
    return {dossier.event.id: _digest(dossier) for dossier in iter_dossiers(ledger)}


def _digest(dossier: Dossier) -> str:
    """Return a hash over what a dossier brings together; the mentions themselves stand in the log."""
    parts = {
        "mentions": [record.key for record in dossier.event.mentions],
        "families": dict(dossier.families),
        "successors": dict(dossier.successors),
        "judgements": sorted(canonical_json(each).decode() for each in dossier.judgements),
    }
    return make_text_hash(canonical_json(parts).decode())


def _say_difference(shown: bool, made: bool) -> str:
    if not made:
        return "the ledger shows it, and its rows do not give it"
    if not shown:
        return "the rows give it, and the ledger does not show it"
    return "the rows give it other mentions, copies, versions or judgements than the ledger shows"
