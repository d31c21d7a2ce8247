"""Joined parties: sides that one noun names together ("Indian and Afghan agencies")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.tree import Token

_JOINT = re.compile(r"(?:,|,? and|,? or| &|/)\s+(?:the\s+)?|/")


def iter_joined(annotated: AnnotatedReport, token: Token, name: str) -> Iterator[str]:
    """Iterate over the other parties that a phrase joins to one of its own.

    Args:
        annotated: the report.
        token: head of the phrase.
        name: the party that is known to be meant.
    """
    text = annotated.report.text
    start, end = token.left_edge.idx, token.right_edge.idx + len(token.right_edge)
    inside = [each for each in annotated.parties if start <= each.span.start and each.span.end <= end]
    for one, other in zip(inside, inside[1:], strict=False):
        names = {one.name, other.name}
        # "the X brigade, the Xish militia" is one side, called twice
        is_aside = other.manner == "adjective" and text[one.span.end : one.span.end + 1] == ","
        is_joined = _JOINT.fullmatch(text, one.span.end, other.span.start) and not is_aside
        if name in names and len(names) > 1 and is_joined:
            yield next(iter(names - {name}))
