"""Profiles kept beside the rows of a partition are those that its codings give."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bulk.made_job import write_job
from benchmarks.ledger.archive import make_event_codings
from counterclaim.bulk import profiles
from counterclaim.bulk.profiles import iter_profiles
from counterclaim.errors import BulkError
from counterclaim.reconcile.profile import Profile, make_profiles
from tests.factories import make_velmora_coding

CODINGS = [*make_event_codings(1), make_velmora_coding(), *make_event_codings(2)]


@pytest.fixture
def part(tmp_path: Path) -> Path:
    write_job(tmp_path / "job", CODINGS, size=99)
    return next((tmp_path / "job").glob("parts/*"))


@pytest.fixture
def made() -> list[Profile]:
    return [profile for coding in CODINGS for profile in make_profiles(coding)]


def test_kept_profiles_are_those_of_the_codings(part: Path, made: list[Profile]) -> None:
    assert list(iter_profiles(part)) == made
    assert any(profile.killed and profile.parties and profile.places for profile in made)


def test_profiles_that_are_missing_are_made_of_the_codings(part: Path, made: list[Profile]) -> None:
    (part / "profile.parquet").unlink()
    assert list(iter_profiles(part)) == made


def test_profiles_of_another_version_are_made_anew(
    part: Path, made: list[Profile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiles, "make_profile_version", lambda: "another")
    monkeypatch.setattr(profiles, "_read_profiles", lambda path: pytest.fail("an old profile was read"))
    assert list(iter_profiles(part)) == made


def test_a_file_that_holds_no_profiles_is_told(part: Path) -> None:
    (part / "report.parquet").replace(part / "profile.parquet")
    with pytest.raises(BulkError, match=r"profile\.parquet holds what is no profile"):
        list(iter_profiles(part))
