"""The words of a report that the search may find: all but names that nobody's coding gives.

Invariant: a word with a capital enters only as part of a place, a party that is said to act, a voice or
the outlet, or where the same text has it without one. The names of victims and minors, which codings
withhold, are therefore never searchable, and no list of them is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from counterclaim.brief.plain import make_plain
from counterclaim.ledger.base import MentionRecord
from counterclaim.model.report import Report
from counterclaim.model.statement import Statement
from counterclaim.model.values import PartyValue, PlaceValue, ResponsibilityValue

_WORD = re.compile(r"[^\W_]+")
#: Characters of one report that are searched; no report of the news is longer.
MOST_CHARACTERS = 1_000_000


def make_search_text(report: Report, records: Iterable[MentionRecord]) -> str:
    """Make the text that finds a report, from its title, its words and what it names.

    Args:
        report: with its whole text.
        records: its mentions as they are coded now.
    """
    names = tuple(dict.fromkeys((*_iter_outlet(report), *iter_names(records))))
    title = report.title or ""
    words = keep_words(f"{title}\n{report.text[:MOST_CHARACTERS]}", names)
    return make_plain(" ".join((*names, *words)))


def keep_words(text: str, names: Iterable[str]) -> Iterator[str]:
    """Keep the words of a text that are no names, and those that are parts of these names."""
    words = _WORD.findall(text)
    known = {word for word in words if word == word.lower()}
    known |= {word.lower() for name in names for word in _WORD.findall(name)}
    return (word for word in words if word.lower() in known)


def iter_names(records: Iterable[MentionRecord]) -> Iterator[str]:
    """Iterate over the names in what codings say: of voices, places and those said to act."""
    for record in records:
        for statement in record.statements:
            yield from (speaker.name for speaker in statement.speakers)
            yield from _iter_value_names(statement)


def _iter_value_names(statement: Statement) -> Iterator[str]:
    value = statement.value
    if isinstance(value, PlaceValue):
        yield value.name
    elif isinstance(value, ResponsibilityValue):
        yield value.actor
    elif isinstance(value, PartyValue) and statement.property == "actor":
        yield value.name


def _iter_outlet(report: Report) -> Iterator[str]:
    if report.outlet:
        yield report.outlet
