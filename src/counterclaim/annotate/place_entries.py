"""What a candidate's name can mean, by the gazetteer."""

from __future__ import annotations

from counterclaim.annotate.place_candidates import Candidate
from counterclaim.vocabulary.gazetteer import GazetteerEntry, find_entries
from counterclaim.vocabulary.parties import load_country_names
from counterclaim.vocabulary.places import load_state_ids

#: Entries kept a name.
ENTRIES_MAX = 40


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
    return _find_by_article(candidate.names[-1]) if candidate.kind == "name" and candidate.called else ()


def _find_by_article(name: str) -> tuple[GazetteerEntry, ...]:
    """Find the places of an Arabic name that a text writes without its article, or with it ("Qamishli")."""
    first, _, rest = name.replace("-", " ").partition(" ")
    other = rest if first.lower() in ("al", "el") and rest else f"Al {name}"
    return tuple(entry for entry in find_entries(other) if entry.is_main)[:ENTRIES_MAX]
