"""The JSON API: what the pages show, for programs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, HTTPException, Path, Query
from pydantic import AwareDatetime
from starlette.responses import Response

from counterclaim.brief.record import to_event_record
from counterclaim.policy.between import find_changes_between
from counterclaim.policy.case import make_case
from counterclaim.policy.catalog import DEFAULT_POLICY, POLICIES, TAGS, find_resolutions
from counterclaim.serve.context import AskedBy
from counterclaim.serve.failures import API_PREFIX
from counterclaim.serve.listing import PAGE
from counterclaim.serve.listing_filter import (
    EventFilter,
    Order,
    make_cursor,
    parse_box,
    read_cursor,
)
from counterclaim.serve.listing_rows import to_text
from counterclaim.serve.schemas import EventPage, PolicyRecord, ReportRecord, make_json_answer, to_head

#: Events of one page at most.
LONGEST_PAGE = 200
#: Letters of a search or a name.
LONGEST_WORDS = 300

router = APIRouter(prefix=API_PREFIX, tags=["read"])
EventName = Annotated[str, Path(pattern=r"^evt_[a-z2-7]{1,40}$", description="Its id, or the beginning.")]
ReportName = Annotated[str, Path(pattern=r"^rep_[a-z2-7]{1,40}$", description="Its id, or the beginning.")]
PolicyName = Annotated[
    str, Query(max_length=80, description="The rule that chooses; /api/policies lists them.")
]
Words = Annotated[str, Query(max_length=LONGEST_WORDS)]


@router.get("/events", responses=make_json_answer("EventPage"))
def find_events(
    context: AskedBy,
    *,
    q: Words = "",
    since: date | None = None,
    until: date | None = None,
    place: Words = "",
    country: Annotated[str, Query(pattern="^([A-Za-z]{3})?$")] = "",
    bbox: Annotated[str, Query(max_length=100, description="west,south,east,north in degrees")] = "",
    type: Annotated[str, Query(max_length=40)] = "",
    role: Literal["", "main", "background", "planned"] = "",
    disputed: bool = False,
    unreviewed: bool = False,
    changed: AwareDatetime | None = None,
    order: Order = "latest",
    after: Annotated[str, Query(max_length=500, description="`next` of the page before")] = "",
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = PAGE,
) -> Response:
    """Find events by filters and words, a page at a time."""
    box = parse_box(bbox) if bbox else None
    if bbox and box is None:
        raise HTTPException(422, f"bbox: {bbox!r} is no west,south,east,north in degrees")
    if after and read_cursor(after, order) is None:
        raise HTTPException(422, "after: no page of this order ends with that")
    asked = EventFilter(
        words=q,
        since=since,
        until=until,
        place=place,
        country=country,
        box=box,
        type=type.upper(),
        role=role,
        is_disputed=disputed,
        is_unreviewed=unreviewed,
        changed=changed,
    )
    behind = context.catch_up()
    rows = context.state.listing.find_page(asked, order=order, after=after, limit=limit + 1)
    counts = context.state.listing.count(asked)
    return _answer(
        EventPage(
            events_total=counts.events,
            disputed=counts.disputed,
            unreviewed=counts.unreviewed,
            behind=behind.rows,
            next=make_cursor(rows[limit - 1], order) if len(rows) > limit else None,
            events=rows[:limit],
        )
    )


@router.get("/events/{event}", responses=make_json_answer("EventRecord"))
def get_event(context: AskedBy, event: EventName, policy: PolicyName = DEFAULT_POLICY) -> Response:
    """Get one event as `counterclaim show --format jsonl` writes it."""
    dossier = context.state.events.get(context.ledger, event).dossier
    case = make_case(dossier)
    return _answer(to_event_record(dossier, case, find_resolutions(case, policy)))


@router.get("/events/{event}/changes", responses=make_json_answer("Change", is_list=True))
def find_changes(
    context: AskedBy, event: EventName, since: AwareDatetime, until: AwareDatetime | None = None
) -> Response:
    """Find what became known of an event, by the ledger's clock, after a moment."""
    dossier = context.state.events.get(context.ledger, event).dossier
    return _answer(find_changes_between(dossier, since=since, until=until))


@router.get("/reports/{report}", responses=make_json_answer("ReportRecord"))
def get_report(context: AskedBy, report: ReportName) -> Response:
    """Get what is known of a report; its words are left out, for they may name victims."""
    ledger = context.ledger
    found = ledger.get_report_id(report)
    return _answer(
        ReportRecord(
            report=to_head(ledger.get_report(found)),
            recorded_at=to_text(ledger.get_recorded_at(found)),
            events=tuple(row.id for row in context.state.listing.find_events_of(found)),
            findings=ledger.find_findings((found,))[found],
            problems=ledger.find_problems((found,))[found],
        )
    )


@router.get("/reports/{report}/statements", responses=make_json_answer("Statement", is_list=True))
def find_statements(context: AskedBy, report: ReportName) -> Response:
    """Find the statements that coders made of a report, each with its words and speakers."""
    found = context.ledger.get_report_id(report)
    return _answer([each.statement for each in context.ledger.iter_statements(found)])


@router.get("/policies", responses=make_json_answer("PolicyRecord", is_list=True))
def list_policies(context: AskedBy) -> Response:
    """List the named rules that choose a figure, a date or a place."""
    return _answer(
        [
            PolicyRecord(name=each.name, fields=each.fields, rule=each.rule, provenance=TAGS[each.tag])
            for each in POLICIES.values()
        ]
    )


def _answer(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")
