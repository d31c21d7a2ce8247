"""Mentions, Statements and what one coding of one Report makes of them.

Invariant: a Statement has at least one Evidence, cut from its report's text.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from counterclaim.model.ids import MentionId, ReportId, StatementId, make_id
from counterclaim.model.report import Report
from counterclaim.model.span import Evidence
from counterclaim.model.values import Value

MentionRole = Literal["main", "background", "planned", "other"]
Property = Literal[
    "killed", "injured", "missing", "captured", "arrested", "displaced",
    "date", "place", "actor", "recipient", "weapon", "type", "responsibility",
]  # fmt: skip
HARMS: tuple[Property, ...] = ("killed", "injured", "missing", "captured", "arrested", "displaced")
Polarity = Literal["+", "-", "u"]
#: FactBank's grid: certain, probable, possible, uncommitted.
Certainty = Literal["CT", "PR", "PS", "U"]
Basis = Literal["stated", "derived", "resolved", "assumed"]
Severity = Literal["error", "warning", "note"]


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """The voice a Statement is attributed to."""

    #: Name, or the description that stands for one ("an official").
    name: str
    #: Office or function as written ("head of the emergency services").
    role: str | None = None
    #: authority, party_to_event, medical, witness, media, ngo, un, court, analyst, anonymous, other.
    kind: str = "other"
    #: The side the speaker belongs to ("Iran"), where the text or a lexicon says so.
    party: str | None = None
    #: False for anonymous voices and bare descriptions.
    named: bool = True


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One report's description of one event."""

    #: Unique within its coding: m1, m2, ...
    id: MentionId
    role: MentionRole
    #: PLOVER event type, or DISASTER for what nobody did on purpose.
    type: str
    #: PLOVER mode, None when no words carry it.
    mode: str | None = None
    #: Short words for people, taken from the text.
    label: str


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """On this evidence, this speaker, with this stance, gives this property of this mention this value."""

    id: StatementId
    mention: MentionId
    property: Property
    value: Value
    #: Outermost first; empty is the narrator, the report's own voice.
    speakers: tuple[Speaker, ...] = ()
    polarity: Polarity = "+"
    certainty: Certainty = "CT"
    #: The day on which the speaker said it, where the text tells.
    said_on: date | None = None
    basis: Basis = "stated"
    evidence: tuple[Evidence, ...]
    #: The coder's own confidence in 0..1; not a rating of truth.
    confidence: float = 0.9
    coder: str = "rules"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a check noticed in a report."""

    #: Rule code, CC101 and so on (check/catalog.py).
    rule: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...] = ()
    suggestion: str | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was skipped or failed: counted, never silent."""

    #: Short fixed word: empty, binary, missing, fetch, language, malformed, damaged, limit, encrypted,
    #: aside (left out by rule, no failure), screened, notice, stage.
    kind: str
    message: str
    #: File, or report id, and line where known.
    where: str | None = None


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """With which versions a coding was made; no clock time, so that codings are reproducible."""

    coder: str
    version: str
    model: str
    vocabulary: str


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """What one coder made of one report."""

    #: The report, with its publication date repaired where the coder could.
    report: Report
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    run: Run


def make_statement_id(
    *,
    report: ReportId,
    mention: MentionId,
    property: Property,
    value: Value,
    speakers: tuple[Speaker, ...],
    polarity: Polarity,
    evidence: tuple[Evidence, ...],
    coder: str,
) -> StatementId:
    """Make a statement's id: the same words coded the same way give the same id."""
    fields = {
        "report": report,
        "mention": mention,
        "property": property,
        "value": value,
        "speakers": [speaker.name for speaker in speakers],
        "polarity": polarity,
        "spans": [(item.start, item.end) for item in evidence],
        "coder": coder,
    }
    return StatementId(make_id("stm", fields))
