"""Sentences and headline of a report by its marks alone, in every language; no parser is needed."""

from __future__ import annotations

import re
from functools import lru_cache

from counterclaim.model.report import Report

#: A headline is no longer than this and ends without a full stop.
TITLE_LENGTH = 160

_END = re.compile(r"(?<=[.!?…])[\"'”’)»]*\s+(?=[\"'“‘(«¿¡]*[^\Wa-z_])|\n+")


@lru_cache(maxsize=8)
def cut_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Cut a text at full stops and line breaks: half-open offsets of every piece that is not empty."""
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    return tuple((start, end) for start, end in zip(cuts, cuts[1:], strict=False) if text[start:end].strip())


def find_title(report: Report) -> str:
    """Find the headline: the report's title, or a short first line without a full stop; else empty."""
    if report.title:
        return report.title
    first = report.text.lstrip().partition("\n")[0].strip()
    is_title = len(first) < TITLE_LENGTH and not first.endswith((".", "…", ":"))
    return first if is_title else ""
