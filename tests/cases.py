"""Make Cases of one invented event that several reports tell: a bomb in Velmora."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from counterclaim.ledger.base import Event, EventId, MentionRecord, make_mention_key
from counterclaim.model.custody import Retraction, make_retraction
from counterclaim.model.ids import MentionId
from counterclaim.model.report import Report, make_report
from counterclaim.model.resolution import AsOf
from counterclaim.model.span import make_evidence
from counterclaim.model.statement import (
    Certainty,
    Mention,
    Polarity,
    Property,
    Speaker,
    Statement,
    make_statement_id,
)
from counterclaim.model.values import (
    DatePrecision,
    DateValue,
    PartyValue,
    PlaceValue,
    Position,
    ResponsibilityValue,
    TollOperator,
    TollValue,
    Value,
)
from counterclaim.policy.base import Case
from counterclaim.policy.case import NOW, make_case
from counterclaim.reconcile.dossier import Dossier

MENTION = MentionId("m1")
POLICE = Speaker(name="police", kind="authority", named=False)
MEDICS = Speaker(name="Velmora hospital", kind="medical")
MAYOR = Speaker(name="Ilsa Tarn", role="mayor", kind="authority")
PAPERS = Speaker(name="some newspapers", kind="media", named=False)
COURT = Speaker(name="a Kestrian court", kind="court", named=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an invented report, and what it says."""

    words: str
    property: Property
    value: Value
    speakers: tuple[Speaker, ...] = ()
    polarity: Polarity = "+"
    certainty: Certainty = "CT"
    said_on: date | None = None


def name_party(name: str) -> Speaker:
    """Name a party to the event as a speaker."""
    return Speaker(name=name, kind="party_to_event", party=name)


def take(
    speaker: Speaker | None,
    position: Position,
    actor: str,
    *,
    channel: str | None = None,
    words: str | None = None,
    certainty: Certainty = "CT",
    said_on: date | None = None,
) -> Line:
    """Make the line by which somebody takes a position on a party's responsibility."""
    polarity: Polarity = "-" if position.startswith("deny") else "u" if position == "question" else "+"
    return Line(
        words=words or f"{speaker.name if speaker else 'It'} {position} {actor} {channel or ''} {certainty}.",
        property="responsibility",
        value=ResponsibilityValue(actor=actor, position=position, channel=channel),
        speakers=(speaker,) if speaker else (),
        polarity=polarity,
        certainty=certainty,
        said_on=said_on,
    )


def own(party: str, position: Position, **more: str) -> Line:
    """Make the line by which a party speaks of its own responsibility."""
    return take(name_party(party), position, party, **more)  # type: ignore[arg-type]


def count(
    n: int,
    speaker: Speaker | None = None,
    *,
    harm: Property = "killed",
    op: TollOperator = "exact",
    group: str | None = None,
    polarity: Polarity = "+",
    certainty: Certainty = "CT",
    superseded: bool = False,
) -> Line:
    """Make the line by which somebody counts people."""
    wording = str(n) if op == "exact" else f"{op.replace('_', ' ')} {n}"
    high = n if op in {"exact", "at_most", "zero"} else None
    value = TollValue(
        op=op,
        n=n,
        low=0 if op == "at_most" else n,
        high=high,
        group=group,
        wording=wording,
        superseded=superseded,
    )
    who = speaker.name if speaker else "It"
    return Line(
        words=f"{who} said {wording} {group or 'people'} were {harm} {polarity}.",
        property=harm,
        value=value,
        speakers=(speaker,) if speaker else (),
        polarity=polarity,
        certainty=certainty,
    )


def on_day(day: int, speaker: Speaker | None = None, *, precision: DatePrecision = "day") -> Line:
    """Make the line that gives the day of March on which it happened."""
    value = DateValue(
        start=date(2031, 3, day), end=date(2031, 3, day), precision=precision, wording=f"on March {day}"
    )
    speakers = (speaker,) if speaker else ()
    return Line(words=f"It was on March {day}.", property="date", value=value, speakers=speakers)


def at_place(name: str, country: str | None = "VEL", *, lat: float = 1.5, lon: float = -2.25) -> Line:
    """Make the line that gives the town."""
    value = PlaceValue(name=name, country=country, lat=lat, lon=lon, precision="settlement", wording=name)
    return Line(words=f"It was in {name}.", property="place", value=value)


def by_actor(name: str, speaker: Speaker | None = None) -> Line:
    """Make the line that tells who acted."""
    speakers = (speaker,) if speaker else ()
    value = PartyValue(name=name, kind="armed_group")
    return Line(words=f"{name} fighters struck.", property="actor", value=value, speakers=speakers)


def tell(
    *lines: Line,
    outlet: str = "Kestria Wire",
    day: int = 4,
    hour: int = 8,
    recorded: datetime | None = None,
    kind: str = "ASSAULT",
) -> MentionRecord:
    """Make the mention of a report of these lines; each line is the evidence of what it says."""
    moment = datetime(2031, 3, day, hour, tzinfo=UTC)
    text = "".join(f"{each.words}\n" for each in dict.fromkeys(lines)) or "A blast was heard.\n"
    report = make_report(text, outlet=outlet, published=moment.date(), published_at=moment)
    return MentionRecord(
        key=make_mention_key(report=report.id, mention=MENTION, coder="rules"),
        report=report,
        coder="rules",
        recorded_at=recorded or moment.replace(minute=30),
        mention=Mention(id=MENTION, role="main", type=kind, label="blast in Velmora"),
        statements=tuple(_make_statement(report, each) for each in lines),
    )


def make_event(records: Sequence[MentionRecord]) -> Event:
    """Make the event of some mentions, in the order of their keys."""
    ordered = tuple(sorted(records, key=lambda record: record.key))
    return Event(id=EventId(ordered[0].key), mentions=ordered)


def make_test_dossier(
    *records: MentionRecord,
    retracted: Sequence[MentionRecord] = (),
    copies: Sequence[MentionRecord] = (),
) -> Dossier:
    """Make the dossier of one event that these mentions tell; copies are all of one family."""
    family = min((record.report.id for record in copies), default=None)
    return Dossier(
        event=make_event(records),
        families={record.report.id: family for record in copies if family},
        retractions={record.report.id: _retract(record) for record in retracted},
    )


def make_test_case(
    *records: MentionRecord,
    retracted: Sequence[MentionRecord] = (),
    copies: Sequence[MentionRecord] = (),
    as_of: AsOf = NOW,
) -> Case:
    """Make the case of one event that these mentions tell."""
    return make_case(make_test_dossier(*records, retracted=retracted, copies=copies), as_of)


def _retract(record: MentionRecord) -> Retraction:
    return make_retraction(
        report=record.report.id,
        by="Kestria Wire",
        reason="the photograph was of another town",
        made_at=datetime(2031, 3, 20, 12, tzinfo=UTC),
    )


def _make_statement(report: Report, line: Line) -> Statement:
    start = report.text.index(line.words)
    evidence = (make_evidence(report.text, start, start + len(line.words)),)
    return Statement(
        id=make_statement_id(
            report=report.id,
            mention=MENTION,
            property=line.property,
            value=line.value,
            speakers=line.speakers,
            polarity=line.polarity,
            evidence=evidence,
            coder="rules",
        ),
        mention=MENTION,
        property=line.property,
        value=line.value,
        speakers=line.speakers,
        polarity=line.polarity,
        certainty=line.certainty,
        said_on=line.said_on,
        evidence=evidence,
    )
