"""Choose among the places that a name can mean.

Every feature adds to a score: people, the country and state the text is about, the place named
right after it, nearness to the other places of the text. A choice that another place comes close
to is no choice: precise or blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log10, sqrt
from typing import TypeVar

from counterclaim.annotate.place_candidates import Candidate
from counterclaim.annotate.place_nearness import find_distance, is_same_place
from counterclaim.vocabulary.gazetteer import GazetteerEntry, find_entries
from counterclaim.vocabulary.parties import load_countries, load_country_names
from counterclaim.vocabulary.places import load_state_ids

Key = TypeVar("Key")

#: Weights of the features, set by hand on the LGL and GeoVirus sets (accuracy within 161 km).
CONTAINER_WEIGHT = 8.0
COUNTRY_WEIGHT = 3.0
STATE_WEIGHT = 3.0
NEARNESS_WEIGHT = 3.5
MAIN_NAME_WEIGHT = 1.5
CALLED_WEIGHT = 4.0
#: A name spelled as the gazetteer has it ("St. Louis", not "Saint-Louis").
SPELLING_WEIGHT = 0.5
CAPITAL_WEIGHT = 1.0
#: Seas, deserts and parts of the world have no people that would speak for them.
AREA_WEIGHT = 5.0
#: Lead of the best place over the next one below which none is chosen.
MARGIN_MIN = 0.3
#: Share of a region's people from which its bare name means the city of that name.
SEAT_SHARE = 0.3
#: Distance (km) at which nearness to another place counts 1/e.
NEARNESS_KM = 80.0
#: Degrees of latitude beyond which nearness counts less than 1 %.
NEAR_DEGREES = 4.0
#: Entries of another name that nearness looks at, and how fast the later ones lose weight.
RIVALS_MAX = 8
RANK_POWER = 0.5
#: Entries kept a name.
ENTRIES_MAX = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a text tells of the part of the world it is about."""

    #: ISO3 to share of the text's mentions of countries.
    countries: Mapping[str, float]
    #: GeoNames id of a first-level division to its share of the mentions of such divisions.
    regions: Mapping[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place a candidate means."""

    entry: GazetteerEntry
    #: False where another place comes too close for coordinates to be given.
    is_certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """The larger place named right after a candidate."""

    #: ISO3 of the countries it can mean.
    countries: frozenset[str]
    #: GeoNames ids of the divisions it can mean.
    divisions: frozenset[int]
    #: ISO3 of the country it lies in or is, where there is one only.
    country: str | None

    def holds(self, entry: GazetteerEntry) -> bool:
        """Tell whether a place lies in it."""
        return entry.country in self.countries or bool({entry.admin1, entry.admin2} & self.divisions)


def find_candidate_entries(candidate: Candidate) -> tuple[GazetteerEntry, ...]:
    """Find the entries for the first form of a candidate's name that the gazetteer has."""
    if candidate.kind == "country":
        country = load_country_names().get(candidate.names[0])
        if country is not None:
            entries = find_entries(country.name)
            return tuple(entry for entry in entries if entry.feature == "country")[:1]
    for name in candidate.names:
        entries = find_entries(name)
        if candidate.kind == "state":
            entries = tuple(entry for entry in entries if entry.geonames in load_state_ids())
        if entries:
            return entries[:ENTRIES_MAX]
    return ()


def make_context(candidates: Sequence[Candidate], countries: Sequence[str]) -> Context:
    """Make the context of a text from its places and the countries of its parties."""
    nations: Counter[str] = Counter(countries)
    regions: Counter[int] = Counter()
    for candidate in candidates:
        entries = [entry for entry in find_candidate_entries(candidate) if entry.is_main]
        for entry in entries[:1]:
            if entry.feature == "region" and entry.admin1:
                regions[entry.admin1] += 1
        inside = {entry.country for entry in entries}
        nations.update(country for country in inside if country and len(inside) == 1)
    return Context(countries=_to_shares(nations), regions=_to_shares(regions))


def _to_shares(counts: Counter[Key]) -> dict[Key, float]:
    """Return counts as shares of their sum."""
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()}


