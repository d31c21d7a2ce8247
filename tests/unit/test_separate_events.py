"""Numbers of other events: wars, separate incidents, earlier years, other days of the week."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import TollValue

LEAD = "A bomb killed nine people at a market in Karvun on Friday, police said. "

OTHERS = (
    "The insurgency in the north-east has killed more than 35,000 people.",
    "It was the worst day since a civil war, which killed at least 80,000 people, ended.",
    "In a separate incident, two policemen were shot dead.",
    "Also on Friday, a mortar attack near the port killed three people.",
    "Ten people had already been killed in a week of violence there.",
    "It is the deadliest since 2002, when at least 31 people were killed.",
    "At least 95 people have been killed in the West of the country this year.",
    "Last year, the group bombed a mosque, killing more than 100.",
    "Two weeks ago, 51 soldiers died in an attack on a camp.",
    "On Tuesday, a shooting in the port left two people dead.",
    "On the same day gunmen attacked a convoy in the hills, killing five traders.",
    "In the following days a policewoman and four shoppers were also killed.",
    "In March, an air strike on a mill killed 119 people.",
    "Until the bomb on Friday, 40 people had lost their lives in the town this spring.",
    "Prior to Friday's bomb, some 300 people had been killed in the province.",
    "Some 300 people have been killed in 11 days of shelling.",
    "The raids began after a night in May 2019, when rebels overran a camp and killed more than 90 people.",
)
OWN = (
    "It was the deadliest attack since 2015.",
    "The war has emptied the town; the bomb killed nine people, the mayor said.",
    "The nine killed had already left home when the war began.",
    "Police said on Saturday that nine people were killed.",
    "Until Friday the town had been quiet; nine people were killed.",
    "The bomb went off after two days of rain and killed nine people.",
)


def count_dead(text: str, published: str | None) -> set[int | None]:
    coding = cc.code(text, published=published)
    main = {mention.id for mention in coding.mentions if mention.role == "main"}
    return {
        s.value.n
        for s in coding.statements
        if isinstance(s.value, TollValue) and s.property == "killed" and s.mention in main
    }


@pytest.mark.parametrize("sentence", [*OTHERS, *OWN])
@pytest.mark.parametrize("published", ["2024-10-12", None])
def test_only_the_dead_of_the_event_are_its_own(sentence: str, published: str | None) -> None:
    assert count_dead(LEAD + sentence, published) == {9}


def test_killings_that_go_on_from_the_first_are_the_events_own() -> None:
    text = LEAD + "Gunmen then ambushed a convoy sent to help and killed seven more."
    assert count_dead(text, "2024-10-12") == {9, 7}


@pytest.mark.parametrize(
    "people",
    ["Six people - three of them children - were killed", "Six people (three of them children) were killed"],
)
def test_an_aside_does_not_part_people_from_what_befell_them(people: str) -> None:
    assert count_dead(f"{people} when shells fell on a market in Karvun.", None) == {6, 3}


def test_lives_are_taken_not_claimed_by_a_speaker() -> None:
    coding = cc.code("The disaster, a missile strike, claimed the lives of all 295 people on board.")
    tolls = [s for s in coding.statements if isinstance(s.value, TollValue)]
    assert [(s.value.n, s.speakers) for s in tolls] == [(295, ())]


def test_bodies_of_the_abducted_are_dead_and_were_taken() -> None:
    coding = cc.code("The bodies of 11 men who were abducted last week have been found near Karvun.")
    tolls = {(s.property, s.value.n) for s in coding.statements if isinstance(s.value, TollValue)}
    assert {("killed", 11), ("captured", 11)} <= tolls


@pytest.mark.parametrize(
    "sentence",
    [
        "On January 3, 2020, Oru Velt was killed by a drone.",
        "The crowd had come to honour a commander killed four years ago in an air strike.",
    ],
)
def test_the_death_remembered_years_later_is_not_of_the_event(sentence: str) -> None:
    assert count_dead("A bomb killed nine people at a market in Karvun. " + sentence, None) == {9}
