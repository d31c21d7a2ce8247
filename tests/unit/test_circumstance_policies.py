"""How each format's rule chooses the date, the place and the type of an event."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.model.resolution import Days
from counterclaim.model.statement import Speaker
from counterclaim.model.values import DateValue, PlacePrecision, PlaceValue, TypeValue
from counterclaim.policy.base import Case
from counterclaim.policy.case import make_case
from counterclaim.policy.catalog import resolve
from tests.dossiers import DOCTOR, POLICE, RIGHTS, Said, Told, killed, make_dossier


def day(start: int, end: int | None = None, *, speaker: Speaker | None = POLICE, month: int = 3) -> Said:
    """Give a day or a stretch of days of 2031."""
    first, last = date(2031, month, start), date(2031, month, end or start)
    precision = "day" if first == last else "range"
    words = f"from {first} to {last}"
    return Said(
        property="date",
        value=DateValue(start=first, end=last, precision=precision, wording=words),
        words=words,
        speaker=speaker,
    )


def place(
    name: str, precision: PlacePrecision, *, lat: float | None = 1.5, speaker: Speaker | None = POLICE
) -> Said:
    """Name a place."""
    value = PlaceValue(name=name, precision=precision, lat=lat, lon=lat, wording=name)
    return Said(property="place", value=value, words=f"in {name}", speaker=speaker)


def kind(type: str, mode: str | None = None, *, speaker: Speaker | None = POLICE) -> Said:
    """Give a type."""
    return Said(
        property="type", value=TypeValue(type=type, mode=mode), words=f"a {mode or type}", speaker=speaker
    )


def make(*told: Told) -> Case:
    """Make the case of some reports."""
    return make_case(make_dossier(*told))


DATES = ("ucdp.dates/23", "acled.time/2024", "gtd.date/2012", "muc4.date")


@pytest.mark.parametrize("name", DATES)
def test_a_day_is_a_day_for_all(name: str) -> None:
    value = resolve(name, "date", make(Told(said=[day(2)], day=4))).value
    if name == "muc4.date":
        assert value == "02 MAR 31"
    else:
        assert isinstance(value, Days) and value.day == value.start == value.end == date(2031, 3, 2)
        assert value.precision == (None if name == "gtd.date/2012" else 1)


@pytest.mark.parametrize(
    ("end", "ucdp", "acled", "middle"),
    [(2, 2, 2, 1), (6, 2, 2, 3), (7, 3, 2, 4), (31, 4, 3, 16)],
)
def test_a_stretch_has_the_code_of_its_length(end: int, ucdp: int, acled: int, middle: int) -> None:
    case = make(Told(said=[day(1, end)], day=31))
    first, last = date(2031, 3, 1), date(2031, 3, end)
    assert resolve("ucdp.dates/23", "date", case).value == Days(
        start=first, end=last, day=first, precision=ucdp
    )
    assert resolve("acled.time/2024", "date", case).value == Days(
        start=first, end=last, day=date(2031, 3, middle), precision=acled
    )
    gtd = resolve("gtd.date/2012", "date", case)
    assert isinstance(gtd.value, Days) and gtd.value.day == date(2031, 3, middle)
    assert gtd.note == f"approximate date: {first} to {last}"
    assert resolve("muc4.date", "date", case).value == f"01 MAR 31 - {end:02} MAR 31"


def test_acled_codes_nothing_coarser_than_a_month() -> None:
    said = DateValue(start=date(2030, 1, 1), end=date(2030, 12, 31), precision="year", wording="last year")
    case = make(Told(said=[Said(property="date", value=said, words="last year")]))
    assert resolve("acled.time/2024", "date", case).value is None
    value = resolve("ucdp.dates/23", "date", case).value
    assert isinstance(value, Days) and value.precision == 5


@pytest.mark.parametrize("name", DATES)
def test_no_date_is_blank_and_never_the_day_of_publication(name: str) -> None:
    value = resolve(name, "date", make(Told(said=[killed(3)], day=4))).value
    assert value == ("- 04 MAR 31" if name == "muc4.date" else None)


def test_the_date_of_most_origins_stands_and_the_other_is_told() -> None:
    case = make(Told(said=[day(2), day(2, speaker=DOCTOR), day(1, speaker=RIGHTS)], day=4))
    resolution = resolve("gtd.date/2012", "date", case)
    assert isinstance(resolution.value, Days) and resolution.value.day == date(2031, 3, 2)
    assert resolution.is_contested and resolution.note == "dates differ: 2031-03-01"
    assert len(resolution.used) == 2 and len(resolution.set_aside) == 1


def test_a_tie_spans_both_days_for_ucdp() -> None:
    case = make(Told(said=[day(2), day(1, speaker=RIGHTS)], day=4))
    resolution = resolve("ucdp.dates/23", "date", case)
    assert resolution.value == Days(
        start=date(2031, 3, 1), end=date(2031, 3, 2), day=date(2031, 3, 1), precision=2
    )
    assert resolution.is_contested


def test_a_day_within_a_stretch_makes_it_precise_without_a_contest() -> None:
    case = make(Told(said=[day(1, 3), day(1, 3, speaker=DOCTOR), day(2, speaker=RIGHTS)], day=4))
    resolution = resolve("ucdp.dates/23", "date", case)
    assert isinstance(resolution.value, Days) and resolution.value.precision == 1
    assert not resolution.is_contested


def test_a_day_after_the_first_report_is_another_day() -> None:
    case = make(Told(said=[day(2)], day=3), Told(said=[day(8, speaker=DOCTOR)], day=9))
    resolution = resolve("gtd.date/2012", "date", case)
    assert isinstance(resolution.value, Days) and resolution.value.day == date(2031, 3, 2)
    assert [each.why for each in resolution.set_aside] == ["is after the first report of the event"]


def test_the_finest_place_with_a_point_stands() -> None:
    said = [
        place("Velmora", "country"),
        place("Tarn Bridge", "settlement"),
        place("the old market", "site", lat=None),
    ]
    resolution = resolve("cc.place/1", "place", make(Told(said=said)))
    assert isinstance(resolution.value, PlaceValue) and resolution.value.name == "Tarn Bridge"
    assert sorted(each.why for each in resolution.set_aside) == ["has no point", "is less precise"]


def test_of_two_towns_the_one_that_most_origins_name_stands() -> None:
    said = [
        place("Sandry", "settlement"),
        place("Tarn Bridge", "settlement", speaker=DOCTOR),
        place("Tarn Bridge", "settlement", speaker=RIGHTS),
    ]
    resolution = resolve("cc.place/1", "place", make(Told(said=said[:2]), Told(said=said[2:], day=4)))
    assert isinstance(resolution.value, PlaceValue) and resolution.value.name == "Tarn Bridge"
    assert resolution.note == "also named: Sandry"


def test_a_place_without_a_point_stands_alone() -> None:
    resolution = resolve("cc.place/1", "place", make(Told(said=[place("Tarn Bridge", "site", lat=None)])))
    assert isinstance(resolution.value, PlaceValue) and resolution.value.lat is None
    assert resolve("cc.place/1", "place", make(Told(said=[killed(3)]))).value is None


def test_the_type_of_most_origins_with_its_mode_stands() -> None:
    said = [
        kind("PROTEST", "demo"),
        kind("ASSAULT", "explosives", speaker=DOCTOR),
        kind("ASSAULT", speaker=RIGHTS),
    ]
    resolution = resolve("cc.type/1", "type", make(Told(said=said)))
    assert resolution.value == TypeValue(type="ASSAULT", mode="explosives")
    assert sorted(each.why for each in resolution.set_aside) == ["gives another type", "gives no mode"]


def test_without_words_the_type_is_that_of_the_mention() -> None:
    resolution = resolve("cc.type/1", "type", make(Told(said=[killed(3)])))
    assert resolution.value == TypeValue(type="ASSAULT") and resolution.used == ()
