"""Charts of an event's counts over time, and of events over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from counterclaim.brief.account import TollMark
from counterclaim.brief.draw import WIDTHS, Scheme, Size, draw, load_spec, load_theme
from counterclaim.brief.plain import make_plain

#: Voices that get a colour and shape of their own; the rest share the last.
VOICE_LIMIT = 8
#: Marks of one chart; those that still stand come first, then the latest.
MARK_LIMIT = 200
#: Marks up to which each is labelled with its words, by size.
LABEL_LIMITS: Mapping[Size, int] = {"wide": 24, "narrow": 10}
#: Longest label; longer words are cut.
LABEL_LENGTH = 16
TICKS: Mapping[Size, int] = {"wide": 5, "narrow": 3}
#: Pixels of a letter and a line of a label.
LETTER_WIDTH, LABEL_HEIGHT = 6.5, 18
HEIGHTS: Mapping[Size, int] = {"wide": 290, "narrow": 260}
TIMELINE_HEIGHT = 150
#: How far a mark moves that would cover another, as a share of the whole time; and how near in number
#: covers, as a share of the highest.
NUDGE = 0.035
#: Days up to which hours, and from which years, are written under a chart.
HOURS_SPAN, YEARS_SPAN = 2.5, 300
#: Days that a timeline names one by one.
FEW_DAYS = 6
#: How far the scale of a timeline goes beyond its greatest number.
ROOM_ABOVE = 1.3
NEARNESS = 0.09
_REST = "other voices"


class EventDot(NamedTuple):
    """One event of a list, as a timeline shows it."""

    day: date
    #: The best figure, else the lowest; None where nobody counts.
    killed: int | None
    is_disputed: bool


def find_charted(marks: Iterable[TollMark], harm: str) -> tuple[TollMark, ...]:
    """Find the counts of a harm that a chart can show: dated and with a number, at most MARK_LIMIT.

    What a voice said alike in several reports of one moment is one mark.
    """
    able = _fold(each for each in marks if each.harm == harm and each.at and each.number is not None)
    ordered = sorted(able, key=lambda each: (each.status != "current", -_stamp(each)))
    kept = {each.statement for each in ordered[:MARK_LIMIT]}
    return tuple(sorted((each for each in able if each.statement in kept), key=_stamp))


def _fold(marks: Iterable[TollMark]) -> list[TollMark]:
    kept: dict[tuple[object, ...], TollMark] = {}
    for each in marks:
        key = (each.voice, each.at, each.number, each.low, each.high, each.status)
        kept.setdefault(key, each)
    return list(kept.values())


def find_chart_harms(marks: Sequence[TollMark]) -> tuple[str, ...]:
    """Find the harms that are worth a chart: those with two counts or more that it can show."""
    harms = dict.fromkeys(each.harm for each in marks)
    return tuple(harm for harm in harms if len(find_charted(marks, harm)) > 1)


def count_uncharted(marks: Sequence[TollMark], harm: str) -> int:
    """Count the counts of a harm that the chart leaves out; the table beside it has them."""
    dated = [each for each in marks if each.harm == harm and each.at and each.number is not None]
    whole = len(_fold(dated)) + sum(each.harm == harm for each in marks) - len(dated)
    return whole - len(find_charted(marks, harm))


def draw_toll_history(marks: Sequence[TollMark], harm: str, *, scheme: Scheme, size: Size = "wide") -> bytes:
    """Draw the counts of a harm over time: a colour and shape a voice, what was replaced hollow.

    A bar spans what the words allow, an arrow stands over a count without an upper bound.
    """
    theme = load_theme()
    colours = theme.get_colours(scheme)
    rows = make_toll_rows(find_charted(marks, harm), size=size)
    spec = load_spec("toll_history")
    spec |= {"width": WIDTHS[size], "height": HEIGHTS[size], "data": {"values": rows}}
    spec["encoding"]["x"]["axis"] |= {"format": _find_day_format(rows), "tickCount": _count_ticks(rows, size)}
    encoding, points = spec["encoding"], spec["layer"][3]["encoding"]
    encoding["color"]["scale"]["range"] = list(colours.series)
    points["shape"]["scale"]["range"] = list(theme.shapes)
    points["stroke"]["scale"]["range"] = list(colours.series)
    for channel in ("shape", "stroke"):
        points[channel]["legend"]["columns"] = 3 if size == "wide" else 1
    points["fill"]["condition"]["scale"]["range"] = list(colours.series)
    points["fill"]["value"] = colours.paper
    voices = len({row["voice"] for row in rows})
    return draw(
        spec,
        scheme=scheme,
        description=f"How many {harm}, over time: {len(rows)} counts by {voices} voices; the table beside it "
        "gives each with its words",
    )


def make_toll_rows(marks: Sequence[TollMark], *, size: Size) -> list[dict[str, Any]]:
    """Make the rows of a chart's data, in order of time."""
    own = _find_voices(marks)
    is_labelled = len(marks) <= LABEL_LIMITS[size]
    placed = spread(marks)
    below = find_labels_below(placed, size) if is_labelled else frozenset()
    return [
        {
            "at": at.isoformat(),
            "number": each.number,
            "low": each.low,
            "high": each.high,
            "open": each.is_open,
            "status": each.status,
            "voice": each.voice if each.voice in own else _REST,
            "order": own.get(each.voice, VOICE_LIMIT),
            "place": place,
            "label": _cut(each.wording) if is_labelled else "",
            "below": place in below,
        }
        for place, (each, at) in enumerate(placed)
    ]


