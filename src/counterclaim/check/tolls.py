"""Checks of tolls: parts against their totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.check.catalog import make_finding
from counterclaim.check.sentences import get_sentence
from counterclaim.check.words import Partition, load_check_words
from counterclaim.model.span import Evidence
from counterclaim.model.statement import Coding, Finding, Statement
from counterclaim.model.values import TollValue

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A toll statement with its value, so that the value's class is known."""

    statement: Statement
    value: TollValue

    @property
    def evidence(self) -> Evidence:
        """The words of the count."""
        return self.statement.evidence[0]


def find_large_parts(annotated: AnnotatedReport, coding: Coding) -> Iterator[Finding]:
    """Find parts of a toll that are larger than the whole (CC201)."""
    counts = find_counts(coding)
    for part in counts:
        total = find_total(part, counts)
        if total and is_part(part, annotated) and (part.value.low or 0) > (total.value.high or 0):
            message = (
                f"“{part.evidence.quote}” is a part of “{total.evidence.quote}”, but is larger: "
                f"one of the two numbers of {part.statement.property} is wrong"
            )
            yield make_finding("CC201", message, (part.evidence, total.evidence))


def find_large_sums(annotated: AnnotatedReport, coding: Coding) -> Iterator[Finding]:
    """Find parts that exclude each other and add up to more than the whole (CC202)."""
    counts = find_counts(coding)
    for total in counts:
        parts = [part for part in counts if find_total(part, counts) is total and is_part(part, annotated)]
        for partition in load_check_words().exclusive_groups:
            cells = _pick_cells(parts, partition)
            if len(cells) < 2 or any(_exceeds(part, total) for part in cells):
                continue
            if sum(part.value.low or 0 for part in cells) > (total.value.high or 0):
                message = f"{_list_quotes(cells)} add up to more than “{total.evidence.quote}”"
                yield make_finding("CC202", message, (*[part.evidence for part in cells], total.evidence))


def find_counts(coding: Coding) -> tuple[Count, ...]:
    """Find the tolls that are written out and said to hold now: neither denied nor replaced."""
    return tuple(
        Count(statement=statement, value=statement.value)
        for statement in coding.statements
        if isinstance(statement.value, TollValue)
        and statement.polarity == "+"
        and statement.basis == "stated"
        and not statement.value.superseded
        and statement.value.mode == "total"
        and statement.value.scope == "event"
    )


def find_total(part: Count, counts: Sequence[Count]) -> Count | None:
    """Find the total that a part belongs to: of its own speaker, else the narrator's.

    Returns:
        The largest; None where there is none, where one of them is open-ended or counts a single
        person, or where a total of another event would hold the part.
    """
    if part.value.group is None or any(_could_hold(count, part) for count in counts):
        return None
    totals = [count for count in counts if _is_total_of(count, part)]
    speakers = part.statement.speakers
    own = [total for total in totals if total.statement.speakers == speakers]
    own = own or [total for total in totals if not total.statement.speakers]
    chosen = own or (totals if not speakers else [])
    if not chosen or any((total.value.high or 0) < 2 for total in chosen):
        return None
    return max(chosen, key=lambda total: total.value.high or 0)


def _is_total_of(count: Count, part: Count) -> bool:
    same_mention = count.statement.mention == part.statement.mention
    return same_mention and count.statement.property == part.statement.property and count.value.group is None


def _could_hold(count: Count, part: Count) -> bool:
    """Tell whether a total of another event has room for the part: it may belong there."""
    if count.statement.mention == part.statement.mention or count.value.group is not None:
        return False
    high = count.value.high
    is_same_harm = count.statement.property == part.statement.property
    return is_same_harm and (high is None or high >= (part.value.low or 0))


def is_part(count: Count, annotated: AnnotatedReport) -> bool:
    """Tell whether words of the same sentence say that the count is a part ("among the dead")."""
    span = get_sentence(annotated, count.evidence)
    sentence = annotated.report.text[span.start : span.end].casefold()
    return any(re.search(rf"\b{re.escape(cue)}\b", sentence) for cue in load_check_words().part_cues)


def _exceeds(part: Count, total: Count) -> bool:
    return (part.value.low or 0) > (total.value.high or 0)


def _pick_cells(parts: Sequence[Count], partition: Partition) -> list[Count]:
    """Pick the smallest count of each group of the partition, so that no doubt remains."""
    smallest: dict[str, Count] = {}
    for part in sorted(parts, key=lambda part: part.value.low or 0, reverse=True):
        cell = _find_cell(part.value.group or "", partition)
        if cell:
            smallest[cell] = part
    return list(smallest.values())


def _find_cell(group: str, partition: Partition) -> str | None:
    """Find the one cell that the group's words name; None for several ("women and children")."""
    words = " ".join(_WORD.findall(group.casefold()))
    named = [
        cell
        for cell, names in partition.cells.items()
        if any(re.search(rf"\b{re.escape(name)}\b", words) for name in names)
    ]
    return named[0] if len(named) == 1 else None


def _list_quotes(counts: Sequence[Count]) -> str:
    return " and ".join(f"“{count.evidence.quote}”" for count in counts)
