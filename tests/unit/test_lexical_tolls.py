from __future__ import annotations

from datetime import date

import pytest

import counterclaim as cc
from counterclaim.annotate.lexical.pipeline import annotate_lexical
from counterclaim.coding.patterns.tolls import find_tolls
from counterclaim.model.report import make_report
from counterclaim.model.values import TollValue

PUBLISHED = date(2024, 3, 13)


def code_tolls(language: str, text: str) -> list[tuple[object, ...]]:
    """Return property, operator, number and group of the tolls of a text; (old) where it was replaced."""
    annotated = annotate_lexical(make_report(text, published=PUBLISHED), language)
    return [
        (toll.property, toll.value.op, toll.value.n, toll.value.group)
        + (("old",) if toll.value.superseded else ())
        + (("campaign",) if toll.value.scope == "campaign" else ())
        for toll in find_tolls(annotated, language)
    ]


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        (
            "L'attaque a fait au moins 12 morts et une trentaine de blessés, dont trois enfants.",
            [
                ("killed", "at_least", 12, None),
                ("injured", "about", 30, None),
                ("injured", "exact", 3, "enfants"),
            ],
        ),
        (
            "Au moins 22 personnes, dont 12 enfants, ont été tuées et 59 autres blessées.",
            [
                ("killed", "at_least", 22, None),
                ("killed", "exact", 12, "enfants"),
                ("injured", "exact", 59, None),
            ],
        ),
        (
            "L'explosion a tué trois soldats et deux civils, et en a blessé sept autres.",
            [
                ("killed", "exact", 3, "soldats"),
                ("killed", "exact", 2, "civils"),
                ("injured", "exact", 7, None),
            ],
        ),
        (
            "Le bilan est passé de 10 à 15 morts, a annoncé le ministère.",
            [("killed", "exact", 10, None, "old"), ("killed", "exact", 15, None)],
        ),
        (
            "Une bombe a explosé, tuant quatre policiers et blessant près de dix passants.",
            [("killed", "exact", 4, "policiers"), ("injured", "nearly", 10, "passants")],
        ),
        ("Le nombre de morts s'élève désormais à quatre-vingt-quatre.", [("killed", "exact", 84, None)]),
        (
            "L'attaque n'a fait ni mort ni blessé.",
            [("killed", "zero", 0, None), ("injured", "zero", 0, None)],
        ),
        ("Deux hommes armés ont ouvert le feu, tuant cinq personnes.", [("killed", "exact", 5, None)]),
        (
            "Un soldat a été tué et un autre blessé.",
            [("killed", "exact", 1, "soldat"), ("injured", "exact", 1, None)],
        ),
        (
            "La guerre a fait plus de 30.000 morts depuis octobre 2023.",
            [("killed", "more_than", 30000, None, "campaign")],
        ),
        (
            "L'attentat a coûté la vie à 1 200 personnes; trois suspects ont été arrêtés.",
            [("killed", "exact", 1200, None), ("arrested", "exact", 3, "suspects")],
        ),
        ("Un précédent bilan faisait état de 8 morts.", [("killed", "exact", 8, None, "old")]),
        ("Des dizaines de personnes sont portées disparues.", [("missing", "plural", None, None)]),
        ("Quinze écoliers ont été enlevés.", [("captured", "exact", 15, "écoliers")]),
        ("Deux missiles et trois drones ont visé la ville; il avait 12 ans.", []),
        ("Trois maisons ont été détruites le 14 juillet à 18h30.", []),
    ],
)
def test_french_tolls(text: str, tolls: list[tuple[object, ...]]) -> None:
    assert code_tolls("fr", text) == tolls


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        (
            "Al menos 13 personas murieron y otras 14 resultaron heridas, informó la policía.",
            [("killed", "at_least", 13, None), ("injured", "exact", 14, None)],
        ),
        (
            "El ataque dejó 27 muertos y una veintena de heridos, entre ellos cuatro niños.",
            [("killed", "exact", 27, None), ("injured", "about", 20, None), ("injured", "exact", 4, "niños")],
        ),
        (
            "Murieron tres soldados y dos civiles; hubo además siete heridos.",
            [
                ("killed", "exact", 3, "soldados"),
                ("killed", "exact", 2, "civiles"),
                ("injured", "exact", 7, None),
            ],
        ),
        ("La cifra de muertos ascendió a ochenta y dos.", [("killed", "exact", 82, None)]),
        ("La explosión elevó a 80 el número de fallecidos.", [("killed", "exact", 80, None)]),
        (
            "Un coche bomba mató a doce policías e hirió a otros 30.",
            [("killed", "exact", 12, "policías"), ("injured", "exact", 30, None)],
        ),
        ("No hubo víctimas mortales.", [("killed", "zero", 0, None)]),
        (
            "El saldo pasó de 10 a 15 muertos.",
            [("killed", "exact", 10, None, "old"), ("killed", "exact", 15, None)],
        ),
        (
            "Un soldado fue asesinado y dos más resultaron heridos.",
            [("killed", "exact", 1, "soldado"), ("injured", "exact", 2, None)],
        ),
        (
            "Un ataque aéreo causó la muerte de casi 45 personas, incluidos 12 menores.",
            [("killed", "nearly", 45, None), ("killed", "exact", 12, "menores")],
        ),
        (
            "Más de 30.000 personas han muerto desde el inicio de la guerra.",
            [("killed", "more_than", 30000, None, "campaign")],
        ),
        (
            "Hombres armados secuestraron a 15 estudiantes. Hay cinco detenidos.",
            [("captured", "exact", 15, "estudiantes"), ("arrested", "exact", 5, None)],
        ),
        ("Decenas de familias fueron desplazadas.", [("displaced", "plural", None, "familias")]),
        ("Dos misiles y tres drones alcanzaron la ciudad a las 18:30; tenía 12 años.", []),
    ],
)
def test_spanish_tolls(text: str, tolls: list[tuple[object, ...]]) -> None:
    assert code_tolls("es", text) == tolls


