"""Screening: does a document tell of a violent event, and of which type."""

from __future__ import annotations

from benchmarks.quality.errors import BenchError
from benchmarks.quality.reading import code_text
from benchmarks.quality.rows import Row, find_day, get_name
from counterclaim.errors import ReportError
from counterclaim.model.statement import Coding, Mention

#: PLOVER types of a violent event.
VIOLENT_TYPES = frozenset({"ASSAULT"})


def make_screen_row(numbered: tuple[int, Row]) -> Row:
    """Make the verdict on a document: relevant where its main mention is a violent event.

    The score grows with the statements about that mention, from 0 for none towards 1.

    Args:
        numbered: the document and its place in the file from 1, which names one without an id.
    """
    number, document = numbered
    coding = _try_code(document)
    main = _find_violent(coding) if coding else None
    count = sum(each.mention == main.id for each in coding.statements) if coding and main else 0
    return {
        "id": _get_name(number, document),
        "relevant": main is not None,
        "type": (main.mode or main.type) if main else None,
        "score": round(count / (count + 4), 4),
    }


def _try_code(document: Row) -> Coding | None:
    """Code a document; one that cannot be read as English is not relevant."""
    published = find_day(document.get("published") or document.get("date_iso") or document.get("date"))
    try:
        return code_text(document["text"], published=published)
    except ReportError:
        return None


def _find_violent(coding: Coding) -> Mention | None:
    main = (mention for mention in coding.mentions if mention.role == "main")
    return next((mention for mention in main if mention.type in VIOLENT_TYPES), None)


def _get_name(number: int, document: Row) -> str:
    try:
        return get_name(document, ("id", "doc_id"))
    except BenchError:
        return str(number)
