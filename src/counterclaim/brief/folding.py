"""Fold what one voice says in several reports: copies add reach, not evidence."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.brief.plain import make_plain
from counterclaim.brief.words import say_speakers
from counterclaim.policy.base import Testimony
from counterclaim.reconcile.dossier import Dossier


def say_also(testimonies: Sequence[Testimony], dossier: Dossier) -> str:
    """Say in how many other reports the same is said: "also in 3 copies and 1 other report"."""
    first = testimonies[0].report.id
    line = dossier.find_versions(first)
    rest = {each.report.id for each in testimonies} - {first}
    versions = rest & line
    copies = {report for report in rest - line if dossier.get_family(report) == dossier.get_family(first)}
    parts = [
        _count(len(versions), "other version", "other versions"),
        _count(len(copies), "copy", "copies"),
        _count(len(rest - versions - copies), "other report", "other reports"),
    ]
    said = " and ".join(part for part in parts if part)
    return f"also in {said}" if said else ""


def say_voice(testimony: Testimony) -> str:
    """Say who speaks: the speakers, or the outlet of a report that speaks itself."""
    if testimony.statement.speakers or not testimony.report.outlet:
        return say_speakers(testimony.statement.speakers)
    return f"{make_plain(testimony.report.outlet)}: the report itself"


def say_when(testimony: Testimony) -> str:
    """Say on which day it was said, where the text tells, or else published."""
    said = testimony.statement.said_on
    if said is not None:
        return f"on {said.isoformat()}"
    published = testimony.report.published
    return f"published {published.isoformat()}" if published else ""


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
