"""Fixtures that every test may use; no test reads the user's own settings, cache or ledger."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run: a failure seen once is seen again.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unset what the user may have set; the place index is kept, because it takes long to build."""
    for name in tuple(os.environ):
        if name.startswith("COUNTERCLAIM_") and name != "COUNTERCLAIM_CACHE":
            monkeypatch.delenv(name)


@pytest.fixture
def shared() -> Path:
    """Give the folder of gold sets beside the repository, or skip the test."""
    if not SHARED.is_dir():
        pytest.skip("the gold sets (../shared) are not here")
    return SHARED
