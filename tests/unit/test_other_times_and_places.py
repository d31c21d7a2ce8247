"""Days and places that a report names beside its own event's: of pictures, other blasts, the times."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.statement import Coding
from counterclaim.model.values import DateValue, PlaceValue, TollValue


def find_main_days(coding: Coding) -> set[str]:
    main = next(mention.id for mention in coding.mentions if mention.role == "main")
    values = (each.value for each in coding.statements if each.mention == main)
    return {str(value.start) for value in values if isinstance(value, DateValue)}


def find_main_places(coding: Coding) -> list[PlaceValue]:
    main = next(mention.id for mention in coding.mentions if mention.role == "main")
    values = (each.value for each in coding.statements if each.mention == main)
    return [value for value in values if isinstance(value, PlaceValue)]


@pytest.mark.parametrize(
    "text",
    [
        # The year stands in a caption alone.
        "A bomb killed nine people at the market of Ostrel on March 14, police said.\n\nThe mayor spoke of "
        "grief.\n\nNobody has claimed it.\n\nPeople flee Ostrel on March 14, 2031. (Photo: Ilsa Tarn)",
        # A feast tells the day, a funeral the year.
        "A bomb on Easter Sunday killed nine people at a church in Ostrel.\n\nOSTREL - APRIL 15: A funeral "
        "is held on April 15, 2031 in Ostrel.",
    ],
)
def test_a_year_printed_elsewhere_dates_the_event(text: str) -> None:
    assert find_main_days(cc.code(text)) in ({"2031-03-14"}, {"2031-04-13"})


def test_the_year_of_an_anniversary_is_not_the_events() -> None:
    coding = cc.code(
        "A bomb killed nine people in Ostrel on January 3, police said.\n\nNobody has claimed "
        "it.\n\nThe mayor spoke of grief.\n\nThe crowd marked the anniversary of the death of a general, "
        "who was killed by a drone on January 3, 2027."
    )
    assert "2027-01-03" not in find_main_days(coding)


def test_the_day_before_is_counted_from_the_day_of_the_speech() -> None:
    coding = cc.code(
        "OSTREL, 31 October 2031: Deaths from two car bombs that went off the day before have risen to 90, "
        "the mayor said yesterday.",
        published="2031-10-31",
    )
    assert find_main_days(coding) == {"2031-10-29"}


def test_a_clause_with_when_dates_what_took_place() -> None:
    coding = cc.code(
        "At least 90 people died in a massacre in Kestria, papers wrote on June 6, 2031.\n\nThey wrote "
        "that the killings took place when men on motorcycles drove into Solmo, a village in the north, in "
        "the early hours of June 5, 2031.",
        published="2031-06-06",
    )
    assert find_main_days(coding) == {"2031-06-05"}


def test_the_day_of_one_more_blast_is_not_the_events() -> None:
    coding = cc.code(
        "Ostrel church attacks: toll cut to 53\n\nApril 25 - The number of people killed by bombers in "
        "Ostrel on Sunday was cut to 53, officials said. They had counted 90 after the attacks of Sunday.\n\n"
        "There was one more explosion on Thursday in Solmo.\n\nThe blast on Thursday hurt nobody.",
        published="2031-04-25",
    )
    assert find_main_days(coding) == {"2031-04-20"}


def test_a_picture_from_a_country_never_spoken_of_places_nothing() -> None:
    coding = cc.code(
        "Church bombings: toll is 53\n\nThe toll of Sunday's bombings is 53, Iceland's defence minister said."
        "\n\nMourners carry the coffin of a victim of the bombings in Bengaluru. (Photo: Ilsa Tarn)"
    )
    assert {place.country for place in find_main_places(coding)} <= {"ISL", None}


def test_what_goes_on_at_the_time_places_nothing() -> None:
    coding = cc.code(
        "A minister of Iceland has blamed Andorra for the blasts in which 84 people died on Monday, at a "
        "time when rebels in Yemen are attacking ships in the Red Sea.\n\nIt was a terrorist attack in "
        "Iceland's town of Ostrel, the minister said."
    )
    assert {place.country for place in find_main_places(coding)} == {"ISL"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gunmen killed 90 people in Solhan, in a raid that shook Iceland, officials in Iceland said.", "en"),
        ("Des hommes armés ont tué 90 personnes à Solhan, a indiqué le gouvernement d'Islande.", "fr"),
    ],
)
def test_a_village_is_not_its_namesake_in_a_country_never_spoken_of(text: str, language: str) -> None:
    """The gazetteer has one Solhan, a small town in Turkey."""
    places = find_main_places(cc.code(text, language=language))
    assert "Solhan" in {place.name for place in places}
    assert not [place for place in places if place.country == "TUR" or place.lat is not None]


def test_a_village_is_its_namesake_where_the_country_is_spoken_of() -> None:
    places = find_main_places(cc.code("Gunmen killed 90 people in Solhan, Turkey said."))
    assert [(place.name, place.country) for place in places][:1] == [("Solhan", "TUR")]


def test_a_capital_gives_no_point_to_a_village_of_another_paragraph() -> None:
    coding = cc.code(
        "Des hommes armés ont tué 90 personnes dans le village de Solmo, affirme le gouvernement.\n\n"
        "Deux suspects de l'attaque ont été interrogés à Nairobi.",
        language="fr",
    )
    assert not [place for place in find_main_places(coding) if place.lat is not None]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed 40 people in Solmo on Monday, officials said in Nairobi.",
        "Gunmen killed 40 people in Velmora on Monday. Hospitals in Nairobi took in the wounded.",
        "Nairobi: Gunmen killed 40 people in El Varaf on Monday.",
    ],
)
def test_a_capital_gives_no_point_to_a_town_that_the_gazetteer_lacks(text: str) -> None:
    places = find_main_places(cc.code(text))
    assert not [place for place in places if place.name != "Nairobi" and place.lat is not None]
    assert {"Solmo", "Velmora", "El Varaf"} & {place.name for place in places}


def test_a_raid_a_year_before_is_not_the_event() -> None:
    coding = cc.code(
        "A year after the raid on Tarnabad that killed 40, gunmen attacked a bus near Nairobi on Thursday, "
        "killing 11. The Tarn Front claimed the attack.",
        published="2031-05-09",
    )
    main = next(mention.id for mention in coding.mentions if mention.role == "main")
    killed = {
        each.value.n for each in coding.statements if each.mention == main and each.property == "killed"
    }
    assert killed == {11}
    assert find_main_days(coding) == {"2031-05-08"}
    assert [place.name for place in find_main_places(coding)] == ["Nairobi"]


def test_a_feast_and_one_full_date_tell_the_day() -> None:
    coding = cc.code(
        "Christmas Day attack in Kestria leaves 140 dead\n\nGunmen attacked villages until Christmas Day, "
        "the governor said.\n\nThe army denied that it came late.\n\nThe mourners met on 28 December 2031 "
        "in Ostrel."
    )
    assert find_main_days(coding) == {"2031-12-25"}


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Le dimanche de Pâques, des attentats ont fait 160 morts à Solmo.", "fr", "2031-04-13"),
        ("Un atentado dejó 160 muertos en Solmo el Viernes Santo.", "es", "2031-04-11"),
        ("El día de Navidad un ataque dejó 160 muertos en Solmo.", "es", "2030-12-25"),
    ],
)
def test_feasts_of_french_and_spanish_are_days(text: str, language: str, day: str) -> None:
    assert find_main_days(cc.code(text, language=language, published="2031-06-07")) == {day}


def test_strikes_ten_days_before_are_another_event() -> None:
    coding = cc.code(
        "At least 68 people were killed when an air strike hit a prison in Saada on Monday. The strikes on "
        "the port of Hodeidah ten days before had killed 74.",
        published="2031-04-28",
    )
    main = next(mention.id for mention in coding.mentions if mention.role == "main")
    own = [each for each in coding.statements if each.mention == main]
    assert {each.value.n for each in own if isinstance(each.value, TollValue)} == {68}
    assert [place.name for place in find_main_places(coding)] == ["Saada"]


def test_a_name_joined_by_a_particle_is_one() -> None:
    places = find_main_places(cc.code("A bomb killed nine people in a school in Velmo-e-Tarn, police said."))
    assert [place.name for place in places] == ["Velmo-e-Tarn"]


def test_a_campaign_and_last_months_raid_are_other_events() -> None:
    coding = cc.code(
        "At least 90 villagers were killed in Bonbori, residents said, in an attack blamed on the Tarn "
        "Front. The group has stepped up raids in Mali and Niger and attacked Kestria last month.",
        published="2031-02-20",
    )
    assert find_main_days(coding) == set()
    assert [place.name for place in find_main_places(coding)] == ["Bonbori"]


def test_where_the_accused_sit_is_not_where_it_happened() -> None:
    coding = cc.code("A bomb killed 88 people in Ostrel. The army blamed sanctuaries in Iceland.")
    assert "ISL" not in {place.country for place in find_main_places(coding)}


def test_what_followed_days_later_is_another_event() -> None:
    coding = cc.code(
        "Kenya: gunmen killed 148 people at Garissa University College on 2 April 2031. Days later jets "
        "bombed two camps in Gedo, Somalia."
    )
    places = find_main_places(coding)
    assert {place.country for place in places} == {"KEN"}
    assert any(place.lat is not None for place in places)


def test_a_day_at_the_head_takes_the_place_of_no_sentence() -> None:
    """Excerpts of pages open with such a line; the opening's sentences are counted behind it."""
    text = (
        "A bomb killed nine people. Police closed the street. The mayor spoke of grief. Shops stayed shut. "
        "The men came on Friday, in Ostrel."
    )
    plain = cc.code(text, published="2031-03-15")
    headed = cc.code(f" date 2031-03-15\n\n{text}")
    assert find_main_days(headed) == find_main_days(plain) == {"2031-03-14"}
