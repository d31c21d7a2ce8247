"""A ledger on each backend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.ledger.base import Ledger
from tests.backends import BACKENDS, open_backend


@pytest.fixture(params=BACKENDS)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    with open_backend(request.param, tmp_path) as opened:
        yield opened
