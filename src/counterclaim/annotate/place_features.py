"""Features of a place that a name can mean; each has a weight in `vocabulary/en/place_weights.json`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log10, sqrt

from counterclaim.annotate.place_candidates import Candidate
from counterclaim.annotate.place_context import Container, Context
from counterclaim.annotate.place_nearness import find_distance
from counterclaim.vocabulary.gazetteer import GazetteerEntry, find_entries
from counterclaim.vocabulary.parties import load_countries
from counterclaim.vocabulary.places import load_state_ids

#: Distance (km) at which nearness to another place counts 1/e.
NEARNESS_KM = 80.0
#: Degrees of latitude beyond which nearness counts less than 1 %.
NEAR_DEGREES = 4.0
#: Entries of another name that nearness looks at, and how fast the later ones lose weight.
RIVALS_MAX = 8
RANK_POWER = 0.5
#: Words of a country's news, and places in the same state, from which more tell no more.
WORDS_FULL = 8
STATE_FULL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the features of a name's entries are measured against."""

    candidate: Candidate
    context: Context
    #: The larger place named with it.
    container: Container | None
    #: The entries of each other name of the text.
    others: tuple[tuple[GazetteerEntry, ...], ...]
    #: What each other name was found to mean; empty in the first round.
    settled: tuple[GazetteerEntry, ...]


def iter_features(entry: GazetteerEntry, setting: Setting) -> Iterator[tuple[str, float]]:
    """Iterate over the features of one of the entries of a name."""
    yield from _iter_own(entry, setting.candidate)
    yield from _iter_called(entry, setting.candidate)
    yield from _iter_context(entry, setting.context)
    if setting.container is not None:
        yield ("inside" if setting.container.holds(entry) else "outside"), 1.0
    yield "near", sqrt(sum(_find_nearness(entry, others) for others in setting.others))
    if setting.settled:
        yield from _iter_settled(entry, setting.settled)


def _iter_own(entry: GazetteerEntry, candidate: Candidate) -> Iterator[tuple[str, float]]:
    """Iterate over what the entry is by itself."""
    yield "people", log10(entry.population + 10)
    yield "own name", float(entry.is_main)
    yield "as spelled", float(entry.name in candidate.names)
    yield "capital", float(is_capital(entry))
    yield "bears the capital's name", float(_bears_capital_name(entry))
    yield "state", float(entry.geonames in load_state_ids())
    yield "area", float(entry.feature == "area")


@lru_cache(maxsize=4096)
def is_capital(entry: GazetteerEntry) -> bool:
    """Tell whether an entry is the capital of its country, not a smaller town of that name."""
    country = load_countries().get(entry.country or "")
    if country is None or entry.feature != "settlement" or entry.name not in country.capitals:
        return False
    namesakes = (other for other in find_entries(entry.name) if other.country == entry.country)
    return all(other.population <= entry.population for other in namesakes if other.feature == "settlement")


def _bears_capital_name(entry: GazetteerEntry) -> bool:
    """Tell whether a division has the name of its country's capital, which it need not hold."""
    country = load_countries().get(entry.country or "")
    is_division = entry.feature in ("region", "district")
    return country is not None and is_division and entry.name in country.capitals


def _iter_called(entry: GazetteerEntry, candidate: Candidate) -> Iterator[tuple[str, float]]:
    """Iterate over how an entry fits what the text calls the place."""
    if candidate.kind in ("state", "country"):
        yield "called so", float(entry.feature in ("region", "country"))
    elif candidate.called is None:
        yield f"bare {entry.feature}", 1.0
    elif candidate.called == "settlement":
        yield "called settlement", float(entry.feature == "settlement")
    else:
        yield "called division", float(entry.feature in ("region", "district", "area"))


def _iter_context(entry: GazetteerEntry, context: Context) -> Iterator[tuple[str, float]]:
    """Iterate over how an entry fits what the text is about."""
    words = context.nations.get(entry.country or "", 0)
    yield "share of countries", sqrt(context.countries.get(entry.country or "", 0.0))
    # A state's own mention says nothing of whether its name means the state or a town.
    is_inside = entry.admin1 is not None and entry.admin1 != entry.geonames
    yield "share of states", sqrt(context.regions.get(entry.admin1 or 0, 0.0)) if is_inside else 0.0
    yield "share of words", words / max(1, sum(context.nations.values()))
    yield "words", min(1.0, words / WORDS_FULL)
    yield "in district", float(entry.feature != "district" and entry.admin2 in context.districts)
    yield "home", float(context.home is not None and entry.country == context.home)


def _iter_settled(entry: GazetteerEntry, settled: Sequence[GazetteerEntry]) -> Iterator[tuple[str, float]]:
    """Iterate over how an entry fits what the other names were found to mean."""
    states = [other.admin1 for other in settled if other.admin1 and other.feature != "country"]
    countries = [other.country for other in settled if other.country]
    same = states.count(entry.admin1) if entry.admin1 else 0
    yield "share in state", same / max(1, len(states))
    yield "in state", min(1.0, same / STATE_FULL)
    yield "share in country", countries.count(entry.country or "") / max(1, len(countries))
    yield "near settled", sqrt(sum(_find_nearness(entry, (other,)) for other in settled))


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
