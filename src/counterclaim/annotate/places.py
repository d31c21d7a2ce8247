"""Place names and their coordinates.

Invariant: precise or blank. A place that the gazetteer does not surely know, a country and a part of
a country get no coordinates. A building and a part of a town have those of their town, where the
text tells it, and say so by their precision.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace
from spacy.tokens import Doc

from counterclaim.annotate.layers import PartyName, PlaceName, Toponym
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.place_candidates import Candidate, find_candidates
from counterclaim.annotate.place_capitals import find_capital_places
from counterclaim.annotate.place_choice import Choice, choose_entries
from counterclaim.annotate.place_context import Container, make_context
from counterclaim.annotate.place_entries import find_candidate_entries
from counterclaim.annotate.place_measures import measure_places
from counterclaim.annotate.place_towns import Town, find_towns
from counterclaim.annotate.place_words import find_relation
from counterclaim.annotate.toponym_parts import find_parts
from counterclaim.annotate.toponyms import find_toponyms
from counterclaim.model.values import PlacePrecision, PlaceValue
from counterclaim.vocabulary.gazetteer import GazetteerEntry
from counterclaim.vocabulary.parties import load_country_names
from counterclaim.vocabulary.places import load_place_table

#: Words between a place and the larger one it lies in.
_INTO_CONTAINER = re.compile(
    r"(?:,|\s+\(|,?\s+(?:in|of))\s*(?:(?:in|of)\s+)?(?:the\s+)?(?:[a-z]+\s+){0,3}(?:of\s+)?(?:the\s+)?"
    r"|,\s+(?:an?|the)\s+(?:[a-z-]+\s+){1,6}(?:in|of|outside)\s+(?:the\s+)?",
)
#: Words by which a place is only beside the other ("a village near the X border").
_BESIDE = re.compile(r"\b(?:near|bordering|beyond|across|neighbou?ring)\b")
#: Words after which the larger place surely holds the smaller, whatever the gazetteer knows.
_SURELY_IN = re.compile(r"\s+in\s+(?:the\s+)?(?:[a-z]+\s+){0,3}")
_POSSESSIVE = re.compile(r"(?:'s|\u2019s)\s+(?:[a-z-]+\s+){0,4}(?:of\s+)?")

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
    containers = find_containers(get_text(doc), names)
    context = make_context(get_text(doc), names, countries, url)
    choices = choose_entries(names, containers, context)
    towns = find_towns(get_text(doc), names, choices, containers)
    made = (
        _place_in_town(_make_place(get_text(doc), each, choices[each], containers.get(each)), towns.get(each))
        for each in candidates
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


def find_containers(text: str, candidates: Sequence[Candidate]) -> Mapping[Candidate, Container]:
    """Find the larger place that each candidate is said to lie in, from the neighbour in the text."""
    entries = {candidate: find_candidate_entries(candidate) for candidate in candidates}
    containers: dict[Candidate, Container] = {}
    for one, two in _iter_neighbours(candidates):
        gap = text[one.span.end : two.span.start]
        if _POSSESSIVE.fullmatch(gap):
            small, large = two, one
        elif _INTO_CONTAINER.fullmatch(gap) and not _BESIDE.search(gap):
            small, large = one, two
        else:
            continue
        container = make_container(small, large, entries, is_sure=_SURELY_IN.fullmatch(gap) is not None)
        if container is not None:
            containers[small] = container
    return _pass_on(candidates, containers)


def _iter_neighbours(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Iterate over each candidate and the next one behind it; a name inside a name is not behind it."""
    for place, one in enumerate(candidates):
        two = next((each for each in candidates[place + 1 :] if each.span.start >= one.span.end), None)
        if two is not None:
            yield one, two


def _pass_on(
    candidates: Sequence[Candidate], containers: dict[Candidate, Container]
) -> Mapping[Candidate, Container]:
    """Give a building what its town has: "the Arlo Mosque in Kelba, Norland"."""
    for one, two in zip(reversed(candidates[:-1]), reversed(candidates[1:]), strict=True):
        if one.kind == "facility" and one in containers and two in containers:
            containers[one] = containers[two]
    return containers


def make_container(
    small: Candidate,
    large: Candidate,
    entries: Mapping[Candidate, tuple[GazetteerEntry, ...]],
    *,
    is_sure: bool = False,
) -> Container | None:
    """Make the container of one candidate from another; None where the other cannot hold it.

    A country that surely holds it does so though no gazetteer has such a place there.
    """
    found = [entry for entry in entries[large] if entry.feature in ("country", "region", "district")]
    if not found or (large.kind == "name" and not any(entry.is_main for entry in found)):
        return None
    countries = {entry.country for entry in found if entry.country}
    container = Container(
        countries=frozenset(entry.country for entry in found if entry.feature == "country" and entry.country),
        divisions=frozenset(entry.geonames for entry in found if entry.geonames is not None),
        country=countries.pop() if len(countries) == 1 else None,
        is_sure=is_sure and large.kind == "country" and small.kind == "name",
    )
    known = entries[small]
    if known and not container.is_sure and not any(container.holds(entry) for entry in known):
        return None
    return container


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


def _place_in_town(place: PlaceName | None, town: Town | None) -> PlaceName | None:
    """Give a place without a point that of its town; a region, a country and an area have their own."""
    if place is None or town is None or place.value.lat is not None:
        return place
    value, entry = place.value, town.entry
    is_local = place.is_facility or value.precision in ("settlement", "unknown")
    if not is_local or value.country not in (None, entry.country):
        return place
    if value.precision == "settlement" and not town.is_told:
        # A town of its own, which the gazetteer does not know: only the country is likely the same.
        return dataclasses.replace(place, value=replace(value, country=entry.country), town=town.span)
    located = replace(value, country=entry.country, lat=entry.lat, lon=entry.lon, precision="settlement")
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
    has_point = choice.is_certain and entry.feature in ("settlement", "region", "district")
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
