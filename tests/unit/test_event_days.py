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


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("Drones hit a clinic in Tarvo overnight, killing six people, police said on Tuesday.", (12, 13)),
        ("Overnight raids in Tarvo killed six people, police said on Tuesday.", (12, 13)),
        ("Overnight shelling killed six people in Tarvo, police said.", (14, 15)),
        ("A bomb killed six people in Tarvo at 9 p.m., police said on Tuesday.", (13, 13)),
        ("An overnight raid on Monday killed six people in Tarvo, police said on Tuesday.", (12, 12)),
        ("Gunmen killed six people in Tarvo late on Sunday into Monday, police said.", (11, 12)),
        ("Gunmen killed six people in Tarvo on the night of Sunday to Monday, police said.", (11, 12)),
        ("Gunmen killed six people in Tarvo on the night of September 11/12, police said.", (11, 12)),
        ("Gunmen killed six people in Tarvo on the night of 11/12 September, police said.", (11, 12)),
        ("Gunmen killed six people in Tarvo just before midnight on Monday, police said.", (12, 12)),
    ],
)
def test_an_hour_without_a_day_is_of_the_day_on_which_it_was_told(told: str, days: tuple[int, int]) -> None:
    coding = cc.code(told, published=PUBLISHED)
    found = [each.value for each in coding.statements if isinstance(each.value, DateValue)]
    assert [(each.start.day, each.end.day) for each in found] == [days]


def test_talks_overnight_do_not_date_a_raid_told_without_its_hour() -> None:
    assert (
        find_days("A raid killed six people in Tarvo. Leaders had met overnight, aides said Tuesday.")
        == set()
    )


def test_the_day_in_the_name_of_a_toll_is_the_events() -> None:
    rising = "The toll of Monday's bombing in Tarvo rose to nine, police said on Tuesday."
    assert find_days(rising) == {"2022-09-12"}
    far = "The toll of a raid on a jail in northern Tarvo on Monday rose to nine, police said on Wednesday."
    assert find_days(far) == {"2022-09-12"}
    assert find_days("A bomb killed nine people in Tarvo. The toll rose to nine on Tuesday.") == set()


def test_a_month_at_the_head_of_a_page_tells_the_year() -> None:
    told = "Gunmen killed nine people in Tarvo on June 5, the army said on Sunday."
    coding = cc.code(f"date 2021-06 {told}")
    assert [each.value.start for each in coding.statements if isinstance(each.value, DateValue)] == [
        date(2021, 6, 5)
    ]
    assert not [each for each in cc.code(told).statements if isinstance(each.value, DateValue)]


def test_the_day_of_a_rally_is_that_of_the_killing_after_it() -> None:
    told = "Ilsa Orn was killed in an attack after a rally in Tarvo on Monday. She was buried on Wednesday."
    assert find_days(told) == {"2022-09-12"}


def test_a_day_told_before_the_agency_is_the_deeds() -> None:
    told = (
        "Attackers in two cars ploughed into shoppers and threw explosives at a market in Tarvo, the "
        "capital of China's western Oskar region, on Monday morning, killing nine, state "
        "news agency Xinhua said."
    )
    assert find_days(told) == {"2022-09-12"}
