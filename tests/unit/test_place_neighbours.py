"""Places that the gazetteer lacks, and small namesakes far away: precise or blank."""

from __future__ import annotations

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
