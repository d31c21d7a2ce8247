"""Features of words: headlines, whole reports, and the sentences of a mention."""

from __future__ import annotations

from counterclaim.reconcile.profile import Profile
from counterclaim.reconcile.words import compare_terms, find_coverage


def compare_reports(one: Profile, other: Profile) -> float | None:
    """Compare the words of the whole reports; None where a mention is not its report's main event."""
    return compare_terms(one.terms, other.terms) if is_main(one) and is_main(other) else None


def compare_titles(one: Profile, other: Profile) -> float | None:
    """Compare the headlines; None where a report has none or a mention is not its main event."""
    return compare_terms(one.title, other.title) if is_main(one) and is_main(other) else None


def find_title_coverage(one: Profile, other: Profile) -> float | None:
    """Find how much of one headline the other report's words have, the larger of both ways."""
    if not (is_main(one) and is_main(other)):
        return None
    ways = (find_coverage(one.title, other.terms), find_coverage(other.title, one.terms))
    return max((way for way in ways if way is not None), default=None)


def compare_focus(one: Profile, other: Profile) -> float | None:
    """Compare the words of the sentences that the mentions stand in."""
    return compare_terms(one.focus, other.focus)


def is_main(profile: Profile) -> bool:
    """Tell whether the report is about the mention in the first place."""
    return profile.role == "main"
