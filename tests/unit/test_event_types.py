"""Types: what happened, in PLOVER's words, and which event of several a report is about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import counterclaim as cc
from counterclaim.model.statement import Coding, Mention
from counterclaim.model.values import DateValue, PlaceValue
from counterclaim.vocabulary.triggers import load_triggers

PUBLISHED = "2023-06-03"


REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "vocabulary.md"


def read_documented_types() -> dict[str, set[str]]:
    """Read the table of types and modes that the reference shows."""
    rows = re.findall(r"^\| (`[A-Z].*?) \| (.*?) \|$", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        name: set(re.findall(r"`([\w-]+)`", modes))
        for names, modes in rows
        for name in re.findall(r"\w+", names)
    }


def test_lexicon_knows_documented_types_only() -> None:
    lexicon = load_triggers()
    entries = [*lexicon.nouns.values(), *lexicon.verbs.values(), *lexicon.phrases.values()]
    entries += [frame for frames in lexicon.frames.values() for frame in frames]
    documented = read_documented_types()
    assert {entry.type for entry in entries} == documented.keys()
    assert all(entry.mode is None or entry.mode in documented[entry.type] for entry in entries)


def test_frames_ask_for_known_classes() -> None:
    lexicon = load_triggers()
    frames = [frame for frames in lexicon.frames.values() for frame in frames]
    asked = {name for f in frames for name in (f.subjects, f.objects, f.complements, f.near)}
    assert asked - {None, "*"} <= lexicon.things.keys()


def code(*sentences: str) -> Coding:
    return cc.code(" ".join(sentences), published=PUBLISHED)


def find_main(coding: Coding) -> Mention | None:
    return next((mention for mention in coding.mentions if mention.role == "main"), None)


def find_days(coding: Coding, role: str = "main") -> list[str]:
    ids = {mention.id for mention in coding.mentions if mention.role == role}
    return [
        str(each.value.start)
        for each in coding.statements
        if each.mention in ids and isinstance(each.value, DateValue)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested four men in Basra on Friday.", ("COERCE", "arrest")),
        ("The navy seized a tanker off Basra on Friday.", ("COERCE", "seize")),
        ("The governor imposed a curfew on Basra on Friday.", ("COERCE", "curfew")),
        ("A court in Basra convicted the former governor on Friday.", ("SANCTION", "convict")),
        ("Iran expelled two diplomats on Friday.", ("SANCTION", "expel")),
        ("France imposed sanctions on Belarus on Friday.", ("SANCTION", "discontinue")),
        ("Prosecutors charged a teacher with espionage on Friday.", ("ACCUSE", "allege")),
        ("Iran fired a ballistic missile into the Gulf on Friday.", ("MOBILIZE", "weapons")),
        ("Iran tested a new missile on Friday.", ("MOBILIZE", "weapons")),
        ("Rebels fired rockets at the town of Basra on Friday.", ("ASSAULT", "heavy-weapons")),
        ("Poland deployed 900 troops along the river on Friday.", ("MOBILIZE", "troops")),
        ("The prime minister resigned on Friday.", ("RETREAT", "resign")),
        ("Both sides agreed a ceasefire in Basra on Friday.", ("RETREAT", "ceasefire")),
        ("The cabinet approved 30 million euros in funding for the port on Friday.", ("AID", None)),
        ("The two ministers met in Basra on Friday.", ("CONSULT", None)),
        ("Iran rejected the offer on Friday.", ("REJECT", None)),
        ("Students protested in Basra on Friday.", ("PROTEST", "demo")),
        ("Iran and France accused Belarus of spying on Friday.", ("ACCUSE", "allege")),
        ("Iran on Friday threatened France with a naval blockade.", ("THREATEN", None)),
        ("Rebels demanded a truce from the government on Friday.", ("REQUEST", None)),
        ("The army lifted the curfew in Basra on Friday.", ("CONCEDE", None)),
        ("The two presidents held talks in Basra on Friday.", ("CONSULT", None)),
        ("The two presidents signed a treaty in Basra on Friday.", ("AGREE", None)),
        ("Two trains collided near Basra on Friday.", ("DISASTER", None)),
        ("A ferry struck a bridge in Basra on Friday.", ("DISASTER", None)),
        ("A boy fell into a disused well in Basra on Friday.", ("DISASTER", None)),
        ("An earthquake killed 40 people in Basra on Friday.", ("DISASTER", None)),
        ("A fire at a hotel in Basra killed nine people on Friday.", ("DISASTER", None)),
    ],
)
def test_type_and_mode_of_the_main_event(text: str, expected: tuple[str, str | None]) -> None:
    coding = code(text)
    main = find_main(coding)
    assert main is not None
    assert (main.type, main.mode) == expected
    assert find_days(coding) == ["2023-06-02"]


@pytest.mark.parametrize(
    "text",
    [
        "The company launched a phone called the Rocket in Basra on Friday.",
        "The rocket blasted off from the spaceport on Friday with a weather satellite.",
        "The manager demonstrated a new oven on Friday.",
        "Scientists tested a vaccine on Friday.",
        "The band seized the chance to play on Friday.",
        "Share prices fell through the floor on Friday.",
        "The fine arts museum opens on Friday.",
        "The two singers met at a party on Friday.",
        "The airline accused two passengers of theft on Friday.",
        "There were no arrests on Friday.",
        "An arctic blast froze the canals on Friday.",
        "The marching bands played on Friday.",
        "Engineers reviewed the first test launch of the new rocket on Friday.",
    ],
)
def test_same_words_of_other_things_give_no_event(text: str) -> None:
    assert find_main(code(text)) is None


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        ("A gas leak was to blame, firefighters said.", "DISASTER"),
        ("Investigators spoke of a boiler accident.", "DISASTER"),
        ("Militants had planted a bomb there, police said.", "ASSAULT"),
        ("Nobody knew what to make of it.", "ASSAULT"),
    ],
)
def test_other_words_tell_an_accident_from_an_attack(cause: str, expected: str) -> None:
    main = find_main(code("An explosion killed nine people in Basra on Friday.", cause))
    assert main is not None
    assert main.type == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            ["Iran condemned on Saturday the bombing that killed nine people in Basra on Friday."],
            ("ASSAULT", ["2023-06-02"]),
        ),
        (
            ["Police arrested two men on Saturday over Friday's shooting in Basra."],
            ("ASSAULT", ["2023-06-02"]),
        ),
        (
            ["A court charged a girl on Friday with slapping a soldier three weeks ago."],
            ("ACCUSE", ["2023-06-02"]),
        ),
        (
            [
                "Parliament in Basra approved a security law on Friday.",
                "Critics say that it came too late after years of attacks.",
            ],
            ("AGREE", ["2023-06-02"]),
        ),
        (
            [
                "Iran launched a missile on Friday.",
                "The launch came days after sanctions following its third nuclear test on May 20.",
            ],
            ("MOBILIZE", ["2023-06-02"]),
        ),
        (["Another missile test by Iran took place on Friday."], ("MOBILIZE", ["2023-06-02"])),
    ],
)
def test_report_is_about_the_deed_of_its_opening(
    sentences: list[str], expected: tuple[str, list[str]]
) -> None:
    coding = code(*sentences)
    main = find_main(coding)
    assert main is not None
    assert (main.type, sorted(set(find_days(coding)))) == expected


def test_a_day_beats_the_period_that_it_lies_in() -> None:
    coding = code("A bomb killed nine people in Basra on Friday, the deadliest attack this year.")
    assert find_days(coding) == ["2023-06-02"]


def test_day_after_publication_is_not_the_main_events() -> None:
    coding = code("A bomb killed nine people in Basra.", "The attack shut the port until June 20.")
    assert "2023-06-20" not in find_days(coding)


def test_places_of_an_accident() -> None:
    coding = code("A ferry struck a bridge in Basra on Friday.")
    places = [each.value for each in coding.statements if isinstance(each.value, PlaceValue)]
    assert [(place.name, place.country) for place in places] == [("Basra", "IRQ")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A girl was struck by a stray bullet at a house in Tarn Bridge.", "ASSAULT"),
        ("Gunfire hit two women as they sat in a car in Tarn Bridge.", "ASSAULT"),
        ("A man was grazed by a bullet in Tarn Bridge.", "ASSAULT"),
        ("A teenager was taken to hospital in Tarn Bridge with a gunshot wound.", "ASSAULT"),
        ("A woman died after a pistol discharged in her house in Tarn Bridge.", "DISASTER"),
    ],
)
def test_bullets_and_guns_without_a_doer_evoke_an_event(text: str, kind: str) -> None:
    coding = cc.code(text, published="2031-03-06")
    assert [mention.type for mention in coding.mentions if mention.role == "main"] == [kind]


@pytest.mark.parametrize(
    "text", ["The news hit the team hard.", "The company discharged its debts.", "The concert went off well."]
)
def test_hitting_and_discharging_alone_evoke_none(text: str) -> None:
    assert cc.code(text, published="2031-03-06").mentions == ()
