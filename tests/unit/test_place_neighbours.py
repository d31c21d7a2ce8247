"""Places that the gazetteer lacks, and small namesakes far away: precise or blank."""

from __future__ import annotations

import pytest

from counterclaim import api
from counterclaim.model.values import PlaceValue


def get_places(text: str) -> dict[str, PlaceValue]:
    values = (statement.value for statement in api.code(text).statements)
    return {value.wording: value for value in values if isinstance(value, PlaceValue)}


def test_unknown_town_in_another_country_is_not_at_the_dateline() -> None:
    places = get_places(
        "BEIRUT — Warplanes struck a market in Qalat Umrin, a town in Syria's Idlib province, killing "
        "at least 40 people on Monday, rescuers said."
    )
    town = places["Qalat Umrin"]
    assert (town.country, town.lat) == ("SYR", None)


def test_small_namesake_in_a_country_never_spoken_of_is_not_meant() -> None:
    places = get_places(
        "Fighters stormed the Lido Beach hotel on Friday. Police said ten people died before soldiers ended "
        "the siege. It was the second such attack in Mogadishu in a month."
    )
    assert "USA" not in {value.country for value in places.values()}


@pytest.mark.parametrize(
    ("words", "lat", "lon"),
    [
        ("Velmora, about 40 km west of Kabul", 34.53, 68.74),
        ("Velmora, a village some 25 miles (40 km) north-east of Kabul", 34.78, 69.48),
        ("Velmora, 15 km from Kabul", 34.53, 69.17),
        ("Velmora, 60 km from Kabul", None, None),
        ("Velmora, 400 km west of Kabul", None, None),
    ],
)
def test_a_town_lies_where_its_distance_from_another_says(
    words: str, lat: float | None, lon: float | None
) -> None:
    place = get_places(f"Gunmen killed nine people on Friday in {words}, police said.")["Velmora"]
    assert place.country == "AFG"
    assert place.lat == (lat if lat is None else pytest.approx(lat, abs=0.02))
    assert place.lon == (lon if lon is None else pytest.approx(lon, abs=0.02))


def test_a_town_far_from_the_event_is_none_of_its_places() -> None:
    text = "A missile hit a mosque in the city of Marib, about 120 km east of Sanaa, killing nine people."
    assert list(get_places(text)) == ["Marib"]
    near = "A missile hit a mosque 5 km from Marib, killing nine people on Friday."
    assert get_places(near)["Marib"].lat is not None


def test_what_lies_far_from_a_town_is_not_in_it() -> None:
    place = get_places("An air strike hit a bus 120 km east of Sanaa, killing nine people.")["Sanaa"]
    assert (place.precision, place.relation, place.lon) == ("area", "near", pytest.approx(45.3, abs=0.1))


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Velmora, a town in Yemen's northern Saada province", "YEM"),
        ("Velmora, in Yemen's northern Saada province", "YEM"),
        ("Velmora, in northern Mali", "MLI"),
        ("Velmora, a village in Yagha province", "BFA"),
    ],
)
def test_a_town_that_no_gazetteer_has_is_told_by_the_words_after_it(words: str, country: str) -> None:
    coding = api.code(f"Gunmen raided {words}, killing nine people on Friday.")
    places = [each.value for each in coding.statements if isinstance(each.value, PlaceValue)]
    assert "Velmora" in {place.name for place in places}
    assert {place.country for place in places} <= {country, None}


@pytest.mark.parametrize(
    "words",
    [
        "Ahmed Tarn, a port worker, said nine people died.",
        "Ilsa Velmora, a resident of the town, said nine people died.",
        "Bloomberg, a city news agency, said nine people died.",
    ],
)
def test_a_person_or_a_body_with_a_town_in_its_description_is_no_place(words: str) -> None:
    assert get_places(f"A bomb exploded at a school on Friday. {words}") == {}


def test_a_river_or_a_valley_is_not_the_town_of_its_name() -> None:
    places = get_places("A dam on the Dnipro river was blown up on Friday, killing nine people in Kherson.")
    assert places.get("Dnipro river", PlaceValue(name="", wording="")).lat is None
    valley = get_places("Soldiers died in the Tarn Valley in a clash on Monday. Beijing accused Delhi.")
    assert all(place.lat is None for place in valley.values())


def test_a_village_without_a_point_is_not_in_the_town_that_is_merely_spoken_of() -> None:
    places = get_places(
        "Gunmen killed 90 herders in the village of Velmora in central Mali, as envoys visited Bamako."
    )
    assert (places["Velmora"].country, places["Velmora"].lat) == ("MLI", None)


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("the Polish village of Velmora", "POL"),
        ("Velmora, a small Polish village", "POL"),
        ("the southern Somali port city of Velmora", "SOM"),
        ("the Russian-occupied city of Velmora", None),
        ("the Israeli settlement of Velmora", None),
        ("the village of Velmora, Kharkiv region", "UKR"),
    ],
)
def test_a_town_called_after_a_nation_lies_in_its_country(words: str, country: str | None) -> None:
    place = get_places(f"A missile killed nine people in {words} on Friday.")["Velmora"]
    assert (place.country, place.lat) == (country, None)


def test_a_town_that_no_gazetteer_has_is_not_in_the_country_of_a_speaker() -> None:
    text = "A missile hit the village of Velmora, killing nine. Ukraine's leader, in Granada, blamed Russia."
    assert get_places(text)["Velmora"].country is None


def test_a_namesake_in_a_country_never_spoken_of_has_no_point() -> None:
    places = get_places(
        "N'DJAMENA - Fighters killed nine Chadian soldiers in a raid on a base at Boma, the army said."
    )
    assert "COD" not in {place.country for place in places.values()}


@pytest.mark.parametrize(
    "words", ["Inata, in Burkina Faso's northern Soum province", "Inata in Burkina Faso"]
)
def test_a_country_told_after_a_small_town_holds_it_whatever_namesakes_there_are(words: str) -> None:
    places = get_places(f"Gunmen attacked a gold mine in {words} on Sunday, killing nine people.")
    assert {place.country for place in places.values()} == {"BFA"}


@pytest.mark.parametrize("name", ["Qamishli", "al-Qamishli"])
def test_an_arabic_town_is_known_without_its_article(name: str) -> None:
    place = get_places(f"Shelling killed nine people in the Syrian border town of {name} on Thursday.")[name]
    assert (place.country, place.lat) == ("SYR", pytest.approx(37.05, abs=0.05))
