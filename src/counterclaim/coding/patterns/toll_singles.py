"""One person whose death a sentence tells without a number ("le maire a été tué").

Invariant: the person is named in full, or told by an office or as one of the people that are counted
otherwise, in the singular; whoever attacked is left out, as in counts of victims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.lexical.attributions import find_phrase_before
from counterclaim.annotate.lexical.speakers import FULL_NAME
from counterclaim.model.span import Span
from counterclaim.vocabulary.cues import compile_cue, join_templates
from counterclaim.vocabulary.lexical import load_position_table, load_toll_table


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The compiled patterns of a language."""

    dying: re.Pattern[str]
    person: re.Pattern[str]
    attacker: re.Pattern[str]


@lru_cache(maxsize=4)
def _load_patterns(language: str) -> _Patterns:
    table = load_toll_table(language)
    nouns = join_templates((*table.offices, *table.people))
    return _Patterns(
        dying=compile_cue(table.singles, table.fragments),
        person=re.compile(
            rf"(?i:{join_templates(table.definite)}\s*)(?:[\w-]+\s+)??(?i:{nouns})(?![\w-])|{FULL_NAME}(?!\w)"
        ),
        attacker=compile_cue(load_position_table(language).attackers),
    )


def iter_singles(
    annotated: AnnotatedReport, sentence: Span, taken: Sequence[Span], language: str
) -> Iterator[tuple[Span, Span]]:
    """Iterate over those of whom a sentence says in the singular that they were killed.

    Args:
        annotated: the report.
        sentence: the sentence.
        taken: the words of its counts, which say what befell whom already.
        language: ISO 639-1 code.

    Yields:
        The words for the person, and those with what befell them.
    """
    text = annotated.report.text
    for match in _load_patterns(language).dying.finditer(text, sentence.start, sentence.end):
        cue = Span(*match.span())
        before = find_phrase_before(text, sentence.start, cue.start, annotated.dates.expressions, language)
        person = _read_person(annotated, before, language) if before else None
        person = person or _read_person(annotated, Span(cue.end, sentence.end), language)
        whole = Span(min(person.start, cue.start), max(person.end, cue.end)) if person else cue
        if person is not None and not any(whole.overlaps(each) for each in taken):
            yield person, whole


def _read_person(annotated: AnnotatedReport, phrase: Span, language: str) -> Span | None:
    """Read the person that a phrase begins with; None where it is nobody, or one of the attackers."""
    text, patterns = annotated.report.text, _load_patterns(language)
    start = phrase.end - len(text[phrase.start : phrase.end].lstrip())
    found = patterns.person.match(text, start, phrase.end)
    if found is None or patterns.attacker.match(text, start):
        return None
    person = Span(*found.span())
    named = {each.span.start for each in annotated.parties} | {each.span.start for each in annotated.places}
    return None if person.start in named else person
