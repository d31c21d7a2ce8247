"""The brief of an event as one self-contained HTML file: no script, nothing loaded, ready to print."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import NamedTuple

from counterclaim.brief.account import EventAccount
from counterclaim.brief.charts import HEIGHTS as CHART_HEIGHTS
from counterclaim.brief.charts import count_uncharted, draw_toll_history, find_chart_harms
from counterclaim.brief.document import link_nowhere, render_document
from counterclaim.brief.draw import NO_DRAWING, WIDTHS, Scheme, Size, can_draw
from counterclaim.brief.map import HEIGHTS as MAP_HEIGHTS
from counterclaim.brief.map import can_map, draw_event_map

#: Charts of one event: killed and injured, mostly.
CHART_LIMIT = 2


class Drawing(NamedTuple):
    """Where the variants of one drawing are."""

    wide_light: str
    wide_dark: str
    narrow_light: str
    narrow_dark: str
    #: What it shows, for those who cannot see it; the figures stand in a table beside it.
    alt: str
    #: Pixels of the wide and of the narrow variant, so that a page keeps room for what is not loaded yet.
    wide_size: tuple[int, int]
    narrow_size: tuple[int, int]


class Chart(NamedTuple):
    """The history of one harm."""

    harm: str
    drawing: Drawing
    #: Counts that stand in the table alone.
    left_out: int


def render_html_brief(account: EventAccount) -> str:
    """Render the brief of an event as one HTML document that loads nothing and runs nothing."""
    is_drawn = can_draw()
    return render_document(
        "brief.html",
        account=account,
        href=link_nowhere,
        charts=make_charts(account, _inline_chart(account)) if is_drawn else (),
        map=make_map(account, _inline_map(account)) if is_drawn else None,
        no_drawing="" if is_drawn else NO_DRAWING,
    )


def make_charts(account: EventAccount, locate: Callable[[str, Scheme, Size], str]) -> tuple[Chart, ...]:
    """Make the charts of an event's counts.

    Args:
        account: the event.
        locate: returns the address of a harm's chart in one variant.
    """
    return tuple(
        Chart(
            harm=harm,
            drawing=_make_drawing(
                lambda scheme, size, harm=harm: locate(harm, scheme, size),  # type: ignore[misc]
                f"Chart of how many were {harm}, by who said so over time; the table below has each count",
                CHART_HEIGHTS,
            ),
            left_out=count_uncharted(account.marks, harm),
        )
        for harm in find_chart_harms(account.marks)[:CHART_LIMIT]
    )


def make_map(account: EventAccount, locate: Callable[[Scheme, Size], str]) -> Drawing | None:
    """Make the map of an event; None where no place can be drawn."""
    if not can_map(account.places):
        return None
    alt = "Map of the places below, each as large as the reports leave open"
    return _make_drawing(locate, alt, MAP_HEIGHTS)


def _make_drawing(locate: Callable[[Scheme, Size], str], alt: str, heights: Mapping[Size, int]) -> Drawing:
    return Drawing(
        wide_light=locate("light", "wide"),
        wide_dark=locate("dark", "wide"),
        narrow_light=locate("light", "narrow"),
        narrow_dark=locate("dark", "narrow"),
        alt=alt,
        wide_size=(WIDTHS["wide"], heights["wide"]),
        narrow_size=(WIDTHS["narrow"], heights["narrow"]),
    )


def _inline_chart(account: EventAccount) -> Callable[[str, Scheme, Size], str]:
    return lambda harm, scheme, size: _make_url(
        draw_toll_history(account.marks, harm, scheme=scheme, size=size)
    )


def _inline_map(account: EventAccount) -> Callable[[Scheme, Size], str]:
    return lambda scheme, size: _make_url(draw_event_map(account.places, scheme=scheme, size=size))


def _make_url(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
