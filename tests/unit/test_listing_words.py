"""What the search may find: words and coded names, and never the name of a victim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim import code
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.reconcile.update import add_report
from counterclaim.serve.listing_filter import make_match, parse_box, parse_changed, read_cursor
from counterclaim.serve.listing_words import keep_words, make_search_text

REPORT = (
    "Gunmen shot dead Ilsa Varnek, a teacher, in Tarn Bridge on Monday, mayor Oren Tavish said."
    " Varnek was walking home. Her brother Pell Varnek, 12, was wounded. The gunmen fled."
)


def find_words(text: str) -> set[str]:
    with MemoryLedger() as ledger:
        coding = code(
            text, published="2031-01-07", outlet="Delta Wire", title="Ilsa Varnek shot in Tarn Bridge"
        )
        add_report(ledger, coding)
        records = tuple(ledger.iter_mentions([coding.report.id]))
        return set(make_search_text(ledger.get_report(coding.report.id), records).lower().split())


def test_names_of_victims_and_minors_are_not_searchable() -> None:
    words = find_words(REPORT)
    assert words.isdisjoint({"ilsa", "varnek", "pell"})
    assert words >= {"delta", "wire", "tavish", "shot", "teacher", "walking", "gunmen"}


@given(st.text(max_size=200))
def test_a_word_with_a_capital_enters_by_a_name_or_by_its_own_small_letters(text: str) -> None:
    small = {word for word in text.replace("_", " ").split() if word == word.lower()}
    for word in keep_words(text, ["Tarn Bridge"]):
        assert (
            word == word.lower()
            or word.lower() in {"tarn", "bridge"}
            or any(word.lower() in each for each in (*small, text))
        )


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("", ""),
        ("   ", ""),
        ("market", '"market"*'),
        ("market bomb", '"market" "bomb"*'),
        ('"claimed the attack"', '"claimed the attack"'),
        ('NEAR(a b) OR -c* "', '"NEAR a" "b" "OR" "c"'),
        ("x' OR 1=1 --", '"x" "OR" "1 1"*'),
        ("Kraïn-vel", '"Kraïn vel"*'),
    ],
)
def test_what_is_typed_is_words_and_no_query(typed: str, match: str) -> None:
    assert make_match(typed) == match


@pytest.mark.parametrize("words", ["", "1,2,3", "a,b,c,d", "0,10,5,0", "200,0,1,1", "nan,0,1,1"])
def test_a_box_that_is_none(words: str) -> None:
    assert parse_box(words) is None


def test_a_box_may_cross_the_line_of_dates() -> None:
    assert parse_box("170,-10,-170,10") == (170, -10, -170, 10)


def test_moments_of_changes() -> None:
    assert str(parse_changed("2031-01-05")) == "2031-01-05 00:00:00+00:00"
    assert str(parse_changed("2031-01-05T18:00+02:00")) == "2031-01-05 18:00:00+02:00"
    assert parse_changed("yesterday") is None


@given(st.text(max_size=60))
def test_no_mark_of_a_page_breaks_the_list(cursor: str) -> None:
    assert read_cursor(cursor, "latest") is None or cursor
