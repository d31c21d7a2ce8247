"""Contested events as told in French and Spanish: sites, accusations, replaced counts."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import PlaceValue, ResponsibilityValue, TollValue

PUBLISHED = "2031-03-06"


def find_places(text: str, language: str) -> list[tuple[str, str | None]]:
    coding = cc.code(text, language=language, published=PUBLISHED)
    assert all(text[e.start : e.end] == e.quote for each in coding.statements for e in each.evidence)
    values = [each.value for each in coding.statements if each.property == "place"]
    return [(each.name, each.country) for each in values if isinstance(each, PlaceValue)]


def find_stands(text: str, language: str) -> set[tuple[str, str, str]]:
    coding = cc.code(text, language=language, published=PUBLISHED)
    assert all(text[e.start : e.end] == e.quote for each in coding.statements for e in each.evidence)
    return {
        (each.value.actor, each.value.position, each.speakers[-1].name if each.speakers else "")
        for each in coding.statements
        if isinstance(each.value, ResponsibilityValue)
    }


def find_killed(text: str, language: str) -> list[tuple[int | None, bool]]:
    coding = cc.code(text, language=language, published=PUBLISHED)
    tolls = [each.value for each in coding.statements if each.property == "killed"]
    return [(each.n, each.superseded) for each in tolls if isinstance(each, TollValue) and not each.group]


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("fr", "Une frappe a touché l'hôpital de Velmir, dans le nord du Mali, faisant neuf morts.", "MLI"),
        ("fr", "Neuf civils ont été tués à Velmir, un village de la région de Tillabéri, au Niger.", "NER"),
        ("fr", "Neuf civils ont été tués à Velmir, à une centaine de kilomètres au nord de Gao.", "MLI"),
        ("fr", "Neuf fidèles d'une église de Velmir, dans l'État d'Ondo, au Nigeria, ont été tués.", "NGA"),
        ("fr", "Une bombe a explosé dans la ville de Velmir, dans le sud de l'Iran.", "IRN"),
        ("es", "Un misil impactó en la estación de tren de Velmir, en el este de Ucrania.", "UKR"),
        ("es", "Una bomba mató a nueve personas en la ciudad de Velmir, en el sur de Colombia.", "COL"),
    ],
)
def test_a_town_without_a_point_has_the_country_that_the_words_put_it_in(
    language: str, text: str, place: str
) -> None:
    assert find_places(text, language)[0] == ("Velmir", place)


def test_the_beginning_of_a_longer_name_is_no_place() -> None:
    text = "Una bomba mató a nueve personas en el municipio de San Jacinto del Ostral, en Colombia."
    assert find_places(text, "es")[0] == ("San Jacinto del Ostral", "COL")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Une bombe a fait neuf morts. Le juge a imputé l'attentat à Israël et aux États-Unis."),
        ("es", "Una bomba dejó nueve muertos. El juez atribuyó el atentado a Israel y a Estados Unidos."),
    ],
)
def test_who_is_accused_is_not_where_it_happened(language: str, text: str) -> None:
    accused = {(actor, position) for actor, position, _ in find_stands(text, language)}
    assert accused == {("Israel", "blame"), ("United States", "blame")}
    assert find_places(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "stand"),
    [
        (
            "es",
            "Un misil mató a nueve personas en Járkov. El Ministerio de Defensa ruso rechazó las acusaciones"
            " y aseguró que el proyectil fue lanzado por el ejército ucraniano.",
            ("Ukraine", "blame", "Ministerio de Defensa ruso"),
        ),
        (
            "es",
            "El atentado dejó nueve muertos. El presidente responsabilizó del ataque al ELN.",
            ("National Liberation Army", "blame", "presidente"),
        ),
        (
            "es",
            "El ELN atacó una comisaría. “No tenemos nada que ver con esa masacre”, dijo su vocero.",
            ("National Liberation Army", "deny", "vocero"),
        ),
        (
            "es",
            "Los drones mataron a dos obreros. Teherán calificó de “infundadas” las acusaciones.",
            ("Iran", "deny", "Iran"),
        ),
        (
            "es",
            "El Ministerio de Sanidad, controlado por Hamás, cifró en 91 los muertos del bombardeo y acusó a"
            " Israel de haber atacado el hospital.",
            ("Israel", "blame", "Ministerio de Sanidad"),
        ),
        (
            "fr",
            "Le massacre a fait neuf morts. Le GSIM, lié à Al-Qaïda, a condamné l'attaque et nié toute"
            " implication.",
            ("Jama'at Nusrat al-Islam wal-Muslimin", "deny", "Jama'at Nusrat al-Islam wal-Muslimin"),
        ),
        (
            "es",
            "Bogotá - La guerrilla del ELN negó este jueves ser responsable del secuestro de un comerciante.",
            ("National Liberation Army", "deny", "National Liberation Army"),
        ),
        (
            "es",
            "El candidato fue asesinado. Un grupo que dijo ser de Los Cuervos reivindicó el crimen.",
            ("Los Cuervos", "claim", "Los Cuervos"),
        ),
        (
            "fr",
            "Un missile a tué neuf civils. Kiev accuse les séparatistes du tir ; ces derniers démentent et"
            " accusent l'armée ukrainienne.",
            ("Ukraine", "blame", "séparatistes"),
        ),
        (
            "fr",
            "Une frappe a tué neuf civils. Le maire estime que l’Ukraine porte la responsabilité du drame.",
            ("Ukraine", "blame", "maire"),
        ),
        (
            "fr",
            "« Les forces rwandaises et le M23 ont bombardé le camp », a dénoncé le ministre.",
            ("Rwanda", "blame", "ministre"),
        ),
        (
            "fr",
            "Une frappe a tué neuf civils. Le M23 rejette la responsabilité sur les FARDC et leurs alliés.",
            ("FARDC", "blame", "M23"),
        ),
        (
            "es",
            "Una bomba estalló en Atenas, Grecia. El grupo Amanecer Velmo reivindicó el atentado.",
            ("Amanecer Velmo", "claim", "Amanecer Velmo"),
        ),
        (
            "es",
            "Un mercado fue bombardeado en Etiopía. El coronel Abel Adane reconoció el bombardeo.",
            ("Ethiopia", "admit", "Abel Adane"),
        ),
        (
            "fr",
            "L'aviation nigériane a reconnu avoir bombardé par erreur un village, tuant neuf civils.",
            ("Nigeria", "admit", "aviation nigériane"),
        ),
        (
            "fr",
            "Un gaz a tué neuf civils à Douma. Damas et Moscou rejettent toute responsabilité.",
            ("Syria", "deny", "Syria"),
        ),
        (
            "es",
            "Un ataque mató a nueve civiles en Duma. Damasco y Moscú rechazan toda responsabilidad.",
            ("Syria", "deny", "Syria"),
        ),
        (
            "fr",
            "Une frappe a tué neuf civils. Moscou a qualifié ces accusations de provocation.",
            ("Russia", "deny", "Russia"),
        ),
    ],
)
def test_stands_are_found(language: str, text: str, stand: tuple[str, str, str]) -> None:
    assert stand in find_stands(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un attentat a fait neuf morts. Kiev accuse les séparatistes, mais ces derniers se taisent."),
        ("fr", "Le président a qualifié l'attaque de lâche."),
        ("fr", "Les Occidentaux ont dénoncé des attaques mensongères dans la presse après l'attentat."),
        ("es", "El presidente calificó de cobarde el atentado."),
    ],
)
def test_what_only_sounds_like_a_denial_is_none(language: str, text: str) -> None:
    assert not [stand for stand in find_stands(text, language) if stand[1] == "deny"]


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        (
            "fr",
            "Un attentat a fait 31 morts. Le bilan, d'abord fixé à 73 morts, a été revu à la baisse.",
            [(31, False), (73, True)],
        ),
        (
            "fr",
            "L’attaque a fait 253 morts, cent de moins que le bilan de 359 morts annoncé auparavant.",
            [(253, False), (359, True)],
        ),
        (
            "es",
            "El atentado dejó 31 muertos, menos que los 73 muertos anunciados inicialmente.",
            [(31, False), (73, True)],
        ),
        ("es", "El ataque en Kabul dejó más de 100 víctimas entre muertos y heridos.", []),
        ("fr", "L'attaque a fait une centaine de victimes, morts et blessés, dit la police.", []),
    ],
)
def test_replaced_and_joint_counts(language: str, text: str, killed: list[tuple[int, bool]]) -> None:
    assert find_killed(text, language) == killed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Neuf soldats ont été tués lundi à Gao. C'est l'attaque la plus meurtrière depuis 2021, quand"
               " 16 soldats avaient été tués."),
        ("es", "Nueve soldados murieron el lunes en Tumaco. Es el peor ataque desde 2021, cuando 16 soldados"
               " fueron asesinados."),
        ("fr", "Un attentat a fait 9 morts vendredi à Gao. Une semaine plus tôt, un attentat similaire avait"
               " fait 19 morts à Kaboul."),
    ],
)  # fmt: skip
def test_what_is_compared_is_another_event(language: str, text: str) -> None:
    coding = cc.code(text, language=language, published=PUBLISHED)
    main = {each.id for each in coding.mentions if each.role == "main"}
    counts = [
        each.value.n
        for each in coding.statements
        if each.mention in main and isinstance(each.value, TollValue)
    ]
    assert counts == [9]


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("es", "El alcalde de Velmora fue asesinado el lunes por hombres armados.", [1]),
        (
            "es",
            "El candidato Fernando Ostral fue asesinado a tiros. Otras 9 personas resultaron heridas.",
            [1],
        ),
        ("es", "Mara Ostral murió el lunes en el atentado.", [1]),
        ("es", "El lunes fue asesinado el periodista Luis Ostral en Velmora.", [1]),
        ("fr", "Le maire de Velmir a été tué par balles. L'assaillant a été abattu.", [1]),
        ("fr", "L'attentat a fait 12 morts. L'imam a été tué.", [12, 1]),
        ("es", "Una mujer murió en el bombardeo de Velmora.", [1]),
        ("es", "El atentado fue cruel. La ciudad murió de miedo y el atacante fue abatido.", []),
        ("fr", "L'attentat a été revendiqué. Le projet est mort, la police a été prévenue.", []),
        ("fr", "Après l'attentat, Al Shabaab a été abattu moralement.", []),
    ],
)
def test_one_person_is_counted_without_a_number(language: str, text: str, killed: list[int]) -> None:
    coding = cc.code(text, language=language, published=PUBLISHED)
    tolls = [each.value for each in coding.statements if each.property == "killed"]
    assert [each.n for each in tolls if isinstance(each, TollValue)] == killed
    assert all(text[e.start : e.end] == e.quote for each in coding.statements for e in each.evidence)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "Fernando Ostral fue asesinado a tiros el lunes en Velmora.", "Ostral"),
        ("fr", "Un attentat a fait neuf morts. La police soupçonne Karl Ostral, 16 ans.", "Ostral"),
        ("es", "Una bomba mató a nueve. La policía acusó a un joven de 16 años, Karl Ostral.", "Ostral"),
    ],
)
def test_names_of_private_victims_and_minors_are_withheld(language: str, text: str, name: str) -> None:
    coding = cc.code(text, language=language, published=PUBLISHED)
    held = [str(each.value) + " ".join(e.quote for e in each.evidence) for each in coding.statements]
    assert held
    assert not any(name in each for each in held)


def test_the_holder_of_an_office_is_no_private_victim() -> None:
    text = "El alcalde Fernando Ostral fue asesinado el lunes en Velmora."
    coding = cc.code(text, language="es", published=PUBLISHED)
    assert any("Fernando Ostral" in e.quote for each in coding.statements for e in each.evidence)
