"""Where an event was, in the columns that the tabular formats share (codebooks 1.1, 2.1, 3.1)."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.export.codes import CountryCodes, PlacePrecisions, load_country_codes, load_crosswalk
from counterclaim.model.values import PlaceValue
from counterclaim.vocabulary.gazetteer import find_divisions

#: Decimals of printed degrees: about ten metres, finer than any gazetteer.
DECIMALS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A place with its country and divisions."""

    value: PlaceValue
    #: None where no words name a country, or one that no table has.
    country: CountryCodes | None
    admin1: str | None
    admin2: str | None
    precisions: PlacePrecisions

    @property
    def is_near(self) -> bool:
        """Tell whether the event was not in the place but by it."""
        return self.value.relation != "at"

    @property
    def country_name(self) -> str | None:
        """Return the name of the country."""
        return self.country.name if self.country else None

    @property
    def latitude(self) -> float | None:
        """Return degrees north, WGS 84."""
        return None if self.value.lat is None else round(self.value.lat, DECIMALS)

    @property
    def longitude(self) -> float | None:
        """Return degrees east, WGS 84."""
        return None if self.value.lon is None else round(self.value.lon, DECIMALS)


def make_placing(value: PlaceValue) -> Placing:
    """Look a place up in the tables of countries and divisions; what they lack stays blank."""
    admin1, admin2 = _find_divisions(value)
    return Placing(
        value=value,
        country=load_country_codes().get(value.country or ""),
        admin1=admin1,
        admin2=admin2,
        precisions=load_crosswalk().place_precision[value.precision],
    )


def _find_divisions(value: PlaceValue) -> tuple[str | None, str | None]:
    """Find the divisions of a place; a region that the gazetteer lacks is its own."""
    if value.geonames is not None and value.precision != "country":
        admin1, admin2 = find_divisions(value.name, value.geonames)
        if admin1 or admin2:
            return admin1, admin2
    return (value.name, None) if value.precision == "region" else (None, None)
