"""Date expressions: what is found, and which days the words stand for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.date_timex import to_timex
from counterclaim.annotate.dates import find_dates, find_weekday_conflicts, resolve_expression
from counterclaim.annotate.layers import DateExpression, DateLayer
from counterclaim.annotate.parse import parse_text
from counterclaim.model.report import make_report

#: A Thursday.
PUBLISHED = date(2022, 9, 15)


def find(text: str, published: date | None = PUBLISHED) -> DateLayer:
    blocks = find_blocks(text)
    return find_dates(make_report(text, published=published), parse_text(text, blocks), blocks)


def find_one(text: str, wording: str, published: date | None = PUBLISHED) -> DateExpression:
    expressions = find(text, published).expressions
    matching = [expression for expression in expressions if expression.wording == wording]
    assert matching, [expression.wording for expression in expressions]
    return matching[0]


def days(expression: DateExpression) -> tuple[str, str] | None:
    value = expression.value
    return (value.start.isoformat(), value.end.isoformat()) if value else None


@pytest.mark.parametrize(
    ("text", "wording", "day"),
    [
        ("Gunmen struck Tarvo on 4 June 2021.", "4 June 2021", "2021-06-04"),
        ("Gunmen struck Tarvo on June 4, 2021.", "June 4, 2021", "2021-06-04"),
        ("Gunmen struck Tarvo on the 4th of June 2021.", "the 4th of June 2021", "2021-06-04"),
        ("Gunmen struck Tarvo on Friday, June 4, 2021.", "Friday, June 4, 2021", "2021-06-04"),
        ("Gunmen struck Tarvo on 2021-06-04.", "2021-06-04", "2021-06-04"),
        ("Gunmen struck Tarvo on 24/06/2021.", "24/06/2021", "2021-06-24"),
        ("Gunmen struck Tarvo on Dec. 21, 2020.", "Dec. 21, 2020", "2020-12-21"),
        ("REBELS SHELLED TARVO ON 3 JAN 90, POLICE SAID.", "3 JAN 90", "1990-01-03"),
    ],
)
def test_full_date_is_stated(text: str, wording: str, day: str) -> None:
    expression = find_one(text, wording, published=None)
    assert days(expression) == (day, day)
    assert expression.basis == "stated"


@pytest.mark.parametrize(
    ("text", "wording", "day"),
    [
        ("The bridge fell yesterday.", "yesterday", "2022-09-14"),
        ("The bridge fell on Wednesday.", "Wednesday", "2022-09-14"),
        ("Troops entered the town on Thursday.", "Thursday", "2022-09-15"),
        ("The bridge fell on Sunday night.", "Sunday night", "2022-09-11"),
        ("The bridge fell late on Sunday.", "late on Sunday", "2022-09-11"),
        ("The bridge fell last Friday.", "last Friday", "2022-09-09"),
        ("Unions will march this Friday.", "this Friday", "2022-09-16"),
        ("Unions will march this Thursday.", "this Thursday", "2022-09-15"),
        ("Unions will march on Saturday.", "Saturday", "2022-09-17"),
        ("The talks are scheduled for Monday.", "Monday", "2022-09-19"),
        ("The bridge fell at 11 p.m. Tuesday.", "11 p.m. Tuesday", "2022-09-13"),
        ("The bridge fell on September 2.", "September 2", "2022-09-02"),
        ("The bridge fell on December 2.", "December 2", "2021-12-02"),
        ("Voters will choose a mayor on December 2.", "December 2", "2022-12-02"),
        ("The bridge fell two days ago.", "two days ago", "2022-09-13"),
        ("The bridge fell last night.", "last night", "2022-09-14"),
        ("Shops closed on Bastille Day.", "Bastille Day", "2022-07-14"),
        ("Churches were attacked on Easter Sunday.", "Easter Sunday", "2022-04-17"),
        ("The bridge fell the day before yesterday.", "the day before yesterday", "2022-09-13"),
    ],
)
def test_words_are_resolved_against_publication(text: str, wording: str, day: str) -> None:
    expression = find_one(text, wording)
    assert days(expression) == (day, day)
    assert expression.basis == "resolved"
    assert expression.value is not None
    assert expression.value.precision == "day"


@pytest.mark.parametrize(
    ("text", "wording", "stretch", "precision"),
    [
        ("It began in June.", "June", ("2022-06-01", "2022-06-30"), "month"),
        ("It began in October.", "October", ("2021-10-01", "2021-10-31"), "month"),
        ("It began last October.", "last October", ("2021-10-01", "2021-10-31"), "month"),
        ("It began last August.", "last August", ("2021-08-01", "2021-08-31"), "month"),
        ("They warned of a shortage of fuel in October.", "October", ("2022-10-01", "2022-10-31"), "month"),
        ("They left when the vote is held in October.", "October", ("2022-10-01", "2022-10-31"), "month"),
        ("It began in nineteen eighty-four.", "nineteen eighty-four", ("1984-01-01", "1984-12-31"), "year"),
        (
            "It began in the second half of 2021.",
            "the second half of 2021",
            ("2021-07-01", "2021-12-31"),
            "range",
        ),
        (
            "It plans to print second-quarter figures.",
            "second-quarter",
            ("2022-04-01", "2022-06-30"),
            "range",
        ),
        (
            "It fell in last year's third quarter.",
            "last year's third quarter",
            ("2021-07-01", "2021-09-30"),
            "range",
        ),
        ("It began in January 2020.", "January 2020", ("2020-01-01", "2020-01-31"), "month"),
        ("It began in 2019.", "2019", ("2019-01-01", "2019-12-31"), "year"),
        ("It began last week.", "last week", ("2022-09-05", "2022-09-11"), "week"),
        ("It began last year.", "last year", ("2021-01-01", "2021-12-31"), "year"),
        ("It began earlier this month.", "earlier this month", ("2022-09-01", "2022-09-15"), "range"),
        ("It began in the late 1980s.", "the late 1980s", ("1986-01-01", "1989-12-31"), "range"),
        ("It began in early March 2021.", "early March 2021", ("2021-03-01", "2021-03-10"), "days"),
        ("It began in the summer of 2020.", "the summer of 2020", ("2020-06-01", "2020-08-31"), "season"),
        ("It fell over the weekend.", "the weekend", ("2022-09-10", "2022-09-11"), "days"),
        ("It fell on June 4-5, 2021.", "June 4-5, 2021", ("2021-06-04", "2021-06-05"), "days"),
        ("Ten died in the past two days.", "the past two days", ("2022-09-13", "2022-09-15"), "range"),
    ],
)  # fmt: skip
def test_longer_stretches_keep_their_precision(
    text: str, wording: str, stretch: tuple[str, str], precision: str
) -> None:
    expression = find_one(text, wording)
    assert days(expression) == stretch
    assert expression.value is not None
    assert expression.value.precision == precision


@pytest.mark.parametrize(
    ("text", "wording", "day"),
    [
        ("On September 8 rebels claimed the raid of the day before.", "the day before", "2022-09-07"),
        ("Tarvo fell on Monday. Two days later, the army withdrew.", "Two days later", "2022-09-14"),
        ("Tarvo fell on 3 May 2021. The following day, police arrived.", "The following day", "2021-05-04"),
        ("Tarvo fell on 3 May 2021. It was shelled three days earlier.", "three days earlier", "2021-04-30"),
    ],
)
def test_narrative_words_count_from_the_last_day_told(text: str, wording: str, day: str) -> None:
    assert days(find_one(text, wording)) == (day, day)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("The bridge fell yesterday.", "yesterday"),
        ("The bridge fell on Wednesday.", "Wednesday"),
        ("On January 4 the bridge fell.", "January 4"),
        ("The day before, the bridge fell.", "The day before"),
        ("The bridge fell on 05/01/2021.", "05/01/2021"),
        ("Shops closed on Bastille Day.", "Bastille Day"),
    ],
)
def test_without_a_publication_date_the_day_stays_blank(text: str, wording: str) -> None:
    assert find_one(text, wording, published=None).value is None


def test_the_lead_prints_the_year_of_later_days() -> None:
    text = "A blast shook Tarvo on 30 December 2020. The last survivor was found on January 2."
    expression = find_one(text, "January 2", published=None)
    assert days(expression) == ("2021-01-02", "2021-01-02")
    assert expression.year_assumed


def test_a_day_in_an_aside_is_no_calendar() -> None:
    text = "On January 4 rebels hailed a man who was killed in a raid on 9 March 2020."
    assert find_one(text, "January 4", published=None).value is None


def test_a_weekday_takes_the_day_printed_with_it() -> None:
    text = "Smoke rises over Tarvo on Saturday, 5 June 2021.\nRebels attacked the town on Saturday."
    assert days(find_one(text, "Saturday", published=None)) == ("2021-06-05", "2021-06-05")


def test_early_hours_of_the_next_weekday_are_a_matter_of_time_zone() -> None:
    text = "Rockets hit Tarvo early Friday, officials said. Friday's barrage killed two people."
    assert {days(expression) for expression in find(text).expressions} == {("2022-09-16", "2022-09-16")}


@pytest.mark.parametrize(
    "text",
    [
        "Residents may flee the town, and troops march on.",
        "A 21-year-old man shot a second guard.",
        "Some 2000 people fled.",
        "It cost $20 a day to feed them.",
        "The Sunday Times said so.",
        "They sat in the sun.",
        "Relatives still mourn those killed on Bloody Sunday.",
        "May Trask spoke to reporters.",
        "They marched on the fourth anniversary of the raid.",
        "They will leave as soon as they can.",
        "She edits a daily in Tarvo.",
        "They fear future raids.",
    ],
)
def test_other_words_are_no_dates(text: str) -> None:
    assert find(text).expressions == ()


def test_a_count_after_a_month_is_no_day() -> None:
    assert [found.wording for found in find("In May 24 people were killed.").expressions] == ["May"]


@pytest.mark.parametrize(
    ("text", "wording", "kind"),
    [
        ("They were held for three days.", "three days", "DURATION"),
        ("They march every Friday.", "every Friday", "SET"),
        ("It fell around 11:30pm.", "around 11:30pm", "TIME"),
        ("They waited for weeks.", "weeks", "DURATION"),
        ("They waited for a month and a half.", "a month and a half", "DURATION"),
    ],
)
def test_durations_sets_and_times_name_no_day(text: str, wording: str, kind: str) -> None:
    expression = find_one(text, wording)
    assert expression.kind == kind
    assert expression.value is None


@pytest.mark.parametrize(
    ("text", "wording", "value"),
    [
        ("Second-quarter sales rose to 4 million from 3 million a year ago.", "a year ago", "2021-Q2"),
        (
            "Second-quarter sales rose. They fell in the year-earlier quarter.",
            "the year-earlier quarter",
            "2021-Q2",
        ),
        ("Second-quarter sales rose. He left the firm a year ago.", "a year ago", "2021"),
        ("Sales rose in the latest quarter.", "the latest quarter", "2022-Q2"),
        ("They walked in the quarter.", "the quarter", "XXXX-XX-XX"),
        ("Sales rose in the first half of last year.", "the first half of last year", "2021-H1"),
        ("They talked for decades.", "decades", "PXDE"),
        ("They talked for half an hour.", "half an hour", "PT30M"),
        ("They sold it in the year ended May 3.", "the year", "P1Y"),
        ("It was a weeklong siege.", "weeklong", "P1W"),
        ("It had been due to end on Friday.", "Friday", "2022-09-09"),
        ("It is due to end on Friday.", "Friday", "2022-09-16"),
        ("They stayed until Friday.", "Friday", "2022-09-16"),
        ("Nobody confirmed it until Friday.", "Friday", "2022-09-09"),
        ("They did not confirm it until Friday.", "Friday", "2022-09-09"),
        ("Tarvo fell on 3 May 2021. Police came that night.", "that night", "2021-05-03TNI"),
        ("Tarvo fell on 3 May 2021. Police came the next morning.", "the next morning", "2021-05-04TMO"),
        ("Tarvo fell on 3 May 2021. It was shelled the night before.", "the night before", "2021-05-02TNI"),
        ("It stood between May and August 2011.", "May", "2011-05"),
        ("It stood from October to March 2011.", "October", "2010-10"),
        ("It fell on April 3, May 5 and June 6, 2011.", "April 3", "2011-04-03"),
        ("They talked for two and a half years.", "two and a half years", "P2Y6M"),
        ("They march every other Sunday.", "every other Sunday", "XXXX-WXX-7"),
        ("It beat the record set on Dec. 2.", "Dec. 2", "2021-12-02"),
        ("Talks are likely to end on Friday.", "Friday", "2022-09-16"),
    ],
)  # fmt: skip
def test_values_are_written_as_timex(text: str, wording: str, value: str) -> None:
    assert to_timex(find_one(text, wording)) == value


def test_an_expression_is_resolved_again_on_another_day() -> None:
    said = find_one("“We struck the bridge yesterday,” he wrote.", "yesterday")
    value = resolve_expression(said, anchor=date(2022, 9, 1))
    assert value is not None
    assert value.start == date(2022, 8, 31)
    assert value.wording == "yesterday"


def test_a_stated_date_is_the_same_on_any_day() -> None:
    stated = find_one("It fell on 4 June 2021.", "4 June 2021")
    assert resolve_expression(stated, anchor=date(1999, 1, 1)) == stated.value


def test_weekday_conflict_names_both_weekdays() -> None:
    layer = find("It fell on Tuesday, 3 January 2024, and again on Friday, 5 January 2024.")
    (conflict,) = find_weekday_conflicts(layer.expressions)
    assert (conflict.said, conflict.true) == (1, 2)


def test_offsets_fit_the_text_across_lines_and_signs() -> None:
    text = "Tárvo — “the day\u00a0before”\nPolice said\u2009on June 4,\u00a02021 that …"
    for expression in find(text).expressions:
        quote = text[expression.span.start : expression.span.end]
        assert " ".join(quote.split()) == expression.wording


PIECES = st.sampled_from(
    ["on Friday ", "June 4, 2021 ", "the day before ", "5 people ", "in May ", "\n", "04/05/2021 ", "will ",
     "“", "—", "last night ", "2 weeks ago ", "died ", "Published ", ". ", "29 February ", "1990s "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_expressions_are_ordered_disjoint_and_quote_the_text(text: str) -> None:
    layer = find(text, published=None)
    end = 0
    for expression in layer.expressions:
        assert expression.span.start >= end
        end = expression.span.end
        assert " ".join(text[expression.span.start : end].split()) == expression.wording
        assert expression.value is None or expression.value.start <= expression.value.end
