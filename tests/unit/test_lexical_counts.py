"""Counts of French and Spanish reports: repeated in digits, by place, risen, and of whole wars."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import TollValue

Count = tuple[str, int | None, bool]


def find_killed(text: str, language: str) -> list[Count]:
    """Find the counts of the killed of the main event: operator, number, whether it was replaced."""
    coding = cc.code(text, language=language, published="2031-03-06")
    assert all(text[e.start : e.end] == e.quote for each in coding.statements for e in each.evidence)
    main = {each.id for each in coding.mentions if each.role == "main"}
    return [
        (each.value.op, each.value.n, each.value.superseded)
        for each in coding.statements
        if each.mention in main and each.property == "killed" and isinstance(each.value, TollValue)
    ]


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        (
            "fr",
            "Trente-six (36) personnes au moins ont péri dans l'attaque de Brenol.",
            [("at_least", 36, False)],
        ),
        ("fr", "Dix-sept (17) civils ont été tués dans l'attaque.", [("exact", 17, False)]),
        ("es", "Veintiún (21) personas murieron el lunes en el ataque.", [("exact", 21, False)]),
        ("fr", "L'attaque a fait 12morts et 5blessés lundi.", [("exact", 12, False)]),
        ("es", "El ataque dejó 12muertos el lunes.", [("exact", 12, False)]),
    ],
)
def test_a_number_is_read_once_however_it_is_written(language: str, text: str, killed: list[Count]) -> None:
    assert find_killed(text, language) == killed


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("fr", "Après l'attaque on compte 38 tués à Mukal et huit de plus à Mausel.", [38, 8]),
        ("fr", "L'attaque a fait sept morts à Brenol, quatre à Sarnel et deux à Marn.", [7, 4, 2]),
        ("fr", "Douze civils ont été tués à Brenol et trois à Sarnel dans l'attaque.", [12, 3]),
        ("es", "Hay doce muertos en Brenol y tres más en Sarnel tras el ataque.", [12, 3]),
        ("es", "El ataque dejó siete muertos en Brenol, cuatro en Sarnel y dos en Marn.", [7, 4, 2]),
        # Near misses: what is counted at the other place is no people, or is told to be hurt.
        ("fr", "L'attaque a fait sept morts à Brenol et quatre maisons à Sarnel ont brûlé.", [7]),
        ("es", "El ataque dejó siete muertos en Brenol y cuatro heridos en Sarnel.", [7]),
    ],
)
def test_counts_of_other_places_go_on_with_the_harm(language: str, text: str, numbers: list[int]) -> None:
    assert [n for _, n, _ in find_killed(text, language)] == numbers


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("fr", "Ce sont entre 100 et 200 personnes que cette attaque a tuées lundi.", [None]),
        ("fr", "La mise à mort de douze civils lors de l'attaque a été condamnée.", [12]),
        ("es", "Son ya 21 los muertos por el atentado del lunes.", [21]),
        ("es", "Ya suman 21 las víctimas mortales del atentado del lunes.", [21]),
        ("es", "Los muertos, 21 en total, fueron enterrados tras el atentado del lunes.", [21]),
        # A number beside the dead counts something else.
        ("es", "Los muertos, 21 casas y el puente son el saldo del atentado del lunes.", []),
    ],
)
def test_counts_are_read_in_any_order(language: str, text: str, numbers: list[int | None]) -> None:
    assert [n for _, n, _ in find_killed(text, language)] == numbers


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La cifra de muertos por el atentado del lunes aumentó de 10 a 21."),
        ("es", "El número de muertos del atentado pasó de 10 a 21 el lunes."),
        ("fr", "Le nombre de morts de l'attentat est passé de 10 à 21 lundi."),
    ],
)
def test_a_count_that_rose_keeps_both_figures(language: str, text: str) -> None:
    assert find_killed(text, language) == [("exact", 10, True), ("exact", 21, False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El ataque dejó tres muertos. En medio siglo de guerra han muerto más de 200.000 personas."),
        (
            "es",
            "El ataque dejó tres muertos. El conflicto armado, en el que han muerto 9.000 personas, sigue.",
        ),
        ("fr", "L'attaque a fait trois morts. Des décennies de conflit ont tué plus de 10.000 personnes."),
    ],
)
def test_the_dead_of_a_war_are_not_those_of_the_attack(language: str, text: str) -> None:
    assert find_killed(text, language) == [("exact", 3, False)]
