"""Profiles: what matching needs of one mention, small enough to be kept as an index entry.

Invariant: a profile is a function of its mention record alone. Words are kept as hashes, so a
profile holds no readable name of a person; what the coder withheld stays withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice

import msgspec

from counterclaim.ledger.base import EVENT_ROLES, MentionRecord, make_mention_key
from counterclaim.model.ids import MentionId, ReportId
from counterclaim.model.judgement import MentionKey
from counterclaim.model.report import Report
from counterclaim.model.statement import Coding, MentionRole, Property, Statement
from counterclaim.model.values import (
    DateValue,
    PartyValue,
    PlacePrecision,
    PlaceValue,
    ResponsibilityValue,
    TollValue,
    WeaponValue,
)
from counterclaim.reconcile.names import find_names
from counterclaim.reconcile.sentences import cut_sentences, find_title
from counterclaim.reconcile.words import Terms, iter_words, make_background_hash, make_hash, make_terms
from counterclaim.vocabulary.folding import make_name_key

#: Version of the shape below; an index of another version is made anew.
PROFILE_VERSION = 2
#: Words of a report that are looked at: what comes later is mostly background.
REPORT_WORDS = 250
#: Words of its opening, headline included.
OPENING_WORDS = 60
#: Terms kept of a report, of its opening and headline, and of a mention's sentences.
REPORT_TERMS = 160
OPENING_TERMS = 40
TITLE_TERMS = 16
FOCUS_TERMS = 60
NAME_TERMS = 60
#: Stretches of days kept of a mention, the shortest first.
DAYS_KEPT = 3
#: Precisions of a place that is too large for a distance to mean something.
COARSE: frozenset[PlacePrecision] = frozenset({"region", "country", "area"})
_EVER = datetime.min.replace(tzinfo=UTC)


class DayRange(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A stretch of days, both ends included."""

    start: date
    end: date

    @property
    def length(self) -> int:
        """Count its days."""
        return (self.end - self.start).days + 1


class ProfilePlace(msgspec.Struct, frozen=True, array_like=True):
    """A place of a mention."""

    #: Hash of the folded name.
    name: int
    country: str | None
    lat: float | None
    lon: float | None
    is_fine: bool


class Bounds(msgspec.Struct, frozen=True, array_like=True):
    """The bounds of a current total."""

    low: int
    #: None when open.
    high: int | None


class Profile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the matcher compares of one mention, or of a whole report without a main event."""

    key: MentionKey
    report: ReportId
    #: The mention's id within its coding; None for a whole report.
    mention: MentionId | None = None
    coder: str = ""
    role: MentionRole = "main"
    type: str | None = None
    mode: str | None = None
    #: Stretches that the words give for the event, the shortest first; empty when they give none.
    days: tuple[DayRange, ...] = ()
    #: Day of publication.
    published: date | None = None
    places: tuple[ProfilePlace, ...] = ()
    #: Hashes of the words of named parties, whatever they did or are said to have done.
    parties: frozenset[int] = frozenset()
    killed: Bounds | None = None
    injured: Bounds | None = None
    weapons: frozenset[str] = frozenset()
    #: Terms of the headline, of headline and first sentences, and of the report; empty for a mention
    #: that is not its report's main event.
    title: Terms = {}
    opening: Terms = {}
    terms: Terms = {}
    #: Terms of the sentences that the mention's statements stand in; the opening of a whole report.
    focus: Terms = {}
    #: Names written with capitals, of whatever kind: in the report of a main event, in the sentences
    #: of any other mention.
    names: Terms = {}

    @property
    def is_report(self) -> bool:
        """Tell whether it stands for a whole report and no event."""
        return self.mention is None

    @property
    def reading(self) -> tuple[ReportId, str]:
        """Return what tells one coder's reading of one report from all others."""
        return self.report, self.coder


def make_profile(record: MentionRecord) -> Profile:
    """Make the profile of a mention."""
    told = tuple(each for each in record.statements if each.polarity == "+")
    report, mention = record.report, record.mention
    profile = Profile(
        key=record.key,
        report=report.id,
        mention=mention.id,
        coder=record.coder,
        role=mention.role,
        type=mention.type,
        mode=mention.mode,
        days=choose_days(told),
        published=report.published,
        places=choose_places(told),
        parties=frozenset(find_parties(record.statements)),
        killed=choose_bounds(told, "killed"),
        injured=choose_bounds(told, "injured"),
        weapons=frozenset(each.value.code for each in told if isinstance(each.value, WeaponValue)),
    )
    return msgspec.structs.replace(profile, **make_mention_words(record))


def make_report_profile(report: Report) -> Profile:
    """Make the profile of a whole report that has no main event; its key is the report's id."""
    words = make_report_words(report)
    profile = Profile(key=MentionKey(report.id), report=report.id, published=report.published)
    return msgspec.structs.replace(profile, **words, focus=words["opening"])


