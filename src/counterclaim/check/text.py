"""Checks of the text itself: quotations and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from counterclaim.annotate.layers import AnnotatedReport, Quotation
from counterclaim.check.catalog import make_finding
from counterclaim.check.words import load_check_words
from counterclaim.model.span import Evidence, make_evidence
from counterclaim.model.statement import Coding, Finding

#: Fewest words of a quotation that is compared; shorter ones are alike by chance.
MIN_WORDS = 4
#: Least similarity of two wordings in percent: one short word in seven, on quotations of our tests.
MIN_RATIO = 85.0
#: Shortest word that tells speakers apart; shorter ones are mostly articles and prepositions.
MIN_NAME_LENGTH = 4

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A quotation with its words folded for comparison."""

    quotation: Quotation
    #: Case-folded words without punctuation, joined by single spaces.
    words: str
    evidence: Evidence
    #: Words that name those it is attributed to, and their side; empty when the text does not tell.
    speakers: frozenset[str]


def find_two_wordings(annotated: AnnotatedReport, coding: Coding) -> Iterator[Finding]:
    """Find quotations that are nearly, but not quite, the same (CC301)."""
    reported: set[frozenset[str]] = set()
    for one, other in combinations(find_wordings(annotated), 2):
        pair = frozenset((one.words, other.words))
        if pair not in reported and _are_two_wordings(one, other):
            reported.add(pair)
            message = (
                f"the same quotation in two wordings: “{one.evidence.quote}” and “{other.evidence.quote}”"
            )
            yield make_finding("CC301", message, (one.evidence, other.evidence))


def find_stray_marks(annotated: AnnotatedReport, coding: Coding) -> Iterator[Finding]:
    """Find quotation marks without a partner (CC302)."""
    for mark in annotated.quotations.stray_marks:
        evidence = make_evidence(annotated.report.text, mark.start, mark.end)
        message = f"the quotation mark {evidence.quote} has no partner"
        yield make_finding("CC302", message, (evidence,))


def find_wordings(annotated: AnnotatedReport) -> list[Wording]:
    """Find the quotations that are long enough, and that no editor's mark says were changed."""
    text = annotated.report.text
    marks = load_check_words().editorial_marks
    wordings = []
    for quotation in annotated.quotations.quotations:
        inner = text[quotation.inner.start : quotation.inner.end]
        words = _WORD.findall(inner.replace("’", "'").casefold())
        if len(words) >= MIN_WORDS and not any(mark in inner for mark in marks):
            wordings.append(
                Wording(
                    quotation=quotation,
                    words=" ".join(words),
                    evidence=make_evidence(text, quotation.inner.start, quotation.inner.end),
                    speakers=_find_speakers(quotation, annotated),
                )
            )
    return wordings


def _find_speakers(quotation: Quotation, annotated: AnnotatedReport) -> frozenset[str]:
    """Find the longer words that name who speaks: a group and its spokesman share one."""
    speakers = [
        attribution.speakers[-1]
        for attribution in annotated.attributions
        if attribution.speakers and any(span.overlaps(quotation.inner) for span in attribution.content)
    ]
    names = " ".join(f"{speaker.name} {speaker.party or ''}" for speaker in speakers)
    return frozenset(word for word in re.findall(r"\w+", names.casefold()) if len(word) >= MIN_NAME_LENGTH)


def _are_two_wordings(one: Wording, other: Wording) -> bool:
    """Tell whether two quotations render the same words differently.

    A shorter cut of the same words, a quotation inside the other, or words of two different
    speakers are not.
    """
    if _is_cut(one.words, other.words) or one.quotation.span.overlaps(other.quotation.span):
        return False
    if one.speakers and other.speakers and one.speakers.isdisjoint(other.speakers):
        return False
    return fuzz.ratio(one.words, other.words, score_cutoff=MIN_RATIO) > 0


def _is_cut(one: str, other: str) -> bool:
    """Tell whether the words of one lie within the other, in the same order."""
    first, second = f" {one} ", f" {other} "
    return first in second or second in first
