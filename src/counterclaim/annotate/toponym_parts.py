"""Names of places that no rule found: inside longer names, in lists, in headlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.place_candidates import Candidate
from counterclaim.annotate.place_entries import find_candidate_entries
from counterclaim.annotate.toponym_features import Surroundings, find_people, make_features
from counterclaim.annotate.tree import Doc
from counterclaim.annotate.tree import Span as DocSpan
from counterclaim.model.span import Span
from counterclaim.vocabulary.gazetteer import GazetteerEntry, find_entries
from counterclaim.vocabulary.places import load_place_table
from counterclaim.vocabulary.toponyms import ToponymWeights, load_toponym_weights

#: Most words of a name.
WORDS_MAX = 4
#: Labels of words that are no names.
OTHER_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})


def find_parts(doc: Doc, candidates: Sequence[Candidate], countries: Sequence[str]) -> tuple[Candidate, ...]:
    """Find further names of places, in text order, beside the candidates.

    Args:
        doc: the parsed text.
        candidates: the places that rules found.
        countries: ISO3 of the countries of the text's parties.
    """
    around = make_surroundings(doc, candidates, countries)
    weights = load_toponym_weights()
    found = []
    for words, entries in iter_names(doc, find_taken(candidates)):
        if score_features(make_features(words, entries, around), weights) >= weights.threshold:
            span = Span(words.start_char, words.end_char)
            found.append(Candidate(span=span, names=(words.text,), kind="name"))
    return tuple(found)


def find_taken(candidates: Sequence[Candidate]) -> tuple[Span, ...]:
    """Find the spans of the candidates that the gazetteer has."""
    known = (each for each in candidates if each.kind != "facility" and find_candidate_entries(each))
    return tuple(each.span for each in known)


def make_surroundings(doc: Doc, candidates: Sequence[Candidate], countries: Sequence[str]) -> Surroundings:
    """Make what the rest of a text tells about its names."""
    named = [candidate for candidate in candidates if candidate.kind == "name"]
    entries = {candidate.names: find_candidate_entries(candidate) for candidate in named}
    return Surroundings(
        places=frozenset(name for candidate in named for name in candidate.names),
        people=find_people(doc),
        entries=tuple(found for found in entries.values() if found),
        countries=frozenset(countries),
    )


def score_features(features: Sequence[str], weights: ToponymWeights) -> float:
    """Score features: the log odds that they are those of a place."""
    return weights.bias + sum(weights.weights.get(feature, 0.0) for feature in features)


def iter_names(doc: Doc, taken: Sequence[Span]) -> Iterator[tuple[DocSpan, tuple[GazetteerEntry, ...]]]:
    """Iterate over the longest capitalised names of the gazetteer, with what each can mean."""
    index = 0
    while index < len(doc):
        words = _find_name_at(doc, index)
        if words is None:
            index += 1
            continue
        index = words.end
        span = Span(words.start_char, words.end_char)
        if not any(span.overlaps(other) for other in taken):
            yield words, _find_main(words.text)


def _find_name_at(doc: Doc, start: int) -> DocSpan | None:
    """Find the longest name that starts at a token."""
    if not doc[start].text[:1].isupper() or doc[start].ent_type_ in OTHER_LABELS:
        return None
    for end in range(min(start + WORDS_MAX, len(doc)), start, -1):
        words = doc[start:end]
        if doc[end - 1].text[:1].isupper() and _is_whole(words) and _find_main(words.text):
            return words
    return None


def _is_whole(words: DocSpan) -> bool:
    """Tell whether words stand on one line, are no common ones and no part of a hyphened word."""
    text, table = get_text(words.doc), load_place_table()
    wording = text[words.start_char : words.end_char]
    if len(wording) < 3 or wording in table.not_places or wording.lower() in table.directions:
        return False
    return "\n" not in wording and not text[words.end_char : words.end_char + 1].isalnum()


def _find_main(name: str) -> tuple[GazetteerEntry, ...]:
    """Find the entries that bear a name as their own."""
    return tuple(entry for entry in find_entries(name) if entry.is_main)
