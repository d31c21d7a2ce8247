"""Places: which words name one, where it lies, and when nothing is said."""

from __future__ import annotations

import pytest

from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.layers import PlaceName
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.parties import find_parties
from counterclaim.annotate.places import find_geography


def read_places(text: str) -> dict[str, PlaceName]:
    """Find the places of a text by their words."""
    doc = parse_text(text, find_blocks(text))
    places = find_geography(doc, find_parties(doc)).places
    return {text[place.span.start : place.span.end]: place for place in places}


@pytest.mark.parametrize(
    ("text", "words", "country", "lat"),
    [
        ("A bomb went off in Kerman, south of Iran.", "Kerman", "IRN", 30.3),
        ("Six people died near Tripoli, Lebanon, on Sunday.", "Tripoli", "LBN", 34.4),
        ("Six people died near Tripoli, Libya, on Sunday.", "Tripoli", "LBY", 32.9),
        ("Shots were fired in Springfield, Missouri, on Sunday.", "Springfield", "USA", 37.2),
        ("Shots were fired in Springfield, Ill., on Sunday.", "Springfield", "USA", 39.8),
        ("The man from Washington, N.C., was held.", "Washington", "USA", 35.5),
        ("Gunmen struck in Mazar-i-Sharif on Monday.", "Mazar-i-Sharif", "AFG", 36.7),
        ("KABUL, Jan 5 - Two guards were shot.", "KABUL", "AFG", 34.5),
        ("NEW YORK (AP) - A singer was robbed.", "NEW YORK", "USA", 40.7),
        ("Troops entered the Gaza Strip at dawn.", "Gaza Strip", "PSE", 31.4),
    ],
)
def test_find_places_gives_the_point(text: str, words: str, country: str, lat: float) -> None:
    value = read_places(text)[words].value
    assert value.country == country
    assert value.lat == pytest.approx(lat, abs=0.1)


@pytest.mark.parametrize(
    ("text", "words", "relation"),
    [
        ("The blast near Goma killed two.", "Goma", "near"),
        ("A camp on the outskirts of Goma burned.", "Goma", "outside"),
        ("A bus was stopped on the road between Ghazni and Kandahar.", "Ghazni", "on_route"),
        ("A bus was stopped on the road between Ghazni and Kandahar.", "Kandahar", "on_route"),
        ("A ship burned off the coast of Yemen.", "Yemen", "offshore"),
        ("A truck burned 30 km south of Mosul.", "Mosul", "near"),
        ("A bomb went off in Mosul.", "Mosul", "at"),
    ],
)
def test_relation_comes_from_the_words_before(text: str, words: str, relation: str) -> None:
    assert read_places(text)[words].value.relation == relation


@pytest.mark.parametrize(
    ("text", "words", "precision"),
    [
        ("Fighting went on in southern Lebanon.", "southern Lebanon", "area"),
        ("Fighting went on in Lebanon.", "Lebanon", "country"),
        ("Fighting went on in Idlib province in Syria.", "Idlib province", "region"),
    ],
)
def test_precision_says_what_the_point_stands_for(text: str, words: str, precision: str) -> None:
    assert read_places(text)[words].value.precision == precision


def test_country_and_its_parts_have_no_point() -> None:
    places = read_places("Fighting went on in Syria and in southern Lebanon.").values()
    assert {(place.value.lat, place.value.lon) for place in places} == {(None, None)}


@pytest.mark.parametrize(
    "text",
    [
        "Iran denied the report.",
        "Washington blamed the rebels.",
        "An Iranian ship sank.",
        "The prime minister of Norway resigned.",
        "Jones ran away. Peter Jones was found.",
    ],
)
def test_parties_adjectives_and_people_are_no_places(text: str) -> None:
    assert read_places(text) == {}


