"""A ledger on each backend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.ledger.base import Ledger
from tests.contract.backends import BACKENDS


@pytest.fixture(params=BACKENDS)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    with BACKENDS[request.param](tmp_path) as opened:
        yield opened
