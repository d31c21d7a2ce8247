"""Our own format: one JSON object a report (design: contract).

Invariant: keys are added, never renamed; `decode_coding` is the exact inverse of `encode_coding`,
given the text, which the format leaves out.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.coding.agreement.reading import Reading
from counterclaim.errors import ReportError
from counterclaim.model.codec import decode_statement
from counterclaim.model.ids import ReportId, make_text_hash
from counterclaim.model.report import Edition, PublishedBasis, Report
from counterclaim.model.statement import Coding, Finding, Mention, Problem, Run, Statement

#: Name and version of the format, the first key of every object.
SCHEMA = "counterclaim/1"


class ReportHead(msgspec.Struct, frozen=True, kw_only=True):
    """A report without its text."""

    id: ReportId
    path: str | None
    url: str | None
    outlet: str | None
    title: str | None
    byline: tuple[str, ...]
    language: str | None
    published: date | None
    published_basis: PublishedBasis
    #: SHA-256 of the text's UTF-8 bytes, hexadecimal.
    text_sha256: str
    #: Instant of publication with its zone; null where nothing beside the text tells it.
    published_at: datetime | None = None
    #: What its publisher tells of this version; null where nothing does.
    edition: Edition | None = None


class _Document(msgspec.Struct, frozen=True, kw_only=True):
    """One object of the format, keys in the order of the contract."""

    schema: str
    report: ReportHead
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    run: Run


class _RawDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The same with statements still raw: the class of their value hangs on the property."""

    schema: str
    report: ReportHead
    mentions: tuple[Mention, ...]
    statements: tuple[msgspec.Raw, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    run: Run


def to_contract(coding: Coding) -> dict[str, Any]:
    """Turn a coding into the plain dicts and lists that reading its JSON gives."""
    contract: dict[str, Any] = msgspec.json.decode(encode_coding(coding))
    return contract


def encode_coding(coding: Coding) -> bytes:
    """Encode a coding as one line of UTF-8 JSON, without a line break."""
    document = _Document(
        schema=SCHEMA,
        report=_make_head(coding.report),
        mentions=coding.mentions,
        statements=coding.statements,
        findings=coding.findings,
        problems=coding.problems,
        run=coding.run,
    )
    return msgspec.json.encode(document)


def decode_coding(line: bytes | str, text: str) -> Coding:
    """Decode a coding; the exact inverse of `encode_coding`.

    Args:
        line: one JSON object of the contract.
        text: the report's text, which the format leaves out.

    Raises:
        ReportError: the text is not the one that was coded, or the schema is another.
        msgspec.ValidationError: the JSON is no coding; the message names the path.
    """
    decoded = msgspec.json.decode(line, type=_RawDocument)
    if decoded.schema != SCHEMA:
        raise ReportError(f"has the schema {decoded.schema!r}; this version reads {SCHEMA!r}")
    if decoded.report.text_sha256 != make_text_hash(text):
        raise ReportError("the text is not the one that was coded; give the report's exact text")
    return Coding(
        report=Report(text=text, **msgspec.structs.asdict(decoded.report)),
        mentions=decoded.mentions,
        statements=tuple(decode_statement(bytes(raw)) for raw in decoded.statements),
        findings=decoded.findings,
        problems=decoded.problems,
        run=decoded.run,
    )


def decode_reading(line: bytes | str) -> tuple[str, Reading]:
    """Decode the coder and the statements of a coding, without the report's text.

    Raises:
        ReportError: the schema is another.
        msgspec.ValidationError: the JSON is no coding; the message names the path.
    """
    decoded = msgspec.json.decode(line, type=_RawDocument)
    if decoded.schema != SCHEMA:
        raise ReportError(f"has the schema {decoded.schema!r}; this version reads {SCHEMA!r}")
    statements = tuple(decode_statement(bytes(raw)) for raw in decoded.statements)
    return decoded.run.coder, Reading(report=decoded.report.id, statements=statements)


def read_readings(path: Path) -> tuple[str, tuple[Reading, ...]]:
    """Read the codings of one coder from a file of the contract, a line each.

    Returns:
        The coder's name, and what the coder made of each report.

    Raises:
        ReportError: the file cannot be read, is empty, or a line is no coding; the line is named.
    """
    readings: list[Reading] = []
    coder = ""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    coder, reading = _decode_line(path, number, line)
                    readings.append(reading)
    except OSError as error:
        raise ReportError(f"{path} could not be read: {error.strerror}") from error
    if not readings:
        raise ReportError(f"{path} holds no coding; `counterclaim code --format jsonl` writes some")
    return coder, tuple(readings)


def _decode_line(path: Path, number: int, line: bytes) -> tuple[str, Reading]:
    try:
        return decode_reading(line)
    except (msgspec.MsgspecError, ReportError) as error:
        raise ReportError(f"{path}, line {number} is no coding ({error})") from error


def _make_head(report: Report) -> ReportHead:
    return ReportHead(**{name: getattr(report, name) for name in ReportHead.__struct_fields__})