def make_profiles(coding: Coding) -> tuple[Profile, ...]:
    """Make the profiles of the mentions of a coding that stand for events, as a ledger does."""
    return tuple(
        make_profile(
            MentionRecord(
                key=make_mention_key(report=coding.report.id, mention=mention.id, coder=coding.run.coder),
                report=coding.report,
                coder=coding.run.coder,
                # A profile says nothing of when a ledger heard of its mention.
                recorded_at=_EVER,
                mention=mention,
                statements=tuple(each for each in coding.statements if each.mention == mention.id),
            )
        )
        for mention in coding.mentions
        if mention.role in EVENT_ROLES
    )


def make_profile_version() -> str:
    """Make the version of all that profiles follow from: their shape, and the words' rarity."""
    return f"{PROFILE_VERSION} {make_background_hash()[:12]}"


def encode_profile(profile: Profile) -> bytes:
    """Encode a profile as bytes for an index."""
    return msgspec.msgpack.encode(profile)


def decode_profile(payload: bytes) -> Profile:
    """Decode a profile; the exact inverse of `encode_profile`."""
    return _DECODER.decode(payload)


_DECODER = msgspec.msgpack.Decoder(Profile)


def choose_days(statements: Iterable[Statement]) -> tuple[DayRange, ...]:
    """Choose the days that the words give, the shortest stretch first, each once."""
    found = (each.value for each in statements if isinstance(each.value, DateValue))
    ranges = dict.fromkeys(DayRange(value.start, value.end) for value in found)
    return tuple(sorted(ranges, key=lambda each: each.length)[:DAYS_KEPT])


def choose_places(statements: Iterable[Statement]) -> tuple[ProfilePlace, ...]:
    """Choose the places of a mention, each once."""
    found = (each.value for each in statements if isinstance(each.value, PlaceValue))
    return tuple(dict.fromkeys(_make_place(value) for value in found))


def _make_place(value: PlaceValue) -> ProfilePlace:
    return ProfilePlace(
        name=make_hash(make_name_key(value.name)),
        country=value.country,
        lat=value.lat,
        lon=value.lon,
        is_fine=value.precision not in COARSE,
    )


def find_parties(statements: Iterable[Statement]) -> Iterator[int]:
    """Find the words of the named parties, those that blame, claim or deny among them."""
    for each in statements:
        value = each.value
        named = isinstance(value, PartyValue) and value.named
        if isinstance(value, PartyValue | ResponsibilityValue):
            name = value.name if isinstance(value, PartyValue) else value.actor
            if named or isinstance(value, ResponsibilityValue):
                yield make_hash(make_name_key(name))


def choose_bounds(statements: Iterable[Statement], harm: Property) -> Bounds | None:
    """Choose the bounds of a current total: of everyone, else of a group; the largest of several."""
    told = (each.value for each in statements if each.property == harm)
    values = [value for value in told if isinstance(value, TollValue) and is_current(value)]
    whole = [_make_bounds(value) for value in values if value.group is None]
    return max(whole or map(_make_bounds, values), key=_rank_bounds, default=None)


def is_current(value: TollValue) -> bool:
    """Tell whether a toll gives a number that may stand for the event today."""
    return value.low is not None and value.op != "plural" and not value.superseded and is_of_event(value)


def is_of_event(value: TollValue) -> bool:
    """Tell whether a toll counts one event whole, be it only a group of those hurt."""
    return value.mode == "total" and value.scope == "event"


def _make_bounds(value: TollValue) -> Bounds:
    return Bounds(value.low or 0, value.high)


def _rank_bounds(bounds: Bounds) -> tuple[int, int]:
    return bounds.low, bounds.low if bounds.high is None else bounds.high


def make_mention_words(record: MentionRecord) -> dict[str, Terms]:
    """Make the terms of a mention: of its sentences, and of its report where that is about it."""
    sentences = find_sentences(record)
    focus = make_terms(iter_words(sentences), limit=FOCUS_TERMS)
    if record.mention.role == "main":
        return {**make_report_words(record.report), "focus": focus}
    return {"focus": focus, "names": make_terms(find_names(sentences), limit=NAME_TERMS)}


def make_report_words(report: Report) -> dict[str, Terms]:
    """Make the terms of a report and its parts."""
    text = f"{report.title or ''}\n{report.text}"
    words = list(islice(iter_words(text), REPORT_WORDS))
    return {
        "title": make_terms(iter_words(find_title(report)), limit=TITLE_TERMS),
        "opening": make_terms(words[:OPENING_WORDS], limit=OPENING_TERMS),
        "terms": make_terms(words, limit=REPORT_TERMS),
        "names": make_terms(find_names(text), limit=NAME_TERMS),
    }


def find_sentences(record: MentionRecord) -> str:
    """Find the sentences that the statements of a mention stand in, a line each."""
    text = record.report.text
    spans = [(each.start, each.end) for statement in record.statements for each in statement.evidence]
    return "\n".join(
        text[start:end]
        for start, end in cut_sentences(text)
        if any(first < end and start < last for first, last in spans)
    )
