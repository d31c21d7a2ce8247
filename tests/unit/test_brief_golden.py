"""The brief of a small event, word for word: `python -m tests.unit.test_brief_golden` writes it anew.

What changed is then to be read and judged; the style sheet and drawings, which other tests see, are left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import patch

from counterclaim.brief import html
from counterclaim.brief.gather import make_account
from counterclaim.brief.html import render_html_brief
from counterclaim.policy.case import make_case
from tests.cases import MAYOR, MEDICS, POLICE, at_place, count, make_test_dossier, on_day, own, take, tell

GOLDEN = Path(__file__).parents[1] / "golden" / "brief.html"


def render() -> str:
    """Render the brief of an invented shelling that two reports tell of."""
    dossier = make_test_dossier(
        tell(
            own("Harrow Front", "claim"),
            take(POLICE, "blame", "Sulonia"),
            count(12, MAYOR),
            on_day(3, POLICE),
            at_place("Tarn Bridge", "MLI", lat=14.3, lon=-3.6),
        ),
        tell(own("Sulonia", "deny"), count(30, MAYOR), count(14, MEDICS), outlet="Harrow Star", day=6),
    )
    with patch.object(html, "can_draw", lambda: False):
        document = render_html_brief(make_account(dossier, make_case(dossier)))
    plain = re.sub(r"<style>.*?</style>", "<style></style>", document, flags=re.S)
    return re.sub(r"sha256-[^']*", "sha256-…", plain)


def test_the_brief_is_the_one_that_was_read() -> None:
    assert render() == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(render(), encoding="utf-8")
