"""The comparison features by name, in the order in which the model card lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from counterclaim.reconcile.features import kind, people, place, time, tolls, words
from counterclaim.reconcile.profile import Profile

#: Symmetric: both orders give the same value, in 0..1, or None where it cannot be known.
Feature = Callable[[Profile, Profile], float | None]

FEATURES: Mapping[str, Feature] = {
    "event days": time.compare_event_days,
    "event days apart": time.find_days_apart,
    "event day and publication": time.compare_day_with_publication,
    "publication days": time.compare_publication_days,
    "publication days apart": time.find_publications_apart,
    "place names": place.compare_place_names,
    "distance": place.compare_distance,
    "places apart": place.find_places_apart,
    "countries": place.compare_countries,
    "parties": people.compare_parties,
    "names": people.compare_names,
    "killed": tolls.compare_killed,
    "injured": tolls.compare_injured,
    "shared number": tolls.find_shared_number,
    "report words": words.compare_reports,
    "headline words": words.compare_titles,
    "headline in report": words.find_title_coverage,
    "mention words": words.compare_focus,
    "types": kind.compare_types,
    "modes": kind.compare_modes,
    "weapons": kind.compare_weapons,
    "background": kind.find_background,
}


def compare(one: Profile, other: Profile) -> dict[str, float | None]:
    """Compare two profiles by every feature."""
    return {name: feature(one, other) for name, feature in FEATURES.items()}
