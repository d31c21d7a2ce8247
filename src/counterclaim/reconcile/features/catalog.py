"""The comparison features by name, in the order in which the model card lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from counterclaim.reconcile.features import kind, people, place, time, tolls, words
from counterclaim.reconcile.profile import Profile

#: Symmetric: both orders give the same value, in 0..1, or None where it cannot be known.
Feature = Callable[[Profile, Profile], float | None]

FEATURES: Mapping[str, Feature] = {
    "event days": time.compare_event_days,
    "event days apart": time.find_days_apart,
    "other days": time.find_other_days,
    "later event": time.find_later_event,
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
    "totals apart": tolls.find_totals_apart,
    "shared number": tolls.find_shared_number,
    "report words": words.compare_reports,
    "opening words": words.compare_openings,
    "headline words": words.compare_titles,
    "headline in report": words.find_title_coverage,
    "sentence words": words.compare_sentences,
    "sentences in report": words.find_sentence_coverage,
    "types": kind.compare_types,
    "other modes": kind.find_other_modes,
    "weapons": kind.compare_weapons,
    "background": kind.find_background,
}


def compare(one: Profile, other: Profile, names: Iterable[str] | None = None) -> dict[str, float | None]:
    """Compare two profiles by some features; by all where none is named."""
    return {name: FEATURES[name](one, other) for name in (FEATURES if names is None else names)}
