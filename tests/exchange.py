"""Event files of the contested event with a statement of every kind, for the exchange formats."""

from __future__ import annotations

from datetime import date

from counterclaim.export.record import EventFile, EventSet
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.model.report import Report, make_report
from counterclaim.model.statement import Statement
from counterclaim.model.values import (
    DateValue,
    PartyValue,
    PlaceValue,
    ResponsibilityValue,
    TypeValue,
)
from counterclaim.policy.catalog import resolve
from tests.exports import make_event_file, make_record
from tests.factories import (
    FRONT,
    MAYOR,
    OFFICIALS,
    OSTRAVA,
    make_coding,
    make_mention,
    make_position,
    make_statement,
    make_toll,
)

#: Words about invented places; the name in the third line is one that a coding would withhold.
FULL_TEXT = """Gunmen of the Harrow Front killed 31 people in Velmora on March 3, the mayor said.
The dead include 9 children. The Harrow Front claimed the attack on its channel.
A shopkeeper, Dano Pell, died in the blast and at least 40 were hurt.
Velmoran officials blamed Ostrava Sul; Ostrava Sul denied any part in it.
"""


def make_full_report(outlet: str = "Velmora Wire") -> Report:
    """Make a report that tells who did what to whom, where and when, and who denies it."""
    return make_report(
        FULL_TEXT,
        url=f"https://example.org/{outlet.replace(' ', '-').lower()}/1",
        outlet=outlet,
        title="Attack in Velmora",
        language="en",
        published=date(2031, 3, 4),
    )


def make_full_file(outlet: str = "Velmora Wire") -> EventFile:
    """Make the file of an event with a statement of every kind of value."""
    report = make_full_report(outlet)
    coding = make_coding(report, [make_mention()], make_full_statements(report))
    return make_event_file([make_record(coding)], resolve)


def make_full_statements(report: Report) -> tuple[Statement, ...]:
    """Make statements of every kind of value; the doubt is about the claim."""
    day = DateValue(start=date(2031, 3, 3), end=date(2031, 3, 3), precision="day", wording="on March 3")
    place = PlaceValue(
        name="Velmora", country="PRT", lat=1.51234, lon=-2.25678, precision="settlement", wording="Velmora"
    )
    gunmen = PartyValue(name="Gunmen", kind="unidentified", named=False)
    shopkeeper = PartyValue(name="shopkeeper", kind="civilians", named=False, fate="killed")
    claim = make_statement(
        report,
        "responsibility",
        make_position("Harrow Front", "claim"),
        "The Harrow Front claimed the attack",
        speakers=(FRONT,),
    )
    doubt = ResponsibilityValue(actor="Harrow Front", position="question", about=claim.id)
    blame, denial = make_position("Ostrava Sul", "blame"), make_position("Ostrava Sul", "deny")
    return (
        make_statement(report, "type", TypeValue(type="ASSAULT", mode="firearms"), "killed"),
        make_statement(report, "date", day, "on March 3", speakers=(MAYOR,)),
        make_statement(report, "place", place, "Velmora", speakers=(MAYOR,)),
        make_statement(report, "actor", gunmen, "Gunmen"),
        make_statement(report, "recipient", shopkeeper, "shopkeeper"),
        make_statement(report, "killed", make_toll("31", 31), "killed 31 people", speakers=(MAYOR,)),
        make_statement(report, "killed", make_toll("9", 9, group="children"), "9 children"),
        make_statement(
            report, "injured", make_toll("at least 40", 40, op="at_least"), "at least 40 were hurt"
        ),
        claim,
        make_statement(report, "responsibility", doubt, "on its channel", speakers=(OFFICIALS,)),
        make_statement(
            report, "responsibility", blame, "officials blamed Ostrava Sul", speakers=(OFFICIALS,)
        ),
        make_statement(
            report, "responsibility", denial, "Ostrava Sul denied", speakers=(OSTRAVA,), polarity="-"
        ),
    )


def make_set(*files: EventFile) -> EventSet:
    """Make a set of event files in the order of their ids."""
    ordered = sorted(files, key=lambda file: file.id)
    return EventSet(iter_files=lambda: iter(ordered), ledger=MemoryLedger())
