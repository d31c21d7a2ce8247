"""Say in words what a policy chose: figures, days, places, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from counterclaim.brief.plain import make_plain
from counterclaim.brief.words import say_value
from counterclaim.model.resolution import (
    Account,
    AsOf,
    AttributedParty,
    Attribution,
    ClaimStatus,
    Contest,
    Days,
    Figure,
    Grade,
)
from counterclaim.model.values import PlaceValue, TypeValue

#: How a value that a policy does not give is said.
BLANK = "left blank"


def say_chosen(value: object) -> str:
    """Say what a policy chose; a blank is said too."""
    if value is None or value == ():
        return BLANK
    if isinstance(value, tuple):
        return "; ".join(map(say_chosen, value))
    if isinstance(value, Mapping):
        return (
            "; ".join(f"{make_plain(str(name))}: {say_chosen(each)}" for name, each in value.items()) or BLANK
        )
    say = _SAYINGS.get(type(value))
    return say(value) if say else make_plain(str(value))


def say_figure(figure: Figure | None) -> str:
    """Say a count: "31", "31 to 40, best 35", "31 to 40 or more"; empty when there is none."""
    if figure is None:
        return ""
    ends = [end for end in (figure.low, figure.high) if end is not None]
    span = " to ".join(str(end) for end in dict.fromkeys(ends)) + (" or more" if figure.is_open else "")
    is_between = len(set(ends)) > 1 and figure.best is not None
    return f"{span}, best {figure.best}" if is_between else span


def say_moment(as_of: AsOf) -> str:
    """Say the moment whose knowledge is shown; empty when it is now."""
    published = f"published by {_say_instant(as_of.published)}" if as_of.published else ""
    recorded = f"recorded by {_say_instant(as_of.recorded)}" if as_of.recorded else ""
    return " and ".join(words for words in (published, recorded) if words)


def _say_instant(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _say_days(days: Days) -> str:
    precision = f" (precision {days.precision})" if days.precision is not None else ""
    if days.start == days.end:
        return f"{days.day.isoformat()}{precision}"
    return f"{days.day.isoformat()}, between {days.start.isoformat()} and {days.end.isoformat()}{precision}"


def _say_account(account: Account) -> str:
    voice = make_plain(account.speaker or "the report itself")
    outlets = ", ".join(map(make_plain, account.outlets))
    return f"{voice}{f' in {outlets}' if outlets else ''}: {say_figure(account.figure) or BLANK}"


def _say_contest(contest: Contest) -> str:
    about = f" of {make_plain(contest.facet)}" if contest.facet else ""
    return f"{contest.property}{about}: {_say(contest.grade)}"


def _say_status(status: ClaimStatus) -> str:
    flags = f" ({', '.join(map(_say, status.flags))})" if status.flags else ""
    return f"{_say(status.status)}{flags}"


def _say_party(party: AttributedParty) -> str:
    claims = {True: "claimed", False: "reported not to have claimed", None: ""}[party.has_claimed]
    told = [words for words in (claims, "uncertain" if party.is_uncertain else "") if words]
    return make_plain(party.name) + (f" ({', '.join(told)})" if told else "")


def _say(code: str) -> str:
    return code.replace("_", " ")


#: How each kind of value is said; words and numbers are said as they are.
_SAYINGS: Mapping[type, Callable[[Any], str]] = {
    Figure: say_figure,
    Days: _say_days,
    PlaceValue: say_value,
    TypeValue: say_value,
    Account: _say_account,
    ClaimStatus: _say_status,
    Attribution: lambda value: "; ".join(map(_say_party, value.parties)) or BLANK,
    Grade: lambda value: f"{value.grade or BLANK} ({make_plain(value.why)})",
    Contest: _say_contest,
}
