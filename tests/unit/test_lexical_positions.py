from __future__ import annotations

import pytest

import counterclaim as cc

#: Each case: the text, and the positions as (position, actor, side or name of the voice).
FRENCH = [
    (
        "L'organisation État islamique a revendiqué mardi, l'attentat commis lundi soir à Kaboul.",
        [("claim", "Islamic State", "Islamic State")],
    ),
    (
        "L'attentat de Kaboul a été revendiqué ce samedi, par l'organisation État islamique.",
        [("claim", "Islamic State", "Islamic State")],
    ),
    (
        "L'attaque contre le marché n'a pas été revendiquée dans l'immédiat.",
        [("no_claim", "nobody", None)],
    ),
    (
        "Aucun groupe n'a pour l'heure revendiqué l'explosion survenue à Quetta.",
        [("no_claim", "nobody", None)],
    ),
    (
        "Damas nie toute implication de ses troupes dans le massacre et accuse les groupes armés.",
        [("deny", "Syria", "Syria"), ("blame", "groupes armés", "Syria")],
    ),
    (
        "L'armée congolaise a accusé les rebelles du M23 d'avoir exécuté dimanche 11 civils à Rutshuru.",
        [("blame", "M23", "Democratic Republic of the Congo")],
    ),
    (
        "L'armée birmane a admis mercredi que des soldats avaient massacré dix villageois.",
        [("admit", "Myanmar", "Myanmar")],
    ),
    (
        "Kiev a accusé Moscou d'avoir tiré un missile sur une gare d'Odessa, ce que le Kremlin a démenti.",
        [("deny", "Russia", "Russia"), ("blame", "Russia", "Ukraine")],
    ),
    (
        "Une frappe israélienne a tué cinq personnes à Rafah, selon la défense civile.",
        [("blame", "Israel", "défense civile")],
    ),
    ("Une frappe israélienne a tué cinq personnes à Rafah.", [("assert_fact", "Israel", None)]),
    ("Les autorités attribuent l'attaque à des djihadistes.", [("blame", "djihadistes", "autorités")]),
    (
        "Le gouvernement malien soupçonne le Jnim d'être derrière l'embuscade.",
        [("suspect", "Jama'at Nusrat al-Islam wal-Muslimin", "Mali")],
    ),
    (
        "Téhéran, accusé par Washington d'avoir mené l'attaque de drones, dément.",
        [("deny", "Iran", "Iran"), ("blame", "Iran", "United States")],
    ),
    ("Le Pakistan a condamné l'attentat de Kaboul.", []),
    (
        "Interrogée par l'AFP, l'armée israélienne n'a pas souhaité commenter la frappe sur Jénine.",
        [("decline", "Israel", "Israel")],
    ),
    (
        "Dans un communiqué, les talibans affirment n'avoir joué aucun rôle dans l'attentat de Kunduz.",
        [("deny", "Taliban", "Taliban")],
    ),
    (
        "Le Hamas accuse Israël, qui dément, d'être à l'origine de la frappe sur l'hôpital.",
        [("deny", "Israel", "Israel"), ("blame", "Israel", "Hamas")],
    ),
    (
        "Le groupe EI serait à l'origine de l'attaque, selon des sources de sécurité.",
        [("suspect", "Islamic State", "sources de sécurité")],
    ),
    (
        "Les talibans sont derrière l'attaque, assure la police.",
        [("blame", "Taliban", "police")],
    ),
    (
        "Un missile russe a détruit un immeuble, selon le maire, qui fait état de 40 morts.",
        [("blame", "Russia", "maire")],
    ),
    ("L'explosion n'avait été revendiquée par aucun groupe mercredi.", [("no_claim", "nobody", None)]),
    ("Un groupe peu connu, Aube rouge, a revendiqué l'attaque.", [("claim", "Aube rouge", "Aube rouge")]),
]
SPANISH = [
    (
        "El grupo Estado Islámico (EI) se atribuyó ayer la autoría del atentado en Kabul, según la agencia.",
        [("claim", "Islamic State", "Islamic State")],
    ),
    ("Ningún grupo ha reivindicado hasta ahora el atentado de Quetta.", [("no_claim", "nobody", None)]),
    (
        "Aunque ningún grupo reclamó todavía el atentado, los talibanes negaron cualquier vínculo con él.",
        [("no_claim", "nobody", None), ("deny", "Taliban", "Taliban")],
    ),
    (
        "El presidente Juan Losada culpó al ELN de la explosión en Cúcuta.",
        [("blame", "National Liberation Army", "Juan Losada")],
    ),
    (
        "El ataque fue reivindicado por el grupo yihadista Boko Haram en un video.",
        [("claim", "Boko Haram", "Boko Haram")],
    ),
    (
        "El ministerio de Defensa ruso negó haber lanzado el misil contra la estación de Odesa.",
        [("deny", "Russia", "Russia")],
    ),
    (
        "Ucrania acusó a Rusia de bombardear un mercado en Járkov; Moscú desmintió las acusaciones.",
        [("deny", "Russia", "Russia"), ("blame", "Russia", "Ukraine")],
    ),
    (
        "El Ejército atribuyó el atentado a disidencias de las FARC.",
        [("blame", "Revolutionary Armed Forces of Colombia", "Ejército")],
    ),
    ("Un bombardeo israelí mató a cinco personas en Rafah.", [("assert_fact", "Israel", None)]),
    (
        "Las fuerzas rusas atacaron un hospital de Járkov, informó el gobernador Oleg Sinko.",
        [("blame", "Russia", "Oleg Sinko")],
    ),
    (
        "El ELN reconoció haber colocado el carro bomba en Cúcuta.",
        [("admit", "National Liberation Army", "National Liberation Army")],
    ),
    ("Irán condenó el atentado suicida de Kabul.", []),
    (
        "El gobierno responsabilizó a Los Lobos de la masacre en Guayaquil.",
        [("blame", "Los Lobos", "gobierno")],
    ),
    ("El Pentágono afirmó que no atacó ningún hospital.", [("deny", "United States", "United States")]),
    (
        "La autoría del ataque fue atribuida por el gobernador al Clan del Golfo.",
        [("blame", "Gulf Clan", "gobernador")],
    ),
    (
        "Moscú responsabilizó a Kiev del ataque con drones, lo que Ucrania desmintió.",
        [("deny", "Ukraine", "Ukraine"), ("blame", "Ukraine", "Russia")],
    ),
    (
        "La guerrilla del ELN es responsable del ataque, informó el viernes el ministro.",
        [("blame", "National Liberation Army", "ministro")],
    ),
    (
        "El ministro dijo que miembros del ELN pueden ser los autores del atentado.",
        [("suspect", "National Liberation Army", "ministro")],
    ),
    (
        "El fiscal afirmó que los autores del atentado son disidentes de las FARC.",
        [("blame", "Revolutionary Armed Forces of Colombia", "fiscal")],
    ),
    (
        "El ELN aceptó su responsabilidad en el atentado.",
        [("admit", "National Liberation Army", "National Liberation Army")],
    ),
    (
        "La coalición se negó a hacer comentarios sobre el bombardeo.",
        [("decline", "coalición", "coalición")],
    ),
]


