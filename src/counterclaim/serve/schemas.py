"""The shapes of the JSON API: made from the values of the model, so that they cannot differ from them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args

import msgspec

from counterclaim.model.change import Change
from counterclaim.model.report import Report
from counterclaim.model.statement import Finding, Problem, Statement
from counterclaim.model.values import Value
from counterclaim.serve.failures import PROBLEM_TYPE, ProblemDetails
from counterclaim.serve.listing_rows import EventRow

_REFERENCE = "#/components/schemas/{name}"
#: Statuses of failures that any route may answer with.
FAILURES: Mapping[int, str] = {
    400: "the request cannot be read",
    401: "nobody is logged in",
    403: "the role may not do that",
    404: "there is no such thing",
    422: "a parameter does not fit",
}


class EventPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the list of events."""

    #: How many events fit what was asked for.
    events_total: int
    disputed: int
    unreviewed: int
    #: Rows of the log that the list has not read yet.
    behind: int
    #: What to send as `after` for the next page; None on the last.
    next: str | None
    events: tuple[EventRow, ...]


class PolicyRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A named rule and where it comes from."""

    name: str
    fields: tuple[str, ...]
    rule: str
    provenance: str


class ReportRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A report less its text, with what was noticed in it and the events it tells of."""

    report: dict[str, Any]
    recorded_at: str
    events: tuple[str, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]


def make_json_answer(name: str, *, is_list: bool = False) -> dict[int | str, dict[str, Any]]:
    """Make what a route documents: its answer, and how it fails."""
    reference = {"$ref": _REFERENCE.format(name=name)}
    schema = {"type": "array", "items": reference} if is_list else reference
    problem = {"$ref": _REFERENCE.format(name="ProblemDetails")}
    failures: dict[int | str, dict[str, Any]] = {
        status: {"description": words, "content": {PROBLEM_TYPE: {"schema": problem}}}
        for status, words in FAILURES.items()
    }
    answer = {"description": "as asked", "content": {"application/json": {"schema": schema}}}
    return {200: answer, **failures}


@lru_cache(maxsize=1)
def make_components() -> dict[str, Any]:
    """Make the schemas of all that the API answers with."""
    values = get_args(Value)
    _, components = msgspec.json.schema_components(
        [EventPage, PolicyRecord, ReportRecord, ProblemDetails, Change, _make_open_statement(), *values],
        ref_template=_REFERENCE,
    )
    statement = components["Statement"]["properties"]
    # Which of them it is follows from the property of the statement.
    statement["value"] = {"anyOf": [{"$ref": _REFERENCE.format(name=each.__name__)} for each in values]}
    record = {"type": "object", "required": ["schema", "event", "figures", "disputes", "mentions"]}
    return {**components, "EventRecord": record}


def to_head(report: Report) -> dict[str, Any]:
    """Turn a report into an object for JSON, less its text, title and byline: they may name victims."""
    hidden = {"text", "title", "byline", "path"}
    return {name: value for name, value in msgspec.to_builtins(report).items() if name not in hidden}


def _make_open_statement() -> type[msgspec.Struct]:
    """Make the shape of a statement with any value: the model's union has no tag to tell by."""
    fields = [
        (field.encode_name, Any if field.name == "value" else field.type)
        for field in msgspec.structs.fields(Statement)
    ]
    return msgspec.defstruct("Statement", fields, kw_only=True)
