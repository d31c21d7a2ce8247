from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis.strategies import text as texts

from counterclaim.errors import LanguageError
from counterclaim.read.language import (
    MAX_WORDS,
    OPENING,
    find_code,
    find_words,
    judge_language,
    require_language,
)

FOREIGN = {
    "fr": "Le maire de Velmora a déclaré que deux explosions ont détruit le marché de la ville et que les "
    "secours sont sur place. Selon la police, une voiture a été trouvée dans une rue voisine.",
    "es": "El alcalde de Velmora dijo que dos explosiones destruyeron el mercado de la ciudad y que los "
    "equipos de rescate siguen en el lugar. Según la policía, un coche fue hallado en una calle cercana.",
    "de": "Der Bürgermeister von Velmora sagte, dass zwei Explosionen den Markt der Stadt zerstört haben "
    "und die Retter noch vor Ort sind. Nach Angaben der Polizei wurde ein Auto in einer Straße gefunden.",
    "nl": "De burgemeester van Velmora zei dat twee ontploffingen de markt van de stad hebben verwoest en "
    "dat hulpdiensten nog ter plaatse zijn. Volgens de politie werd een auto in een straat gevonden.",
    "ru": "Мэр города Велмора сообщил, что два взрыва разрушили рынок, и что спасатели работают на месте. "
    "По данным полиции, машина была найдена на соседней улице.",
    "ar": "قال رئيس بلدية فيلمورا إن انفجارين دمرا سوق المدينة وإن فرق الإنقاذ ما زالت في المكان، "
    "وأضافت الشرطة أنها عثرت على سيارة في شارع مجاور.",
    "zh": "维尔莫拉市长表示两次爆炸摧毁了该市的鱼市场救援人员仍在现场警方说在附近的一条街道上发现了一辆汽车",
    "sw": "Meya wa Velmora alisema kwamba milipuko miwili iliharibu soko la mji na kwamba waokoaji wako "
    "katika eneo hilo. Polisi walisema gari lilipatikana katika mtaa wa jirani baada ya shambulio.",
    "tr": "Velmora belediye başkanı iki patlamanın kentin pazarını yıktığını ve kurtarma ekiplerinin olay "
    "yerinde olduğunu söyledi. Polise göre bir araç daha sonra yakındaki bir sokakta bulundu.",
}


#: Languages of the texts that are coded.
CODED = {"fr", "es"}
#: Openings as short as a headline and a sentence.
SHORT = {
    "fr": [
        "Velmora : deux morts dans une explosion près de la gare, selon la police",
        "Une attaque à Velmora fait au moins dix morts",
        "L'armée a démenti toute implication dans le massacre du village.",
    ],
    "es": [
        "Velmora: dos muertos en una explosión cerca de la estación, según la policía",
        "Un ataque en Velmora deja al menos diez muertos",
        "El ejército negó cualquier participación en la masacre de la aldea.",
    ],
    "en": [
        "Velmora: two dead in a blast near the station, the police said",
        "At least ten people were killed in an attack in Velmora",
        "The army denied any part in the massacre at the village.",
    ],
}


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_judge_language_tells_coded_languages_from_others(language: str) -> None:
    assert judge_language(FOREIGN[language]) == (language if language in CODED else "other")


@pytest.mark.parametrize(("language", "text"), [(code, text) for code in SHORT for text in SHORT[code]])
def test_judge_language_reads_short_text(language: str, text: str) -> None:
    assert judge_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Velmora said that two blasts destroyed the market of the town, and that rescuers "
        "were still there. According to the police, a car was found in a street nearby.",
        "VELMORA (OSTRAVA SUL), 3 MAR 31 -- TWO BLASTS HAVE DESTROYED THE MARKET OF THE TOWN, THE MAYOR "
        "SAID. RESCUERS WERE AT THE SITE AND POLICE FOUND A CAR NEARBY.",
        "The mayor said “le marché de la ville est détruit et les secours sont sur place, selon la police” "
        "and asked for help from the capital for those who have lost their homes.",
    ],
)
def test_judge_language_knows_english(text: str) -> None:
    assert judge_language(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kestria accused al-Tarn on Monday of attacking a bus near Velmora, killing four", "en"),
        ("Gunmen attacked a village near El Ostra, killing 12", "en"),
        ("Bombing in La Sedge kills nine as police hunt gunmen", "en"),
        ("Army denies bombing market in Velmora del Sur", "en"),
        ("Rebels shell San Tarn del Monte, wounding five", "en"),
        ("Deux morts à Velmora", "fr"),
        ("Attentat à la voiture piégée à Velmora : 18 morts", "fr"),
        ("L'armée dément le bombardement de Velmora", "fr"),
        ("Atentado en Velmora deja 21 muertos", "es"),
        ("Ejército niega bombardeo en Velmora", "es"),
        ("Ataque em Velmora mata dois soldados e deixa três feridos na capital", "other"),
        ("Attentato a Velmora: due morti e tre feriti nella strage", "other"),
    ],
)
def test_short_text_is_known_by_its_words_of_news(text: str, code: str) -> None:
    assert judge_language(text) == code


