"""MUC-4: slot 3, the location."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from counterclaim.model.statement import Coding, Statement
from counterclaim.model.values import PlaceValue
from counterclaim.vocabulary.muc4 import load_muc4
from counterclaim.vocabulary.parties import load_countries


def make_location(coding: Coding, statements: Iterable[Statement]) -> list[str]:
    """Make the location: country and the first place of a kind that the format knows."""
    places = [each.value for each in statements if isinstance(each.value, PlaceValue)]
    country = _find_country(places) or _find_country(
        each.value for each in coding.statements if isinstance(each.value, PlaceValue)
    )
    if country is None:
        return []
    types = load_muc4().place_types
    inside = [place for place in places if place.country == country and place.precision in types]
    levels = [f"{_say_place(place)} ({types[place.precision]})" for place in inside[:1]]
    return [": ".join([load_countries()[country].name.upper(), *levels])]


def _say_place(place: PlaceValue) -> str:
    return " ".join(place.wording.split()).upper().removesuffix(" CITY")


def _find_country(places: Iterable[PlaceValue]) -> str | None:
    counts = Counter(place.country for place in places if place.country in load_countries())
    return counts.most_common(1)[0][0] if counts else None
