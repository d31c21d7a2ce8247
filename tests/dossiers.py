"""Make the dossier of an invented event from what each report says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import msgspec

from counterclaim.ledger.base import Event, EventId, MentionRecord, make_mention_key
from counterclaim.model.custody import Retraction, make_retraction
from counterclaim.model.ids import ReportId
from counterclaim.model.report import make_report
from counterclaim.model.statement import Certainty, Polarity, Property, Speaker
from counterclaim.model.values import TollMode, TollOperator, TollScope, TollValue, Value
from counterclaim.reconcile.dossier import Dossier
from counterclaim.vocabulary.numbers import get_bounds, load_numbers
from tests.factories import make_mention, make_statement

POLICE = Speaker(name="Tarn Bridge police", kind="authority")
MINISTRY = Speaker(name="health ministry of Velmora", kind="authority")
DOCTOR = Speaker(name="Lena Voss", role="hospital director", kind="medical")
WITNESS = Speaker(name="a shopkeeper", kind="witness", named=False)
RIGHTS = Speaker(name="Marsh Rights Watch", kind="ngo")
FRONT = Speaker(name="Highland Dawn Front", kind="party_to_event", party="Highland Dawn Front")
#: The ledger recorded every report this long after the first day of publication.
RECORDED = datetime(2031, 4, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one voice says in a report."""

    property: Property
    value: Value
    words: str
    speaker: Speaker | None = None
    polarity: Polarity = "+"
    certainty: Certainty = "CT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report about the event; its text is made of the words said."""

    said: Sequence[Said]
    #: Day of March 2031; None when not known.
    day: int | None = 3
    outlet: str | None = "Delta Wire"
    published_at: datetime | None = None
    recorded_at: datetime = RECORDED
    url: str | None = None
    language: str = "en"


def killed(
    n: int | None,
    words: str = "",
    *,
    op: TollOperator = "exact",
    speaker: Speaker | None = POLICE,
    group: str | None = None,
    mode: TollMode = "total",
    scope: TollScope = "event",
    superseded: bool = False,
    harm: Property = "killed",
    polarity: Polarity = "+",
    certainty: Certainty = "CT",
    low: int | None = None,
    high: int | None = None,
    plural: str | None = None,
) -> Said:
    """Say a count of people; a plural word names its bounds in the number lexicon."""
    if plural:
        low, high = load_numbers()["plural_bounds"][plural]
        op = "plural"
    elif n is not None:
        low, high = get_bounds(op, n)
    value = TollValue(
        op=op, n=n, low=low, high=high, group=group, wording=plural or str(n),
        superseded=superseded, mode=mode, scope=scope,
    )  # fmt: skip
    words = words or f"{plural or n} {group or 'people'} {harm}"
    return Said(
        property=harm, value=value, words=words, speaker=speaker, polarity=polarity, certainty=certainty
    )


def make_dossier(
    *told: Told,
    families: Mapping[int, int] | None = None,
    successors: Mapping[int, int] | None = None,
    retracted: Mapping[int, datetime] | None = None,
) -> Dossier:
    """Make a dossier of reports; copies, versions and retractions name them by their places."""
    records = [_make_record(each) for each in told]
    ids = [record.report.id for record in records]
    return Dossier(
        event=Event(
            id=EventId(min(record.key for record in records)),
            mentions=tuple(sorted(records, key=lambda record: record.key)),
        ),
        families={ids[one]: ids[other] for one, other in (families or {}).items()},
        successors={ids[one]: ids[other] for one, other in (successors or {}).items()},
        retractions={ids[place]: _make_retraction(ids[place], at) for place, at in (retracted or {}).items()},
    )


def _make_retraction(report: ReportId, at: datetime) -> Retraction:
    return make_retraction(report=report, by="Ada Fenn", reason="the outlet withdrew it", made_at=at)


def _make_record(told: Told) -> MentionRecord:
    text = "A bomb went off in Tarn Bridge.\n" + "".join(f"{said.words}.\n" for said in told.said)
    report = make_report(
        text,
        outlet=told.outlet,
        url=told.url,
        published=date(2031, 3, 1) + timedelta(days=told.day - 1) if told.day else None,
        published_at=told.published_at,
        language=told.language,
    )
    mention = make_mention()
    statements = tuple(
        msgspec.structs.replace(
            make_statement(
                report, said.property, said.value, said.words,
                speakers=(said.speaker,) if said.speaker else (), polarity=said.polarity,
            ),
            certainty=said.certainty,
        )
        for said in told.said
    )  # fmt: skip
    return MentionRecord(
        key=make_mention_key(report=report.id, mention=mention.id, coder="rules"),
        report=report,
        coder="rules",
        recorded_at=told.recorded_at,
        mention=mention,
        statements=statements,
    )
