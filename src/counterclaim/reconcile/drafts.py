"""Drafts: what a person types, as words of a report and as a value.

Invariant: words are taken literally, and a value says no more than the person did; bounds of a count
follow from its operator as they do for the coder (codebooks 11).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args

import msgspec

from counterclaim.errors import LedgerError
from counterclaim.model.codec import VALUE_TYPES
from counterclaim.model.span import Evidence, make_evidence
from counterclaim.model.statement import HARMS, Property, Speaker
from counterclaim.model.values import TollOperator, Value
from counterclaim.vocabulary.numbers import get_bounds

#: Places that a message names before it stops.
NAMED_PLACES = 5
#: Code points shown on each side of an ambiguous place.
CONTEXT = 20
#: Fields that follow from another, and fall with it: a place of another name has no such point.
FOLLOWING: Mapping[str, tuple[str, ...]] = {
    "n": ("low", "high"),
    "op": ("low", "high"),
    "low": ("n",),
    "high": ("n",),
    "start": ("end", "precision"),
    "name": ("lat", "lon", "geonames", "precision", "count"),
}
#: Operators whose bounds do not follow from one number.
UNBOUND = ("range", "plural")
PROPERTIES: tuple[str, ...] = get_args(Property)


def find_words(text: str, words: str, *, start: int | None = None) -> Evidence:
    """Find words in a text, letter by letter.

    Args:
        text: the text of a report.
        words: as they stand there; white space at their ends does not count.
        start: the code point at which they begin, for words that stand there more than once.

    Raises:
        LedgerError: they are not there, or in several places and none was named.
    """
    quote = words.strip()
    places = _find_places(text, quote) if quote else []
    if not places:
        raise LedgerError(
            f"the report does not hold “{quote}”; copy the words from it, letter by letter"
            if quote
            else "no words were given; copy some from the report"
        )
    if start is not None and start not in places:
        raise LedgerError(f"“{quote}” does not begin at {start}; it stands at {_say_places(text, places)}")
    if start is None and len(places) > 1:
        raise LedgerError(
            f"“{quote}” stands in several places; say which, or take more words: {_say_places(text, places)}"
        )
    begin = places[0] if start is None else start
    return make_evidence(text, begin, begin + len(quote))


def get_property(name: str) -> Property:
    """Return the property of this name, or raise LedgerError with those there are."""
    if name not in PROPERTIES:
        raise LedgerError(f"there is no property {name}; there are {', '.join(PROPERTIES)}")
    return cast(Property, name)


def make_value(property: Property, fields: Mapping[str, Any], *, wording: str) -> Value:
    """Make a value of what a person gave; what follows from it is filled in.

    Args:
        property: what the value is of.
        fields: keys as in the contract; numbers and days may be text. Blank ones count as not given.
        wording: the words of the report, where the fields give none.

    Raises:
        LedgerError: a field is missing, unknown or of another kind.
    """
    kind = VALUE_TYPES[property]
    given = {name: value for name, value in fields.items() if value not in ("", None)}
    known = {field.name for field in msgspec.structs.fields(kind)}
    unknown = sorted(given.keys() - known)
    if unknown:
        raise LedgerError(
            f"a value of {property} has no field {unknown[0]}; it has {', '.join(sorted(known))}"
        )
    if "wording" in known:
        given.setdefault("wording", wording)
    try:
        if property in HARMS:
            return msgspec.convert(_fill_toll(given), kind, strict=False)
        if property == "date":
            given = _fill_date(given)
        return msgspec.convert(given, kind, strict=False)
    except (msgspec.ValidationError, ValueError) as error:
        raise LedgerError(f"this is no value of {property}: {error}") from error


def change_value(old: Value, property: Property, fields: Mapping[str, Any], *, wording: str | None) -> Value:
    """Make a value of a former one: what is not named stays, but nothing that followed from what changed.

    Args:
        old: the value as it was coded.
        property: what the new value is of; where it is of another kind, nothing stays.
        fields: as for `make_value`.
        wording: the words of the report where others carry the new value; None where they stay.

    Raises:
        LedgerError: as `make_value`.
    """
    former: dict[str, Any] = msgspec.to_builtins(old) if isinstance(old, VALUE_TYPES[property]) else {}
    moved = {name for name, value in fields.items() if former.get(name) != value}
    gone = {each for name in moved for each in FOLLOWING.get(name, ())} - fields.keys()
    kept = {name: value for name, value in former.items() if name not in gone}
    if wording is not None:
        kept.pop("wording", None)
    return make_value(property, {**kept, **fields}, wording=wording or kept.get("wording", ""))


def make_speakers(names: str, *, known: tuple[Speaker, ...] = ()) -> tuple[Speaker, ...]:
    """Make a chain of speakers from names, outermost first, with " > " between; none is the report itself.

    Args:
        names: "Harbour Wire > medic".
        known: speakers of whom role, kind and party are taken where the name is theirs.
    """
    by_name = {speaker.name: speaker for speaker in known}
    parts = [part.strip() for part in names.split(">") if part.strip()]
    return tuple(by_name.get(part, Speaker(name=part)) for part in parts)


def say_speakers(speakers: tuple[Speaker, ...]) -> str:
    """Say a chain of speakers as `make_speakers` reads it."""
    return " > ".join(speaker.name for speaker in speakers)


def _fill_toll(given: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in operator and bounds of a count, so far as they were left open."""
    filled = dict(given)
    if filled.get("op") not in (None, *get_args(TollOperator)):
        raise ValueError(f"op is one of {', '.join(get_args(TollOperator))}")
    if "op" not in filled:
        filled["op"] = "exact" if "n" in filled else "range"
    if filled["op"] == "zero":
        filled |= {"n": 0, "low": 0, "high": 0}
    elif "n" in filled and filled["op"] not in UNBOUND and not {"low", "high"} & filled.keys():
        filled["low"], filled["high"] = get_bounds(filled["op"], int(filled["n"]))
    if "n" not in filled and not {"low", "high"} & filled.keys() and filled["op"] != "plural":
        raise ValueError("it names no number; give n, or low and high")
    low, high = filled.get("low"), filled.get("high")
    if low is not None and high is not None and int(low) > int(high):
        raise ValueError(f"low is {low}, and high only {high}")
    return filled


def _fill_date(given: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(given)
    filled.setdefault("end", filled.get("start"))
    filled.setdefault("precision", "day" if filled["end"] == filled.get("start") else "range")
    if filled.get("start") and str(filled["end"]) < str(filled["start"]):
        raise ValueError(f"it ends on {filled['end']}, before it starts")
    return filled


def _find_places(text: str, quote: str) -> list[int]:
    places, start = [], text.find(quote)
    while start >= 0:
        places.append(start)
        start = text.find(quote, start + 1)
    return places


def _say_places(text: str, places: list[int]) -> str:
    """Say where words stand: the code point and the words around it."""
    said = [
        f"{place} (…{' '.join(text[max(0, place - CONTEXT) : place + CONTEXT].split())}…)"
        for place in places[:NAMED_PLACES]
    ]
    more = f" and {len(places) - NAMED_PLACES} more" if len(places) > NAMED_PLACES else ""
    return ", ".join(said) + more
