"""Fixtures that every test may use; no test reads the user's own settings, cache or ledger."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import warnings
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest
from hypothesis import settings

# The same examples in every run: a failure seen once is seen again.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"


#: Read before any test unsets it: tests that need other people's programs then fail without them.
CONSUMERS_REQUIRED = "COUNTERCLAIM_REQUIRE_CONSUMERS" in os.environ


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


def require_consumer(name: str) -> ModuleType:
    """Import another project's package that an export is read with, or skip the test.

    Where COUNTERCLAIM_REQUIRE_CONSUMERS is set, a missing package fails the test instead.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ModuleNotFoundError:
        _lack(f"the package {name} is not installed; `make consumers` installs it")


def require_program(name: str) -> str:
    """Find another project's program that an export is read with, or skip the test, likewise."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    return found or _lack(f"the program {name} is not installed; `.ci/run` installs it")


def _lack(reason: str) -> NoReturn:
    if CONSUMERS_REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)
