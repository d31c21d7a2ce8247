"""The order in which reports were added does not show in an export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.export.events import make_event_set
from counterclaim.export.folder import export_events
from counterclaim.export.names import EventExportName
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.model.statement import Coding
from counterclaim.model.values import DateValue, PlaceValue
from counterclaim.reconcile.update import add_report
from tests.factories import make_velmora_coding, read_fixed_clock
from tests.tables import CIVILIANS, CLAIM, KILLED_31, SOLDIERS, Said, make_coding_of

NAMES: tuple[EventExportName, ...] = ("acled", "gtd", "ucdp", "geojson", "plover")
#: Another place, long after.
ELSEWHERE: list[Said] = [
    ("date", DateValue(start=date(2032, 8, 9), end=date(2032, 8, 9), precision="day", wording="then")),
    (
        "place",
        PlaceValue(name="Sandry", country="SOM", lat=2.5, lon=45.5, precision="settlement", wording="Sandry"),
    ),
]
CODINGS = (
    make_velmora_coding(outlet="Velmora Post"),
    make_velmora_coding(outlet="Sandry News"),
    make_coding_of("explosives", [KILLED_31, CLAIM, CIVILIANS]),
    make_coding_of("firearms", [KILLED_31, SOLDIERS, *ELSEWHERE], outlet="Sandry News"),
)


def export_in_order(codings: Sequence[Coding]) -> dict[str, bytes]:
    """Export codings added in this order, each twice, and return the files."""
    with MemoryLedger(read_fixed_clock) as ledger, TemporaryDirectory() as folder:
        for coding in (*codings, *codings):
            add_report(ledger, coding)
        events = make_event_set(ledger)
        for name in NAMES:
            export_events(events, name, Path(folder))
        return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*.*")}


EXPECTED = export_in_order(CODINGS)


@settings(max_examples=12, deadline=None)
@given(codings=st.permutations(CODINGS))
def test_any_order_gives_the_same_bytes(codings: list[Coding]) -> None:
    assert export_in_order(codings) == EXPECTED


def test_the_events_exported_are_those_of_the_reports() -> None:
    rows = EXPECTED["acled/acled.csv"].decode().splitlines()
    assert len(rows) > 2
    assert any("Harrow Front" in row for row in rows)
