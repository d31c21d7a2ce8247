"""Number phrases: operators, bounds (codebooks, section 11) and what is no count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.annotate.layers import Quantity
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.quantities import find_quantities
from counterclaim.vocabulary.numbers import get_bounds, read_number


def find(text: str) -> tuple[Quantity, ...]:
    return find_quantities(parse_text(text, ()))


def only(text: str) -> Quantity:
    found = find(text)
    assert len(found) == 1, [text[q.span.start : q.span.end] for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("84", 84),
        ("1,200", 1200),
        ("eighty-four", 84),
        ("two dozen", 24),
        ("a hundred", 100),
        ("3.5 million", 3_500_000),
        ("one hundred and twenty-three", 123),
        ("two thousand three hundred", 2300),
        ("many", None),
    ],
)
def test_numbers_are_read(words: str, number: int | None) -> None:
    assert read_number(words) == number


@given(st.integers(min_value=0, max_value=9_999_999))
def test_digits_with_commas_read_as_the_number(number: int) -> None:
    assert read_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("phrase", "op", "n", "low", "high"),
    [
        ("84", "exact", 84, 84, 84),
        ("half a dozen", "exact", 6, 6, 6),
        ("at least 80", "at_least", 80, 80, None),
        ("80 or more", "at_least", 80, 80, None),
        ("more than a dozen", "more_than", 12, 13, None),
        ("over 80", "more_than", 80, 81, None),
        ("80-plus", "more_than", 80, 81, None),
        ("up to 50", "at_most", 50, 0, 50),
        ("as many as 50", "at_most", 50, 0, 50),
        ("no more than 50", "at_most", 50, 0, 50),
        ("fewer than 50", "fewer_than", 50, 0, 49),
        ("nearly 300", "nearly", 300, 270, 299),
        ("almost two dozen", "nearly", 24, 22, 23),
        ("about 100", "about", 100, 90, 110),
        ("some 300", "about", 300, 270, 330),
        ("100 or so", "about", 100, 90, 110),
        ("an estimated 40", "about", 40, 36, 44),
        ("between 4 and 6", "range", None, 4, 6),
        ("4-6", "range", None, 4, 6),
        ("4 or 5", "range", None, 4, 5),
        ("dozens of", "plural", None, 24, 99),
        ("scores of", "plural", None, 40, 99),
        ("several", "plural", None, 3, 9),
        ("many", "plural", None, 3, None),
        ("several hundred", "plural", None, 300, 999),
        ("tens of thousands of", "plural", None, 20_000, 99_999),
        ("no", "zero", 0, 0, 0),
    ],
)
def test_operators_set_bounds(phrase: str, op: str, n: int | None, low: int | None, high: int | None) -> None:
    text = f"Officials in Torbay counted {phrase} people."
    quantity = only(text)
    assert (quantity.op, quantity.n, quantity.low, quantity.high) == (op, n, low, high)
    assert text[quantity.span.start : quantity.span.end] == phrase.removesuffix(" of")


@pytest.mark.parametrize(
    "text",
    [
        "A 24-year-old clerk spoke.",
        "The girl, aged 5, spoke.",
        "Ana Ruiz, 24, spoke.",
        "It began on March 4, 2021.",
        "It began on 4 March 2021.",
        "It began at 11:13 and ended at 5 p.m.",
        "It cost $5,000 and later 3 million euros.",
        "The road runs 12 miles north.",
        "Flight 370 left.",
        "He was the 31st guest.",
        "Turnout fell by 12 percent, or 7%.",
        "In the 1980s a 12-member board sat.",
        "They waited 24 to 48 hours.",
        "The car ran B-52 parts; see No. 7.",
        "Officials made no comment.",
    ],
)
def test_other_numbers_are_no_counts(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Seven were hurt, 12 in Torbay.", [7, 12]),
        ("Since October 30,000 people left.", [30_000]),
        ("A car ran over 12 people.", [12]),
        ("THE BAND HELD TWELVE PERSONS ON 12 MAY 89.", [12]),
        ("The toll went from 12 to 15.", [12, 15]),
    ],
)
def test_counts_in_their_surroundings(text: str, numbers: list[int]) -> None:
    found = find(text)
    assert [quantity.n for quantity in found] == numbers
    assert all(quantity.op == "exact" for quantity in found)


@given(st.integers(min_value=1, max_value=100_000))
def test_bands_hold_together(number: int) -> None:
    low, high = get_bounds("about", number)
    assert low is not None and high is not None and low <= number <= high
    nearly_low, nearly_high = get_bounds("nearly", number)
    assert nearly_low is not None and nearly_high is not None and nearly_high < number


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab 12,.-\n%$’é𝒳", max_size=40))
def test_spans_fit_any_text(text: str) -> None:
    doc = parse_text(text, ())
    for quantity in find_quantities(doc):
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        token = doc[quantity.token]
        assert quantity.span.start <= token.idx + len(token) and token.idx < quantity.span.end


@pytest.mark.parametrize(
    "text",
    [
        "His 12- and 10-year-old sons slept.",
        "Both lived.[12][13] It was late.",
        "A man, 25, is in hospital.",
        "A woman in her 20's spoke.",
        "A 17 y.o spoke.",
        "The 911 caller spoke.",
        "Image 1 of 10 shows Ana Ruiz.",
    ],
)
def test_ages_marks_and_sources_are_no_counts(text: str) -> None:
    assert not [quantity for quantity in find(text) if quantity.n not in (None, 1)]
