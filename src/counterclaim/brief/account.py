"""The account of one event for people: what every brief and page of it shows, ready to be set.

Invariant: all words are safe to print on one line (`plain.make_plain`), and nothing that anybody
said stands here without who said it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from counterclaim.model.ids import ReportId, StatementId
from counterclaim.model.resolution import AsOf
from counterclaim.model.statement import MentionRole
from counterclaim.model.values import PlacePrecision


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One statement in words, with who says it, where and when."""

    statement: StatementId
    report: ReportId
    property: str
    #: What it is about: "killed", "place", or the party whose responsibility is at stake.
    about: str
    #: "claimed by", "denied by" of a position on responsibility; empty for what is no position.
    phrase: str
    #: The value with what a reader must know of it.
    value: str
    #: Who speaks, outermost first; the outlet where a report speaks itself.
    voice: str
    #: The same less the outlet: "narrator: the report itself".
    speakers: str
    #: The report's own words between quotation marks.
    words: str
    outlet: str | None
    #: Where and on which day it was published: "Delta Wire 2024-03-02".
    published_in: str
    #: "on 2024-03-03" where the text tells, else "published 2024-03-02"; empty where neither is known.
    when: str
    #: True where the text tells on which day it was said.
    is_dated: bool
    #: current, superseded or retracted.
    status: str
    #: Why it no longer stands; None while it does.
    status_note: str | None
    #: Who coded it.
    coder: str
    #: True when a person coded it, False for a program.
    is_by_person: bool


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """What one or several reports say alike: copies add reach, not evidence."""

    first: Said
    #: Who says it, each once.
    voices: tuple[str, ...]
    #: All statements that say it, the first's among them.
    statements: tuple[StatementId, ...]
    #: "also in 3 copies and 1 other report"; empty where nobody else says it.
    also: str


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that a rule set aside, and why."""

    said: Said
    why: str


class ChosenFigure(msgspec.Struct, frozen=True, kw_only=True):
    """What a named rule chose, what it rests on and what it set aside."""

    field: str
    policy: str
    #: The rule in words with where it comes from.
    rule: str
    #: The value in words; a blank is said too.
    value: str
    #: Bounds and best of a count; None where there is none.
    low: int | None = None
    best: int | None = None
    high: int | None = None
    #: True when some voice sets no upper bound.
    is_open: bool = False
    is_blank: bool = False
    is_contested: bool = False
    note: str | None = None
    parameters: Mapping[str, str] = {}
    used: tuple[Said, ...] = ()
    set_aside: tuple[Aside, ...] = ()


class RuleRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule makes of the reports."""

    policy: str
    #: In the order of the harms.
    cells: tuple[str, ...]


class OtherFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What every rule makes of the reports."""

    harms: tuple[str, ...]
    rows: tuple[RuleRow, ...]


class Stance(msgspec.Struct, frozen=True, kw_only=True):
    """A position that one voice takes on a party, with its words."""

    position: str
    #: "claimed by", "denied by".
    phrase: str
    voice: str
    #: current, superseded, withdrawn or retracted.
    status: str
    #: What became of it in words; empty while it stands.
    fate: str
    tellings: tuple[Telling, ...]

    @property
    def is_current(self) -> bool:
        """Tell whether it still stands."""
        return self.status == "current"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A party whose responsibility is spoken of, with every position on it."""

    name: str
    #: Other names that the reports use for it, sorted.
    also: tuple[str, ...]
    #: True for the row of "nobody has claimed it".
    is_nobody: bool
    #: By column of the matrix, in the order of the columns.
    columns: Mapping[str, tuple[Stance, ...]]
    #: All of them in the order of the matrix.
    stances: tuple[Stance, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a dispute: an answer and who gives it."""

    answer: str
    voices: tuple[str, ...]
    statements: tuple[StatementId, ...]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What cannot all be true, side by side."""

    question: str
    #: toll, denial, rival_claims, date or place.
    kind: str
    answers: tuple[Answer, ...]


class TollMark(msgspec.Struct, frozen=True, kw_only=True):
    """One count of a history of counts, as a chart shows it."""

    statement: StatementId
    harm: str
    voice: str
    #: When it was published, else the end of the day on which it was said; None where neither is known.
    at: datetime | None
    low: int | None
    high: int | None
    #: The number as written, of "at least 18" 18; of "dozens" the least that it can mean.
    number: int | None
    #: True where the words set no upper bound.
    is_open: bool
    status: str
    wording: str


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place as the reports name it, with how large an area that is."""

    name: str
    #: ISO 3166-1 alpha-3.
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    #: The precision in words: "a town: the reports do not say where in it".
    area: str
    #: Radius of the area in kilometres; None where it has no point, or is a country.
    radius_km: float | None
    #: Who names it.
    voices: tuple[str, ...]
    #: True for the place that stands for the event by cc.place/1.
    is_chosen: bool


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """What one report added on one day: who said what."""

    report: ReportId
    outlet: str
    title: str | None
    #: "2024-03-02 15:40" in UTC, the day alone, or empty.
    when: str
    lines: tuple[Said, ...]
    #: Withdrawn or replaced, in words; empty while it stands.
    fate: str


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A near-identical report, folded under the first of its family."""

    report: ReportId
    outlet: str


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """A report that tells of the event, with its copies."""

    report: ReportId
    name: str
    #: An address that a page may link to; None where it is none of the web.
    url: str | None
    day: date | None
    #: The day with how it is known.
    published: str
    #: Withdrawn or replaced, in words; empty while it stands.
    fate: str
    #: The version that replaced it.
    successor: ReportId | None
    copies: tuple[Copy, ...]
    coder: str


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a check noticed in a report, or that was skipped while it was read."""

    report: ReportId
    #: Rule and severity, or the kind of problem.
    kind: str
    message: str


class EventAccount(msgspec.Struct, frozen=True, kw_only=True):
    """All that is shown of one event."""

    event: str
    #: "suicide bombing".
    title: str
    #: "Event: suicide bombing (assault, suicide attack)".
    heading: str
    #: "assault, suicide attack".
    kind: str
    role: MentionRole
    #: "Event", "Earlier event".
    role_words: str
    as_of: AsOf
    #: The moment asked for in words; empty when it is now.
    moment: str
    #: First and last day by ucdp.dates/23; None where no voice dates it.
    start: date | None
    end: date | None
    places: tuple[Spot, ...]
    #: What the asked policy, or else the default one, chose for each harm that anybody speaks to.
    figures: tuple[ChosenFigure, ...]
    #: What the other rules make of the same reports; None where there is nothing to compare.
    others: OtherFigures | None
    disputes: tuple[Question, ...]
    #: How the event stands between claims, blame and denials, in words; empty where nobody speaks of it.
    standing: str
    parties: tuple[Party, ...]
    #: Every count, voice by voice over time.
    counts: tuple[Telling, ...]
    #: The same for a chart; the first is that of everyone.
    marks: tuple[TollMark, ...]
    #: Kind, day, place, weapon and parties as said.
    values: tuple[Telling, ...]
    turns: tuple[Turn, ...]
    origins: tuple[Origin, ...]
    findings: tuple[Notice, ...]
    problems: tuple[Notice, ...]
    #: Number of reports and outlets, copies counted.
    reports: int
    outlets: int
    #: Number of statements in which a name of a victim or minor was withheld.
    withheld: int

    @property
    def is_known(self) -> bool:
        """Tell whether anything was known of the event at the moment asked for."""
        return self.reports > 0

    @property
    def name(self) -> str:
        """Return the title with the place, where that is not in it already."""
        title = self.title[:1].upper() + self.title[1:]
        place = self.spot.name if self.spot else ""
        return title if place.casefold() in title.casefold() else f"{title}, {place}"

    @property
    def spot(self) -> Spot | None:
        """Return the place that stands for the event."""
        return next((spot for spot in self.places if spot.is_chosen), None)
