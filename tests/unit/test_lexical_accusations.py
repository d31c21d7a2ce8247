"""French and Spanish accusations and answers, with near misses that say nothing of who did it."""

from __future__ import annotations

import pytest

import counterclaim as cc

FRENCH_OPENING = "Une frappe a tué 30 personnes vendredi dans un marché de Sanvara, au Soudan. "
SPANISH_OPENING = "Un ataque mató a 30 personas el viernes en un mercado de Sanvara, en Colombia. "

FRENCH = [
    ("« C'est un missile russe », a déclaré le gouverneur.", [("blame", "Russia", "gouverneur")]),
    ("« C'est un drame », a déclaré le gouverneur russe.", []),
    (
        "Selon l'armée israélienne, il s'agit d'un tir raté du Jihad islamique.",
        [("blame", "Palestinian Islamic Jihad", "armée israélienne")],
    ),
    (
        "Le Kremlin affirme que le tir provenait des forces ukrainiennes.",
        [("blame", "Ukraine", "Kremlin")],
    ),
    (
        "Le ministère russe assure que ce missile n'est utilisé que par l'armée ukrainienne.",
        [("suspect", "Ukraine", "ministère russe")],
    ),
    (
        "Des habitants, eux, accusent les Forces de soutien rapide.",
        [("blame", "Rapid Support Forces", "habitants")],
    ),
    ("Le porte-parole de la police l'attribue au Hamas.", [("blame", "Hamas", "porte-parole de la police")]),
    ("Le gouvernement dément toute implication de ses forces.", [("deny", "Sudan", "gouvernement")]),
    ("L'état-major a démenti.", [("deny", "Sudan", "état-major")]),
    ("Les soupçons se portent sur le Hamas.", [("suspect", "Hamas", None)]),
    (
        "Téhéran a d'abord nié, avant de reconnaître samedi avoir frappé par erreur.",
        [("deny", "Iran", "Iran"), ("admit", "Iran", "Iran")],
    ),
    ("Téhéran a qualifié ces accusations d'absurdes.", [("deny", "Iran", "Iran")]),
    ("Téhéran a jugé ces négociations absurdes.", []),
    (
        "Selon Moscou, le Front al-Nosra pourrait avoir ouvert le feu sur les réfugiés.",
        [("suspect", "al-Nusra Front", "Russia")],
    ),
    ("Le Hamas a rapidement été mis en cause.", [("suspect", "Hamas", None)]),
    ("S'il est prouvé que la Russie a tiré le missile, l'ONU réagira.", []),
    ("La Russie est-elle responsable de cette attaque ?", []),
]
SPANISH = [
    ("“Fue un misil ruso”, escribió el alcalde.", [("blame", "Russia", "alcalde")]),
    ("“Fue un día terrible”, escribió el alcalde.", []),
    (
        "Moscú aseguró que el proyectil provenía de las fuerzas ucranianas.",
        [("blame", "Ukraine", "Russia")],
    ),
    (
        "El ministerio ruso afirmó que ese misil es usado solo por el ejército ucraniano.",
        [("suspect", "Ukraine", "ministerio ruso")],
    ),
    ("Zelenski dijo que Rusia es responsable.", [("blame", "Russia", "Zelenski")]),
    (
        "Las Fuerzas Armadas sirias han negado que sean las responsables del ataque.",
        [("deny", "Syria", "Fuerzas Armadas sirias")],
    ),
    (
        "Un representante militar sirio negó que el mercado hubiera sido bombardeado por aviones sirios.",
        [("deny", "Syria", "representante militar sirio")],
    ),
    (
        "La oposición acusó al régimen de Siria del bombardeo.",
        [("blame", "Syria", "oposición")],
    ),
    ("Un comando irrumpió en una fiesta en Salvat, México, y mató a 11 jóvenes.", []),
    ("La policía vinculó a la banda con el asesinato del candidato Fernán Villar.", []),
    ("Bogotá calificó de absurda la acusación.", [("deny", "Colombia", "Colombia")]),
    ("Bogotá calificó de absurda la huelga.", []),
    (
        "Familiares de las víctimas señalan a policías estatales como autores.",
        [("blame", "policías estatales", "Familiares de las víctimas")],
    ),
    ("El gobierno negó haber ordenado el ataque.", [("deny", "Colombia", "gobierno")]),
    ("Las sospechas recaen sobre el ELN.", [("suspect", "National Liberation Army", None)]),
    ("Moscú no ha confirmado ni desmentido su implicación.", [("neither", "Russia", "Russia")]),
    ("Si se confirma que Rusia lanzó el misil, será un crimen de guerra, advirtió la ONU.", []),
    ("¿Fue Rusia quien lanzó el misil?", []),
]
CASES = [("fr", FRENCH_OPENING, *each) for each in FRENCH] + [
    ("es", SPANISH_OPENING, *each) for each in SPANISH
]


@pytest.mark.parametrize(("language", "opening", "text", "expected"), CASES, ids=[case[2] for case in CASES])
def test_accusations(
    language: str, opening: str, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    coding = cc.code(opening + text, language=language, published="2031-03-10")
    found = {
        (s.value.position, s.value.actor, s.speakers[-1].name if s.speakers else None)
        for s in coding.statements
        if s.property == "responsibility"
    }
    assert found == set(expected)
