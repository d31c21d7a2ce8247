"""The short form of `python -m benchmarks.fuzz.readers`."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.fuzz.readers import LIMIT, change, fuzz
from counterclaim.read.catalog import FORMATS, InputFormat
from counterclaim.read.guard import FAULT


@pytest.mark.parametrize("form", list(FORMATS))
def test_no_reader_raises_or_runs_on(form: InputFormat) -> None:
    outcome = fuzz(form, 40)
    assert outcome.found.total() >= 40
    assert not outcome.found[FAULT], f"input {outcome.first_fault}"
    assert outcome.slowest < LIMIT


def test_inputs_are_the_same_in_every_run_and_differ() -> None:
    made = [change(b"abc" * 50, [b"xyz"], Random(number)) for number in range(50)]
    assert made == [change(b"abc" * 50, [b"xyz"], Random(number)) for number in range(50)]
    assert len(set(made)) > 40
