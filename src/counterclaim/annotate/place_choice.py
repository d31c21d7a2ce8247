"""Choose among the places that a name can mean.

Features add to a score (`annotate.place_features`), with weights that were learned from two public
sets. Names are chosen in two rounds: the first choices tell the second where the text plays. A
choice that another place comes close to is no choice: precise or blank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.annotate.place_candidates import Candidate
from counterclaim.annotate.place_context import Container, Context
from counterclaim.annotate.place_entries import find_candidate_entries
from counterclaim.annotate.place_features import Setting, iter_features
from counterclaim.annotate.place_nearness import POINTLESS, find_distance, is_same_place
from counterclaim.vocabulary.gazetteer import GazetteerEntry
from counterclaim.vocabulary.places import load_place_table, load_place_weights, load_state_ids

#: Lead of the best place over the next one below which none is chosen.
MARGIN_MIN = 1.0
#: A place with fewer people than this, this far (km) from two others or more, is a namesake of what
#: the gazetteer does not have (a part of a town); of such choices a third were right.
SMALL = 100_000
#: The same for a place of a country that the text speaks of by this name alone.
FOREIGN = 300_000
#: News tells of no place with fewer people without its country, where it names others.
VILLAGE = 20_000
STRAY_KM = 300.0
STRAY_OTHERS = 2
#: Share of a region's people from which its bare name means the city of that name.
SEAT_SHARE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place a candidate means."""

    entry: GazetteerEntry
    #: False where another place comes too close for coordinates to be given.
    is_certain: bool
    #: ISO3 of the country of all places that come close; None where they differ.
    country: str | None


def choose_entries(
    candidates: Sequence[Candidate], containers: Mapping[Candidate, Container], context: Context
) -> Mapping[Candidate, Choice | None]:
    """Choose what each name means; None for a name that the gazetteer does not have."""
    weights = load_place_weights()
    settings = make_settings(candidates, containers, context, {})
    first = {each: _choose(setting, weights.first) for each, setting in settings.items()}
    settled = {each: choice.entry for each, choice in first.items() if choice}
    settings = make_settings(candidates, containers, context, settled)
    return {each: _choose(setting, weights.second) for each, setting in settings.items()}


def make_settings(
    candidates: Sequence[Candidate],
    containers: Mapping[Candidate, Container],
    context: Context,
    settled: Mapping[Candidate, GazetteerEntry],
) -> Mapping[Candidate, Setting]:
    """Make the setting of each name."""
    entries = {each.names[0]: found for each in candidates if (found := find_candidate_entries(each))}
    by_name = {each.names[0]: entry for each, entry in settled.items()}
    return {
        each: Setting(
            candidate=each,
            context=context,
            container=containers.get(each),
            others=tuple(found for name, found in entries.items() if name not in each.names),
            settled=tuple(entry for name, entry in by_name.items() if name not in each.names),
        )
        for each in candidates
    }


def _choose(setting: Setting, weights: Mapping[str, float]) -> Choice | None:
    """Choose the entry a name means in its setting."""
    candidate = setting.candidate
    entries = _keep_usual(find_candidate_entries(candidate), setting)
    if not entries or _is_surely_elsewhere(setting, entries):
        return None
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in iter_features(entry, setting))
        for entry in entries
    ]
    order = sorted(range(len(entries)), key=lambda place: (-scores[place], place))
    best = entries[order[0]]
    if candidate.called is None and candidate.kind == "name":
        best = _find_seat(best, entries) or best
    close = [entries[place] for place in order if scores[order[0]] - scores[place] < MARGIN_MIN]
    is_stray = _is_stray(best, setting) or _is_namesake(best, setting)
    countries = {best.country, *(entry.country for entry in close)}
    return Choice(
        entry=best,
        is_certain=not is_stray and all(is_same_place(best, entry) for entry in close),
        country=best.country if len(countries) == 1 and not is_stray else None,
    )


def _keep_usual(entries: Sequence[GazetteerEntry], setting: Setting) -> Sequence[GazetteerEntry]:
    """Keep the entries of the country that a name usually means, where the text speaks of no other."""
    usual = load_place_table().usual_countries.get("".join(setting.candidate.names[:1]))
    large = (entry for entry in entries if entry.population >= SMALL and entry.country != usual)
    others = {entry.country for entry in large if entry.country}
    if usual is None or others & setting.context.countries.keys():
        return entries
    return [entry for entry in entries if entry.country == usual]


def _is_surely_elsewhere(setting: Setting, entries: Sequence[GazetteerEntry]) -> bool:
    """Tell whether the text surely puts the place where the gazetteer has none of its name."""
    held = setting.container
    return held is not None and held.is_sure and not any(held.holds(entry) for entry in entries)


def _is_stray(entry: GazetteerEntry, setting: Setting) -> bool:
    """Tell whether a small place lies far from all others of the text, and none is said to hold it."""
    if entry.population >= FOREIGN or entry.feature in POINTLESS or setting.container is not None:
        return False
    found = [find_distance(entry, other) for other in setting.settled if other.feature != "country"]
    distances = [distance for distance in found if distance is not None]
    # A country that the text speaks of only by this name is no country that it is about.
    is_foreign = setting.context.countries.get(entry.country or "", 0.0) * (len(distances) + 1) <= 1
    if entry.population >= SMALL and not is_foreign:
        return False
    return len(distances) >= (1 if is_foreign else STRAY_OTHERS) and min(distances) > STRAY_KM


def _is_namesake(entry: GazetteerEntry, setting: Setting) -> bool:
    """Tell whether a small place lies in a country of which a text that names its countries says nothing.

    The gazetteer has few villages: "Solmo, in the north of Norland" is not the Solmo of Westland.
    """
    context = setting.context
    if entry.population >= FOREIGN or entry.feature in POINTLESS or setting.container is not None:
        return False
    others = context.named | context.told if entry.population < VILLAGE else context.told
    if not others or entry.country in {*context.named, *context.told, context.home, None}:
        return False
    if context.nations.get(entry.country or "", 0):
        return False
    return not any(other.country == entry.country for other in setting.settled)


def _find_seat(region: GazetteerEntry, entries: Sequence[GazetteerEntry]) -> GazetteerEntry | None:
    """Find the city of a region that has the same name, or holds much of its people ("New York")."""
    if region.feature not in ("region", "district") or region.geonames in load_state_ids():
        return None
    for entry in entries:
        is_inside = entry.feature == "settlement" and is_same_place(region, entry)
        if is_inside and (entry.is_main or entry.population >= SEAT_SHARE * region.population):
            return entry
    return None
