"""Charges, denials and counts of contested events in French and Spanish, each with near misses."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import DateValue, ResponsibilityValue, TollValue

PUBLISHED = "2031-03-06"
NINE_FR = "Une frappe a tué neuf personnes à Velmora, au Soudan. "
NINE_ES = "Un bombardeo mató a nueve personas en Velmora, en Sudán. "


def code(text: str, language: str) -> cc.Coding:
    coding = cc.code(text, language=language, published=PUBLISHED)
    assert all(text[e.start : e.end] == e.quote for each in coding.statements for e in each.evidence)
    return coding


def find_stands(text: str, language: str) -> set[tuple[str, str]]:
    values = [each.value for each in code(text, language).statements]
    return {(each.actor, each.position) for each in values if isinstance(each, ResponsibilityValue)}


def find_main(text: str, language: str, name: str) -> list[tuple[str, int | None]]:
    coding = code(text, language)
    main = {each.id for each in coding.mentions if each.role == "main"}
    values = [each.value for each in coding.statements if each.mention in main and each.property == name]
    return [(each.op, each.n) for each in values if isinstance(each, TollValue) and each.group is None]


@pytest.mark.parametrize(
    ("language", "text", "stand"),
    [
        ("fr", "La frappe est imputée à Israël par le Hezbollah.", ("Israel", "blame")),
        ("fr", "Le Jnim, désigné par Bamako comme l'auteur du raid, se tait.", (
            "Jama'at Nusrat al-Islam wal-Muslimin", "blame")),
        ("fr", "Le ministre Odo Marn pointe la responsabilité des Houthis.", ("Houthis", "blame")),
        ("fr", "La responsabilité du raid incombe à l'Iran, a martelé le ministre.", ("Iran", "blame")),
        ("fr", "Moscou parle d'un «acte terroriste de Kiev».", ("Ukraine", "blame")),
        ("fr", "Riyad y voit la main de l'Iran.", ("Iran", "blame")),
        ("fr", "Le gouverneur a dit soupçonner Boko Haram.", ("Boko Haram", "suspect")),
        ("es", 'Del ataque "es responsable el PKK", dijo Odo Marn.', ("Kurdistan Workers' Party", "blame")),
        ("es", "Detrás del ataque están los talibanes, señaló el ministro.", ("Taliban", "blame")),
        ("es", "Detrás del ataque está, según las primeras pesquisas, el Clan del Golfo, dijo el fiscal.", (
            "Gulf Clan", "suspect")),
        ("es", "Según la Defensoría, los autores serían del Clan del Golfo.", ("Gulf Clan", "suspect")),
        ("es", "Horas antes, el alcalde lo había atribuido a los talibanes.", ("Taliban", "blame")),
        ("es", "La fiscalía sospecha que los autores del ataque contra el hotel de la costa son miembros de"
         " Boko Haram.", ("Boko Haram", "suspect")),
    ],
)  # fmt: skip
def test_a_charge_is_found_in_its_words(language: str, text: str, stand: tuple[str, str]) -> None:
    assert stand in find_stands((NINE_FR if language == "fr" else NINE_ES) + text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Hezbollah a parlé au lendemain de la frappe qui a tué trois infirmiers."),
        ("fr", "C'est une attaque menée le 4 mars en territoire israélien par des inconnus."),
        ("fr", "Le maire parle d'une attaque de drones contre Israël."),
        ("fr", "Les assaillants s'en seraient pris au poste des Volontaires pour la défense de la patrie."),
        ("es", "Fue un ataque perpetrado en territorio israelí por desconocidos."),
        ("es", "Los autores serían castigados, prometió Israel."),
    ],
)
def test_who_only_stands_near_an_act_is_not_accused(language: str, text: str) -> None:
    assert find_stands((NINE_FR if language == "fr" else NINE_ES) + text, language) == set()


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [
        ("fr", "Israël a affirmé avec insistance ne pas avoir visé la clinique.", "Israel"),
        ("fr", "Le Kremlin a assuré que ses troupes ne visaient pas les civils.", "Russia"),
        ("fr", "«Nos forces n'ont mené aucune frappe», ont dit les FSR.", "Rapid Support Forces"),
        ("fr", "L'armée soudanaise a de son côté parlé d'allégations sans fondement.", "Sudan"),
        ("fr", "Les FSR ont traité ces accusations de «mensonges».", "Rapid Support Forces"),
        ("es", "El ejército israelí afirmó que sus drones no atacaron la clínica.", "Israel"),
        ("es", "El PKK se desmarcó de la acción.", "Kurdistan Workers' Party"),
    ],
)  # fmt: skip
def test_a_denial_is_found_in_its_words(language: str, text: str, actor: str) -> None:
    assert (actor, "deny") in find_stands((NINE_FR if language == "fr" else NINE_ES) + text, language)


@pytest.mark.parametrize(
    "text",
    ["Israël dément avoir été prévenu du raid.", "Le Kremlin a assuré ne pas avoir reçu de plainte."],
)
def test_who_did_not_know_denies_no_act(text: str) -> None:
    assert find_stands(NINE_FR + text, "fr") == set()


@pytest.mark.parametrize(
    ("language", "text", "name", "count"),
    [
        (
            "fr",
            "Neuf morts après une frappe à Velmora, et 24 autres présentent des blessures.",
            "injured",
            24,
        ),
        ("fr", "Neuf morts après une frappe ; 12 personnes se trouvent en état critique.", "injured", 12),
        (
            "es",
            "Nueve muertos en un ataque y otras siete personas se encuentran en estado grave.",
            "injured",
            7,
        ),
        ("es", "Un ataque alcanzó la escuela, donde perecieron 27 desplazados.", "displaced", None),
    ],
)
def test_a_count_goes_to_the_harm_of_its_words(
    language: str, text: str, name: str, count: int | None
) -> None:
    found = find_main(text, language, name)
    assert [n for _, n in found] == ([] if count is None else [count])


def test_displaced_people_who_die_are_killed() -> None:
    coding = code("Un ataque alcanzó la escuela, donde perecieron 27 desplazados.", "es")
    killed = [each.value for each in coding.statements if each.property == "killed"]
    assert [(each.n, each.group) for each in killed if isinstance(each, TollValue)] == [(27, "desplazados")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Deux jours plus tôt, une frappe avait déjà fait 40 morts dans un village."),
        ("fr", "Les représailles aériennes de l'armée ont fait plus de 40 morts."),
        ("fr", "Aux obsèques, une bousculade a fait 40 morts."),
        ("es", "Durante el funeral, una estampida dejó 40 muertos."),
    ],
)
def test_the_dead_of_other_events_stay_off_the_main_one(language: str, text: str) -> None:
    first = "Une frappe a fait 9 morts à Velmora. " if language == "fr" else "Un ataque dejó 9 muertos. "
    assert find_main(first + text, language, "killed") == [("exact", 9)]


def test_a_year_alone_is_not_the_day_of_the_news() -> None:
    text = "Un ataque dejó 9 muertos junto a la tumba del general Odo Marn, asesinado en 2019."
    assert not [each for each in code(text, "es").statements if isinstance(each.value, DateValue)]
