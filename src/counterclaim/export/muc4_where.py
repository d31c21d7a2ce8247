"""MUC-4: slot 3, the location."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from counterclaim.model.statement import Coding, Statement
from counterclaim.model.values import PlaceValue
from counterclaim.vocabulary.muc4 import load_muc4
from counterclaim.vocabulary.parties import load_countries

#: A place and the wider one that it lies in stand this close together, in code points.
NEAR = 60


def make_location(coding: Coding, statements: Iterable[Statement]) -> list[str]:
    """Make the location: the country, then the first town or region that the words give."""
    own = [each for each in statements if each.property == "place"]
    country = _find_country(own) or _find_country(coding.statements)
    if country is None:
        return []
    levels = [_say_level(place) for place in _choose_levels(own, country)]
    return [": ".join([load_countries()[country].name.upper(), *levels])]


def _choose_levels(statements: Sequence[Statement], country: str) -> list[PlaceValue]:
    """Choose the first settlement with the region or district beside it, else the first region."""
    inside = [each for each in statements if _get_place(each).country in {country, None}]
    first = next((each for each in inside if _get_place(each).precision == "settlement"), None)
    if first is None:
        return [_get_place(each) for each in inside if _get_place(each).precision == "region"][:1]
    near = [each for each in inside if _is_near(each, first)]
    region = next((_get_place(each) for each in near if _get_place(each).precision == "region"), None)
    district = next((_get_place(each) for each in near if _is_district(_get_place(each))), None)
    levels = (region, _get_place(first), district)
    return [level for level in levels if level is not None]


def _is_district(place: PlaceValue) -> bool:
    return place.precision == "district" or _say_words(place).endswith(" NEIGHBORHOOD")


def _get_place(statement: Statement) -> PlaceValue:
    """Return the place of a place statement."""
    assert isinstance(statement.value, PlaceValue)
    return statement.value


def _is_near(one: Statement, other: Statement) -> bool:
    return abs(one.evidence[0].start - other.evidence[0].start) <= NEAR


def _say_words(place: PlaceValue) -> str:
    return " ".join(place.wording.split()).upper()


def _say_level(place: PlaceValue) -> str:
    """Say a place and its type: the noun that the words end with, else what the reading tells."""
    table = load_muc4()
    words = _say_words(place)
    for part in table.place_parts:
        words = words.removeprefix(f"{part} ")
    name, _, last = words.rpartition(" ")
    if name and last in table.place_nouns:
        return f"{name} ({last})"
    return f"{words} ({table.place_types.get(place.precision, 'NEIGHBORHOOD')})"


def _find_country(statements: Iterable[Statement]) -> str | None:
    """Find the country that most places lie in."""
    counts = Counter(_iter_countries(statements))
    return counts.most_common(1)[0][0] if counts else None


def _iter_countries(statements: Iterable[Statement]) -> Iterator[str]:
    for each in statements:
        country = each.value.country if isinstance(each.value, PlaceValue) else None
        if country is not None and country in load_countries():
            yield country
