"""What every reader of a format promises, whatever the format (`counterclaim.read.found.Reader`)."""

from __future__ import annotations

import io
import random
from typing import get_args

import pytest

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.catalog import FORMATS, HEAD, InputFormat, detect_format, load_reader
from counterclaim.read.found import Notice
from counterclaim.read.guard import FAULT
from tests.readers import NAME, SAMPLES, read

SEEDS = range(12)


def damage(raw: bytes, seed: int) -> bytes:
    """Cut, overwrite or double a piece of some bytes."""
    chance = random.Random(seed)
    start = chance.randrange(len(raw))
    end = min(len(raw), start + chance.randrange(1, 200))
    noise = chance.choice((b"", chance.randbytes(end - start), raw[start:end] * 3, b"\x00", b"<![CDATA[{[("))
    return raw[:start] + noise + raw[end:]


@pytest.fixture(params=get_args(InputFormat))
def form(request: pytest.FixtureRequest) -> InputFormat:
    """Give each format once."""
    return request.param  # type: ignore[no-any-return]


def test_every_format_has_an_entry_and_a_sample(form: InputFormat) -> None:
    assert form in FORMATS
    assert form in SAMPLES


def test_the_sample_is_told_by_its_content_and_gives_reports_alone(form: InputFormat) -> None:
    raw = SAMPLES[form]()
    assert detect_format(raw[:HEAD], NAME) == form
    found = read(form, raw)
    assert found
    assert all(isinstance(each.found, Report) for each in found), found


def test_the_same_bytes_give_the_same_reports(form: InputFormat) -> None:
    raw = SAMPLES[form]()
    assert read(form, raw) == read(form, raw)


def test_a_pipe_gives_what_a_file_gives(form: InputFormat) -> None:
    raw = SAMPLES[form]()
    assert read(form, raw) == list(load_reader(form)(io.BytesIO(raw), NAME))


def test_the_parts_of_one_file_are_told_apart(form: InputFormat) -> None:
    parts = [part for found, part in read(form, SAMPLES[form]()) if isinstance(found, Report)]
    assert len(set(parts)) == len(parts)
    assert None not in parts or len(parts) == 1


def test_texts_are_text(form: InputFormat) -> None:
    for found, _ in read(form, SAMPLES[form]()):
        assert isinstance(found, Report)
        assert found.text.strip()
        assert "\r" not in found.text
        found.text.encode()


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\x00" * 3_000, b"\xff\xfe\xff", b"\xef\xbb\xbf", bytes(range(256))]
)
def test_what_is_no_such_format_gives_a_problem(form: InputFormat, raw: bytes) -> None:
    found = read(form, raw)
    assert [type(each.found) for each in found] == [Problem] * len(found)
    assert found


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_bytes_give_reports_and_problems_and_no_error(form: InputFormat, seed: int) -> None:
    for found, _ in read(form, damage(SAMPLES[form](), seed)):
        assert isinstance(found, Report | Notice | Problem)
        if isinstance(found, Problem):
            assert found.kind and found.message and found.where
            assert found.kind != FAULT, found


def test_nesting_without_end_gives_a_problem(form: InputFormat) -> None:
    for mark in (b"[", b'{"text":', b"<div>", b"<a><b>"):
        assert all(isinstance(each.found, Report | Problem) for each in read(form, mark * 50_000))


def test_a_cut_file_gives_reports_and_problems_and_no_error(form: InputFormat) -> None:
    raw = SAMPLES[form]()
    for end in range(0, len(raw), max(1, len(raw) // 10)):
        assert read(form, raw[:end]) is not None
