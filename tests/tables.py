"""Make events of one invented report out of what it says, for the tabular formats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from counterclaim.export.each import Made
from counterclaim.export.gtd import make_gtd_row
from counterclaim.export.losses import Skip
from counterclaim.export.record import EventFile
from counterclaim.export.table import Row
from counterclaim.model.report import make_report
from counterclaim.model.statement import Coding, MentionRole, Property, Speaker
from counterclaim.model.values import DateValue, PartyValue, PlaceValue, TypeValue, Value
from counterclaim.policy.catalog import resolve
from tests.exports import make_event_file, make_record
from tests.factories import FRONT, MAYOR, make_coding, make_mention, make_position, make_statement, make_toll

DAY = DateValue(start=date(2031, 3, 3), end=date(2031, 3, 3), precision="day", wording="on March 3")
#: An invented town in a country that the tables know.
TOWN = PlaceValue(
    name="Velmora", country="IRQ", lat=33.12345, lon=44.5, precision="settlement", wording="Velmora"
)
MINISTRY = Speaker(name="Iraq's interior ministry", kind="authority", party="Iraq")

Said = tuple[Property, Value] | tuple[Property, Value, tuple[Speaker, ...]]


def make_file(
    mode: str | None,
    said: Sequence[Said],
    *,
    kind: str = "ASSAULT",
    role: MentionRole = "main",
    outlet: str = "Velmora Post",
) -> EventFile:
    """Make an event of one report out of what it says, on a day in the town unless it says otherwise."""
    coding = make_coding_of(mode, said, kind=kind, role=role, outlet=outlet)
    return make_event_file([make_record(coding)], resolve)


def make_coding_of(
    mode: str | None,
    said: Sequence[Said],
    *,
    kind: str = "ASSAULT",
    role: MentionRole = "main",
    outlet: str = "Velmora Post",
) -> Coding:
    """Make the coding of one report that says something; see `make_file`."""
    report = make_report("It was so.", outlet=outlet, published=date(2031, 3, 4), language="en")
    given = {each[0] for each in said}
    usual: list[Said] = [("type", TypeValue(type=kind, mode=mode)), ("date", DAY), ("place", TOWN)]
    everything = [*(each for each in usual if each[0] not in given), *said]
    statements = [
        make_statement(report, each[0], each[1], "It was so", speakers=each[2] if len(each) > 2 else ())
        for each in everything
    ]
    return make_coding(report, [make_mention(kind=kind, role=role)], statements)


def party(name: str, kind: str, *, named: bool = True, fate: str | None = None) -> PartyValue:
    """Make a party."""
    return PartyValue(name=name, kind=kind, named=named, fate=fate)


def get_row(made: Made[Row] | Skip) -> Row:
    """Return the one row that was made."""
    assert isinstance(made, Made), made
    (row,) = made.rows
    return row


make_gtd = partial(make_gtd_row, {})
KILLED_31: Said = ("killed", make_toll("31", 31), (MAYOR,))
CIVILIANS: Said = ("recipient", party("shoppers", "civilians", named=False, fate="killed"))
SOLDIERS: Said = ("recipient", party("soldiers", "military", named=False, fate="killed"))
POLICE_ACT: Said = ("actor", party("police", "police", named=False))
CLAIM: Said = ("responsibility", make_position("Harrow Front", "claim", "video"), (FRONT,))
BLAME: Said = ("responsibility", make_position("Harrow Front", "blame"), (MINISTRY,))
GUNMEN: Said = ("actor", party("gunmen", "unidentified", named=False))
