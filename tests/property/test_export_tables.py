"""Whatever an event says, its rows keep the rules of their formats, and nothing of it is forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.export.acled_actors import load_acled
from counterclaim.export.catalog import EVENT_FORMATS
from counterclaim.export.gtd_codes import load_gtd
from counterclaim.export.names import EventExportName
from counterclaim.export.record import EventFile, EventSet
from counterclaim.export.table import read_table
from counterclaim.export.ucdp_sides import load_ucdp
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.model.report import Report, make_report
from counterclaim.model.statement import Coding, Speaker, Statement
from counterclaim.model.values import (
    DateValue,
    PartyValue,
    PlaceValue,
    ResponsibilityValue,
    TollValue,
    TypeValue,
    Value,
    WeaponValue,
)
from counterclaim.policy.catalog import resolve
from tests.exports import make_event_file, make_record
from tests.factories import make_coding, make_mention, make_statement, read_fixed_clock

TABLES: tuple[EventExportName, ...] = ("acled", "gtd", "ucdp")
BLANK = {"acled": load_acled().blank, "gtd": load_gtd().blank, "ucdp": load_ucdp().blank}
DAY = date(2031, 3, 3)
WORDS = "The blast in Velmora"
NAMES = ("Harrow Front", "Harrow Front's army", "gunmen", "Iraq", "the army", "Police; of Velmora", "Taliban")
KINDS = (
    "country", "military", "police", "armed_group", "unidentified", "civilians", "person", "protesters",
    "criminal", "party", "organisation", "residence", "vehicle", "official", "media", "igo",
)  # fmt: skip
TYPES = (
    ("ASSAULT", None), ("ASSAULT", "firearms"), ("ASSAULT", "explosives"), ("ASSAULT", "suicide-attack"),
    ("ASSAULT", "aerial"), ("ASSAULT", "targeted"), ("ASSAULT", "abduct"), ("ASSAULT", "destroy"),
    ("ASSAULT", "unconventional"), ("ASSAULT", "sexual"), ("PROTEST", "demo"), ("PROTEST", "riot"),
    ("COERCE", "arrest"), ("COERCE", "seize"), ("AGREE", None), ("DISASTER", None), ("CONSULT", "visit"),
)  # fmt: skip
WEAPONS = ("car_bomb", "grenade", "gun", "drone", "ied", "tear_gas", "chemical", "suicide_vest", "knife")
POSITIONS = (
    "claim", "admit", "blame", "suspect", "assert_fact", "deny", "question", "confirm", "withdraw", "decline",
    "no_claim",
)  # fmt: skip

SPEAKERS = st.sampled_from(
    (
        (),
        (Speaker(name="Ilsa Tarn", role="mayor", kind="authority"),),
        (Speaker(name="Harrow Front", kind="party_to_event", party="Harrow Front"),),
        (Speaker(name="a medic", kind="medical", named=False),),
    )
)
counts = st.integers(min_value=0, max_value=400)


@st.composite
def make_toll(draw: st.DrawFn) -> TollValue:
    """Draw a toll with bounds that fit its operator."""
    op = draw(st.sampled_from(("exact", "at_least", "at_most", "about", "plural", "zero")))
    n = 0 if op == "zero" else None if op == "plural" else draw(counts)
    low = 2 if op == "plural" else 0 if op == "at_most" else n
    return TollValue(
        op=op,
        n=n,
        low=low,
        high=None if op in {"at_least", "plural"} else n,
        group=draw(st.sampled_from((None, None, "civilians", "soldiers", "police", "militants"))),
        wording="dozens" if op == "plural" else str(n),
        mode=draw(st.sampled_from(("total", "total", "increment"))),
    )


dates = st.tuples(
    st.just("date"),
    st.builds(
        lambda start, length: DateValue(
            start=DAY + timedelta(start),
            end=DAY + timedelta(start + length),
            precision="range" if length else "day",
            wording="then",
        ),
        st.integers(-40, 0),
        st.sampled_from((0, 0, 0, 3, 6, 29)),
    ),
)
places = st.tuples(
    st.just("place"),
    st.builds(
        PlaceValue,
        name=st.sampled_from(("Velmora", "Sandry")),
        country=st.sampled_from((None, "IRQ", "SOM", "HKG", "VEL")),
        lat=st.just(1.51234),
        lon=st.just(-2.25),
        precision=st.sampled_from(("site", "settlement", "district", "region", "country", "unknown")),
        relation=st.sampled_from(("at", "at", "near")),
        wording=st.just("Velmora"),
    ),
)
values = st.one_of(
    st.tuples(st.just("killed"), make_toll()),
    st.tuples(st.just("killed"), make_toll()),
    st.tuples(st.just("injured"), make_toll()),
    st.tuples(st.just("captured"), make_toll()),
    dates,
    places,
    st.tuples(
        st.sampled_from(("actor", "recipient")),
        st.builds(
            PartyValue,
            name=st.sampled_from(NAMES),
            kind=st.sampled_from(KINDS),
            named=st.booleans(),
            fate=st.sampled_from((None, "killed", "damaged", "captured")),
        ),
    ),
    st.tuples(
        st.just("weapon"), st.builds(WeaponValue, code=st.sampled_from(WEAPONS), wording=st.just("a bomb"))
    ),
    st.tuples(
        st.just("responsibility"),
        st.builds(
            ResponsibilityValue,
            actor=st.sampled_from(NAMES),
            position=st.sampled_from(POSITIONS),
            channel=st.sampled_from((None, "telegram", "video")),
        ),
    ),
)


@st.composite
def make_drawn_coding(draw: st.DrawFn) -> Coding:
    """Draw a coding of one report with a type and up to a dozen statements."""
    report: Report = make_report(
        f"{WORDS}, as the {draw(st.integers(0, 99))}th report said.",
        outlet=draw(st.sampled_from((None, "Velmora Post; late", "Sandry News"))),
        title=draw(st.sampled_from((None, 'A "blast"; deaths'))),
        published=draw(st.sampled_from((None, DAY, DAY + timedelta(2)))),
        language="en",
    )
    kind, mode = draw(st.sampled_from(TYPES))
    drawn: list[tuple[str, Value]] = [
        ("type", TypeValue(type=kind, mode=mode)),
        *draw(st.lists(values, max_size=12)),
    ]
    statements: dict[str, Statement] = {}
    for name, value in drawn:
        made = make_statement(report, name, value, WORDS, speakers=draw(SPEAKERS))  # type: ignore[arg-type]
        statements.setdefault(made.id, made)
    mention = make_mention(role=draw(st.sampled_from(("main", "main", "planned"))), kind=kind)
    return make_coding(report, [mention], tuple(statements.values()))


@st.composite
def make_drawn_file(draw: st.DrawFn) -> EventFile:
    """Draw an event of one to three reports."""
    codings = {each.report.id: each for each in draw(st.lists(make_drawn_coding(), min_size=1, max_size=3))}
    records = [make_record(coding, days=day) for day, coding in enumerate(codings.values())]
    return make_event_file(records, resolve)


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=150, deadline=None)
@given(file=make_drawn_file())
def test_any_event_gives_rows_that_pass(name: EventExportName, file: EventFile) -> None:
    events = EventSet(iter_files=lambda: iter((file,)), ledger=MemoryLedger(read_fixed_clock))
    form = EVENT_FORMATS[name]()
    with TemporaryDirectory() as folder:
        losses = form.write(events, Path(folder))
        assert [each.describe() for each in form.check(Path(folder))] == []
        _, rows = read_table(next(Path(folder).glob("*.csv")))
    assert losses.rows + len(losses.skipped) == 1
    assert [column for row in rows for column in BLANK[name] if row[column]] == []
    known = {each.statement.id for each in file.testimonies}
    assert {loss.statement for event in losses.events for loss in event.lost} <= known
