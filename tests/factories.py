"""Make small Reports, Mentions, Statements and Codings about an invented place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from counterclaim.model.ids import MentionId
from counterclaim.model.report import Report, make_report
from counterclaim.model.span import Evidence, make_evidence
from counterclaim.model.statement import (
    Certainty,
    Coding,
    Finding,
    Mention,
    MentionRole,
    Polarity,
    Problem,
    Property,
    Run,
    Speaker,
    Statement,
    make_statement_id,
)
from counterclaim.model.values import (
    DateValue,
    PlaceValue,
    Position,
    ResponsibilityValue,
    TollOperator,
    TollValue,
    Value,
)

#: A contested event in a town that no map shows.
TEXT = """Two blasts tore through the fish market of Velmora on March 3, killing 31 people, the mayor said.
The toll of at least 40 given earlier was too high, Mayor Ilsa Tarn added.
The Harrow Front claimed the attack in a message on its channel.
Velmoran officials blamed neighbouring Ostrava Sul, which denied any part in it.
Some newspapers doubted the claim of the Front.
A march is planned for Sunday.
"""
CLOCK_TIME = datetime(2031, 3, 5, 12, 0, tzinfo=UTC)
MAYOR = Speaker(name="Ilsa Tarn", role="mayor", kind="authority")
OFFICIALS = Speaker(name="Velmoran officials", kind="authority", named=False)
FRONT = Speaker(name="Harrow Front", kind="party_to_event", party="Harrow Front")
OSTRAVA = Speaker(name="Ostrava Sul", kind="party_to_event", party="Ostrava Sul")
PAPERS = Speaker(name="Some newspapers", kind="media", named=False)


def read_fixed_clock() -> datetime:
    """Tell the same time always."""
    return CLOCK_TIME


def make_quote(text: str, words: str) -> Evidence:
    """Cut words out of a text by the words themselves."""
    start = text.index(words)
    return make_evidence(text, start, start + len(words))


def make_test_report(
    text: str = TEXT, *, path: str | None = "velmora.txt", outlet: str | None = None
) -> Report:
    """Make a report about the invented place."""
    return make_report(text, path=path, outlet=outlet, published=date(2031, 3, 4), language="en")


def make_mention(number: int = 1, *, role: MentionRole = "main", kind: str = "ASSAULT") -> Mention:
    """Make a mention of an event."""
    return Mention(id=MentionId(f"m{number}"), role=role, type=kind, mode=None, label="blasts in Velmora")


def make_statement(
    report: Report,
    property: Property,
    value: Value,
    words: str,
    *,
    mention: str = "m1",
    speakers: tuple[Speaker, ...] = (),
    polarity: Polarity = "+",
    certainty: Certainty = "CT",
) -> Statement:
    """Make a statement on words of the report."""
    evidence = (make_quote(report.text, words),)
    identity = make_statement_id(
        report=report.id,
        mention=MentionId(mention),
        property=property,
        value=value,
        speakers=speakers,
        polarity=polarity,
        evidence=evidence,
        coder="rules",
    )
    return Statement(
        id=identity,
        mention=MentionId(mention),
        property=property,
        value=value,
        speakers=speakers,
        polarity=polarity,
        certainty=certainty,
        evidence=evidence,
    )


def make_toll(
    wording: str, n: int, *, op: TollOperator = "exact", group: str | None = None, superseded: bool = False
) -> TollValue:
    """Make a toll with the bounds of its operator."""
    high = n if op == "exact" else None
    return TollValue(op=op, n=n, low=n, high=high, group=group, wording=wording, superseded=superseded)


def make_position(actor: str, position: Position, channel: str | None = None) -> ResponsibilityValue:
    """Make a responsibility position."""
    return ResponsibilityValue(actor=actor, position=position, channel=channel)


def make_run(version: str = "0.1.0", coder: str = "rules") -> Run:
    """Make the versions of a coding."""
    return Run(coder=coder, version=version, model="none", vocabulary="none")


def make_coding(
    report: Report,
    mentions: Sequence[Mention] = (),
    statements: Sequence[Statement] = (),
    *,
    findings: Sequence[Finding] = (),
    problems: Sequence[Problem] = (),
    version: str = "0.1.0",
    coder: str = "rules",
) -> Coding:
    """Make a coding of a report."""
    return Coding(
        report=report,
        mentions=tuple(mentions),
        statements=tuple(statements),
        findings=tuple(findings),
        problems=tuple(problems),
        run=make_run(version, coder),
    )


def make_velmora_coding(
    *, path: str | None = "velmora.txt", outlet: str | None = None, version: str = "0.1.0"
) -> Coding:
    """Make the coding of the whole contested report, with a planned event beside the main one."""
    return code_velmora(make_test_report(path=path, outlet=outlet), version=version)


def code_velmora(report: Report, *, version: str = "0.1.0") -> Coding:
    """Code a report that holds the contested text."""
    day = DateValue(start=date(2031, 3, 3), end=date(2031, 3, 3), precision="day", wording="on March 3")
    place = PlaceValue(
        name="Velmora", country="VEL", lat=1.5, lon=-2.25, precision="settlement", wording="Velmora"
    )
    sunday = DateValue(start=date(2031, 3, 9), end=date(2031, 3, 9), precision="day", wording="for Sunday")
    statements = (
        make_statement(report, "date", day, "on March 3"),
        make_statement(report, "place", place, "Velmora"),
        make_statement(report, "killed", make_toll("31", 31), "killing 31 people", speakers=(MAYOR,)),
        make_statement(
            report, "killed", make_toll("at least 40", 40, op="at_least", superseded=True), "at least 40"
        ),
        make_statement(
            report,
            "responsibility",
            make_position("Harrow Front", "claim", "telegram"),
            "The Harrow Front claimed the attack",
            speakers=(FRONT,),
        ),
        make_statement(
            report,
            "responsibility",
            make_position("Ostrava Sul", "blame"),
            "Velmoran officials blamed neighbouring Ostrava Sul",
            speakers=(OFFICIALS,),
        ),
        make_statement(
            report,
            "responsibility",
            make_position("Ostrava Sul", "deny"),
            "denied any part in it",
            speakers=(OSTRAVA,),
            polarity="-",
        ),
        make_statement(
            report,
            "responsibility",
            make_position("Harrow Front", "question"),
            "Some newspapers doubted the claim",
            speakers=(PAPERS,),
            certainty="PS",
        ),
        make_statement(report, "date", sunday, "planned for Sunday", mention="m2"),
    )
    finding = Finding(rule="CC999", severity="note", message="an example", evidence=statements[0].evidence)
    problem = Problem(kind="stage", message="an example", where=report.path)
    mentions = (make_mention(1), make_mention(2, role="planned", kind="PROTEST"))
    return make_coding(
        report, mentions, statements, findings=(finding,), problems=(problem,), version=version
    )
