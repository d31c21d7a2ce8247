"""Tolls: harms, operators, parts, replaced figures, modes and scopes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.annotate.pipeline import annotate_report
from counterclaim.coding.rules.tolls import TollCandidate, find_tolls
from counterclaim.model.report import make_report


def find(text: str) -> tuple[TollCandidate, ...]:
    tolls = find_tolls(annotate_report(make_report(text)))
    for toll in tolls:
        assert text[toll.evidence.start : toll.evidence.end] == toll.evidence.quote
        assert toll.value.wording in text
        assert not toll.part_of or toll.value.group
    return tolls


def brief(text: str) -> list[tuple[str, str, int | None]]:
    return [(toll.property, toll.value.op, toll.value.n) for toll in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blast kills 7, wounds 20 in Karvun market", [("killed", "exact", 7), ("injured", "exact", 20)]),
        ("five killed, 12 injured", [("killed", "exact", 5), ("injured", "exact", 12)]),
        ("Two die in Torbay fire", [("killed", "exact", 2)]),
        ("12 dead, 30 hurt as bus hits mine", [("killed", "exact", 12), ("injured", "exact", 30)]),
        (
            "BOMB KILLS AT LEAST TWELVE, INJURES DOZENS IN PORT SELVA",
            [("killed", "at_least", 12), ("injured", "plural", None)],
        ),
        (
            "The raid killed more than 80 people and injured almost 300.",
            [("killed", "more_than", 80), ("injured", "nearly", 300)],
        ),
        ("It claimed 14 lives and left 30 wounded.", [("killed", "exact", 14), ("injured", "exact", 30)]),
        ("Nine people lost their lives in Torbay.", [("killed", "exact", 9)]),
        ("There were at least two fatalities.", [("killed", "at_least", 2)]),
        ("Rescuers found the bodies of four men.", [("killed", "exact", 4)]),
        ("More than 80 people were rushed to hospital.", [("injured", "more_than", 80)]),
        ("Two pupils suffered minor injuries.", [("injured", "exact", 2)]),
        ("Three passengers were shot in the leg.", [("injured", "exact", 3)]),
        ("Rebels abducted 20 students.", [("captured", "exact", 20)]),
        ("Gunmen took two teachers hostage.", [("captured", "exact", 2)]),
        ("Police arrested 15 suspects.", [("arrested", "exact", 15)]),
        (
            "Some 2,000 people were displaced; three are still missing.",
            [("displaced", "about", 2000), ("missing", "exact", 3)],
        ),
        ("More than 100 wounded people arrived.", [("injured", "more_than", 100)]),
        ("An airstrike killed between 30 and 32 civilians.", [("killed", "range", None)]),
    ],
)
def test_harms_and_operators(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No one was hurt in the blast.", [("injured", 0)]),
        ("There were no casualties.", [("injured", 0), ("killed", 0)]),
        ("No deaths or injuries were reported.", [("killed", 0), ("injured", 0)]),
    ],
)
def test_stated_zero(text: str, expected: list[tuple[str, int]]) -> None:
    tolls = find(text)
    assert sorted((toll.property, toll.value.n) for toll in tolls) == sorted(expected)
    assert {toll.value.op for toll in tolls} == {"zero"}


@pytest.mark.parametrize(
    "text",
    [
        "The bombing could have killed hundreds.",
        "They threatened to kill 50 hostages.",
        "The cell planned to kill 50 people.",
        "If the bomb had killed 12 people, the talks would have ended.",
        "The blast did not kill 12 people.",
        "Parliament killed the bill.",
        "The flood killed 500 cattle.",
        "The race ended in a dead heat.",
        "12 people were killed or wounded.",
        "There were 12 casualties.",
        "It was one of the ten most popular figures of the country.",
    ],
)
def test_no_toll(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "n", "group"),
    [
        ("The blast killed 12 people, including three children.", 3, "children"),
        ("Among the dead are 31 women and children.", 31, "women and children"),
        ("Ten people died. Three of the dead were firefighters.", 3, "firefighters"),
        ("Ten civilians, three of whom were women, perished.", 3, "women"),
    ],
)
def test_parts_are_marked_and_grouped(text: str, n: int, group: str) -> None:
    parts = [toll for toll in find(text) if toll.part_of]
    assert [(toll.value.n, toll.value.group, toll.property) for toll in parts] == [(n, group, "killed")]


def test_two_parts_of_one_list() -> None:
    parts = find("Among the dead are 31 women and children and nine Norlanders.")
    assert {(toll.value.n, toll.part_of) for toll in parts} == {(31, True), (9, True)}


@pytest.mark.parametrize(
    ("text", "current", "replaced"),
    [
        ("The first death toll of more than 70 was revised downwards; 58 people had died.", 58, 70),
        ("The death toll rose to 15 from 12 on Monday.", 15, 12),
        ("The toll has climbed to at least 34, up from 28.", 34, 28),
        ("The death toll stands at 41, lowering an earlier count of 103.", 41, 103),
        ("Fifteen people died. Earlier reports said 14 people had been killed.", 15, 14),
    ],
)
def test_replaced_figures(text: str, current: int, replaced: int) -> None:
    found = {toll.value.n: toll.value.superseded for toll in find(text)}
    assert found == {current: False, replaced: True}


def test_an_earlier_figure_alone_is_not_replaced() -> None:
    (toll,) = find("Police initially said 12 people were killed.")
    assert not toll.value.superseded


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Three more people died in hospital on Friday.", "increment"),
        ("One of the injured died in hospital.", "transfer"),
        ("Three people died.", "total"),
    ],
)
def test_modes(text: str, mode: str) -> None:
    assert [toll.mode for toll in find(text)] == [mode]


def test_another_harm_is_no_increment() -> None:
    tolls = find("The mine killed at least 12 people and injured another 30.")
    assert [(toll.property, toll.mode) for toll in tolls] == [("killed", "total"), ("injured", "total")]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The fever kills 40,000 people a year.", "campaign"),
        ("Since October 30,000 people have been killed.", "campaign"),
        ("The blast killed 12 people on Monday.", "event"),
        ("The attack, the deadliest this year, killed 12 people.", "event"),
    ],
)
def test_scopes(text: str, scope: str) -> None:
    assert [toll.scope for toll in find(text)] == [scope]


def test_a_denied_toll_is_still_a_candidate() -> None:
    assert brief("The army denied that 30 civilians were killed.") == [("killed", "exact", 30)]


@pytest.mark.parametrize(
    ("text", "wording", "group"),
    [
        ("General Ilya Dorn, who was killed in a raid, was honoured.", "General Ilya Dorn", None),
        ("A man was shot dead.", "A man", None),
        ("Gunmen killed a soldier.", "a soldier", "soldier"),
        ("A suicide bomber was killed.", "A suicide bomber", "attackers"),
        ("Marta Solberg, 34, was shot and killed at home.", "Marta Solberg", None),
    ],
)
def test_one_person(text: str, wording: str, group: str | None) -> None:
    (toll,) = find(text)
    assert (toll.value.n, toll.value.wording, toll.value.group) == (1, wording, group)
    assert toll.basis == "derived" and toll.individual


def test_the_bomber_and_others() -> None:
    tolls = find("The bomber killed himself and three bystanders.")
    assert {(toll.value.n, toll.value.group) for toll in tolls} == {(1, "attackers"), (3, "bystanders")}


def test_the_hurt_who_die_count_among_the_dead() -> None:
    assert brief("A teenager was shot. He was taken to hospital, where he died.") == [("killed", "exact", 1)]


def test_a_parenthesis_does_not_hide_the_total() -> None:
    tolls = find("At least 60 people, including 10 children, were killed and 200 others were wounded.")
    assert [(t.property, t.value.n, t.part_of) for t in tolls] == [
        ("killed", 60, False),
        ("killed", 10, True),
        ("injured", 200, False),
    ]


def test_evidence_runs_from_number_to_harm() -> None:
    (toll,) = find("On Monday 84 people had died in Torbay.")
    assert toll.evidence.quote == "84 people had died"


_PIECES = [
    "killed",
    "84",
    "dead",
    "people",
    "toll",
    "rose to",
    "from",
    "including",
    "of them",
    "no",
    "\n",
    ",",
    ".",
    "who",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14))
def test_damaged_text_keeps_its_offsets(pieces: list[str]) -> None:
    find(" ".join(pieces))


@pytest.mark.parametrize(
    ("text", "current", "replaced"),
    [
        ("Raiders killed at least 160 people, up from an official toll of 132.", 160, 132),
        ("The bombings killed 253 people. Officials had earlier said 359 people were killed.", 253, 359),
        ("More than 40 miners are dead. At one point they heard 44.", 40, 44),
    ],
)
def test_an_earlier_figure_is_told_from_the_present_one(text: str, current: int, replaced: int) -> None:
    assert {toll.value.n: toll.value.superseded for toll in find(text)} == {current: False, replaced: True}


def test_what_is_joined_to_an_earlier_figure_is_earlier() -> None:
    text = "The rocket killed 52 people and wounded 109. He had earlier put it at 39 dead and 87 wounded."
    found = {(toll.property, toll.value.n): toll.value.superseded for toll in find(text)}
    assert found == {
        ("killed", 52): False,
        ("injured", 109): False,
        ("killed", 39): True,
        ("injured", 87): True,
    }


@pytest.mark.parametrize(
    "text", ["The death toll rose by 3 to 12.", "Officials revised the death toll down by about 3 to 12."]
)
def test_a_change_is_no_toll(text: str) -> None:
    assert brief(text) == [("killed", "exact", 12)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("There were no civilian casualties.", "civilian"),
        ("There were no immediate casualties.", None),
        ("No consulate personnel were hurt.", "consulate personnel"),
    ],
)
def test_a_zero_can_be_of_some(text: str, group: str | None) -> None:
    assert {toll.value.group for toll in find(text)} == {group}


def test_a_round_up_is_no_event() -> None:
    (toll,) = find("At least 8 people were wounded in weekend shootings across the city.")
    assert toll.scope == "campaign"
