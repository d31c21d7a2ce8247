from __future__ import annotations

from datetime import UTC, datetime

import pytest

from counterclaim.brief.edition import say_edition
from counterclaim.model.report import Edition


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        (None, None),
        (Edition(guid="a", version="2"), None),
        (Edition(is_partial=True), "part of the item only, as its outlet gives it"),
        (
            Edition(signals=("correction",), edited_at=datetime(2031, 3, 4, 12, 30, tzinfo=UTC)),
            "corrected by its outlet; last changed 2031-03-04 12:30+00:00",
        ),
        (Edition(party="Dawn\x1b[31m Front"), "in the own channel of Dawn[31m Front"),
        (Edition(forwarded_from="Velmora Post"), "passed on from Velmora Post"),
    ],
)
def test_what_a_reader_should_know_of_a_version_is_said(edition: Edition | None, words: str | None) -> None:
    assert say_edition(edition) == words
