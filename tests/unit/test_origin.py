"""cc.origin/1: which statements rest on one voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from counterclaim.ledger.base import Event, EventId, MentionRecord, make_mention_key
from counterclaim.model.report import Report, make_report
from counterclaim.model.statement import Speaker
from counterclaim.policy.names import is_name, make_name_key, make_role_key
from counterclaim.policy.origin import make_origins
from counterclaim.reconcile.dossier import Dossier
from tests.factories import make_mention, make_statement, make_toll

TEXT = "Two blasts killed 31 people in Velmora."
POLICE = Speaker(name="police", kind="authority", named=False)
TARN = Speaker(name="Ilsa Tarn", role="mayor", kind="authority")
WIRE = Speaker(name="Kestrian Wire", kind="media")
MEDIC = Speaker(name="a medic", kind="medical", named=False)


def make_record(report: Report, speakers: Sequence[Speaker] = ()) -> MentionRecord:
    statement = make_statement(
        report, "killed", make_toll("31 people", 31), "31 people", speakers=tuple(speakers)
    )
    mention = make_mention()
    return MentionRecord(
        key=make_mention_key(report=report.id, mention=mention.id, coder="rules"),
        report=report,
        coder="rules",
        recorded_at=datetime(2031, 3, 5, tzinfo=UTC),
        mention=mention,
        statements=(statement,),
    )


def make_dossier(records: Sequence[MentionRecord], **known: Mapping[str, str]) -> Dossier:
    event = Event(id=EventId(min(record.key for record in records)), mentions=tuple(records))
    return Dossier(event=event, **known)  # type: ignore[arg-type]


def find_origins(*voices: tuple[str, Sequence[Speaker]]) -> list[str]:
    """Find the origins of one statement in each of several unrelated reports."""
    records = [make_record(make_report(TEXT, outlet=outlet), speakers) for outlet, speakers in voices]
    origins = make_origins(make_dossier(records))
    return [origins[record.statements[0].id] for record in records]


def test_two_outlets_with_one_spokesman_are_one_origin() -> None:
    one, other = find_origins(("Velmora Post", [TARN]), ("Tamsin Courier", [TARN]))
    assert one == other == "voice:ilsa tarn"


def test_a_spokesman_quoted_by_an_agency_is_the_same_spokesman() -> None:
    one, other = find_origins(("Velmora Post", [TARN]), ("Tamsin Courier", [WIRE, TARN]))
    assert one == other


def test_unnamed_voices_of_different_reports_are_different_origins() -> None:
    one, other = find_origins(("Velmora Post", [POLICE]), ("Tamsin Courier", [POLICE]))
    assert one != other


def test_an_unnamed_voice_belongs_to_the_agency_that_quotes_it() -> None:
    one, other, direct = find_origins(
        ("Velmora Post", [WIRE, MEDIC]), ("Tamsin Courier", [WIRE, MEDIC]), ("Quay Radio", [WIRE, POLICE])
    )
    assert one == other == "voice:kestrian wire > medical: medic"
    assert direct != one


def test_own_voice_is_the_outlet() -> None:
    one, other, third = find_origins(("Velmora Post", []), ("The Velmora Post", []), ("Quay Radio", []))
    assert one == other == "outlet:post velmora"
    assert third == "outlet:quay radio"


def test_own_voice_without_an_outlet_is_the_report() -> None:
    record = make_record(make_report(TEXT))
    assert set(make_origins(make_dossier([record])).values()) == {f"reports:{record.report.id}"}


@pytest.mark.parametrize("speakers", [[], [POLICE], [MEDIC]])
def test_copies_are_one_origin(speakers: Sequence[Speaker]) -> None:
    records = [
        make_record(make_report(TEXT, outlet=name), speakers) for name in ("Velmora Post", "Quay Radio")
    ]
    family = min(record.report.id for record in records)
    known = {record.report.id: family for record in records}
    apart = make_origins(make_dossier(records))
    together = make_origins(make_dossier(records, families=known))
    assert len(set(apart.values())) == 2
    assert len(set(together.values())) == 1


@pytest.mark.parametrize("speakers", [[], [POLICE]])
def test_a_version_is_no_second_voice(speakers: Sequence[Speaker]) -> None:
    records = [
        make_record(make_report(text, outlet="Velmora Post"), speakers)
        for text in (TEXT, TEXT + " More soon.")
    ]
    first, second = (record.report.id for record in records)
    origins = make_origins(make_dossier(records, successors={first: second}))
    assert len(set(origins.values())) == 1


def test_different_roles_in_one_report_are_different_origins() -> None:
    report = make_report(TEXT)
    records = [make_record(report, [speaker]) for speaker in (POLICE, MEDIC)]
    assert len(set(make_origins(make_dossier(records)).values())) == 2


def test_a_surname_stands_for_the_one_full_name() -> None:
    last = Speaker(name="Tarn", kind="authority")
    assert len(set(find_origins(("Velmora Post", [TARN]), ("Quay Radio", [last])))) == 1
    brother = Speaker(name="Oskar Tarn", kind="witness")
    assert len(set(find_origins(("A", [TARN]), ("B", [last]), ("C", [brother])))) == 3


def test_a_country_is_not_its_ministry() -> None:
    state = Speaker(name="Kestria", kind="other")
    ministry = Speaker(name="Defence Ministry of Kestria", kind="authority")
    assert len(set(find_origins(("A", [state]), ("B", [ministry])))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ilsa Tarn", "Mayor Ilsa Tarn"),
        ("Ilsa Tarn", "ILSA TARN"),
        ("Ilsa M. Tarn", "Dr. Ilsa Tarn"),
        ("José Andrés", "Jose Andres"),
        ("the Ministry of Defense", "Defence Ministry"),
        ("Kestria's army", "Kestria army"),
        ("the Iranian Foreign Ministry", "Iran's foreign ministry"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert make_name_key(one) == make_name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ilsa Tarn", "Oskar Tarn"),
        ("Interior Ministry", "Foreign Ministry"),
        ("Kestria's army", "Kestria's navy"),
        ("the President", "the Governor"),
        ("Harrow Front", "Harrow Front Youth"),
    ],
)
def test_different_names(one: str, other: str) -> None:
    assert make_name_key(one) != make_name_key(other)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("police", "a police official"),
        ("witnesses", "several eyewitnesses"),
        ("senior army officials", "the army"),
    ],
)
def test_one_role_in_different_words(words: str, others: str) -> None:
    one, other = (Speaker(name=name, kind="other", named=False) for name in (words, others))
    assert make_role_key(one) == make_role_key(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Kestria's army", True), ("Velmora police", True), ("Velmoran officials", False), ("Police", False),
     ("State television", False), ("a hospital", False), ("Several newspapers", False)],
)  # fmt: skip
def test_a_body_with_a_proper_word_is_named(name: str, expected: bool) -> None:
    assert is_name(Speaker(name=name, named=False)) is expected
