"""Changes of events in words: what became known, when, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC

import msgspec
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.brief.disputes import say_question
from counterclaim.brief.plain import make_plain
from counterclaim.brief.tables import make_grid
from counterclaim.brief.words import load_brief_words, say_heading
from counterclaim.ledger.base import Event
from counterclaim.model.change import Change, ChangeKind

#: Width of the column of times: "2031-03-04 08:30".
TIME_WIDTH = 16


def render_changes(event: Event, changes: Sequence[Change], *, clock: str) -> RenderableType:
    """Render the changes of one event, in the order of their times.

    Args:
        event: the event as it is known at the later moment.
        changes: what changed.
        clock: `recorded` or `published`: the time that is printed.
    """
    heading = Text.assemble((say_heading(event.lead.mention), "bold"), "\n", (event.id, "dim"))
    rows = ((Text(say_time(each, clock), style="dim"), Text(say_change(each))) for each in changes)
    return Group(heading, Padding(make_grid(rows, width=TIME_WIDTH), (0, 0, 0, 2)))


def sort_changes(changes: Iterable[Change], *, clock: str) -> list[Change]:
    """Sort changes by their times; those without one, such as figures, come last."""
    return sorted(changes, key=lambda each: (each.kind != "event", *_make_place(each, clock)))


def say_time(change: Change, clock: str) -> str:
    """Say when a change was recorded in the ledger, or published: to the minute in UTC, or the day."""
    moment = change.recorded_at if clock == "recorded" else change.published_at
    if moment is not None:
        return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return change.published.isoformat() if clock == "published" and change.published else ""


def say_change(change: Change) -> str:
    """Say one change in a line: what, who says so, and what it was before."""
    note = f" — {make_plain(change.note)}" if change.note else ""
    return _SAYERS[change.kind](change) + note


def iter_lines(changes: Iterable[Change]) -> Iterator[bytes]:
    """Yield one line of JSON a change."""
    return (msgspec.json.encode(each) for each in changes)


def _make_place(change: Change, clock: str) -> tuple[bool, str]:
    time = say_time(change, clock)
    return not time, time


def _say_merged(change: Change) -> str:
    return (
        f"several events are one now: {change.before}"
        if change.before
        else "another event was merged into it"
    )


def _say_by(change: Change) -> str:
    return f", says {make_plain(change.voice)}" if change.voice else ""


def _say_stand(change: Change) -> str:
    words = load_brief_words()
    phrase = words.positions[change.position] if change.position else ""
    return f"{make_plain(change.about or '')}: {phrase} {_say_voice(change)}"


def _say_voice(change: Change) -> str:
    return make_plain(change.voice or load_brief_words().narrator)


def _say_subject(change: Change) -> str:
    return f"{change.property}" + (f", {make_plain(change.about)}" if change.about else "")


def _say_move(change: Change) -> str:
    """Say a value that is new, gone, or moved: ": 12", " no longer: 12", ": 12 → 30"."""
    before, after = make_plain(change.before or ""), make_plain(change.after or "")
    if not before or not after:
        return f": {after}" if after else f", no longer: {before}"
    return f": {before} → {after}"


def _say_position(change: Change) -> str:
    channel = f", by {change.after.replace('_', ' ')}" if change.after else ""
    return f"{_say_stand(change)}{channel}"


def _say_dispute(change: Change) -> str:
    about = change.about
    question = say_question(change.dispute, change.property or "", about) if change.dispute else ""
    return f"{question}: {make_plain(change.after or change.before or '')}"


def _say_review(change: Change) -> str:
    """Say what a person did: “31 people” (killed) corrected by Ana to “84 people”."""
    words = load_brief_words()
    subject = f" ({words.properties.get(change.property, change.property)})" if change.property else ""
    said = words.verdicts[change.verdict or ""]
    about = make_plain(change.before or change.after or "")
    quoted = f"“{about}”" if about else "a statement"
    moved = change.verdict == "correct" and change.after and change.after != change.before
    to = f" to “{make_plain(change.after or '')}”" if moved else ""
    return f"{quoted}{subject} {said} by {make_plain(change.voice or '')}{to}"


_SAYERS: Mapping[ChangeKind, Callable[[Change], str]] = {
    "event": lambda _: "new event",
    "merge": lambda change: f"{_say_merged(change)}{_say_by(change)}",
    "split": lambda change: f"parted from {change.after or change.before}{_say_by(change)}",
    "retraction": lambda change: f"report of {make_plain(change.voice or 'an unnamed outlet')} withdrawn",
    "position": _say_position,
    "dropped": lambda change: f"no longer: {_say_stand(change)}",
    "toll": lambda change: f"{_say_subject(change)}{_say_move(change)}, says {_say_voice(change)}",
    "figure": lambda change: f"figure of {_say_subject(change)}{_say_move(change)}",
    "dispute_opened": lambda change: f"in dispute: {_say_dispute(change)}",
    "review": _say_review,
    "dispute_closed": lambda change: f"no longer in dispute: {_say_dispute(change)}",
}
