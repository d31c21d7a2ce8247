"""Groups that no table knows, and what they and others say of themselves, in French and Spanish."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.annotate.lexical import model
from counterclaim.annotate.lexical.groups import find_groups

FRENCH_OPENING = "Une bombe a tué 12 personnes à Lyon mardi. "
SPANISH_OPENING = "Una bomba mató a 12 personas en Bogotá el martes. "


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "Le Front de l'Aube et les Gardiens de la Vallée se disputent le col.", 2),
        ("fr", "Le Mouvement patriotique du Nord (MPN) a pris la ville ; le MPN s'en félicite.", 3),
        ("fr", "Front de libération du peuple", 1),
        ("fr", "La brigade de gendarmerie de Tarnes, l'Armée de l'air et le front froid.", 0),
        ("es", "Las Brigadas del Alba y los Hijos de la Montaña se enfrentaron.", 2),
        ("es", "El Frente Popular (FP) avanza; el FP lo confirma.", 3),
        ("es", "El frente frío llegó al norte; la liga de fútbol sigue.", 0),
    ],
)
def test_groups_are_found_by_their_first_noun(language: str, text: str, names: int) -> None:
    found = find_groups(text, language)
    assert len(found) == names
    assert all(text[group.span.start : group.span.end] in (group.name, "MPN", "FP") for group in found)


POSITIONS = [
    (
        "fr",
        "« Nous n'avons rien à voir avec ce carnage », a déclaré un porte-parole du Front de l'Aube.",
        [("deny", "Front de l'Aube")],
    ),
    ("fr", "Le Front de l'Aube n'a pas revendiqué l'attentat.", [("no_claim", "Front de l'Aube")]),
    (
        "fr",
        "Dans un communiqué, le Front de l'Aube affirme que l'un de ses combattants a posé la bombe.",
        [("claim", "Front de l'Aube")],
    ),
    ("fr", "Le Front de l'Aube s'attribue l'attaque.", [("claim", "Front de l'Aube")]),
    (
        "fr",
        "Le Front de l'Aube (FDA) a revendiqué l'attaque. La police met en doute la revendication du FDA.",
        [("claim", "Front de l'Aube"), ("question", "Front de l'Aube")],
    ),
    ("fr", "L'attaque n'a été ni revendiquée ni attribuée à un groupe.", [("no_claim", "nobody")]),
    ("fr", "L'armée n'a ni confirmé ni démenti son implication.", [("neither", "armée")]),
    (
        "fr",
        "L'armée accuse l'Osmark voisin d'avoir posé la bombe, ce qu'Osmark nie.",
        [("blame", "Osmark"), ("deny", "Osmark")],
    ),
    (
        "es",
        "«No tenemos nada que ver con esta masacre», declaró un portavoz del Frente del Alba.",
        [("deny", "Frente del Alba")],
    ),
    ("es", "El Frente del Alba no ha reivindicado el atentado.", [("no_claim", "Frente del Alba")]),
    (
        "es",
        "En un comunicado, el Frente del Alba afirmó que uno de sus combatientes colocó la bomba.",
        [("claim", "Frente del Alba")],
    ),
    (
        "es",
        "El Frente del Alba (FDA) reivindicó el ataque. La policía pone en duda la reivindicación del FDA.",
        [("claim", "Frente del Alba"), ("question", "Frente del Alba")],
    ),
    (
        "es",
        "El ministro atribuyó el atentado a las Brigadas del Alba, que todavía no se han pronunciado.",
        [("blame", "Brigadas del Alba"), ("decline", "Brigadas del Alba")],
    ),
    (
        "es",
        "Los Hijos de la Montaña se adjudicaron el ataque y aseguraron haber abatido a veinte agentes, "
        "una cifra que las autoridades rechazan.",
        [("claim", "Hijos de la Montaña")],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), POSITIONS)
def test_positions_of_unknown_groups(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    opening = FRENCH_OPENING if language == "fr" else SPANISH_OPENING
    coding = cc.code(opening + text, language=language, published="2031-03-06")
    found = {(s.value.position, s.value.actor) for s in coding.statements if s.property == "responsibility"}
    assert found == set(expected)


@pytest.mark.parametrize(
    ("language", "text", "voice"),
    [
        ("fr", "Une bombe a fait 12 morts à Lyon, selon un bilan provisoire des secours.", "secours"),
        (
            "es",
            "Una bomba dejó 12 muertos en Bogotá, según un balance provisional de los bomberos.",
            "bomberos",
        ),
    ],
)
def test_a_count_speaks_for_those_who_made_it(language: str, text: str, voice: str) -> None:
    coding = cc.code(text, language=language, published="2031-03-06")
    (toll,) = [each for each in coding.statements if each.property == "killed"]
    assert [speaker.name for speaker in toll.speakers] == [voice]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", FRENCH_OPENING + "Le bilan pourrait atteindre les 20 morts, a prévenu un médecin."),
        ("es", SPANISH_OPENING + "El balance podría llegar a 20 muertos, advirtió un médico."),
    ],
)
def test_a_feared_toll_is_only_possible(language: str, text: str) -> None:
    coding = cc.code(text, language=language, published="2031-03-06")
    tolls = {each.value.n: each.certainty for each in coding.statements if each.property == "killed"}
    assert tolls == {12: "CT", 20: "PS"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Une bombe a fait 12 morts mardi dans le village de Tarnes."),
        ("es", "Una bomba dejó 12 muertos el martes en la aldea de Tarnes."),
    ],
)
def test_a_village_that_no_gazetteer_has_is_named_without_a_point(language: str, text: str) -> None:
    coding = cc.code(text, language=language, published="2031-03-06")
    (place,) = [each.value for each in coding.statements if each.property == "place"]
    assert (place.name, place.lat, place.precision) == ("Tarnes", None, "settlement")


TARNES = "Une bombe a fait 12 morts mardi à Tarnes, a dit le maire."


def test_the_french_model_finds_places_without_a_noun() -> None:
    coding = cc.code(TARNES, language="fr", published="2031-03-06")
    assert "Tarnes" in [each.value.name for each in coding.statements if each.property == "place"]
    assert "fr_core_news_sm" in coding.run.model


def test_without_the_french_model_the_same_report_is_coded_by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda package: None)
    coding = cc.code(TARNES, language="fr", published="2031-03-06")
    assert [each.value.n for each in coding.statements if each.property == "killed"] == [12]
    assert [each for each in coding.statements if each.property == "place"] == []
    assert "fr_core_news_sm" not in coding.run.model
