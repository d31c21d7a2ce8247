"""Make event files for exporters out of invented reports, with the statements that a test names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from counterclaim.export.record import EventFile, Resolver
from counterclaim.ledger.base import Event, EventId, MentionRecord, make_mention_key
from counterclaim.model.statement import Coding
from counterclaim.policy.case import make_case
from counterclaim.reconcile.dossier import Dossier
from tests.factories import CLOCK_TIME, make_velmora_coding


def make_velmora_file(resolver: Resolver) -> EventFile:
    """Make the file of the contested event as one report tells it."""
    return make_file([("velmora.txt", 1)], resolver)


def make_file(outlets: Sequence[tuple[str, int]], resolver: Resolver) -> EventFile:
    """Make the file of the contested event as several outlets tell it, recorded days after the clock."""
    codings = [(make_velmora_coding(outlet=outlet), days) for outlet, days in outlets]
    return make_event_file([make_record(coding, days=days) for coding, days in codings], resolver)


def make_record(coding: Coding, *, days: int = 0) -> MentionRecord:
    """Make the record of a coding's first mention, recorded some days after the clock."""
    mention = coding.mentions[0]
    return MentionRecord(
        key=make_mention_key(report=coding.report.id, mention=mention.id, coder=coding.run.coder),
        report=coding.report,
        coder=coding.run.coder,
        recorded_at=CLOCK_TIME + timedelta(days=days),
        mention=mention,
        statements=tuple(each for each in coding.statements if each.mention == mention.id),
    )


def make_event_file(records: Sequence[MentionRecord], resolver: Resolver) -> EventFile:
    """Make the file of one event out of its mentions."""
    ordered = tuple(sorted(records, key=lambda record: record.key))
    dossier = Dossier(event=Event(id=EventId(ordered[0].key), mentions=ordered))
    return EventFile(dossier=dossier, case=make_case(dossier), resolver=resolver)
