"""The list of events in words: what each line, filter and mark says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from counterclaim.brief.figures import say_figure
from counterclaim.brief.plain import make_plain
from counterclaim.brief.words import load_brief_words
from counterclaim.model.resolution import Figure
from counterclaim.serve.listing import FoundReport, Kind
from counterclaim.serve.listing_rows import EventRow

#: Parties and positions that one line shows; the event's page has all.
PARTIES_SHOWN = 3
POSITIONS_SHOWN = 3
VOICES_SHOWN = 2
#: What a line adds for events that no report is about.
ROLE_NOTES: Mapping[str, str] = {"background": "told as background", "planned": "planned"}


class PartyLine(NamedTuple):
    """A party with the positions on it: "Kestria: blamed by Osmark army"."""

    name: str
    said: str


class EventLine(NamedTuple):
    """One event as the page lists it; all words are safe to print."""

    href: str
    title: str
    kind: str
    #: "2024-03-02", "2024-03-02 to 2024-03-04", or empty.
    days: str
    place: str
    killed: str
    #: "12" of "12 to 19, best 12", for a glance.
    best: str
    #: "8–19", empty where both ends are the best figure.
    span: str
    parties: tuple[PartyLine, ...]
    more: int
    told: str
    disputes: str
    unreviewed: str
    #: Day of the last change that the ledger recorded.
    changed: str
    #: "told as background", "planned"; empty for what a report is about.
    role: str


class ReportLine(NamedTuple):
    """One report that a search found."""

    href: str
    outlet: str
    published: str
    events: tuple[EventLine, ...]


class Choice(NamedTuple):
    """One choice of a select."""

    value: str
    words: str


def make_event_line(row: EventRow) -> EventLine:
    """Put one event of the list into words."""
    parties = _group(row)
    figure = Figure(low=row.low, best=row.best, high=row.high, is_open=row.is_open)
    is_counted = any(number is not None for number in (row.low, row.best, row.high))
    return EventLine(
        href=f"/events/{row.id}",
        title=row.title,
        kind=row.kind,
        days=_say_days(row),
        place=_say_place(row),
        killed=say_figure(figure) if is_counted else "",
        best=_say_best(row) if is_counted else "",
        span=_say_span(row) if is_counted else "",
        parties=parties[:PARTIES_SHOWN],
        more=max(0, len(parties) - PARTIES_SHOWN),
        told=_count(row.reports, "report"),
        disputes=_count(row.disputes, "dispute") if row.disputes else "",
        unreviewed=f"{row.unreviewed} to review" if row.unreviewed else "",
        changed=row.changed_at[:10],
        role=ROLE_NOTES.get(row.role, ""),
    )


def make_report_line(found: FoundReport) -> ReportLine:
    """Put one report that a search found into words."""
    return ReportLine(
        href=f"/reports/{found.id}",
        outlet=found.outlet or "outlet unknown",
        published=found.published or f"added {found.recorded_at[:10]}",
        events=tuple(map(make_event_line, found.events)),
    )


def make_choices(kinds: Iterable[Kind], *, chosen: str) -> tuple[Choice, ...]:
    """Make the choices of a select from what the list holds, with the numbers."""
    made = [Choice(kind.name, f"{_to_words(kind.name)} ({kind.events})") for kind in kinds]
    if chosen and chosen not in {choice.value for choice in made}:
        made.append(Choice(chosen, f"{chosen} (0)"))
    return tuple(made)


def make_address(path: str, asked: Mapping[str, str], **changes: str) -> str:
    """Make the address of a list with some of what is asked changed; what is empty is left out."""
    words = {name: value for name, value in {**asked, **changes}.items() if value}
    return f"{path}?{urlencode(words)}" if words else path


def say_moment(moment: datetime) -> str:
    """Say a moment to the minute, in UTC."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _group(row: EventRow) -> tuple[PartyLine, ...]:
    """Group positions by party, each position beside who takes it."""
    said: dict[str, list[str]] = {}
    for phrase in _iter_phrases(row):
        said.setdefault(phrase.name, []).append(phrase.said)
    return tuple(
        PartyLine(
            name, "; ".join(phrases[:POSITIONS_SHOWN]) + ("; …" if len(phrases) > POSITIONS_SHOWN else "")
        )
        for name, phrases in said.items()
    )


def _iter_phrases(row: EventRow) -> Iterator[PartyLine]:
    words = load_brief_words()
    for stand in row.stands:
        voices = [words.narrator if name is None else make_plain(name) for name in stand.speakers]
        more = f" and {len(voices) - VOICES_SHOWN} more" if len(voices) > VOICES_SHOWN else ""
        told = ", ".join(voices[:VOICES_SHOWN])
        yield PartyLine(make_plain(stand.actor), f"{words.positions[stand.position]} {told}{more}")


def _say_days(row: EventRow) -> str:
    if row.first_day == row.last_day:
        return row.first_day or ""
    return f"{row.first_day} to {row.last_day}"


def _say_place(row: EventRow) -> str:
    """Say where it was, less what the title says already."""
    named = "" if row.place and row.place in row.title else row.place
    return ", ".join(part for part in (named, row.country) if part)


def _say_best(row: EventRow) -> str:
    number = next(each for each in (row.best, row.low, row.high) if each is not None)
    return f"{number}+" if row.is_open and row.high is None and row.low == number else str(number)


def _say_span(row: EventRow) -> str:
    ends = dict.fromkeys(str(end) for end in (row.low, row.high) if end is not None)
    return "–".join(ends) + ("+" if row.is_open else "") if len(ends) > 1 else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _to_words(code: str) -> str:
    return code.replace("_", " ").replace("-", " ").lower() if len(code) > 3 else code
