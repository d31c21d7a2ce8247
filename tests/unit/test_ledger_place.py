"""Where a ledger is, and how that is told without a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.place import find_scheme, needs_escape, say_place


@pytest.mark.parametrize(
    ("place", "scheme"),
    [
        ("velmora.ledger", None),
        ("../shared/velmora.ledger", None),
        ("C:/velmora.ledger", None),
        ("postgresql://ann@db.example/velmora", "postgresql"),
        ("POSTGRES:///velmora", "postgres"),
    ],
)
def test_find_scheme(place: str, scheme: str | None) -> None:
    assert find_scheme(place) == scheme


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("velmora.ledger", "velmora.ledger"),
        ("postgresql:///velmora", "postgresql:///velmora"),
        ("postgresql://ann@db.example/velmora", "postgresql://ann@db.example/velmora"),
        ("postgresql://ann:hush@db.example/velmora", "postgresql://ann:***@db.example/velmora"),
        ("postgresql://ann:hu@s/h@db.example/velmora", "postgresql://ann:***@db.example/velmora"),
        ("postgresql://ann@db:5432/v?password=hush&a=b", "postgresql://ann@db:5432/v?password=***&a=b"),
        ("postgresql://db:5432/velmora", "postgresql://db:5432/velmora"),
    ],
)
def test_say_place_hides_the_password(place: str, said: str) -> None:
    assert say_place(place) == said


@pytest.mark.parametrize(
    ("place", "needed"),
    [
        ("postgresql://ann:hush@db.example/velmora", False),
        ("postgresql://ann:hu%40sh@db.example/velmora", False),
        ("postgresql://ann:hu@sh@db.example/velmora", True),
        ("postgresql://ann:hu/sh@db.example/velmora", True),
        ("postgresql://ann@db.example/velmora", False),
    ],
)
def test_needs_escape(place: str, needed: bool) -> None:
    assert needs_escape(place) == needed


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("mysql://ann:hush@db.example/velmora", "names no ledger; give the path of a file, or a URL"),
        ("postgresql://ann:hu/sh@db.example/velmora", "a character that a URL gives another meaning"),
        ("postgresql://ann:hush@db.example:port/velmora", "is no URL of a database"),
        ("postgresql://ann:hush@127.0.0.1:1/velmora", "is the server running, and is the URL right"),
        ("postgresql://ann:hush@/velmora?host=/nowhere", "is the server running, and is the URL right"),
    ],
)
def test_a_place_that_cannot_be_opened_says_why_and_hides_the_password(place: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words) as raised:
        open_ledger(place, create=True)
    assert "ann:***@" in str(raised.value)
    assert "hush" not in str(raised.value)
    assert "hu/sh" not in str(raised.value)


def test_a_path_is_a_file(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "velmora.ledger", create=True) as opened:
        assert list(opened.iter_rows()) == []
    assert (tmp_path / "velmora.ledger").is_file()
