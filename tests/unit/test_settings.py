from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import SettingsError
from counterclaim.settings import FetchSettings, read_settings


def test_fetching_has_defaults_and_takes_what_is_set() -> None:
    assert read_settings({}).fetch == FetchSettings()
    variables = {
        "COUNTERCLAIM_FETCH_CONTACT": " desk@courier.example ",
        "COUNTERCLAIM_FETCH_DELAY": "0",
        "COUNTERCLAIM_FETCH_TIMEOUT": "1.5",
        "COUNTERCLAIM_FETCH_DEADLINE": "",
        "COUNTERCLAIM_FETCH_MAX_BYTES": "1000",
    }
    expected = FetchSettings(contact="desk@courier.example", delay=0, timeout=1.5, max_bytes=1000)
    assert read_settings(variables).fetch == expected


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("DELAY", "soon"),
        ("DELAY", "-1"),
        ("DEADLINE", "inf"),
        ("TIMEOUT", "nan"),
        ("TIMEOUT", "0"),
        ("MAX_BYTES", "0"),
    ],
)
def test_a_number_that_is_none_is_told_with_its_variable(name: str, words: str) -> None:
    with pytest.raises(SettingsError, match=f"COUNTERCLAIM_FETCH_{name}: '{words}' is no number"):
        read_settings({f"COUNTERCLAIM_FETCH_{name}": words})


@pytest.mark.parametrize("words", ["desk\nX-Evil: 1", "ann@café.example"])
def test_a_contact_that_no_header_holds_is_refused(words: str) -> None:
    with pytest.raises(SettingsError, match="COUNTERCLAIM_FETCH_CONTACT"):
        read_settings({"COUNTERCLAIM_FETCH_CONTACT": words})


def test_the_cache_must_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="is not a folder"):
        read_settings({"COUNTERCLAIM_CACHE": str(tmp_path / "file")})