def choose_entry(
    candidate: Candidate,
    *,
    context: Context,
    container: Container | None,
    others: Sequence[Sequence[GazetteerEntry]],
) -> Choice | None:
    """Choose the entry a candidate means; None when the gazetteer has none.

    Args:
        candidate: the words.
        context: what the text is about.
        container: the larger place named with it.
        others: the entries of each other name of the text.
    """
    entries = find_candidate_entries(candidate)
    if not entries:
        return None
    scored = sorted(
        (
            (
                score_entry(entry, candidate, context, container) + _score_nearness(entry, others),
                -place,
                entry,
            )
            for place, entry in enumerate(entries)
        ),
        key=lambda row: row[:2],
        reverse=True,
    )
    best_score, _, best = scored[0]
    if candidate.called is None and candidate.kind == "name":
        best = _find_seat(best, entries) or best
    rivals = [score for score, _, entry in scored[1:] if not is_same_place(best, entry)]
    return Choice(entry=best, is_certain=not rivals or best_score - rivals[0] >= MARGIN_MIN)


def _find_seat(region: GazetteerEntry, entries: Sequence[GazetteerEntry]) -> GazetteerEntry | None:
    """Find the city in a region of the same name that holds much of its people ("New York")."""
    if region.feature not in ("region", "district"):
        return None
    for entry in entries:
        is_inside = entry.feature == "settlement" and region.geonames in (entry.admin1, entry.admin2)
        if is_inside and entry.population >= SEAT_SHARE * region.population:
            return entry
    return None


def score_entry(
    entry: GazetteerEntry, candidate: Candidate, context: Context, container: Container | None
) -> float:
    """Score an entry by its people, its name, what the text calls it and where the text plays."""
    score = log10(entry.population + 10) + MAIN_NAME_WEIGHT * entry.is_main
    score += SPELLING_WEIGHT * (entry.name in candidate.names) + CAPITAL_WEIGHT * _is_capital(entry)
    score += _score_called(entry, candidate) + AREA_WEIGHT * (entry.feature == "area")
    score += COUNTRY_WEIGHT * sqrt(context.countries.get(entry.country or "", 0.0))
    score += STATE_WEIGHT * sqrt(context.regions.get(entry.admin1 or 0, 0.0))
    return score + _score_container(entry, container)


def _is_capital(entry: GazetteerEntry) -> bool:
    """Tell whether an entry is the capital of its country."""
    country = load_countries().get(entry.country or "")
    return country is not None and entry.feature == "settlement" and entry.name in country.capitals


def _score_called(entry: GazetteerEntry, candidate: Candidate) -> float:
    """Score how an entry fits what the text calls the place."""
    if candidate.kind in ("state", "country"):
        return CALLED_WEIGHT * (entry.feature in ("region", "country"))
    if candidate.called is None:
        return 0.5 * (entry.feature in ("settlement", "country")) - 1.0 * (entry.feature == "district")
    if candidate.called == "settlement":
        return CALLED_WEIGHT * (entry.feature == "settlement")
    return CALLED_WEIGHT * (entry.feature in ("region", "district", "area"))


def _score_container(entry: GazetteerEntry, container: Container | None) -> float:
    """Score whether an entry lies in the larger place named with it."""
    if container is None:
        return 0.0
    return CONTAINER_WEIGHT if container.holds(entry) else -CONTAINER_WEIGHT


def _score_nearness(entry: GazetteerEntry, others: Sequence[Sequence[GazetteerEntry]]) -> float:
    """Score how near an entry lies to other places of the text, surer names counting more."""
    return NEARNESS_WEIGHT * sqrt(sum(_find_nearness(entry, entries) for entries in others))


def _find_nearness(entry: GazetteerEntry, others: Sequence[GazetteerEntry]) -> float:
    """Find how near an entry lies to what another name can mean, in 0..1."""
    best = 0.0
    for rank, other in enumerate(others[:RIVALS_MAX]):
        distance = find_distance(entry, other) if _may_be_near(entry, other) else None
        if distance is not None:
            best = max(best, exp(-distance / NEARNESS_KM) / (1 + rank) ** RANK_POWER)
    return best


def _may_be_near(one: GazetteerEntry, two: GazetteerEntry) -> bool:
    """Tell cheaply whether two places can be near enough to count."""
    return one.lat is not None and two.lat is not None and abs(one.lat - two.lat) <= NEAR_DEGREES