def code_positions(language: str, text: str) -> list[tuple[str, str, str | None]]:
    """Return position, actor, and side or name of the voice, of every position of a text."""
    coding = cc.code(text, language=language, published="2024-03-13")
    found = []
    for statement in coding.statements:
        if statement.property == "responsibility":
            voice = statement.speakers[-1] if statement.speakers else None
            side = (voice.party or voice.name) if voice else None
            found.append((statement.value.position, statement.value.actor, side))
    return found


@pytest.mark.parametrize(("text", "positions"), FRENCH)
def test_french_positions(text: str, positions: list[tuple[str, str, str | None]]) -> None:
    assert sorted(code_positions("fr", text), key=str) == sorted(positions, key=str)


@pytest.mark.parametrize(("text", "positions"), SPANISH)
def test_spanish_positions(text: str, positions: list[tuple[str, str, str | None]]) -> None:
    assert sorted(code_positions("es", text), key=str) == sorted(positions, key=str)


#: Each case: sentences in which a state reacts to an attack, or strikes the attackers: it did not do it.
REACTIONS = [
    ("fr", "Une explosion a tué neuf passants à Lomé. L'Italie a dénoncé l'attaque et promis son aide."),
    (
        "fr",
        "Un obus a touché une école de Tizra. Le ministre grec s'est rendu sur les lieux de l'attaque.",
    ),
    ("fr", "Neuf morts dans un attentat à Lomé : l'Italie a lancé un appel au calme après cette attaque."),
    ("fr", "Le Kenya a mené une enquête sur l'attentat, qui a fait neuf morts dans un marché."),
    ("fr", "Neuf morts dans une fusillade à Gand. La police belge a abattu l'assaillant devant la gare."),
    ("fr", "Le président kényan juge cette attaque lâche et promet une riposte."),
    ("es", "El Gobierno chileno lanzó un operativo tras la masacre de nueve pescadores."),
    ("es", "Perú lanzó una ofensiva diplomática tras el atentado que dejó nueve muertos en la frontera."),
    ("es", "La policía danesa abatió al atacante en una plaza donde murieron nueve personas en el tiroteo."),
]


