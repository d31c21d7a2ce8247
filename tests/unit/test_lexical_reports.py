from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import counterclaim as cc
from counterclaim.model.statement import Coding

CASES = Path(__file__).parents[2] / "benchmarks/quality/languages"
NAMES = sorted(f"{path.parent.parent.name}/{path.parent.name}" for path in CASES.glob("*/*/texts"))


def code_case(name: str) -> tuple[Coding, dict[str, object]]:
    """Code the report of a case of the bench's own texts, and read its gold."""
    folder = CASES / name
    report = json.loads((folder / "event.json").read_text(encoding="utf-8"))["reports"][0]
    text = (folder / report["text_file"]).read_text(encoding="utf-8")
    return cc.code(text, published=report["published"]), report["gold"]


def list_main(coding: Coding, name: str) -> list[object]:
    """List the values of a property that the main mention has."""
    return [s.value for s in coding.statements if s.property == name and s.mention == "m1"]


@pytest.mark.parametrize("name", [f"{language}/{case.parent.name}" for language in ("fr", "es")
                                  for case in sorted(CASES.glob(f"{language}/*/event.json"))])  # fmt: skip
def test_own_reports(name: str) -> None:
    coding, gold = code_case(name)
    assert coding.report.language == name.split("/")[0]
    killed = {value.n for value in list_main(coding, "killed") if value.group is None or value.n}
    assert {toll["min"] for toll in gold["killed"]} <= killed
    assert [value.start for value in list_main(coding, "date")] == [
        date.fromisoformat(gold["event_date"]["resolved"])
    ]
    assert len(list_main(coding, "place")) == 1


@pytest.mark.parametrize("name", NAMES)
def test_evidence_of_own_reports_is_literal(name: str) -> None:
    coding, _ = code_case(name)
    text = coding.report.text
    assert coding.statements
    assert all(text[e.start : e.end] == e.quote for s in coding.statements for e in s.evidence)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Un terremoto de magnitud 6 dejó 20 muertos en Perú, tras lluvias e inundaciones."),
        ("es", "El delantero marcó dos goles en el partido contra Perú y lideró el ataque del equipo."),
        ("es", "La policía frustró un atentado con coche bomba en Cúcuta."),
        ("fr", "Un séisme a fait 30 morts en Turquie, les secours craignent une épidémie."),
        ("fr", "L'attaquant a marqué un but pendant le match de Ligue 1, une attaque en trombe."),
        ("fr", "Douze personnes sont mortes mardi dans un accident de car près de Dijon."),
        ("fr", "La police a déjoué un projet d'attentat à Lyon."),
    ],
)
def test_no_event_without_violence(language: str, text: str) -> None:
    assert cc.code(text, language=language, published="2024-03-13").mentions == ()


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("fr", "Un attentat a visé un marché de Gao dans la nuit de lundi à mardi.", 11, 12),
        ("fr", "Un attentat a visé un marché de Gao le 10 mars.", 10, 10),
        ("fr", "Un attentat a visé un marché de Gao hier.", 12, 12),
        ("fr", "Un attentat a visé un marché de Gao lundi, a annoncé mercredi la police.", 11, 11),
        ("fr", "Un attentat a visé un marché de Gao il y a deux jours.", 11, 11),
        ("es", "Un atentado sacudió un mercado de Cúcuta la madrugada del lunes.", 11, 11),
        ("es", "Un atentado sacudió un mercado de Cúcuta el 10 de marzo.", 10, 10),
        ("es", "Un atentado sacudió un mercado de Cúcuta anoche.", 12, 12),
        ("es", "Un atentado sacudió un mercado de Cúcuta el lunes, informó el miércoles la policía.", 11, 11),
        ("es", "Un atentado sacudió un mercado de Cúcuta el pasado domingo.", 10, 10),
    ],
)
def test_days(language: str, text: str, start: int, end: int) -> None:
    coding = cc.code(text, language=language, published="2024-03-13")
    days = [(value.start, value.end) for value in list_main(coding, "date")]
    assert days == [(date(2024, 3, start), date(2024, 3, end))]


@pytest.mark.parametrize(
    ("language", "text", "published"),
    [
        (
            "fr",
            "Publié le 12 mars 2024 à 14h02\nUn attentat a visé mardi un marché de Gao.",
            date(2024, 3, 12),
        ),
        ("fr", "12/03/2024 | Monde\nUn attentat a visé mardi un marché de Gao.", date(2024, 3, 12)),
        (
            "es",
            "Publicado el 12 de marzo de 2024\nUn atentado sacudió el martes un mercado.",
            date(2024, 3, 12),
        ),
        ("es", "12/03/2024 - 10:15\nUn atentado sacudió el martes un mercado de Cúcuta.", date(2024, 3, 12)),
    ],
)
def test_printed_day_of_publication(language: str, text: str, published: date) -> None:
    coding = cc.code(text, language=language)
    assert coding.report.published == published
    assert [value.start for value in list_main(coding, "date")] == [published]


