"""The list of events: filters, search, pages, and the map and timeline of what is listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from starlette.responses import Response

from counterclaim.brief.account import Spot
from counterclaim.brief.charts import EventDot, draw_event_timeline
from counterclaim.brief.draw import NO_DRAWING, Scheme, Size, can_draw
from counterclaim.brief.map import can_map, draw_events_map
from counterclaim.serve.asked import AskedFor, read_asked
from counterclaim.serve.context import AskedBy
from counterclaim.serve.event_lines import (
    Choice,
    make_address,
    make_choices,
    make_event_line,
    make_report_line,
)
from counterclaim.serve.headers import SANDBOX
from counterclaim.serve.listing import PAGE, Counts, Listing
from counterclaim.serve.listing_filter import make_cursor
from counterclaim.serve.listing_rows import EventRow

#: Events of one map or timeline, in the order of the list; the page says when there are more.
DRAWN = 1000
#: Drawings kept, so that a page asked for twice is drawn once.
KEPT_DRAWINGS = 64
#: How the orders of the list are called.
ORDER_WORDS = (
    Choice("latest", "latest first"),
    Choice("earliest", "earliest first"),
    Choice("changed", "changed last"),
    Choice("killed", "most killed"),
)
MAP_WORDS = Choice("map", "Where the listed events were said to be, each as large as its reports leave open")
TIMELINE_WORDS = Choice("timeline", "The listed events over time, by how many were killed")
ROLE_WORDS = (
    Choice("main", "what reports are about"),
    Choice("background", "earlier events"),
    Choice("planned", "planned events"),
)

router = APIRouter(include_in_schema=False)
Asked = Annotated[AskedFor, Depends(read_asked)]


@router.get("/")
def list_events(
    context: AskedBy, asked: Asked, after: Annotated[str, Query(max_length=500)] = ""
) -> Response:
    """List the events of the ledger that the reader asks for."""
    behind = context.catch_up()
    listing = context.state.listing
    rows = listing.find_page(asked.filter, order=asked.order, after=after, limit=PAGE + 1)
    shown = rows[:PAGE]
    following = make_cursor(shown[-1], asked.order) if len(rows) > PAGE else ""
    counts = listing.count(asked.filter)
    return context.render(
        "events.html",
        asked=asked,
        lines=[make_event_line(row) for row in shown],
        reports=[make_report_line(each) for each in listing.find_reports(asked.filter.words)],
        counts=counts,
        behind=behind,
        is_first=not after,
        first_page=make_address("/", asked.typed),
        next_page=make_address("/", asked.typed, after=following) if following else "",
        only_disputed=make_address("/", asked.typed, disputed="yes"),
        only_unreviewed=make_address("/", asked.typed, unreviewed="yes"),
        drawing_query=make_address("", asked.typed),
        drawn=min(DRAWN, counts.events),
        drawings=_find_drawings(listing, asked, counts),
        can_draw=can_draw(),
        no_drawing=NO_DRAWING,
        types=make_choices(listing.find_types(), chosen=asked.filter.type),
        countries=make_choices(listing.find_countries(), chosen=asked.filter.country),
        orders=ORDER_WORDS,
        roles=ROLE_WORDS,
    )


def _find_drawings(listing: Listing, asked: AskedFor, counts: Counts) -> list[Choice]:
    """Find which drawings there is anything to draw in."""
    located = listing.find_located(asked.filter, order=asked.order, limit=PAGE)
    drawings = [MAP_WORDS] if can_map(map(_make_spot, located)) else []
    return [*drawings, TIMELINE_WORDS] if counts.first_day else drawings


@router.get("/map.svg")
def draw_map(context: AskedBy, asked: Asked, scheme: Scheme = "light", size: Size = "wide") -> Response:
    """Draw where the listed events were said to be, each as its area."""
    rows = context.state.listing.find_located(asked.filter, order=asked.order, limit=DRAWN)
    spots = tuple(map(_make_spot, rows))
    if not can_draw() or not can_map(spots):
        raise HTTPException(404, "none of these events has a place that can be drawn")
    return _answer(lambda: _draw_map(spots, scheme, size))


@router.get("/timeline.svg")
def draw_timeline(context: AskedBy, asked: Asked, scheme: Scheme = "light", size: Size = "wide") -> Response:
    """Draw the listed events over time."""
    rows = context.state.listing.find_page(asked.filter, order=asked.order, limit=DRAWN)
    dots = tuple(_make_dot(row) for row in rows if row.first_day)
    if not can_draw() or not dots:
        raise HTTPException(404, "none of these events has a day")
    return _answer(lambda: _draw_timeline(dots, scheme, size))


def _answer(draw: Callable[[], bytes]) -> Response:
    # By itself in a tab a drawing may do nothing either.
    headers = {"Content-Security-Policy": f"{SANDBOX}; style-src 'unsafe-inline'"}
    return Response(draw(), media_type="image/svg+xml", headers=headers)


@lru_cache(maxsize=KEPT_DRAWINGS)
def _draw_map(spots: tuple[Spot, ...], scheme: Scheme, size: Size) -> bytes:
    return draw_events_map(spots, scheme=scheme, size=size)


@lru_cache(maxsize=KEPT_DRAWINGS)
def _draw_timeline(dots: tuple[EventDot, ...], scheme: Scheme, size: Size) -> bytes:
    return draw_event_timeline(dots, scheme=scheme, size=size)


def _make_spot(row: EventRow) -> Spot:
    return Spot(
        name=row.place or "",
        country=row.country,
        lat=row.lat,
        lon=row.lon,
        precision=row.precision or "unknown",
        area="",
        radius_km=row.radius_km,
        voices=(),
        is_chosen=False,
    )


def _make_dot(row: EventRow) -> EventDot:
    killed = row.best if row.best is not None else row.low
    return EventDot(date.fromisoformat(row.first_day or ""), killed, row.disputes > 0)
