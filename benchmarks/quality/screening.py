"""Screening: does a document tell of political violence, and of which type."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.quality.errors import BenchError
from benchmarks.quality.reading import code_text
from benchmarks.quality.rows import Row, find_day, get_name
from counterclaim.errors import ReportError
from counterclaim.model.statement import Coding, Mention
from counterclaim.model.values import DateValue

#: PLOVER types of a main event that a screening is for.
MAIN_TYPES = frozenset({"ASSAULT", "PROTEST"})
#: Types that count whatever the place of their mention in the report.
VIOLENT_TYPES = frozenset({"ASSAULT"})
#: Violence that a report only looks back on lies no longer before it than this.
LOOK_BACK = timedelta(days=365)


def make_screen_row(numbered: tuple[int, Row]) -> Row:
    """Make the verdict on a document: relevant where it tells of political violence.

    That is a main mention of violence or protest, or another mention of violence that happened of late.
    The score grows with the statements about that mention, from 0 for none towards 1.

    Args:
        numbered: the document and its place in the file from 1, which names one without an id.
    """
    number, document = numbered
    coding = _try_code(document)
    found = _find_relevant(coding) if coding else None
    count = sum(each.mention == found.id for each in coding.statements) if coding and found else 0
    return {
        "id": _get_name(number, document),
        "relevant": found is not None,
        "type": (found.mode or found.type) if found else None,
        "score": round(count / (count + 4), 4),
    }


def _try_code(document: Row) -> Coding | None:
    """Code a document; one that cannot be read as English is not relevant."""
    published = find_day(document.get("published") or document.get("date_iso") or document.get("date"))
    try:
        return code_text(document["text"], published=published)
    except ReportError:
        return None


def _find_relevant(coding: Coding) -> Mention | None:
    """Find the mention that makes a report relevant, the main one before others."""
    return next((mention for mention in coding.mentions if _is_relevant(coding, mention)), None)


def _is_relevant(coding: Coding, mention: Mention) -> bool:
    if mention.role == "main":
        return mention.type in MAIN_TYPES
    return mention.type in VIOLENT_TYPES and mention.role != "planned" and _is_recent(coding, mention)


def _is_recent(coding: Coding, mention: Mention) -> bool:
    """Tell whether no day of a mention, or one within the time to look back, is told."""
    own = (each.value for each in coding.statements if each.mention == mention.id)
    days = [value.end for value in own if isinstance(value, DateValue)]
    published = coding.report.published
    return not days or published is None or max(days) >= published - LOOK_BACK


def _get_name(number: int, document: Row) -> str:
    try:
        return get_name(document, ("id", "doc_id"))
    except BenchError:
        return str(number)
