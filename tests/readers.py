"""A small sample of every format that is read, by the name of the format."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from tests.factories import TEXT
from tests.pages import make_page
from tests.papers import make_pdf
from tests.wires import make_newsml, make_newsplease, make_ninjs, make_rss, make_telegram


def _make_rows() -> bytes:
    rows = ({"text": TEXT, "outlet": "Velmora Courier"}, {"text": "Two men died in Velmora, the mayor said."})
    return "\n".join(map(json.dumps, rows)).encode()


#: How each sample is made; a format without one fails the contract's tests.
SAMPLES: Mapping[str, Callable[[], bytes]] = {
    "jsonl": _make_rows,
    "html": make_page,
    "pdf": make_pdf,
    "feed": make_rss,
    "ninjs": make_ninjs,
    "newsplease": make_newsplease,
    "telegram": make_telegram,
    "newsml": make_newsml,
    "text": TEXT.encode,
}
