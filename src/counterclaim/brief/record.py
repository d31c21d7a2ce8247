"""One event as an object for programs: what is in dispute, who says what, and every mention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from counterclaim.brief.why import to_resolution_record
from counterclaim.ledger.base import MentionRecord
from counterclaim.model.report import Report
from counterclaim.model.resolution import Resolution
from counterclaim.policy.base import Case
from counterclaim.policy.claim_status import judge_claim_status
from counterclaim.policy.disputes import find_disputes
from counterclaim.policy.history import make_matrix, make_toll_history
from counterclaim.policy.positions import read_positions
from counterclaim.reconcile.dossier import Dossier

#: Name and version of the lines of `show --format jsonl`.
EVENT_SCHEMA = "counterclaim-event/1"


def to_event_record(dossier: Dossier, case: Case, figures: Sequence[Resolution] = ()) -> dict[str, Any]:
    """Turn an event into an object for JSON: every mention with its report, less the text.

    Args:
        dossier: the event with its copies, versions and retractions.
        case: the event as it was known at the moment asked for.
        figures: what named policies chose of it.
    """
    made = {
        "claim_status": judge_claim_status(read_positions(case)),
        "disputes": find_disputes(case),
        "matrix": make_matrix(case),
        "tolls": make_toll_history(case),
    }
    return {
        "schema": EVENT_SCHEMA,
        "event": case.event.id,
        "as_of": msgspec.to_builtins(case.as_of),
        "figures": [to_resolution_record(each) for each in figures],
        **{name: msgspec.to_builtins(value) for name, value in made.items()},
        "mentions": [_to_mention_record(record, dossier) for record in case.event.mentions],
    }


def _to_mention_record(record: MentionRecord, dossier: Dossier) -> dict[str, Any]:
    return {
        "report": _to_head(record.report),
        "family": dossier.get_family(record.report.id),
        "successor": dossier.successors.get(record.report.id),
        "retraction": msgspec.to_builtins(dossier.retractions.get(record.report.id)),
        "coder": record.coder,
        "mention": msgspec.to_builtins(record.mention),
        "statements": msgspec.to_builtins(record.statements),
        "reviews": msgspec.to_builtins(record.reviews),
    }


def _to_head(report: Report) -> dict[str, Any]:
    return {name: value for name, value in msgspec.to_builtins(report).items() if name != "text"}
