"""Whose names are withheld in languages that are read without a parse (ETHICS.md).

Invariant: as for English, no value and no evidence holds the name of a private victim whom a sentence
tells of alone, or of a person whose age in the text is a minor's; who holds an office is no private person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.lexical.speakers import FULL_NAME
from counterclaim.coding.patterns.tolls import Toll
from counterclaim.coding.rules.privacy import ADULT_AGE, Withheld, iter_name_spans
from counterclaim.model.span import Span
from counterclaim.vocabulary.cues import compile_cue, join_templates
from counterclaim.vocabulary.lexical import load_toll_table

#: Characters before a name in which an age can stand.
BEFORE = 40
_NAME = re.compile(rf"(?<!\w){FULL_NAME}(?!\w)")


def find_withheld(annotated: AnnotatedReport, tolls: Sequence[Toll], language: str) -> Withheld:
    """Find the names of minors and of private victims, and every place where they stand."""
    text = annotated.report.text
    full = {*_iter_minors(text, language), *_iter_victims(annotated, tolls, language)}
    hidden = full | {name.split()[-1] for name in full}
    return Withheld(spans=tuple(iter_name_spans(text, hidden)), names=frozenset(hidden))


def _iter_minors(text: str, language: str) -> Iterator[str]:
    """Iterate over the full names beside an age below eighteen ("X, 16 ans", "de 16 años, X")."""
    after, before = _load_ages(language)
    for name in _NAME.finditer(text):
        found = (
            after.match(text, name.end()),
            before.search(text, max(0, name.start() - BEFORE), name.start()),
        )
        if any(age is not None and int(age.group(1)) < ADULT_AGE for age in found):
            yield name.group()


def _iter_victims(annotated: AnnotatedReport, tolls: Sequence[Toll], language: str) -> Iterator[str]:
    """Iterate over the full names in the words of a single death, where no office stands before them."""
    text, offices = annotated.report.text, _load_offices(language)
    named = [*(each.span for each in annotated.parties), *(each.span for each in annotated.places)]
    for toll in tolls:
        if toll.value.n != 1 or toll.property != "killed":
            continue
        for name in _NAME.finditer(text, toll.span.start, toll.span.end):
            span = Span(*name.span())
            is_public = offices.search(text, max(0, span.start - BEFORE), span.start) is not None
            if not is_public and not any(span.overlaps(each) for each in named):
                yield name.group()


@lru_cache(maxsize=4)
def _load_ages(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile an age after a name, and one before it."""
    years = join_templates(load_toll_table(language).years)
    return (
        re.compile(rf"[,\s(]*(?:\w+ )?(?:de )?(\d{{1,2}}) {years}(?!\w)", re.IGNORECASE),
        re.compile(rf"(\d{{1,2}}) {years},?\s+(?:\w+,?\s+){{0,2}}$", re.IGNORECASE),
    )


@lru_cache(maxsize=4)
def _load_offices(language: str) -> re.Pattern[str]:
    return compile_cue(
        [f"{word}(?: [^,;.]{{0,30}})?,?~" for word in load_toll_table(language).offices], ends=True
    )
