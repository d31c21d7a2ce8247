"""What a Statement can say: one frozen class a kind of value (design: contract, "Values by property")."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

TollOperator = Literal[
    "exact", "at_least", "more_than", "at_most", "fewer_than", "nearly", "about", "range", "plural", "zero"
]
TollMode = Literal["total", "increment", "transfer"]
TollScope = Literal["event", "campaign"]
#: Precision of a date: how long a stretch its words name.
DatePrecision = Literal["day", "days", "week", "month", "season", "year", "range"]
#: Precision of a place: what kind of place the coordinates stand for.
PlacePrecision = Literal["site", "settlement", "district", "region", "country", "area", "unknown"]
PlaceRelation = Literal["at", "near", "between", "on_route", "outside", "offshore"]

#: Stands for the name of a victim or minor in a value (ETHICS.md).
WITHHELD = "name withheld"

#: Responsibility positions (codebooks 9.3).
Position = Literal[
    "claim", "admit", "blame", "suspect", "assert_fact", "deny", "deny_other", "exonerate", "question",
    "confirm", "withdraw", "decline", "unreachable", "no_claim", "neither",
]  # fmt: skip


class TollValue(msgspec.Struct, frozen=True, kw_only=True):
    """A count of people for one harm. Bounds are those its words allow (codebooks 11)."""

    op: TollOperator
    #: The number as written; None for a plural or a range.
    n: int | None = None
    #: Smallest count the words allow; None when the words set none.
    low: int | None = None
    #: Largest count the words allow; None when open.
    high: int | None = None
    #: Who is counted, in the report's words; None means everyone.
    group: str | None = None
    #: The number phrase as written, with its operator ("almost 300").
    wording: str
    #: True when the report itself says that a later figure replaced this one.
    superseded: bool = False
    #: The whole count, an addition to an earlier one ("three more"), or people who pass from one
    #: harm to another ("one of the injured died"). Only totals can stand for the event.
    mode: TollMode = "total"
    #: One event, or the sum of a period or campaign ("since October").
    scope: TollScope = "event"

    @property
    def is_total(self) -> bool:
        """Tell whether it counts everyone of one event, and not a part, an addition or a campaign."""
        return self.group is None and self.mode == "total" and self.scope == "event"


class DateValue(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of days, both ends included."""

    start: date
    end: date
    precision: DatePrecision
    wording: str


class PlaceValue(msgspec.Struct, frozen=True, kw_only=True):
    """A place as named, and the point it stands for where a gazetteer knows it."""

    name: str
    #: ISO 3166-1 alpha-3.
    country: str | None = None
    #: Degrees north, WGS 84; None when no gazetteer entry is certain enough.
    lat: float | None = None
    #: Degrees east, WGS 84.
    lon: float | None = None
    geonames: int | None = None
    precision: PlacePrecision = "unknown"
    relation: PlaceRelation = "at"
    wording: str


class PartyValue(msgspec.Struct, frozen=True, kw_only=True):
    """A party in a role (actor or recipient)."""

    name: str
    #: Kind of party, see vocabulary/en/parties.json.
    kind: str
    #: False for descriptions ("gunmen", "two soldiers").
    named: bool = True
    #: How many the words name.
    count: TollValue | None = None
    #: Office, rank or description that stands beside a person's name.
    role: str | None = None
    #: What became of a recipient (killed, injured, captured, destroyed, damaged, ...); None where
    #: the words do not tell.
    fate: str | None = None


class WeaponValue(msgspec.Struct, frozen=True, kw_only=True):
    """A weapon by code (vocabulary/en/weapons.json) and in the report's words."""

    code: str
    wording: str


class TypeValue(msgspec.Struct, frozen=True, kw_only=True):
    """An event type and mode of PLOVER (manual draft 2.0), or DISASTER, which has no mode."""

    type: str
    mode: str | None = None


class ResponsibilityValue(msgspec.Struct, frozen=True, kw_only=True):
    """Where a speaker stands on a party's responsibility (codebooks 9.3)."""

    #: The party whose responsibility is at stake; "nobody" for `no_claim`.
    actor: str
    position: Position
    #: How it was said ("telegram", "statement", "press_conference"); None when not said.
    channel: str | None = None
    #: Id of the Statement that is doubted, confirmed or withdrawn.
    about: str | None = None


Value = TollValue | DateValue | PlaceValue | PartyValue | WeaponValue | TypeValue | ResponsibilityValue
