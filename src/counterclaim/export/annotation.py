"""Web Annotation: one W3C annotation a statement, bound to its words (codebooks 8.6, 12.8).

Invariant: `text[start:end] == exact` for both selectors of every target, and no prefix or suffix
holds a name that the coding withheld.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec

from counterclaim.export.codes import load_data
from counterclaim.export.words import say_testimony
from counterclaim.model.report import Report
from counterclaim.model.span import Evidence
from counterclaim.model.statement import Statement
from counterclaim.model.values import ResponsibilityValue
from counterclaim.policy.base import Status, Testimony

#: Code points of the text before and after a quote (codebooks 8.6).
CONTEXT_LENGTH = 32


class AnnotationTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of export/data/webannotation.json."""

    about: str
    version: str
    #: Address of the JSON-LD context.
    context: str
    #: Classes and properties of the context that we use.
    types: frozenset[str]
    terms: frozenset[str]
    #: All motivations of the vocabulary, and ours by property and by position.
    motivations: frozenset[str]
    by_property: Mapping[str, str]
    by_position: Mapping[str, str]
    otherwise: str
    losses: tuple[str, ...]


@lru_cache(maxsize=1)
def load_annotation_table() -> AnnotationTable:
    """Load the crosswalk to Web Annotation."""
    return load_data("webannotation", AnnotationTable)


def iter_annotations(testimony: Testimony) -> Iterator[dict[str, Any]]:
    """Yield a statement's annotation, and the link to the statement it is about."""
    statement = testimony.statement
    yield {
        **_make_head(testimony, to_urn(statement.id), judge_motivation(statement)),
        "body": [_make_plain_body(statement), _make_json_body(statement, testimony.status)],
        "target": _make_targets(testimony),
    }
    if isinstance(statement.value, ResponsibilityValue) and statement.value.about:
        yield {
            **_make_head(testimony, f"{to_urn(statement.id)}:about", "linking"),
            "body": to_urn(statement.value.about),
            "target": _make_targets(testimony),
        }


def judge_motivation(statement: Statement) -> str:
    """Judge why a statement annotates its words (codebooks 12.8)."""
    table = load_annotation_table()
    if isinstance(statement.value, ResponsibilityValue):
        return table.by_position.get(statement.value.position, table.otherwise)
    return table.by_property.get(statement.property, table.otherwise)


def to_urn(identity: str) -> str:
    """Make one of our ids an IRI."""
    return f"urn:counterclaim:{identity}"


def to_hash_uri(sha256: str) -> str:
    """Make a hexadecimal SHA-256 a URI that names content by its hash (RFC 6920)."""
    encoded = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{encoded}"


def to_instant(moment: datetime) -> str:
    """Write a moment as xsd:dateTime in UTC, as Web Annotation asks."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _make_head(testimony: Testimony, identity: str, motivation: str) -> dict[str, Any]:
    return {
        "id": identity,
        "type": "Annotation",
        "motivation": motivation,
        "created": to_instant(testimony.recorded_at),
        "creator": {"type": "Software", "name": f"counterclaim {testimony.statement.coder}"},
    }


def _make_plain_body(statement: Statement) -> dict[str, str]:
    said = say_testimony(statement)
    return {"type": "TextualBody", "format": "text/plain", "language": "en", "value": said}


def _make_json_body(statement: Statement, status: Status) -> dict[str, str]:
    """Make the body that programs read: the statement without what the targets say."""
    fields = {**msgspec.to_builtins(statement), "status": status}
    del fields["evidence"]
    value = msgspec.json.encode(fields).decode()
    return {"type": "TextualBody", "format": "application/json", "value": value}


def _make_targets(testimony: Testimony) -> list[dict[str, Any]]:
    """Make a target for each stretch of the evidence."""
    report = testimony.report
    return [
        {
            "type": "SpecificResource",
            "source": report.url or to_urn(report.id),
            "selector": _make_selectors(report, evidence),
            "state": {
                "type": "TimeState",
                "sourceDate": to_instant(testimony.recorded_at),
                "cached": to_hash_uri(report.text_sha256),
            },
        }
        for evidence in testimony.statement.evidence
    ]


def _make_selectors(report: Report, evidence: Evidence) -> list[dict[str, Any]]:
    before = report.text[max(evidence.start - CONTEXT_LENGTH, 0) : evidence.start]
    after = report.text[evidence.end : evidence.end + CONTEXT_LENGTH]
    return [
        {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
        {
            "type": "TextQuoteSelector",
            "exact": evidence.quote,
            "prefix": cut_before(before),
            "suffix": cut_after(after),
        },
    ]


def cut_after(text: str) -> str:
    """Cut the words after a quote where a name may start: names of victims are withheld.

    The coding does not keep which names it withheld, so every word with a capital letter is taken
    for one.
    """
    capital = next((place for place, letter in enumerate(text) if letter.isupper()), len(text))
    return text if capital == len(text) else text[: _find_word_start(text, capital)]


def cut_before(text: str) -> str:
    """Cut the words before a quote after the last that may be a name."""
    capital = next((place for place in reversed(range(len(text))) if text[place].isupper()), None)
    if capital is None:
        return text
    return text[_find_word_end(text, capital) :]


def _find_word_start(text: str, place: int) -> int:
    while place and not text[place - 1].isspace():
        place -= 1
    return place


def _find_word_end(text: str, place: int) -> int:
    while place < len(text) and not text[place].isspace():
        place += 1
    return place