def test_building_has_the_point_of_its_town() -> None:
    places = read_places("The blast near the Saheb al-Nur Mosque in Kerman hurt ten.")
    mosque = places["Saheb al-Nur Mosque"]
    assert mosque.is_facility
    assert mosque.value.lat == places["Kerman"].value.lat
    assert (mosque.value.precision, mosque.value.relation) == ("settlement", "near")
    assert mosque.town == places["Kerman"].span


def test_all_mentions_of_a_building_lie_in_its_town() -> None:
    text = (
        "Gunmen struck the Orlo Hotel in the northern Iraqi city of Mosul. Basra was calm, and so was Najaf. "
        "The Orlo Hotel burned for an hour."
    )
    doc = parse_text(text, find_blocks(text))
    found = [each.value.lat for each in find_geography(doc, ()).places if each.is_facility]
    assert found == [pytest.approx(36.3, abs=0.1)] * 2


def test_a_beach_lies_in_the_town_it_is_named_after() -> None:
    beach = read_places("A whale was seen at Forster Beach, New South Wales, on Friday.")["Forster Beach"]
    assert beach.value.lat == pytest.approx(-32.2, abs=0.1)


def test_washington_alone_is_the_capital() -> None:
    value = read_places("Officials met in Washington to talk about Iran and North Korea.")["Washington"].value
    assert value.lat is None or value.lat == pytest.approx(38.9, abs=0.1)


def test_building_without_a_town_has_no_point() -> None:
    mosque = read_places("The blast near the Saheb al-Nur Mosque hurt ten.")["Saheb al-Nur Mosque"]
    assert (mosque.value.lat, mosque.value.precision, mosque.town) == (None, "site", None)


def test_building_between_towns_has_no_point() -> None:
    text = "Fighting went on in Mosul and in Basra. A bomb went off at the Orlo Hotel on Friday."
    assert read_places(text)["Orlo Hotel"].value.lat is None


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Police in St. Louis shot a man on Friday.", "St. Louis", "USA"),
        ("The sheriff said a felony charge was filed. Athens police held two sophomores.", "Athens", "USA"),
        ("Magistrates heard that the councillor from Lancaster was hurt.", "Lancaster", "GBR"),
    ],
)
def test_words_of_a_nation_tell_which_namesake_is_meant(text: str, words: str, country: str) -> None:
    assert read_places(text)[words].value.country == country


def test_a_namesake_far_from_the_rest_of_the_text_has_no_point() -> None:
    text = (
        "Chicago police said the boy was shot in Lawndale. He was taken to a hospital in Chicago near Cicero."
    )
    place = read_places(text)["Lawndale"]
    assert place.value.lat is None or place.value.lat == pytest.approx(41.9, abs=0.3)


def test_national_building_is_a_facility() -> None:
    places = read_places("Crowds gathered outside the German consulate in Izmir.")
    assert places["German consulate"].is_facility


def test_town_before_a_common_noun_stays_a_town() -> None:
    assert not read_places("She died in an Atlanta hospital.")["Atlanta"].is_facility


def test_unknown_village_keeps_its_country_but_has_no_point() -> None:
    value = read_places("He lives in Vrbograd, a village in western Serbia.")["Vrbograd"].value
    assert (value.country, value.lat, value.geonames) == ("SRB", None, None)


def test_namesake_in_doubt_is_blank() -> None:
    value = read_places("A man was shot in Springfield.")["Springfield"].value
    assert (value.lat, value.geonames) == (None, None)


def test_other_places_decide_between_namesakes() -> None:
    text = "Police in Columbus, Ohio, and in Dayton looked for him. He was found in Springfield."
    assert read_places(text)["Springfield"].value.lat == pytest.approx(39.9, abs=0.1)


def test_a_division_is_found_without_the_word_for_its_kind() -> None:
    value = read_places("A well caved in on Friday in Hebei Province, north of the river.")[
        "Hebei Province"
    ].value
    assert (value.country, value.precision) == ("CHN", "region")