@pytest.mark.parametrize(("language", "text"), REACTIONS)
def test_reacting_to_an_attack_is_not_doing_it(language: str, text: str) -> None:
    assert code_positions(language, text) == []


#: Each case: the same verbs with an act as their object, and the party that did it.
ACTS = [
    ("fr", "Le Kenya a mené mardi une nouvelle attaque de drones contre un camp.", "Kenya"),
    ("fr", "Le Hamas attaque une base, au moins neuf morts dans les combats.", "Hamas"),
    ("fr", "L'armée russe a lancé dans la nuit plusieurs missiles sur le centre de la ville.", "Russia"),
    ("es", "El ELN lanzó este martes un ataque con explosivos contra una base.", "National Liberation Army"),
]


@pytest.mark.parametrize(("language", "text", "actor"), ACTS)
def test_an_act_names_its_subject(language: str, text: str, actor: str) -> None:
    assert code_positions(language, text) == [("assert_fact", actor, None)]


#: Each case: who denies, charges back, believes or is charged by each other.
REPLIES = [
    (
        "fr",
        "L'armée kényane dément et affirme que l'explosion est due à une roquette du Hamas.",
        [("deny", "Kenya", "Kenya"), ("blame", "Hamas", "Kenya")],
    ),
    (
        "fr",
        "Le missile était tiré par le Hamas, selon le Kenya. Le groupe palestinien rejette ces accusations.",
        [("deny", "Hamas", "Hamas"), ("blame", "Hamas", "Kenya")],
    ),
    (
        "fr",
        "Frappe sur un dispensaire : le Kenya et la Somalie se rejettent la responsabilité.",
        [("blame", "Kenya", "Somalia"), ("blame", "Somalia", "Kenya")],
    ),
    (
        "fr",
        "Le Hamas, que le Kenya accuse d'avoir mené l'attaque, dément.",
        [("deny", "Hamas", "Hamas")],
    ),
    (
        "fr",
        "Les Philippines pensent que la Chine a tiré le missile.",
        [("suspect", "China", "Philippines")],
    ),
    (
        "es",
        "Filipinas cree que China lanzó el misil que hundió el barco.",
        [("suspect", "China", "Philippines")],
    ),
    (
        "es",
        "Chile y Perú se acusan mutuamente del ataque a la aduana.",
        [("blame", "Chile", "Peru"), ("blame", "Peru", "Chile")],
    ),
    (
        "es",
        "El Gobierno atribuyó la masacre al ELN, que la negó.",
        [("deny", "National Liberation Army", "National Liberation Army"),
         ("blame", "National Liberation Army", "Gobierno")],
    ),
    (
        "es",
        "Un misil mató a nueve pescadores. China lo desmintió y acusó a Filipinas del ataque.",
        [("deny", "China", "China"), ("blame", "Philippines", "China")],
    ),
    (
        "fr",
        "Neuf morts dans une embuscade : le M23 a rejeté la responsabilité sur le Kenya.",
        [("blame", "Kenya", "M23")],
    ),
    (
        "fr",
        "Une embuscade a visé un convoi. Le M23 assure de son côté avoir tué neuf soldats.",
        [("claim", "M23", "M23")],
    ),
    (
        "es",
        "Un tiroteo dejó nueve muertos. La alcaldesa señaló como responsables a Los Zetas.",
        [("blame", "Los Zetas", "alcaldesa")],
    ),
    (
        "es",
        "El Ejército chileno dijo que atacó un puesto fronterizo.",
        [("claim", "Chile", "Chile")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "positions"), REPLIES)
def test_replies(language: str, text: str, positions: list[tuple[str, str, str | None]]) -> None:
    assert sorted(code_positions(language, text), key=str) == sorted(positions, key=str)
