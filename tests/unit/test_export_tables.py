"""ACLED, GTD and UCDP GED rows of invented events, column by column."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.export.acled import make_acled_row
from counterclaim.export.acled_actors import make_interaction
from counterclaim.export.gtd_codes import order_attacks
from counterclaim.export.gtd_sides import join_international
from counterclaim.export.losses import Skip
from counterclaim.export.numbering import find_event_number, number_mentions
from counterclaim.export.record import EventFile
from counterclaim.export.ucdp import find_grid_cell, make_ucdp_row
from counterclaim.model.report import make_report
from counterclaim.model.statement import Speaker
from counterclaim.model.values import PlaceValue, WeaponValue
from tests.exports import make_record
from tests.factories import FRONT, MAYOR, make_coding, make_mention, make_position, make_toll
from tests.tables import (
    BLAME,
    CIVILIANS,
    CLAIM,
    GUNMEN,
    KILLED_31,
    MINISTRY,
    POLICE_ACT,
    SOLDIERS,
    Said,
    get_row,
    make_file,
    make_gtd,
    party,
)


@pytest.mark.parametrize(
    ("mode", "said", "sub_event", "sides", "targeted"),
    [
        (
            "firearms",
            [GUNMEN, CIVILIANS],
            "Attack",
            ("Unidentified Armed Group (Iraq)", "Civilians (Iraq)"),
            True,
        ),
        (
            "firearms",
            [CLAIM, SOLDIERS],
            "Armed clash",
            ("Harrow Front", "Military Forces of Iraq"),
            False,
        ),
        (
            "suicide-attack",
            [CLAIM, CIVILIANS],
            "Suicide bomb",
            ("Harrow Front", "Civilians (Iraq)"),
            True,
        ),
        (
            None,
            [("weapon", WeaponValue(code="grenade", wording="a grenade")), SOLDIERS],
            "Grenade",
            ("Unidentified Armed Group (Iraq)", "Military Forces of Iraq"),
            False,
        ),
        (
            "aerial",
            [("actor", party("Israel", "country"))],
            "Air/drone strike",
            ("Military Forces of Israel", None),
            False,
        ),
        (
            "abduct",
            [CLAIM, CIVILIANS],
            "Abduction/forced disappearance",
            ("Harrow Front", "Civilians (Iraq)"),
            True,
        ),
    ],
)
def test_acled_event_and_sides(
    mode: str | None, said: list[Said], sub_event: str, sides: tuple[str, str | None], targeted: bool
) -> None:
    row = get_row(make_acled_row(make_file(mode, said)))
    assert (row["sub_event_type"], row["actor1"], row["actor2"]) == (sub_event, *sides)
    assert bool(row["civilian_targeting"]) is targeted


@pytest.mark.parametrize(
    ("mode", "said", "sub_event", "interaction"),
    [
        ("demo", [], "Peaceful protest", "Protesters only"),
        ("demo", [POLICE_ACT, KILLED_31], "Excessive force against protesters", "State forces-Protesters"),
        ("riot", [], "Violent demonstration", "Rioters only"),
    ],
)
def test_acled_demonstrations(mode: str, said: list[Said], sub_event: str, interaction: str) -> None:
    row = get_row(make_acled_row(make_file(mode, said, kind="PROTEST")))
    assert (row["sub_event_type"], row["interaction"]) == (sub_event, interaction)
    assert str(row["notes"]).endswith("[size=no report]")


def test_acled_row_of_a_claimed_bombing() -> None:
    row = get_row(make_acled_row(make_file("explosives", [KILLED_31, CLAIM, CIVILIANS])))
    assert {**row} | {"event_id_cnty": "", "notes": "", "timestamp": 0} == {
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED",
        "civilian_targeting": "Civilians targeted",
        "event_date": "2031-03-03",
        "year": 2031,
        "time_precision": 1,
        "actor1": "Harrow Front",
        "assoc_actor_1": "",
        "inter1": "Rebel group",
        "actor2": "Civilians (Iraq)",
        "assoc_actor_2": "",
        "inter2": "Civilians",
        "interaction": "Rebel group-Civilians",
        "iso": 368,
        "region": "Middle East",
        "country": "Iraq",
        "admin1": None,
        "admin2": None,
        "location": "Velmora",
        "latitude": 33.1234,
        "longitude": 44.5,
        "geo_precision": 1,
        "event_id_cnty": "",
        "source": "Velmora Post",
        "notes": "",
        "fatalities": 31,
        "timestamp": 0,
    }
    assert str(row["event_id_cnty"]).startswith("CCIRQ")
    assert row["notes"] == ("Remote explosive/landmine/IED in Velmora (Iraq). Harrow Front said it did this.")


def test_a_party_that_is_only_accused_is_no_actor() -> None:
    file = make_file("explosives", [KILLED_31, BLAME, CIVILIANS])
    acled, ucdp = get_row(make_acled_row(file)), get_row(make_ucdp_row(file))
    assert acled["actor1"] == "Unidentified Armed Group (Iraq)"
    assert "Iraq's interior ministry blamed Harrow Front." in str(acled["notes"])
    assert ucdp["side_a"] == "Unidentified"


def test_gtd_prints_an_accusation_as_uncertain_with_its_accuser() -> None:
    row = get_row(make_gtd(make_file("explosives", [KILLED_31, BLAME, CIVILIANS])))
    assert (row["gname"], row["guncertain1"], row["claimed"]) == ("Harrow Front", 1, 0)
    assert "Iraq's interior ministry blamed Harrow Front." in str(row["addnotes"])


def test_gtd_row_of_a_claimed_car_bombing() -> None:
    said: list[Said] = [
        KILLED_31,
        CLAIM,
        CIVILIANS,
        ("recipient", party("bus", "vehicle", named=False, fate="destroyed")),
        ("weapon", WeaponValue(code="car_bomb", wording="car bomb")),
    ]
    row = get_row(make_gtd(make_file("explosives", said)))
    wanted = {
        "iyear": 2031,
        "country": 95,
        "country_txt": "Iraq",
        "region_txt": "Middle East & North Africa",
        "city": "Velmora",
        "specificity": 1,
        "attacktype1_txt": "Bombing/Explosion",
        "targtype1_txt": "Private Citizens & Property",
        "targtype2_txt": "Transportation",
        "targsubtype2": 99,
        "gname": "Harrow Front",
        "guncertain1": 0,
        "claimed": 1,
        "claimmode_txt": "Video",
        "weaptype1": 6,
        "weapsubtype1": 15,
        "nkill": 31,
        "nwound": None,
        "property": 1,
        "propextent": 4,
        "ishostkid": 0,
        "nhostkid": None,
        "INT_ANY": -9,
        "success": 1,
        "suicide": 0,
    }
    assert {column: row[column] for column in wanted} == wanted


@pytest.mark.parametrize(
    ("make", "file", "reason"),
    [
        (make_gtd, make_file("demo", [], kind="PROTEST"), "no attack type of GTD"),
        (make_gtd, make_file("explosives", [CIVILIANS], role="planned"), "a plan"),
        (
            make_gtd,
            make_file("aerial", [("responsibility", make_position("Israel", "admit")), CIVILIANS]),
            "done by a state, as is told",
        ),
        (make_acled_row, make_file(None, [], kind="DISASTER"), "no event type of ACLED"),
        (make_acled_row, make_file("firearms", []), "nobody is told to have been attacked"),
        (
            make_acled_row,
            make_file("aerial", [("place", PlaceValue(name="Iraq", precision="country", wording="Iraq"))]),
            "no place finer than a country",
        ),
        (make_ucdp_row, make_file("explosives", [CIVILIANS]), "no death is told"),
        (make_ucdp_row, make_file("demo", [KILLED_31], kind="AGREE"), "no armed force"),
    ],
)
def test_non_events_are_skipped_with_the_reason(make: object, file: EventFile, reason: str) -> None:
    assert make(file) == Skip(event=file.id, reason=reason)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("said", "kind", "sides"),
    [
        ([CLAIM, SOLDIERS], 1, ("Government of Iraq", "Harrow Front")),
        ([CLAIM, CIVILIANS], 3, ("Harrow Front", "Civilians")),
        ([CLAIM, ("recipient", party("Sandry Guard", "armed_group"))], 2, ("Harrow Front", "Sandry Guard")),
        ([("actor", party("Iraq", "country")), CIVILIANS], 3, ("Government of Iraq", "Civilians")),
    ],
)
def test_ucdp_type_and_sides(said: list[Said], kind: int, sides: tuple[str, str]) -> None:
    row = get_row(make_ucdp_row(make_file("firearms", [KILLED_31, *said])))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (kind, *sides)


def test_ucdp_splits_deaths_by_the_groups_that_are_counted() -> None:
    said: list[Said] = [
        KILLED_31,
        ("killed", make_toll("20", 20, group="soldiers")),
        ("killed", make_toll("4", 4, group="militants")),
        CLAIM,
        SOLDIERS,
    ]
    row = get_row(make_ucdp_row(make_file("firearms", said)))
    deaths = [row[f"deaths_{side}"] for side in ("a", "b", "civilians", "unknown")]
    assert (deaths, row["best"]) == ([20, 4, 0, 7], 31)


def test_ucdp_names_the_voices_that_the_deaths_rest_on() -> None:
    row = get_row(make_ucdp_row(make_file("explosives", [KILLED_31, CIVILIANS])))
    assert (row["source_original"], row["country_id"], row["geom_wkt"]) == (
        "Ilsa Tarn (mayor)",
        645,
        "POINT (44.5 33.1234)",
    )


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90.0, -180.0, 1), (90.0, 180.0, 259200), (0.0, 0.0, 129961), (None, 1.0, None)],
)
def test_grid_cell(latitude: float | None, longitude: float | None, cell: int | None) -> None:
    assert find_grid_cell(latitude, longitude) == cell


def test_interactions_have_one_order() -> None:
    assert make_interaction(7, 8) == make_interaction(8, 7) == "External/Other forces-Civilians"
    assert make_interaction(1, None) == "State forces only"


def test_attacks_follow_the_precedence() -> None:
    assert order_attacks(frozenset({2, 6, 9, 1})) == (1, 6, 2)
    assert order_attacks(frozenset({9})) == (9,)


@pytest.mark.parametrize(("codes", "joined"), [((0, 1, -9), 1), ((0, 0, 0), 0), ((0, -9, 0), -9)])
def test_international_codes_are_joined(codes: tuple[int, int, int], joined: int) -> None:
    assert join_international(*codes) == joined


def test_event_numbers_stay_when_reports_are_added() -> None:
    one, other = (
        make_file("explosives", [KILLED_31]),
        make_file("firearms", [CIVILIANS], outlet="Sandry News"),
    )
    first = [*one.event.mentions, *other.event.mentions]
    numbers = number_mentions(first)
    assert sorted(numbers.values()) == ["203103030001", "203103030002"]
    later = make_record(
        make_coding(make_report("Later.", published=date(2031, 3, 3)), [make_mention()], ()),
        days=3,
    )
    more = number_mentions([later, *first])
    assert {key: more[key] for key in numbers} == numbers
    assert more[later.key] == "203103030003"
    assert find_event_number(one.event, more) == numbers[one.event.mentions[0].key]


def test_who_denies_what_a_report_says_flatly_is_no_actor() -> None:
    flat: Said = ("responsibility", make_position("Harrow Front", "assert_fact"))
    denial: Said = ("responsibility", make_position("Harrow Front", "deny"), (FRONT,))
    assert get_row(make_acled_row(make_file("explosives", [flat, CIVILIANS])))["actor1"] == "Harrow Front"
    row = get_row(make_acled_row(make_file("explosives", [flat, denial, CIVILIANS])))
    assert row["actor1"] == "Unidentified Armed Group (Iraq)"
    assert "Harrow Front denied doing this." in str(row["notes"])


def test_names_of_private_victims_are_printed_nowhere() -> None:
    said: list[Said] = [
        KILLED_31,
        ("killed", make_toll("Odel Fahrin", 1, group="one person"), (MAYOR,)),
        ("killed", make_toll("29", 29), (MINISTRY,)),
        ("recipient", party("Odel Fahrin", "civilians", fate="killed")),
        ("recipient", party("Ruve Tolm", "judicial", fate="killed")),
    ]
    file = make_file("firearms", said)
    for make in (make_acled_row, make_gtd, make_ucdp_row):
        assert "Fahrin" not in str(get_row(make(file)))
    gtd = get_row(make_gtd(file))
    assert {gtd["target1"], gtd["target2"]} == {"name withheld", "Ruve Tolm"}
    assert "Killed, as told: 31 (Ilsa Tarn (mayor)), 29 (Iraq's interior ministry)." in str(gtd["addnotes"])


def test_an_unarmed_person_who_does_violence_is_an_unidentified_group() -> None:
    driver: Said = ("actor", party("driver", "person", named=False))
    for others in ([], [POLICE_ACT]):
        file = make_file("primitive", [driver, CIVILIANS, KILLED_31, *others])
        row = get_row(make_acled_row(file))
        assert (row["actor1"], row["assoc_actor_1"]) == ("Unidentified Armed Group (Iraq)", "")
        assert get_row(make_ucdp_row(file))["side_a"] == "Unidentified"
    file = make_file("firearms", [POLICE_ACT, CIVILIANS, KILLED_31])
    assert get_row(make_acled_row(file))["actor1"] == "Police Forces of Iraq"


def test_no_person_is_printed_as_one_who_did_it() -> None:
    tolm = Speaker(name="Ruve Tolm", kind="other")
    said: list[Said] = [
        KILLED_31,
        CIVILIANS,
        ("responsibility", make_position("Ruve Tolm", "claim"), (tolm,)),
        ("responsibility", make_position("name withheld", "assert_fact")),
        ("actor", party("Ruve Tolm", "person")),
    ]
    file = make_file("firearms", said)
    acled, gtd, ucdp = (get_row(make(file)) for make in (make_acled_row, make_gtd, make_ucdp_row))
    assert (acled["actor1"], acled["assoc_actor_1"]) == ("Unidentified Armed Group (Iraq)", "")
    assert (gtd["gname"], gtd["claimed"], ucdp["side_a"]) == ("Unknown", 0, "Unidentified")
    assert "Ruve Tolm said it did this." in str(gtd["addnotes"])


def test_gtd_prints_groups_and_leaves_states_to_the_notes() -> None:
    other: Said = ("responsibility", make_position("Israel", "blame"), (FRONT,))
    row = get_row(make_gtd(make_file("explosives", [KILLED_31, CIVILIANS, BLAME, other])))
    assert (row["gname"], row.get("gname2")) == ("Harrow Front", None)
    assert "Harrow Front blamed Israel." in str(row["addnotes"])


def test_a_gunman_who_was_killed_is_no_target_of_the_attack() -> None:
    gunman: Said = ("recipient", party("gunman", "unidentified", named=False, fate="killed"))
    row = get_row(make_ucdp_row(make_file("firearms", [KILLED_31, CLAIM, CIVILIANS, gunman])))
    assert (row["type_of_violence"], row["side_b"]) == (3, "Civilians")
