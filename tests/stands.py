"""What a report's coding says of who did it, for tests: who says it, which position, of whom."""

from __future__ import annotations

import counterclaim as cc
from counterclaim.model.values import ResponsibilityValue

#: The day of publication of reports that name weekdays.
PUBLISHED = "2031-03-06"


def find_stands(text: str, language: str = "en") -> set[tuple[str, str, str]]:
    """Find the positions of a report as speakers (outermost first), position and actor.

    Every quote of the coding is checked against the text.
    """
    coding = cc.code(text, language=language, published=PUBLISHED)
    assert all(text[e.start : e.end] == e.quote for each in coding.statements for e in each.evidence)
    return {
        (">".join(speaker.name for speaker in each.speakers), each.value.position, each.value.actor)
        for each in coding.statements
        if isinstance(each.value, ResponsibilityValue)
    }
