"""Features of words: headlines, openings, whole reports, and the sentences of a mention.

Reports are compared only where both are about their mention in the first place: the profile of any
other mention holds the words of its own sentences alone.
"""

from __future__ import annotations

from math import sqrt

from counterclaim.reconcile.profile import Profile
from counterclaim.reconcile.words import Terms, compare_terms, find_coverage


def compare_reports(one: Profile, other: Profile) -> float | None:
    """Compare the words of the whole reports."""
    return _compare(one.terms, other.terms)


def compare_openings(one: Profile, other: Profile) -> float | None:
    """Compare the headlines with the first sentences."""
    return _compare(one.opening, other.opening)


def compare_titles(one: Profile, other: Profile) -> float | None:
    """Compare the headlines; None where a report has none."""
    return _compare(one.title, other.title)


def find_title_coverage(one: Profile, other: Profile) -> float | None:
    """Find how much of one headline the other report's words have, the larger of both ways."""
    ways = (find_coverage(one.title, other.terms), find_coverage(other.title, one.terms))
    return max((way for way in ways if way is not None), default=None)


def compare_sentences(one: Profile, other: Profile) -> float | None:
    """Compare the words of the sentences that the mentions stand in."""
    return _compare(one.focus, other.focus)


def find_sentence_coverage(one: Profile, other: Profile) -> float | None:
    """Find how much of a background mention's sentences the other's report has."""
    if not _is_mixed(one, other):
        return None
    ways = (find_coverage(one.focus, other.terms), find_coverage(other.focus, one.terms))
    return max((way for way in ways if way is not None), default=None)


def _is_mixed(one: Profile, other: Profile) -> bool:
    """Tell whether just one of the two is its report's main event."""
    return bool(one.terms) != bool(other.terms)


def _compare(one: Terms, other: Terms) -> float | None:
    """Compare two vectors by the root of their cosine: low cosines tell the most apart."""
    cosine = compare_terms(one, other)
    return None if cosine is None else sqrt(cosine)
