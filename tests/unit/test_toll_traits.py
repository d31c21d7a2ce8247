"""Traits tell two phrases for a person apart, whatever the order in which they are held."""

from __future__ import annotations

import pytest

from counterclaim.coding.rules.toll_traits import Trait, differ_in_traits

MOTHER, SISTER, FEMALE, MALE = ("kin", "mother"), ("kin", "sister"), ("sex", "female"), ("sex", "male")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ([MOTHER, FEMALE], [SISTER, FEMALE], True),
        ([MOTHER], [FEMALE], False),
        ([MOTHER], [], False),
        ([MOTHER], [MOTHER, SISTER], False),
        ([MOTHER, SISTER], [MOTHER], False),
        ([MOTHER, SISTER, FEMALE], [MOTHER, MALE], True),
    ],
)
def test_traits_differ_where_no_value_is_shared(one: list[Trait], other: list[Trait], differ: bool) -> None:
    for first, second in ((one, other), (one[::-1], other), (one, other[::-1]), (other, one)):
        assert differ_in_traits(first, second) is differ
