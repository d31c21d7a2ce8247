"""An archive of reports about invented attacks, made by chance from a seed: texts with their codings.

It is spread as a real one is: some thousand places over a map, events day after day, each told by
one to four outlets, some of them with the words of a wire. Every value is bound to its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from counterclaim.model.ids import MentionId
from counterclaim.model.report import Report, make_report
from counterclaim.model.span import Evidence, make_evidence
from counterclaim.model.statement import Coding, Mention, Property, Run, Speaker, Statement, make_statement_id
from counterclaim.model.values import DateValue, PlaceValue, ResponsibilityValue, TollValue, Value

FIRST_DAY = date(2031, 1, 1)
PLACES = 2000
OUTLETS = 60
GROUPS = 40
#: Events a day; with their reports about forty reports a day.
EVENTS_A_DAY = 18
#: How many outlets tell of an event, and how often.
TELLERS = (1, 1, 2, 2, 3, 4)
#: Share of the reports that print a wire's words.
WIRED = 0.25
#: Degrees over which the places are spread.
HEIGHT, WIDTH = 40, 60

_ONSETS = ("b", "br", "d", "f", "g", "h", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ei", "ou")
_ENDS = ("", "l", "m", "n", "r", "s", "sk", "th", "v")
_THINGS = (
    "market",
    "bus station",
    "checkpoint",
    "school",
    "bridge",
    "clinic",
    "barracks",
    "mosque",
    "church",
    "port",
)
_DEEDS = (
    "bomb went off",
    "car bomb exploded",
    "gunmen opened fire",
    "shell hit",
    "rockets struck",
    "grenade exploded",
)
_WHO = ("baker", "driver", "nurse", "teacher", "porter", "guard", "widow", "student", "farmer", "tailor")
_VERBS = (
    "saw", "carried", "closed", "searched", "opened", "left", "found", "guarded", "described", "lost",
    "counted", "cleared", "crossed", "filled", "reached", "watched", "covered", "moved", "named",
    "washed",
)  # fmt: skip
_NOUNS = (
    "roof", "gate", "cart", "ferry", "quay", "stall", "window", "garden", "well", "road", "hall",
    "ladder", "lamp", "kitchen", "wall", "tower", "boat", "field", "oven", "yard", "bench", "fence",
    "stairs", "mill", "tent", "truck", "blanket", "list", "bell", "tunnel", "depot", "barn", "shed",
    "office", "corridor", "cellar", "lane", "dock",
)  # fmt: skip
_RUN = Run(coder="rules", version="0.1.0", model="none", vocabulary="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Happening:
    """What happened, from which each outlet makes its own report."""

    number: int
    day: date
    place: str
    lat: float
    lon: float
    thing: str
    deed: str
    killed: int
    group: str
    names: Sequence[str]


def iter_archive(reports: int, *, seed: int = 1) -> Iterator[Coding]:
    """Iterate over so many codings, in the order of the days of their events."""
    made = 0
    number = 0
    while made < reports:
        for coding in make_event_codings(number, seed=seed)[: reports - made]:
            made += 1
            yield coding
        number += 1


def make_event_codings(number: int, *, seed: int = 1, tellers: int | None = None) -> tuple[Coding, ...]:
    """Make the codings of all reports about one event; the same for the same arguments.

    Args:
        number: of the event.
        seed: of the archive.
        tellers: how many outlets tell of it; None draws a number by chance.
    """
    chance = Random(f"{seed} event {number}")
    happening = _make_happening(number, chance, seed)
    wire = _write(happening, chance)
    told_by = chance.sample(range(OUTLETS), chance.choice(TELLERS)) if tellers is None else range(tellers)
    return tuple(_make_coding(happening, teller, wire, chance) for teller in told_by)


def make_name(chance: Random, *, syllables: int = 2) -> str:
    """Make a name that no language has."""
    parts = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))
    return ("".join(parts) + chance.choice(_ENDS)).capitalize()


@lru_cache(maxsize=4)
def _make_places(seed: int) -> tuple[tuple[str, float, float], ...]:
    chance = Random(f"{seed} places")
    return tuple(
        (make_name(chance, syllables=3), chance.uniform(0, HEIGHT), chance.uniform(0, WIDTH))
        for _ in range(PLACES)
    )


@lru_cache(maxsize=4)
def _make_groups(seed: int) -> tuple[str, ...]:
    chance = Random(f"{seed} groups")
    return tuple(f"{make_name(chance)} {chance.choice(('Front', 'Brigade', 'Army'))}" for _ in range(GROUPS))


def _make_happening(number: int, chance: Random, seed: int) -> _Happening:
    place, lat, lon = chance.choice(_make_places(seed))
    return _Happening(
        number=number,
        day=FIRST_DAY + timedelta(days=number // EVENTS_A_DAY),
        place=place,
        lat=lat,
        lon=lon,
        thing=chance.choice(_THINGS),
        deed=chance.choice(_DEEDS),
        killed=chance.randint(2, 60),
        group=chance.choice(_make_groups(seed)),
        names=tuple(f"{make_name(chance)} {make_name(chance)}" for _ in range(3)),
    )


def _write(event: _Happening, chance: Random) -> str:
    """Write the words of one teller: two sentences that carry the values, and some of colour."""
    when = f"{event.day:%B} {event.day.day}"
    near = make_name(chance)
    fields = {"mayor": event.names[0], "when": when}
    told = {"thing": event.thing, "deed": event.deed, "n": event.killed, "place": event.place}
    lead = chance.choice(
        (
            "{deed} at a {thing} in {place} on {when}, killing {n} people, mayor {mayor} said.",
            "At least {n} people died on {when} when {deed} near the {thing} of {place}, {mayor} said.",
            "In {place}, {deed} beside a {thing} on {when}; {n} people were killed, according to {mayor}.",
        )
    )
    chosen = [_write_colour(event, near, chance) for _ in range(5)]
    blame = f"The {event.group} claimed the attack in a message."
    sentences = (lead.format(**fields, **told), *chosen, blame)
    return " ".join(each[0].upper() + each[1:] for each in sentences)


def _write_colour(event: _Happening, near: str, chance: Random) -> str:
    """Write a sentence about what somebody did or saw, in words that other reports rarely join."""
    who = chance.choice((*event.names[1:], f"A {chance.choice(_WHO)} from {near}"))
    verb, thing, place = chance.choice(_VERBS), chance.choice(_NOUNS), chance.choice(_NOUNS)
    tail = chance.choice(
        (f"near {near}", f"behind the {chance.choice(_NOUNS)}", f"before the {event.thing} shut")
    )
    return f"{who} {verb} the {thing} of the {place} {tail}."


def _make_coding(event: _Happening, teller: int, wire: str, chance: Random) -> Coding:
    local = f" Readers in {make_name(chance)} asked the desk of {make_name(chance)} for news of their kin."
    text = wire + local if chance.random() < WIRED else _write(event, chance)
    report = make_report(
        text,
        url=f"https://outlet{teller}.example/{event.number}",
        outlet=f"Outlet {teller}",
        title=f"{event.killed} killed in {event.place}",
        language="en",
        published=event.day + timedelta(days=chance.choice((0, 0, 1))),
    )
    mention = Mention(
        id=MentionId("m1"), role="main", type="ASSAULT", label=f"{event.thing} in {event.place}"
    )
    return Coding(
        report=report, mentions=(mention,), statements=tuple(_iter_statements(event, report)), run=_RUN
    )


def _iter_statements(event: _Happening, report: Report) -> Iterator[Statement]:
    mayor = Speaker(name=event.names[0], role="mayor", kind="authority")
    group = Speaker(name=event.group, kind="party_to_event", party=event.group)
    when = f"{event.day:%B} {event.day.day}"
    day = DateValue(start=event.day, end=event.day, precision="day", wording=when)
    place = PlaceValue(
        name=event.place,
        country=None,
        lat=event.lat,
        lon=event.lon,
        precision="settlement",
        wording=event.place,
    )
    toll = TollValue(
        op="exact", n=event.killed, low=event.killed, high=event.killed, wording=str(event.killed)
    )
    claim = ResponsibilityValue(actor=event.group, position="claim")
    yield _make_statement(report, "date", day, when)
    yield _make_statement(report, "place", place, event.place)
    yield _make_statement(report, "killed", toll, f"{event.killed} people", mayor)
    yield _make_statement(report, "responsibility", claim, f"The {event.group} claimed", group)


def _make_statement(
    report: Report, property: Property, value: Value, words: str, *speakers: Speaker
) -> Statement:
    start = report.text.index(words)
    evidence: tuple[Evidence, ...] = (make_evidence(report.text, start, start + len(words)),)
    mention = MentionId("m1")
    identity = make_statement_id(
        report=report.id,
        mention=mention,
        property=property,
        value=value,
        speakers=speakers,
        polarity="+",
        evidence=evidence,
        coder=_RUN.coder,
    )
    return Statement(
        id=identity, mention=mention, property=property, value=value, speakers=speakers, evidence=evidence
    )
