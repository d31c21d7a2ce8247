"""Quotation marks: pairs, nesting, apostrophes, paragraphs and marks left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.quotations import find_quotations


def quote(text: str) -> list[tuple[str, int]]:
    """Return the words of each quotation, marks included, with its depth."""
    layer = find_quotations(text, find_blocks(text))
    return [(text[each.span.start : each.span.end], each.depth) for each in layer.quotations]


def list_strays(text: str) -> list[int]:
    """Return the offsets of the marks without a partner."""
    return [each.start for each in find_quotations(text, find_blocks(text)).stray_marks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The “Velan Front” said so.", [("“Velan Front”", 0)]),
        ('He said "yes" and "no".', [('"yes"', 0), ('"no"', 0)]),
        ("«Oui», a dit le maire.", [("«Oui»", 0)]),
        ("„Nein“, sagte sie.", [("„Nein“", 0)]),
        ("‹Ja›, she said.", [("‹Ja›", 0)]),
        ("``Old wire copy,'' he said.", [("``Old wire copy,''", 0)]),
        ("“He cried ‘run’ twice,” she said.", [("“He cried ‘run’ twice,”", 0), ("‘run’", 1)]),
        (
            "“One ‘two “three” two’ one”",
            [("“One ‘two “three” two’ one”", 0), ("‘two “three” two’", 1), ("“three”", 2)],
        ),
        ('"He told me "no" twice," she said.', [('"He told me "no" twice,"', 0), ('"no"', 1)]),
        ("“near 'Karim Dol '” they met", [("“near 'Karim Dol '”", 0), ("'Karim Dol '", 1)]),
        ("“Closed the wrong way.“ he said. “Fine.”", [("“Closed the wrong way.“", 0), ("“Fine.”", 0)]),
        ("'The workers' rights are gone,' he said.", [("'The workers' rights are gone,'", 0)]),
    ],
)
def test_marks_pair_and_nest(text: str, expected: list[tuple[str, int]]) -> None:
    assert quote(text) == expected
    assert list_strays(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It's the workers' hall, isn’t it?",
        "The rebels’ camp in the '90s was the officers’ own.",
        "Rock 'n' roll for 'em all.",
        "The 6'2\" gunman fled.",
    ],
)
def test_apostrophes_and_measures_are_no_marks(text: str) -> None:
    assert quote(text) == []
    assert list_strays(text) == []


def test_paragraphs_that_reopen_are_one_speech_without_stray_marks() -> None:
    text = "“The first part goes on.\n“So does the second.\n“The third ends.” He left."
    assert quote(text) == [
        ("“The first part goes on.", 0),
        ("“So does the second.", 0),
        ("“The third ends.”", 0),
    ]
    assert list_strays(text) == []


def test_mark_that_nothing_closes_is_stray() -> None:
    text = "They met “near the camp”. “.\n“A new speech.”"
    assert quote(text) == [("“near the camp”", 0), ("“A new speech.”", 0)]
    assert list_strays(text) == [text.index(" “.") + 1]


def test_closing_mark_that_nothing_opened_is_stray() -> None:
    assert list_strays("He left.” She stayed.") == [8]


@given(st.text(alphabet="ab s.,\n“”‘’\"'«»", max_size=60))
def test_quotations_of_any_text_nest_within_their_block(text: str) -> None:
    blocks = find_blocks(text)
    layer = find_quotations(text, blocks)
    assert list(layer.quotations) == sorted(layer.quotations, key=lambda each: each.span.start)
    for each in layer.quotations:
        assert any(block.contains(each.span) for block in blocks)
        assert each.span.contains(each.inner)
        around = [other for other in layer.quotations if other != each and other.span.contains(each.span)]
        assert each.depth == len(around)
        assert all(
            other.span.contains(each.span)
            or each.span.contains(other.span)
            or not other.span.overlaps(each.span)
            for other in layer.quotations
        )
    for mark in layer.stray_marks:
        assert mark.end - mark.start in (1, 2)
