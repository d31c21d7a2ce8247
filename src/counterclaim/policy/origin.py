"""cc.origin/1: which statements rest on one voice (codebooks 10.0).

The origin of a statement is its innermost named speaker; else its speaker's role within one family
of reports; else the outlet. Copies are one origin, and so are two wires that quote one spokesman.
Other codebooks ask for independent sources and do not say what they are: this rule is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from counterclaim.ledger.base import MentionRecord
from counterclaim.model.ids import ReportId, StatementId
from counterclaim.model.report import Report
from counterclaim.model.statement import Speaker, Statement
from counterclaim.policy.names import find_surname, is_name, make_name_key, make_role_key
from counterclaim.reconcile.components import find_components
from counterclaim.reconcile.dossier import Dossier

#: Parts a voice from the one that carries it: an agency that quotes a medic.
WITHIN = " > "


def make_origins(dossier: Dossier) -> Mapping[StatementId, str]:
    """Make the origin of every statement of an event; equal origins are one voice.

    Origins start with `voice:`, `role:`, `outlet:` or `reports:`, the kind of thing they rest on.
    """
    lines = find_lines(dossier)
    outlets = _find_line_outlets(dossier, lines)
    surnames = find_surnames(dossier.event.mentions)
    return {
        statement.id: make_origin(statement, record.report, lines, outlets=outlets, surnames=surnames)
        for record in dossier.event.mentions
        for statement in record.statements
    }


def make_origin(
    statement: Statement,
    report: Report,
    lines: Mapping[ReportId, ReportId],
    *,
    outlets: Mapping[ReportId, frozenset[str]],
    surnames: Mapping[str, str],
) -> str:
    """Make the origin of one statement.

    Args:
        statement: the statement.
        report: the report that it stands in.
        lines: from each report to the name of its line, see `find_lines`.
        outlets: keys of the outlets of each line.
        surnames: from surnames to the one full name in the event that ends with them.
    """
    line = lines.get(report.id, report.id)
    inner = statement.speakers[-1] if statement.speakers else None
    carrier = next((one for one in reversed(statement.speakers) if is_name(one)), None)
    if carrier is None:
        return f"role:{line}{WITHIN}{make_role_key(inner)}" if inner else _make_outlet(line, outlets)
    voice = _make_voice(carrier, surnames)
    return voice if inner is carrier or inner is None else f"{voice}{WITHIN}{make_role_key(inner)}"


def find_lines(dossier: Dossier) -> Mapping[ReportId, ReportId]:
    """Find the line of each report: with its copies, and with the versions before and after it."""
    pairs = chain(dossier.families.items(), dossier.successors.items())
    return find_components(pairs)


def find_surnames(mentions: Iterable[MentionRecord]) -> Mapping[str, str]:
    """Find which surnames stand for one full name of the event: each with the key of that name."""
    found: dict[str, set[str]] = {}
    for speaker in _iter_speakers(mentions):
        surname = find_surname(speaker.name) if speaker.named else None
        if surname:
            found.setdefault(surname, set()).add(make_name_key(speaker.name))
    return {surname: keys.pop() for surname, keys in found.items() if len(keys) == 1}


def _make_voice(speaker: Speaker, surnames: Mapping[str, str]) -> str:
    key = make_name_key(speaker.name)
    return f"voice:{surnames.get(key, key)}"


def _make_outlet(line: ReportId, outlets: Mapping[ReportId, frozenset[str]]) -> str:
    """Make the origin of what a report says in its own voice: its outlet, or where copies of it
    stand in several, the copies together."""
    names = outlets.get(line, frozenset())
    return f"outlet:{min(names)}" if len(names) == 1 else f"reports:{line}"


def _find_line_outlets(
    dossier: Dossier, lines: Mapping[ReportId, ReportId]
) -> Mapping[ReportId, frozenset[str]]:
    found: dict[ReportId, set[str]] = {}
    for record in dossier.event.mentions:
        line = lines.get(record.report.id, record.report.id)
        key = make_name_key(record.report.outlet or "")
        found.setdefault(line, set()).update({key} if key else ())
    return {line: frozenset(names) for line, names in found.items()}


def _iter_speakers(mentions: Iterable[MentionRecord]) -> Iterator[Speaker]:
    return (speaker for one in mentions for each in one.statements for speaker in each.speakers)
