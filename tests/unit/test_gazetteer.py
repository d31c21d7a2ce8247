"""The gazetteer: keys, the index on disk, and what happens when it is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import GazetteerError, SettingsError
from counterclaim.settings import read_settings
from counterclaim.vocabulary import gazetteer
from counterclaim.vocabulary.folding import fold_characters, make_name_key
from counterclaim.vocabulary.gazetteer import find_entries
from counterclaim.vocabulary.gazetteer_build import build_index, get_index_path


@pytest.fixture
def other_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Point the program at an empty cache folder for one test."""
    monkeypatch.setenv("COUNTERCLAIM_CACHE", str(tmp_path))
    gazetteer.load_index.cache_clear()
    find_entries.cache_clear()
    yield tmp_path
    gazetteer.load_index.cache_clear()
    find_entries.cache_clear()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Mazar-i-Sharif", "Mazar-e Sharif"),
        ("Sana'a", "Sanaa"),
        ("Bras\u00edlia", "brasilia"),
        ("St. Louis", "Saint Louis"),
        ("Hodeidah", "Hodeida"),
        ("Port\u2010au\u2010Prince", "Port au Prince"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, two: str) -> None:
    assert make_name_key(one) == make_name_key(two)


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold_characters(text)) == len(text)


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [("Kerman", "IRN", "settlement"), ("Iran", "IRN", "country"), ("Darfur", "SDN", "region"),
     ("Missouri", "USA", "region"), ("Black Sea", None, "area")],
)  # fmt: skip
def test_find_entries_knows_places_of_every_kind(name: str, country: str | None, feature: str) -> None:
    assert (country, feature) in {(entry.country, entry.feature) for entry in find_entries(name)}


def test_find_entries_is_empty_for_an_unknown_name() -> None:
    assert find_entries("Qwxyzburg") == ()


def test_settlement_lies_in_its_state() -> None:
    state = next(entry for entry in find_entries("Missouri") if entry.feature == "region")
    assert any(entry.admin1 == state.geonames for entry in find_entries("Springfield"))


def test_damaged_index_says_what_to_do(other_cache: Path) -> None:
    get_index_path().write_bytes(b"no index at all" * 100)
    with pytest.raises(GazetteerError, match="delete it"):
        find_entries("Kerman")


def test_index_that_cannot_be_written_says_what_to_set(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("here")
    with pytest.raises(GazetteerError, match="COUNTERCLAIM_CACHE"):
        build_index(blocker / "places.sqlite")


def test_settings_follow_the_environment(tmp_path: Path) -> None:
    assert read_settings({"COUNTERCLAIM_CACHE": str(tmp_path)}).cache == tmp_path
    assert read_settings({"XDG_CACHE_HOME": str(tmp_path)}).cache == tmp_path / "counterclaim"
    assert read_settings({}).cache == Path.home() / ".cache" / "counterclaim"


def test_settings_refuse_a_cache_that_is_a_file(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("here")
    with pytest.raises(SettingsError, match="COUNTERCLAIM_CACHE"):
        read_settings({"COUNTERCLAIM_CACHE": str(blocker)})
