from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.read import json_values
from counterclaim.read.json_values import JsonValue, Path, is_whole_list, iter_json_values

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def read(raw: bytes, is_opened: json_values.IsOpened = is_whole_list) -> list[JsonValue]:
    """Read the values of some bytes."""
    return list(iter_json_values(io.BytesIO(raw), is_opened))


def flatten(value: object, path: Path, depth: int) -> Iterator[tuple[Path, object]]:
    """Yield what stands in a value down to a depth, as a plain parser gives it."""
    if depth and isinstance(value, dict):
        for key, each in value.items():
            yield from flatten(each, (*path, key), depth - 1)
    elif depth and isinstance(value, list):
        for number, each in enumerate(value):
            yield from flatten(each, (*path, number), depth - 1)
    else:
        yield path, value


@given(VALUES, st.integers(0, 4), st.sampled_from([None, 1, 2]), st.integers(1, 40))
def test_opened_values_are_those_of_a_plain_parser(
    value: object, depth: int, indent: int | None, chunk: int
) -> None:
    raw = json.dumps(value, indent=indent, ensure_ascii=False).encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_values, "CHUNK", chunk)
        found = read(raw, lambda path, sign: len(path) <= depth)
    assert [(path, json.loads(part or "")) for path, part, _ in found] == [*flatten(value, (0,), depth)]


def test_a_broken_line_is_told_and_the_next_are_read() -> None:
    found = read(b'\xef\xbb\xbf{"a": 1}\n{"b": \n{"c": 2}\n')
    assert [value.raw for value in found] == ['{"a": 1}', None, '{"c": 2}']
    assert found[1].error.startswith("is no JSON")


def test_a_list_that_is_cut_off_keeps_what_came_before() -> None:
    whole, broken = read(b'[{"a": 1}, {"b": "tw')
    assert whole.raw == '{"a": 1}'
    assert broken.raw is None


def test_bytes_that_are_no_utf8_spoil_one_value_only() -> None:
    spoilt, whole = read(b'["a\xffb", "c"]')
    assert not (spoilt.raw or "").isprintable()
    assert whole.raw == '"c"'


def test_a_value_longer_than_allowed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "CHUNK", 10)
    monkeypatch.setattr(json_values, "MAX_VALUE", 100)
    long, after = read(b'{"a": "' + b"x" * 1000 + b'"}\n{"b": 1}')
    assert "longer than" in long.error
    assert after.raw == '{"b": 1}'


def test_deep_nesting_is_told() -> None:
    [value] = read(b"[" * 100_000)
    assert value.error == "is JSON nested too deep"
