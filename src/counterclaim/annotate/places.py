"""Place names and their coordinates.

Invariant: precise or blank. A place that the gazetteer does not surely know, a country and a part of
a country get no coordinates. A building and a part of a town have those of their town, where the
text tells it, and say so by their precision.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from counterclaim.annotate.layers import PartyName, PlaceName, Toponym
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.place_candidates import Candidate, find_candidates
from counterclaim.annotate.place_capitals import find_capital_places
from counterclaim.annotate.place_choice import Choice, choose_entries
from counterclaim.annotate.place_containers import find_containers
from counterclaim.annotate.place_context import Container, Context, make_context
from counterclaim.annotate.place_measures import measure_places
from counterclaim.annotate.place_towns import Town, find_towns
from counterclaim.annotate.place_words import find_relation
from counterclaim.annotate.toponym_parts import find_parts
from counterclaim.annotate.toponyms import find_toponyms
from counterclaim.annotate.tree import Doc
from counterclaim.model.values import PlacePrecision, PlaceValue
from counterclaim.vocabulary.gazetteer import GazetteerEntry
from counterclaim.vocabulary.parties import load_country_names
from counterclaim.vocabulary.places import load_place_table

_PRECISION: Mapping[str, PlacePrecision] = {
    "settlement": "settlement",
    "district": "district",
    "region": "region",
    "country": "country",
    "area": "area",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """The places of a text, and all words that point to a place."""

    places: tuple[PlaceName, ...]
    toponyms: tuple[Toponym, ...]


def find_geography(doc: Doc, parties: Sequence[PartyName], *, url: str | None = None) -> Geography:
    """Find the places and the toponyms of a parsed text, in text order.

    A country is a place only where it is not a party that acts, and an adjective never is. The
    span holds direction and noun ("southern Oskar province"), not the words of the relation.

    Args:
        doc: the parsed text.
        parties: the parties of the text.
        url: where the report was published; it can tell the country.
    """
    candidates = find_candidates(doc, parties)
    countries = [party.country for party in parties if party.country]
    parts = find_parts(doc, candidates, countries)
    names = sorted({*candidates, *parts}, key=lambda candidate: candidate.span)
    acting = {party.span for party in parties if party.manner == "metonym"}
    # Of "a school in Arlo, Kelba said" the capital speaks; Arlo does not lie in it.
    around = [each for each in names if each.span not in acting]
    containers = find_containers(get_text(doc), around, parties)
    context = make_context(get_text(doc), names, countries, url)
    choices = choose_entries(names, containers, context)
    towns = find_towns(get_text(doc), around, choices, containers, {*context.named, *context.told})
    text, homes = get_text(doc), _find_homes(context)
    drafts = ((each, _make_place(text, each, choices[each], containers.get(each))) for each in candidates)
    made = (
        _place_in_town(_place_in_nation(place, parties), towns.get(each), homes) for each, place in drafts
    )
    named = [
        (each, choices[each])
        for each in names
        if each.kind != "facility"
        and (choices[each] is not None or _is_placed(get_text(doc), each, containers.get(each)))
    ]
    places = tuple(place for place in made if place is not None)
    capitals = find_capital_places(doc, parties, places)
    return Geography(
        places=measure_places(get_text(doc), sorted((*places, *capitals), key=lambda place: place.span)),
        toponyms=find_toponyms(doc, parties, sorted(named, key=lambda pair: pair[1] is None)),
    )


def _make_place(
    text: str, candidate: Candidate, choice: Choice | None, container: Container | None
) -> PlaceName | None:
    """Make the place of a candidate and its choice."""
    wording = text[candidate.span.start : candidate.span.end]
    relation = find_relation(text, candidate.span.start)
    if choice is None and candidate.kind == "name" and not _is_placed(text, candidate, container):
        return None
    if choice is None:
        value = PlaceValue(
            name=" ".join(wording.split()) if candidate.kind == "facility" else candidate.names[-1],
            country=container.country if container else None,
            precision="site" if candidate.kind == "facility" else candidate.called or "unknown",
            relation=relation,
            wording=wording,
        )
        return PlaceName(span=candidate.span, value=value, is_facility=candidate.kind == "facility")
    return make_known_place(candidate, choice, PlaceValue(name="", relation=relation, wording=wording))


def _find_homes(context: Context) -> frozenset[str]:
    """Find the countries that a text speaks of most."""
    most = max(context.countries.values(), default=0.0)
    return frozenset(country for country, share in context.countries.items() if share == most)


def _place_in_nation(place: PlaceName | None, parties: Sequence[PartyName]) -> PlaceName | None:
    """Give a facility that is called after a nation its country ("Xish oilfield"), a mission none."""
    if place is None or not place.is_facility or place.value.country is not None:
        return place
    nations = (party for party in parties if party.manner == "adjective" and party.country)
    nation = next((each for each in nations if each.span.start == place.span.start), None)
    words = set(place.value.wording.lower().split())
    if nation is None or not words & set(load_place_table().site_nouns):
        return place
    return dataclasses.replace(place, value=replace(place.value, country=nation.country))


def _place_in_town(place: PlaceName | None, town: Town | None, homes: frozenset[str]) -> PlaceName | None:
    """Give a place without a point that of its town; a region, a country and an area have their own."""
    if place is None or town is None or place.value.lat is not None:
        return place
    value, entry = place.value, town.entry
    is_local = place.is_facility or value.precision in ("settlement", "unknown")
    if not is_local or value.country not in (None, entry.country):
        return place
    if not place.is_facility and not town.is_told:
        # A town of its own, which the gazetteer does not know: only the country is likely the same.
        country = value.country or (entry.country if entry.country in homes else None)
        return dataclasses.replace(place, value=replace(value, country=country))
    located = replace(
        value,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        precision="settlement",
    )
    return dataclasses.replace(place, value=located, town=town.span)


def _is_placed(text: str, candidate: Candidate, container: Container | None) -> bool:
    """Tell whether the words around an unknown name say that it is a place."""
    if candidate.called is not None or container is not None:
        return True
    words = text[: candidate.span.start].lower().rsplit(None, 2)[-2:]
    if words and words[-1] == "the":
        words.pop()
    return bool(words) and words[-1] in load_place_table().unknown_prepositions


def make_known_place(candidate: Candidate, choice: Choice, frame: PlaceValue) -> PlaceName:
    """Make a place from its entry in the gazetteer."""
    entry = choice.entry
    has_point = choice.is_certain and entry.feature in (
        "settlement",
        "region",
        "district",
    )
    is_country_part = candidate.is_part and entry.feature == "country"
    value = PlaceValue(
        name=_choose_name(candidate, entry),
        country=choice.country,
        lat=entry.lat if has_point else None,
        lon=entry.lon if has_point else None,
        geonames=entry.geonames if choice.is_certain else None,
        precision="area" if is_country_part else _PRECISION[entry.feature],
        relation=frame.relation,
        wording=frame.wording,
    )
    return PlaceName(span=candidate.span, value=value, population=entry.population)


def _choose_name(candidate: Candidate, entry: GazetteerEntry) -> str:
    """Choose the name to show: the country's own, else the form the text uses."""
    if entry.feature == "country":
        country = load_country_names().get(candidate.names[0])
        return country.name if country else entry.name
    for name in candidate.names:
        if not name.isupper():
            return name
    return entry.name