def spread(marks: Sequence[TollMark]) -> list[tuple[TollMark, datetime]]:
    """Move marks that would cover each other a little later; the table has the exact times.

    Args:
        marks: dated, in order of time.
    """
    times = [each.at.astimezone(UTC) for each in marks if each.at]
    numbers = [each.number or 0 for each in marks]
    step = (times[-1] - times[0]) * NUDGE if times else timedelta()
    near = max(numbers, default=0) * NEARNESS
    placed: list[tuple[TollMark, datetime]] = []
    for mark, at, number in zip(marks, times, numbers, strict=True):
        while any(abs(at - other) < step and abs(number - (one.number or 0)) < near for one, other in placed):
            at += step
        placed.append((mark, at))
    return placed


def find_labels_below(placed: Sequence[tuple[TollMark, datetime]], size: Size) -> frozenset[int]:
    """Find the marks whose words stand beneath, because those of a neighbour stand above."""
    if not placed:
        return frozenset()
    first, last = placed[0][1], max(at for _, at in placed)
    across = WIDTHS[size] / max(1.0, (last - first).total_seconds())
    up = HEIGHTS[size] / max(1, *(mark.number or 0 for mark, _ in placed))
    below: set[int] = set()
    for place, (mark, at) in enumerate(placed):
        for other, (earlier, then) in enumerate(placed[:place]):
            gap = abs((at - then).total_seconds()) * across
            is_close = abs((mark.number or 0) - (earlier.number or 0)) * up < LABEL_HEIGHT
            if is_close and gap < LETTER_WIDTH * len(_cut(earlier.wording)) + 12 and other not in below:
                below.add(place)
    return frozenset(below)


def draw_event_timeline(dots: Iterable[EventDot], *, scheme: Scheme, size: Size = "wide") -> bytes:
    """Draw events over time, by how many were killed; those in dispute stand out."""
    colours = load_theme().get_colours(scheme)
    shown = tuple(dots)
    rows = [
        {
            "at": datetime.combine(dot.day, time.min, tzinfo=UTC).isoformat(),
            "killed": dot.killed or 0,
            "disputed": dot.is_disputed,
        }
        for dot in shown
    ]
    spec = load_spec("event_timeline")
    spec |= {"width": WIDTHS[size], "height": TIMELINE_HEIGHT, "data": {"values": rows}}
    spec["encoding"]["x"]["axis"] |= _make_day_axis(rows)
    # Room above the deadliest, whose dot would be cut in half at the edge.
    most = max((dot.killed or 0 for dot in shown), default=0)
    spec["encoding"]["y"]["scale"]["domainMax"] = ROOM_ABOVE * most + 1
    color = spec["encoding"]["color"]
    color["condition"]["value"], color["value"] = colours.accent, colours.muted
    return draw(spec, scheme=scheme, description=f"{len(rows)} events over time, by how many were killed")


def _make_day_axis(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Make the axis of what is known by its day alone: no hours under a few days."""
    days = {row["at"] for row in rows}
    if len(days) > 1 and _measure_days(rows) > FEW_DAYS:
        return {"format": _find_day_format(rows)}
    return {"format": "%-d %b %Y" if len(days) == 1 else "%-d %b", "values": sorted(days)}


def _find_voices(marks: Sequence[TollMark]) -> Mapping[str, int]:
    """Find the voices that get a series of their own, in order of their first word."""
    counts: dict[str, int] = {}
    for each in marks:
        counts[each.voice] = counts.get(each.voice, 0) + 1
    if len(counts) <= VOICE_LIMIT:
        return {voice: place for place, voice in enumerate(counts)}
    most = sorted(counts, key=lambda voice: -counts[voice])[: VOICE_LIMIT - 1]
    return {voice: place for place, voice in enumerate(each for each in counts if each in most)}


def _count_ticks(rows: Sequence[Mapping[str, Any]], size: Size) -> int:
    """Count the ticks that have room: times of the day are long words."""
    return TICKS[size] - 2 if "%H" in _find_day_format(rows) else TICKS[size]


def _find_day_format(rows: Sequence[Mapping[str, Any]]) -> str:
    """Find how times are written under a chart (d3-time-format), by how long it spans."""
    if not rows:
        return "%-d %b %Y"
    days = _measure_days(rows)
    return "%-d %b %H:%M" if days < HOURS_SPAN else "%-d %b" if days < YEARS_SPAN else "%b %Y"


def _measure_days(rows: Sequence[Mapping[str, Any]]) -> float:
    times = [datetime.fromisoformat(row["at"]) for row in rows]
    return (max(times) - min(times)).total_seconds() / 86400


def _cut(words: str) -> str:
    plain = make_plain(words)
    return plain if len(plain) <= LABEL_LENGTH else f"{plain[: LABEL_LENGTH - 1]}…"


def _stamp(mark: TollMark) -> float:
    return mark.at.timestamp() if mark.at else 0.0
