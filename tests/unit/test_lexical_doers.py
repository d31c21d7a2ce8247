"""Who is said to have done it, in French and Spanish: by membership, idiom and name, with near misses."""

from __future__ import annotations

import pytest

from tests.stands import find_stands

ADF, ELN = "Allied Democratic Forces", "National Liberation Army"


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("Des rebelles présumés appartenir au M23 ont tué huit personnes lundi à Brenol.", (
            "", "suspect", "M23")),
        ("Des hommes soupçonnés d'être membres du M23 ont tué six civils à Brenol.", ("", "suspect", "M23")),
        ("L'attaque, qui a fait six morts, a été mise sur le compte des ADF par le préfet.", (
            "préfet", "blame", ADF)),
        ("Le préfet met l'attaque, qui a fait six morts, au compte des ADF.", ("préfet", "blame", ADF)),
        ("Les assaillants appartenaient aux ADF, selon le maire. Neuf habitants ont été tués.", (
            "maire", "blame", ADF)),
        ("L'attentat, qui a tué trois policiers, est l'œuvre des ADF, a affirmé le préfet.", (
            "préfet", "blame", ADF)),
        ("Pour le maire, l'attaque, qui a fait neuf morts, «est l'oeuvre du M23».", (
            "maire", "blame", "M23")),
        ("De nombreux habitants estiment qu'on aurait affaire aux ADF. Huit civils ont été tués.", (
            "nombreux habitants", "suspect", ADF)),
        ("Pour plusieurs témoins, il s'agirait de combattants du M23. L'attaque a fait huit morts.", (
            "témoins", "suspect", "M23")),
        ("Les Adf ont brûlé le village de Brenol et tué six personnes, a écrit le maire.", (
            "maire", "blame", ADF)),
        ("L'attaque qu'ont menée les ADF a tué trois civils, selon le maire.", ("maire", "blame", ADF)),
        ("L'assaillant, identifié par la police comme Odo Marn, a tué trois civils.", (
            "police", "blame", "Odo Marn")),
        ("Odo Marn a été désigné par la police comme l'auteur de l'attentat, qui a fait deux morts.", (
            "police", "blame", "Odo Marn")),
        ("On attribue l'attaque, qui a fait onze morts, au gang « Gran Tonel ».", (
            "", "blame", "Gran Tonel")),
        ("Des centaines d'hommes, membres présumés de Boko Haram, ont tué onze civils.", (
            "", "suspect", "Boko Haram")),
        ("Le M23, une rébellion soutenue par le Rwanda, a revendiqué l'attaque qui a tué six soldats.", (
            "M23", "claim", "M23")),
        ("C'est un poste que le M23, groupe qui a des liens avec Al-Qaïda, dit avoir attaqué; six morts.", (
            "M23", "claim", "M23")),
        ("L'attaque que le M23 a menée lundi à Brenol a tué six soldats.", ("", "assert_fact", "M23")),
        ("Le procureur a accusé Odo Marn, un ancien du M23, d'avoir tué trois policiers.", (
            "procureur", "blame", "Odo Marn")),
    ],
)  # fmt: skip
def test_who_did_it_is_told_in_french(text: str, stand: tuple[str, str, str]) -> None:
    assert find_stands(text, "fr") == {stand}


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("El Ejército de Liberación Nacional (ELN) de Colombia se atribuyó el ataque; hay dos muertos.", (
            ELN, "claim", ELN)),
        ("El ELN habría sido el autor del ataque (dos muertos), según señaló este viernes la policía.", (
            "policía", "suspect", ELN)),
        ('"Fue un acto terrorista que cometió el ELN", dijo el ministro Odo Marn tras la bomba que mató a'
         " dos policías.", ("Odo Marn", "blame", ELN)),
        ("El autor del atentado que mató a dos policías pertenecía al ELN, dijo el alcalde.", (
            "alcalde", "blame", ELN)),
        ("El conductor del carro bomba, que mató a dos policías, era miembro del ELN, afirmó la policía.", (
            "policía", "blame", ELN)),
        ("El ELN ya había sido acusado del ataque, que dejó dos muertos, por el alcalde Odo Marn.", (
            "Odo Marn", "blame", ELN)),
        ("Todo apunta al ELN tras el ataque que mató a dos soldados, dijo el alcalde.", (
            "alcalde", "suspect", ELN)),
        ("Se presume que el ELN puso la bomba que mató a dos policías el lunes.", ("", "suspect", ELN)),
        ("El ataque de la pandilla “Gran Tonel” contra Brenol dejó nueve muertos.", (
            "", "assert_fact", "Gran Tonel")),
        ("La matanza que Gran Tonel perpetró dejó nueve muertos. La banda Gran Tonel huyó.", (
            "", "assert_fact", "Gran Tonel")),
        ("El Frente 28, nacido de restos de las FARC, admite en un video ser autor del atentado que dejó un"
         " muerto.", ("Frente 28", "admit", "Frente 28")),
        ("El ELN aseguró no tener nada que ver con el atentado que mató a dos personas.", (ELN, "deny", ELN)),
        ("La policía identificó a Odo Marn como autor del atentado que dejó dos muertos.", (
            "policía", "blame", "Odo Marn")),
        ("El atacante, identificado como Odo Marn, murió en el atentado que mató a dos policías.", (
            "", "blame", "Odo Marn")),
    ],
)  # fmt: skip
def test_who_did_it_is_told_in_spanish(text: str, stand: tuple[str, str, str]) -> None:
    assert find_stands(text, "es") == {stand}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le nouveau maire tient la place d'Odo Marn depuis l'attentat qui a tué trois personnes."),
        ("fr", "Le préfet a tenu une réunion avec les FARDC après l'attaque qui a tué six civils."),
        ("fr", "Ira Marn a vu l'attaque qui a tué six civils."),
        ("es", "Una bomba mató a dos civiles en Sudán. La reivindicó el jefe de la pandilla, Teo Lind."),
        ("es", "De acuerdo con la ONU, los de la pandilla dispararon a civiles; murieron dos personas."),
        ("es", "Para Human Rights Watch, a quien atacan bandas, es grave. Una bomba dejó dos muertos."),
        ("fr", "Le conducteur, identifié comme Odo Marn, est mort avec deux passagers dans l'attentat."),
        ("fr", "Les auteurs du rapport sur l'attaque, qui a tué neuf civils, sont membres de l'ONU."),
        ("es", "El conductor del bus, identificado como Odo Marn, murió en el atentado."),
        ("es", "Quien murió en el atentado, que dejó nueve muertos, era miembro del ELN."),
        ("es", "El ministro nombró a Odo Marn como responsable de la investigación del ataque."),
        ("es", "El atentado contra la escuela de la Policía Nacional se perpetró de día; hubo dos muertos."),
        ("es", "La matanza se cometió en Colombia el lunes y dejó dos muertos."),
        ("es", "La policía identificó a las víctimas del ataque como Odo Marn y Ada Lind. Hubo dos muertos."),
    ],
)  # fmt: skip
def test_whoever_only_stands_near_is_not_accused(language: str, text: str) -> None:
    assert find_stands(text, language) == set()


def test_a_gang_named_nowhere_is_no_country_named_before() -> None:
    text = "La Russie condamne l'attaque, qui a tué onze civils. Ce gang est accusé de vols."
    assert all(actor != "Russia" for _, _, actor in find_stands(text, "fr"))


def test_an_accused_minor_is_not_named() -> None:
    text = "El conductor, identificado por la policía como Odo Marn, de 17 años, mató a dos policías."
    assert all("Marn" not in actor for _, _, actor in find_stands(text, "es"))
