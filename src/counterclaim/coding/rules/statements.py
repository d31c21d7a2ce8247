"""Make Statements: evidence cut from the text, ids made from content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from counterclaim.annotate.channel import find_own_voice
from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.model.ids import MentionId
from counterclaim.model.span import Evidence, Span, make_evidence
from counterclaim.model.statement import (
    Basis,
    Certainty,
    Polarity,
    Property,
    Speaker,
    Statement,
    make_statement_id,
)
from counterclaim.model.values import ResponsibilityValue, Value

CODER = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDraft:
    """A Statement before its mention has a name in the coding."""

    #: Index of the mention's draft.
    mention: int
    property: Property
    value: Value
    evidence: tuple[Evidence, ...]
    speakers: tuple[Speaker, ...] = ()
    polarity: Polarity = "+"
    certainty: Certainty = "CT"
    said_on: date | None = None
    basis: Basis = "stated"
    confidence: float = 0.85
    #: The party whose claim is doubted, confirmed or withdrawn; becomes the id in `about`.
    about_claim_of: str | None = None


def cut_evidence(annotated: AnnotatedReport, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """Cut the evidence of some spans, in text order, each once."""
    text = annotated.report.text
    return tuple(sorted({make_evidence(text, span.start, span.end) for span in spans}))


def _speak(annotated: AnnotatedReport, draft: StatementDraft) -> StatementDraft:
    """Let a party say what its own channel says: no act is a fact there, it is claimed or blamed."""
    voice = find_own_voice(annotated.report)
    if voice is None:
        return draft
    chain = (voice, *(speaker for speaker in draft.speakers if speaker.name != voice.name))
    value = draft.value
    if isinstance(value, ResponsibilityValue) and value.position == "assert_fact":
        value = msgspec.structs.replace(value, position="claim" if value.actor == voice.party else "blame")
    return replace(draft, speakers=chain, value=value)


def make_statement(
    annotated: AnnotatedReport, draft: StatementDraft, mention: MentionId, coder: str = CODER
) -> Statement:
    """Make the Statement of a draft, with its content id."""
    draft = _speak(annotated, draft)
    return Statement(
        id=make_statement_id(
            report=annotated.report.id,
            mention=mention,
            property=draft.property,
            value=draft.value,
            speakers=draft.speakers,
            polarity=draft.polarity,
            evidence=draft.evidence,
            coder=coder,
        ),
        mention=mention,
        property=draft.property,
        value=draft.value,
        speakers=draft.speakers,
        polarity=draft.polarity,
        certainty=draft.certainty,
        said_on=draft.said_on,
        basis=draft.basis,
        evidence=draft.evidence,
        confidence=draft.confidence,
        coder=coder,
    )