@pytest.mark.parametrize(
    ("language", "text", "tolls"),
    [
        ("es", "El alcalde cifró los heridos en 98 tras el tiroteo.", [("injured", "exact", 98, None)]),
        ("es", "La fiscalía cifró en 14 los muertos del ataque.", [("killed", "exact", 14, None)]),
        ("es", "Ascienden a 45 los muertos por la explosión.", [("killed", "exact", 45, None)]),
        ("es", "Los vecinos elevan a 31 la cifra de fallecidos.", [("killed", "exact", 31, None)]),
        (
            "es",
            "El número de muertos aumentó de 20 a las pocas horas.",
            [("killed", "exact", 20, None, "old")],
        ),
        ("es", "La ayuda asciende a 45 millones de pesos.", []),
        (
            "fr",
            "Le bilan s'est alourdi à 44 morts, contre 30 auparavant.",
            [("killed", "exact", 44, None), ("killed", "exact", 30, None, "old")],
        ),
        ("fr", "Les autorités évaluent à 60 les blessés.", [("injured", "exact", 60, None)]),
        ("fr", "L'attaque a fait 44 morts, contre 30 soldats dépêchés.", [("killed", "exact", 44, None)]),
    ],
)
def test_verbs_that_count(language: str, text: str, tolls: list[tuple[object, ...]]) -> None:
    assert code_tolls(language, text) == tolls


@pytest.mark.parametrize(
    ("language", "text", "tolls"),
    [
        ("fr", "Le ministre a porté le bilan à 31.", [("killed", "exact", 31, None)]),
        ("fr", "Dix-neuf morts au moins dans un village.", [("killed", "at_least", 19, None)]),
        (
            "fr",
            "Onze soldats et un policier tués dans une embuscade.",
            [("killed", "exact", 11, "soldats"), ("killed", "exact", 1, "policier")],
        ),
        (
            "fr",
            "Le ministère avait d'abord annoncé dix-neuf tués et sept blessés.",
            [("killed", "exact", 19, None, "old"), ("injured", "exact", 7, None, "old")],
        ),
        ("fr", "Quatorze militaires sont tombés au combat.", [("killed", "exact", 14, "militaires")]),
        ("fr", "Onze véhicules et un policier tué.", [("killed", "exact", 1, "policier")]),
        (
            "es",
            "Dejó once soldados y un policía muertos.",
            [("killed", "exact", 11, "soldados"), ("killed", "exact", 1, "policía")],
        ),
        ("es", "Elevó a 60 el número de personas asesinadas.", [("killed", "exact", 60, None)]),
        ("es", "La fiscalía dijo que los muertos son 13.", [("killed", "exact", 13, None)]),
        ("es", "La agencia elevó la cifra a siete.", [("killed", "exact", 7, None)]),
        ("es", "El número de víctimas subió a 13.", [("killed", "exact", 13, None)]),
        ("es", "El balance anterior era de 18.", [("killed", "exact", 18, None, "old")]),
        (
            "es",
            "Las autoridades rebajaron de 17 a 13 el número de muertos.",
            [("killed", "exact", 17, None, "old"), ("killed", "exact", 13, None)],
        ),
        ("es", "Los hombres se llevaron a un centenar de alumnas.", [("captured", "about", 100, "alumnas")]),
        (
            "fr",
            "L'attaque, la plus meurtrière depuis 2015, a fait 12 morts.",
            [("killed", "exact", 12, None)],
        ),
        ("es", "El ataque, el más grave desde 2015, dejó 12 muertos.", [("killed", "exact", 12, None)]),
    ],
)
def test_a_period_that_ranks_an_event_is_not_what_is_counted(
    language: str, text: str, tolls: list[tuple[object, ...]]
) -> None:
    assert code_tolls(language, text) == tolls


@pytest.mark.parametrize(
    "text",
    [
        "Un attentat a fait 12 morts vendredi à Karvo. Depuis 2009, la guerre a fait plus de 40 000 morts.",
        "Un attentat a fait 12 morts samedi à Karvo. Samedi également, dans l'est, six soldats ont été tués.",
        "Un atentado dejó 12 muertos en Karvo. Más de 9.000 personas han muerto desde abril de 2014.",
        "Un kamikaze a tué 12 fidèles vendredi à Karvo. Jeudi, deux policiers avaient été tués.",
        "Un atentado dejó 12 muertos en Karvo, según la policía. En otro ataque murieron seis soldados.",
    ],
)
def test_sums_of_a_period_and_other_attacks_are_not_the_main_event(text: str) -> None:
    coding = cc.code(text, published="2024-03-13")
    main = {mention.id for mention in coding.mentions if mention.role == "main"}
    tolls = [s.value.n for s in coding.statements if isinstance(s.value, TollValue) and s.mention in main]
    assert tolls == [12]
