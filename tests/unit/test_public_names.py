from __future__ import annotations

import pytest

import counterclaim


def test_every_public_name_is_there() -> None:
    pytest.importorskip("counterclaim.coding.rules.coder", reason="the rule coder is not here")
    assert all(getattr(counterclaim, name) is not None for name in counterclaim.__all__)


def test_public_names_are_listed_before_they_are_loaded() -> None:
    assert set(counterclaim.__all__) <= set(dir(counterclaim))


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'decode'"):
        _ = counterclaim.decode  # type: ignore[attr-defined]


def test_version_is_that_of_the_package() -> None:
    assert counterclaim.__version__[0].isdigit()
