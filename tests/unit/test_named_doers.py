"""Whom officials name as the doer, by name or by membership, and who only seems to own up."""

from __future__ import annotations

import pytest

from tests.stands import find_stands

NINE = "A bombing killed nine people in Velmora on Monday. "
ELN = "National Liberation Army"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Teo Lind was named by officials as the perpetrator of the attack.", {
            ("officials", "blame", "Teo Lind")}),
        ("Teo Lind was named by officials within a short time as the perpetrator of it.", {
            ("officials", "blame", "Teo Lind")}),
        ("The driver was identified by Odo Marn, the chief prosecutor, as Teo Lind, 56, said to be odd.", {
            ("Odo Marn", "blame", "Teo Lind")}),
        ("The suspected gunman, Teo Lind, killed nine people, police said.", {
            ("police", "suspect", "Teo Lind")}),
        ("The man behind the attack, Teo Lind, belonged to the Dawn Front, said the minister, Odo Marn.", {
            ("Odo Marn", "blame", "Teo Lind"), ("Odo Marn", "blame", "Dawn Front")}),
        ("The gunmen were thought, officials said, to be from the Dawn Front, which often raids villages.", {
            ("officials", "suspect", "Dawn Front")}),
        ("The raiders were members of al-Shabaab, said the governor, after nine people were killed.", {
            ("governor", "blame", "al-Shabaab")}),
        ("Investigators have tied the driver and the vehicle to the ELN, the minister said.", {
            ("minister>Investigators", "blame", ELN)}),
        ("Both the car and its driver have been linked to the ELN, said the minister, after the bombing.", {
            ("minister", "blame", ELN)}),
        ("Eyes turned to the rebels of the ELN after the bombing.", {("", "suspect", ELN)}),
        ("It took police a day to establish that the ELN had orchestrated the bombing.", {
            ("police", "blame", ELN)}),
    ],
)  # fmt: skip
def test_officials_name_the_doer(text: str, stands: set[tuple[str, str, str]]) -> None:
    assert find_stands(NINE + text) == stands


@pytest.mark.parametrize(
    "text",
    [
        # One person is not "they", and an expletive "it" is nobody.
        "Mara Lind said they killed nine people in the attack.",
        "Mara Lind said that it was with knives that they killed most of the dead.",
        # The report's own words name nobody; a finger that turns elsewhere accuses nobody.
        "The gunman, Teo Lind, killed nine people.",
        "Teo Lind was identified by police as one of the victims of the gunman.",
        "The driver, Teo Lind, was killed with nine passengers, police said.",
        "Police identified the bus driver as Teo Lind, 41, after the bombing.",
        "The man behind the counter, Teo Lind, was among nine killed, police said.",
        "Police traced the car to Kenya after the bombing.",
        "All eyes turned to the survivors of the bombing.",
        "The blast is making Colombians, who had hoped that the strife lay behind them, fear more.",
        "Police linked the man to a shop in Brenol after the bombing.",
    ],
)
def test_nobody_is_accused_who_only_stands_near(text: str) -> None:
    assert find_stands(NINE + text) == set()


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("The Gran Tonel gang killed them, the mayor said.", ("mayor", "blame", "Gran Tonel gang")),
        (
            "Members of the Gran Tonel gang killed them, the mayor said.",
            ("mayor", "blame", "Gran Tonel gang"),
        ),
        (
            "Thursday's attack by the Gran Tonel gang killed five more.",
            ("", "assert_fact", "Gran Tonel gang"),
        ),
    ],
)
def test_a_gang_that_no_list_holds_is_a_side(text: str, stand: tuple[str, str, str]) -> None:
    assert stand in find_stands(NINE + text)


def test_a_group_told_beside_its_name_is_that_group() -> None:
    text = (
        NINE
        + "Troops were warned by the M23, the jihadist group that has claimed responsibility for the attack."
    )
    assert {(position, actor) for _, position, actor in find_stands(text)} == {("claim", "M23")}


def test_a_country_where_a_group_has_bases_is_not_suspected() -> None:
    text = NINE + (
        "Officials thought the attackers were from the Dawn Front, an armed group with bases in Kenya, which"
        " has sworn loyalty to Islamic State and often carries out deadly raids."
    )
    assert {actor for _, _, actor in find_stands(text)} == {"Dawn Front"}


def test_a_minor_among_the_suspects_is_not_named() -> None:
    text = "The suspected gunman, Teo Lind, 16, killed nine people in Velmora on Monday, police said."
    assert all("Lind" not in actor for _, _, actor in find_stands(text))
