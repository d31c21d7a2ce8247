from __future__ import annotations

import io
import json

import pytest

from counterclaim.errors import ReportError
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.reconcile.deletions import find_deletions
from tests.wires import make_chat, make_message


def test_ids_that_no_chat_has_are_refused() -> None:
    export = json.dumps(make_chat(make_message(1, "a"), make_message(10**15, "b"))).encode()
    with pytest.raises(ReportError, match="too far apart"):
        list(find_deletions(MemoryLedger(), io.BytesIO(export), where="result.json"))
