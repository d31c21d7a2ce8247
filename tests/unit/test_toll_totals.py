"""Totals that a report does not write out: the hit without the dead, and victims told one by one."""

from __future__ import annotations

import pytest

from counterclaim.coding.rules.coder import RuleCoder
from counterclaim.model.report import make_report
from counterclaim.model.statement import Statement
from counterclaim.model.values import TollValue


def find(text: str) -> list[tuple[Statement, TollValue]]:
    coding = RuleCoder(names=True).code(make_report(text))
    return [(each, each.value) for each in coding.statements if isinstance(each.value, TollValue)]


def totals(text: str) -> dict[str, int | None]:
    return {each.property: value.n for each, value in find(text) if value.group is None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four people were shot in Torbay on Friday, one fatally.", {"injured": 3, "killed": 1}),
        ("Eight men were shot, three of them fatally.", {"injured": 5, "killed": 3}),
        ("Seven shot in Torbay", {"injured": 7}),
        ("10 shot, 3 killed at Torbay party", {"injured": 7, "killed": 3}),
        ("4 shot on Sandry Street, 2 die", {"injured": 2, "killed": 2}),
        ("In the attack 12 people were hit by gunfire. Two of them died.", {"injured": 10, "killed": 2}),
        ("Five people were shot in Torbay. Two died and three were wounded.", {"injured": 3, "killed": 2}),
        ("Two men were shot in Torbay. Both died.", {"killed": 2}),
        ("Two men were taken to hospital after the shooting, where they died.", {"killed": 2}),
    ],
)  # fmt: skip
def test_the_hit_are_hurt_unless_they_died(text: str, expected: dict[str, int]) -> None:
    assert expected.items() <= totals(text).items()


@pytest.mark.parametrize(
    "text",
    ["One shot was fired at the police.", "The army shot down three drones.", "Troops shot at the crowd."],
)
def test_shots_are_no_people(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "harm", "n"),
    [
        ("The general and his bodyguard were killed by a bomb on Monday.", "killed", 2),
        ("Two men and a woman were killed in a raid.", "killed", 3),
        ("Tom Bell, 21, was shot dead in Torbay. Ana Ruiz, 25, died in hospital.", "killed", 2),
        ("The victims, Ana Ruiz, 25, and Tom Bell, 31, were killed in the shooting.", "killed", 2),
        ("A man was wounded in the raid on Torbay. Another man was wounded in Sandry.", "injured", 2),
        ("A man killed his wife, 40, in Torbay and then shot himself dead.", "killed", 2),
    ],
)
def test_people_told_one_by_one_are_counted(text: str, harm: str, n: int) -> None:
    (total,) = [(each, value) for each, value in find(text) if each.property == harm and value.group is None]
    statement, value = total
    assert (value.n, statement.basis) == (n, "derived")
    assert all(text[one.start : one.end] == one.quote for one in statement.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "A teenager was shot dead in Torbay. The boy died in his home. Tom Bell, 17, was killed at noon.",
        "A suspect was arrested over the raid that killed one. One person was killed in the raid.",
        "A girl shot and killed her older brother in Torbay. The girl killed her brother with a rifle.",
        "An 8-year-old boy was killed in the raid. The child died in hospital.",
    ],
)
def test_one_person_told_twice_is_one(text: str) -> None:
    assert {value.n for each, value in find(text) if each.property == "killed"} == {1}


def test_a_written_total_is_not_added_to() -> None:
    text = "Three people were killed in Torbay. Tom Bell, 21, and Ana Ruiz, 25, were killed at home."
    assert totals(text) == {"killed": 3}


def test_who_was_hit_and_died_is_not_hurt() -> None:
    text = "Tom Bell was shot in the chest in Torbay on Monday. Police said that Mr Bell died at noon."
    assert totals(text) == {"killed": 1}


def test_one_hurt_beside_one_killed_is_another_person() -> None:
    assert totals("1 dead, 1 wounded in Torbay. A man was killed in the shooting.") == {
        "killed": 1,
        "injured": 1,
    }


def test_a_headline_without_its_verb() -> None:
    assert totals("Man killed, two wounded in Torbay shooting") == {"killed": 1, "injured": 2}


def test_the_dead_who_were_hurt_first_are_not_hurt() -> None:
    (total,) = [each for each, _ in find("Two men were shot in Torbay. Both died at the scene.")]
    assert (total.property, total.evidence[0].quote) == ("killed", "Two men were shot in Torbay. Both died")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police investigate the fatal shooting of a woman in Torbay.", {"killed": 1}),
        ("Police investigate the non-fatal shooting of a woman in Torbay.", {"injured": 1}),
        ("A man was charged with murder in the shooting of Tom Bell, 31, in Torbay.", {"killed": 1}),
        ("After the shooting officers found a man with a gunshot wound.", {"injured": 1}),
        ("The shooting of the film in Torbay began.", {}),
    ],
)
def test_nouns_of_shooting_and_wounds(text: str, expected: dict[str, int]) -> None:
    assert totals(text) == expected


def test_ages_between_people_and_harm() -> None:
    assert totals("Seven people, ages 13 to 15, were injured in the blast.") == {"injured": 7}


def test_shot_at_a_place_and_shot_at_people() -> None:
    assert totals("Two men were shot at a party in Torbay.") == {"injured": 2}
    assert totals("Gunmen shot at two men in a car.") == {}


def test_a_kind_of_people_who_were_hit_stays_a_kind() -> None:
    (found,) = find("Four teens shot at Torbay party on Friday")
    assert (found[0].property, found[1].n, found[1].group) == ("injured", 4, "teens")
