"""The day of a main event: bound to its words, or told by what happened around it."""

from __future__ import annotations

from datetime import date

import pytest

import counterclaim as cc
from counterclaim.model.values import DateValue

#: A Thursday.
PUBLISHED = date(2022, 9, 15)
LEAD = "A man was shot dead in Tarvo."


def find_days(text: str) -> set[str]:
    coding = cc.code(text, published=PUBLISHED)
    main = {mention.id for mention in coding.mentions if mention.role == "main"}
    return {
        statement.value.start.isoformat()
        for statement in coding.statements
        if statement.mention in main and isinstance(statement.value, DateValue)
    }


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Deputies responded to a home on Elm Road Tuesday night.", "2022-09-13"),
        ("Officers were called to a motel on Tuesday.", "2022-09-13"),
        ("The shooting was reported on Tuesday.", "2022-09-13"),
        ("It happened around 9 p.m. on Tuesday.", "2022-09-13"),
        ("Police said on Tuesday that they had no suspects.", None),
        ("A suspect was arrested on Tuesday.", None),
        ("A suspect was charged on Tuesday and named on Wednesday.", None),
        ("He had come to Tarvo on Tuesday.", None),
    ],
)
def test_the_day_help_was_called_is_the_events_and_that_of_a_charge_is_not(
    told: str, day: str | None
) -> None:
    assert find_days(f"{LEAD} {told}") == ({day} if day else set())


def test_it_happened_tells_the_day_far_down() -> None:
    filler = " ".join(["Neighbours spoke of a quiet street with many trees."] * 8)
    assert find_days(f"{LEAD} {filler} This happened on Tuesday near the mill.") == {"2022-09-13"}
    assert find_days(f"{LEAD} {filler} She moved there on Tuesday with her son.") == set()


def test_the_day_of_a_death_gives_way_to_that_of_the_event() -> None:
    assert find_days("A boy died Wednesday after he was shot on Tuesday in Tarvo.") == {"2022-09-13"}
    assert find_days("A boy died in Tarvo on Wednesday when gunmen shot at a bus.") == {"2022-09-14"}