def test_looking_back_is_another_mention() -> None:
    coding = cc.code(
        "Au moins 12 personnes ont été tuées mardi dans un attentat à Gao, au Mali. En 2019, une attaque "
        "similaire avait fait 40 morts. Depuis 2012, la guerre a fait plus de 10.000 morts.",
        published="2024-03-13",
    )
    assert [value.n for value in list_main(coding, "killed") if value.scope == "event"] == [12]
    assert {mention.role for mention in coding.mentions} == {"main", "background"}


def test_links_of_the_page_are_left_out() -> None:
    coding = cc.code(
        "Un atentado dejó tres muertos el martes en Cúcuta, informó la policía de la ciudad.\n"
        "Te puede interesar\nUn carro bomba mató a nueve soldados en Arauca\n",
        language="es",
        published="2024-03-13",
    )
    assert [value.n for value in list_main(coding, "killed")] == [3]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Une explosion a fait neuf morts mardi à Gaza, selon la police.", "PSE"),
        ("Une explosion a fait neuf morts mardi à Mexico, selon la police.", "MEX"),
        ("Una explosión dejó nueve muertos el martes en Damasco, según la policía.", "SYR"),
        ("Una explosión dejó nueve muertos el martes en El Cairo, según la policía.", "EGY"),
        ("Una explosión dejó nueve muertos el martes en Ginebra, según la policía.", "CHE"),
    ],
)
def test_well_known_places_have_their_country(text: str, country: str) -> None:
    values = list_main(cc.code(text), "place")
    assert [(value.country, value.lat is None) for value in values] == [(country, False)]


def test_a_party_that_only_reacts_is_no_place() -> None:
    text = (
        "Una explosión dejó nueve muertos el martes en El Cairo. Perú y Chile pidieron calma tras el ataque."
    )
    assert [value.country for value in list_main(cc.code(text), "place")] == ["EGY"]


def test_who_controls_a_speaker_does_not_speak() -> None:
    text = "El Ministerio de Salud, controlado por Hamás, eleva a 78 los muertos por la explosión del martes."
    coding = cc.code(text)
    speakers = [s.speakers[0].name for s in coding.statements if s.property == "killed"]
    assert speakers == ["Ministerio de Salud"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "Un raid a tué dix personnes mardi dans la ville de Palma, dans le nord-est du Mozambique.",
            "MOZ",
        ),
        ("fr", "Un raid a tué dix personnes mardi à Palma, aux Baléares, en Espagne.", "ESP"),
        ("es", "Diez personas fueron asesinadas el martes en Solhan, en el noreste de Burkina Faso.", "BFA"),
    ],
)
def test_a_country_told_after_a_town_holds_it(language: str, text: str, expected: str) -> None:
    coding = cc.code(text, published=date(2023, 6, 7), language=language)
    places = [each.value for each in coding.statements if each.property == "place"]
    assert {place.country for place in places if place.country} == {expected}  # type: ignore[union-attr]


def test_where_and_when_it_was_said_are_not_the_events() -> None:
    text = (
        "Una bomba mató a diez personas en el mercado, confirmó el viernes en Quito el presidente. "
        "La explosión ocurrió el jueves."
    )
    coding = cc.code(text, published=date(2023, 6, 10), language="es")
    days = [each.value.start.day for each in coding.statements if each.property == "date"]  # type: ignore[union-attr]
    assert days == [8]
    assert not [each for each in coding.statements if each.property == "place"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "date 2021-06 Un raid a tué dix civils dans la nuit du vendredi au samedi 5 juin à Velmora."),
        ("fr", "Un raid a tué dix civils dans la nuit de vendredi à samedi 5 juin 2021 à Velmora."),
        ("fr", "date 2021-06 Un raid a tué dix civils dans la nuit du 4 au 5 juin à Velmora."),
    ],
)
def test_the_night_to_a_day_is_of_two_days(language: str, text: str) -> None:
    values = [each.value for each in cc.code(text, language=language).statements if each.property == "date"]
    assert [(v.start, v.end) for v in values] == [(date(2021, 6, 4), date(2021, 6, 5))]  # type: ignore[union-attr]


def test_a_month_at_the_head_of_a_page_dates_no_weekday() -> None:
    text = "date 2021-06 Un raid a tué dix civils dans la nuit de vendredi à samedi à Velmora."
    assert not [each for each in cc.code(text, language="fr").statements if each.property == "date"]