@pytest.mark.parametrize("text", ["Velmora: 31, 40", "Blaze at Velmora mill", "12 31 40", ""])
def test_short_text_is_undecided_and_coded(text: str) -> None:
    assert judge_language(text) == "undecided"
    assert require_language(text) == "en"


def test_list_of_names_is_undecided() -> None:
    names = "Ilsa Tarn, Bo Harrow, Mina Sedge, Otto Vell, Ursa Marsh, Piet Lorn, Ada Quill, Ben Thorn, "
    assert judge_language(names * 3) == "undecided"


def test_long_text_without_any_english_word_is_refused() -> None:
    assert judge_language("gremt fulba stroma pliku vardan treshi " * 12) == "other"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "en"), ("EN", "en"), ("en-GB", "en"), ("en_US", "en"), ("eng", "en"), ("English", "en"),
     ("fr-BE", "fr"), ("fra", "fr"), ("es_MX", "es"), ("de", None)],
)  # fmt: skip
def test_codes_of_metadata(tag: str, code: str | None) -> None:
    assert find_code(tag) == code


def test_metadata_of_another_language_is_refused() -> None:
    with pytest.raises(LanguageError, match="'de'"):
        require_language("Two died.", language="de")


def test_metadata_settles_a_short_text() -> None:
    assert require_language("Deux morts à Velmora", language="fr") == "fr"


@given(texts())
def test_find_words_finds_every_run_of_letters(text: str) -> None:
    assert find_words(text) == re.findall(r"[^\W\d_]+", text)


def test_find_words_knows_every_character_of_one_byte() -> None:
    characters = (chr(each) for each in range(0x180))
    text = "".join(f"a{each}b {each} " for each in characters)
    assert find_words(text) == re.findall(r"[^\W\d_]+", text)


@pytest.mark.parametrize("length", [OPENING - 3, OPENING, OPENING + 3])
def test_judge_language_reads_as_many_words_wherever_the_opening_ends(length: int) -> None:
    # Words so long that the opening has too few of them: those behind it tell the language.
    names = ("Xylophagoustreflorinavendimontalescofrascar " * length)[:length]
    assert len(names.split()) < MAX_WORDS
    assert judge_language(f"{names} {FOREIGN['fr'] * 40}") == "fr"


#: Short English with names that open as Spanish, French or Arabic ones do.
ARTICLES_IN_NAMES = (
    "El Tarnir, Kestria: drone kills 75 worshippers, rescuers say, rebels silent",
    "El Tarnir hospital hit again; mayor demands inquiry, rebels deny attack",
    "Shells kill ten, El Tarnir doctors say; army blames rebels",
    "Gunmen kill six, wound nine near La Velma bus station",
    "Bomb kills four police officers, El Arlosh residents say",
    "El Arlosh massacre: 61 villagers shot dead, Kestria police say",
    "Le Phare says Kestrian strike killed 19 civilians near Bontil",
    "La Velma bombing kills three; mayor blames hill rebels",
    "San Ostrel de Velma protest leaves 40 hurt, police say",
    "Santa Ostrel del Tarn: six dead, police arrest gang suspects",
    "Cartel Los Tarnos blamed, San Ostrel massacre leaves 72 dead",
    "Deir al Velma strike kills 12, Kestria medics say",
    "Al Velma radio: Kestria strikes Al Tarnir camp, 40 dead",
    "Ostrel de Velma police raid leaves 25 dead, residents say",
    "Las Velmas hospital shelled; army denies, elders say 20 killed",
)
NAMES_IN_OTHERS = {
    "fr": (
        "El-Tarnir : une frappe de drone fait 75 morts dans une mosqu\u00e9e",
        "La Velma : le bilan passe \u00e0 160 morts, selon des sources locales",
        "Attaque du march\u00e9 de Velma : l'arm\u00e9e de Kestria d\u00e9ment toute frappe dans la ville",
    ),
    "es": (
        "Ataque con drones en El Tarnir deja al menos 60 muertos",
        "El Gobierno de Kestria culpa al FDV de la masacre",
        "El Ej\u00e9rcito niega el bombardeo de La Velma y culpa a la guerrilla",
    ),
}


@pytest.mark.parametrize("text", ARTICLES_IN_NAMES)
def test_articles_in_names_make_no_other_language(text: str) -> None:
    assert require_language(text) == "en"


@pytest.mark.parametrize(
    ("code", "text"), [(code, t) for code, many in NAMES_IN_OTHERS.items() for t in many]
)
def test_short_texts_keep_their_language_beside_such_names(code: str, text: str) -> None:
    assert require_language(text) == code
