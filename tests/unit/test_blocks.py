"""Blocks: paragraphs of hard-wrapped texts, lines of all others."""

from __future__ import annotations

import pytest

from counterclaim.annotate.blocks import find_blocks, is_hard_wrapped

FULL = "the council of the valley met again and put off the vote on roads"


@pytest.mark.parametrize("lines", [6, 7, 8, 9])
def test_lines_that_break_at_a_column_are_one_paragraph(lines: int) -> None:
    # Two lengths in turn: with an even count the middle lies between them.
    text = "\n".join(FULL[: len(FULL) - number % 2] for number in range(lines))
    assert is_hard_wrapped(text)
    assert len(find_blocks(text)) == 1


def test_lines_of_any_length_are_blocks_of_their_own() -> None:
    text = "\n".join(FULL[: 12 + 9 * number] for number in range(6))
    assert not is_hard_wrapped(text)
    assert len(find_blocks(text)) == 6
