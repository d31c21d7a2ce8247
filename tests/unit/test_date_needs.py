"""A pattern of time is looked for only where a word stands that each of its matches holds."""

from __future__ import annotations

import pytest

from counterclaim.annotate.date_vocabulary import DatePattern, find_date_words, load_date_patterns

PHRASES = """
early Monday, March 3, 2014 evening | the night of the 4th of May 2015 | Tue 3 Jun '15.
last March the second | 5 June next year | June 3-July 4, 2012 | 2014-03-05 | 2014/03/05 | 3.4.2015
5/6/15 | Monday the 4th | late Sept. 2011 | mid-May last year | this past June | fiscal 2009
the year nineteen eighty-four | two thousand six | the year two thousand | last spring
the summer of 2013 | the 1st quarter of 2010 | 2010 third quarter | last year's second quarter
second quarter of last year | year-earlier fourth quarter | latter half of the year | the latest period
the fiscal quarter | year-ago quarter | the same period a year ago | a year earlier | the late 1980s
the '90s | the early nineties | 19th century | the late nineteenth-century | last Christmas Eve
St. Patrick's Day 2010 | New Year’s Eve | next Friday night | noon on last Sunday | Tuesday of next week
the following Saturday morning | early today | the day before yesterday | the day after tomorrow
late tonight | earlier this evening | late last night | about two or three weeks or so ago
a few days from now | later this past week | the present decade | the weekend
the last days of the month | year's end | year-end | earlier in the week | three days earlier.
two weeks previously | six hours before. | four days afterward | a month after; | the very day before
the day later | the prior month | the very next year | that same week | late that night
the preceding evening | the morning before | the next afternoon | two days before he | the day after she
the past 24 hours | early these last-ten months | the next few weeks | coming three years
the past hour | recent weeks | coming months | every other day | each Monday mornings | Mondays
Tuesday nights | weekly | twice a day | 30 times per hour | an entire week | five more days
several-week | a year and a half | half an hour | a half-hour | two-and-a-half-years | daylong
day-long | WEEKLONG | the year ended | weeks or months ahead | 12-hour | months-long | 10:30 p.m. GMT
10pm | around midnight | 1630 hours | overnight | right now | at the moment | the recent past | lately
the near future | SOON | ten ſeconds | the night of June 4/5, 2021
overnight 4/5 June | late on Sunday into Monday | the night of Friday to Saturday
Friday/Saturday night | overnight into Saturday
"""


@pytest.mark.parametrize(
    "phrase", [each.strip() for each in PHRASES.replace("\n", "|").split("|") if each.strip()]
)
def test_words_of_a_match_hold_what_its_pattern_needs(phrase: str) -> None:
    matching = [pattern for pattern in load_date_patterns() if pattern.regex.search(phrase)]
    assert matching
    assert all(pattern.may_match(find_date_words(phrase)) for pattern in matching)


def test_phrases_try_every_pattern() -> None:
    tried = [pattern.entry.pattern for pattern in load_date_patterns() if pattern.regex.search(PHRASES)]
    assert tried == [pattern.entry.pattern for pattern in load_date_patterns()]


@pytest.mark.parametrize("text", ["Rebels shelled the mill.", "Nobody was hurt, the mayor said."])
def test_text_without_words_of_time_needs_no_pattern(text: str) -> None:
    assert not _find_looked_for(text)


def test_digits_are_all_alike() -> None:
    assert find_date_words("On 3 May 2014") == {"on", "may", "0"}


def test_pattern_of_unknown_needs_is_always_looked_for() -> None:
    pattern = load_date_patterns()[0]
    unknown = DatePattern(entry=pattern.entry, needs=(), language="en")
    assert unknown.may_match(frozenset())
    assert not pattern.may_match(frozenset())


def _find_looked_for(text: str) -> list[DatePattern]:
    return [pattern for pattern in load_date_patterns() if pattern.may_match(find_date_words(text))]
