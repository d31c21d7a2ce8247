"""Screening: leave reports out, before any parsing, that hold no word of violence or protest.

Recall first: a text passes with one word that can evoke such an event, in any form; the coder, which
reads the grammar too, judges the rest. It reads English; other languages pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.language import find_code, judge_language
from counterclaim.vocabulary.harms import get_noun_words, get_verbs
from counterclaim.vocabulary.triggers import load_triggers

_WORD = re.compile(r"[a-z]{3,}")
#: What a screened report is about, where it passes.
TYPES = frozenset({"ASSAULT", "PROTEST"})
_ENDINGS = ("", "s", "es", "ed", "d", "ing", "er", "ers")


def screen_report(report: Report) -> Problem | None:
    """Screen a report; a Problem of kind `screened` where it holds no word of an event, else None."""
    words = f"{report.title or ''}\n{report.text}"
    if not _is_english(report) or may_tell_of_event(words):
        return None
    message = "left out by the screen: no word of violence or protest"
    return Problem(kind="screened", message=message, where=report.path or report.id)


def _is_english(report: Report) -> bool:
    """Tell whether a report is in English, by its metadata or else by its words."""
    if report.language is not None:
        return find_code(report.language) == "en"
    return judge_language(report.text) == "en"


def may_tell_of_event(text: str) -> bool:
    """Tell whether a text holds a word or phrase that can evoke violence or protest."""
    lower = text.lower()
    return not _load_forms().isdisjoint(_WORD.findall(lower)) or _load_phrases().search(lower) is not None


@lru_cache(maxsize=1)
def _load_forms() -> frozenset[str]:
    """Load every form of the words that can make a main event of these types."""
    return frozenset(form for word in _iter_words() for form in _iter_forms(word))


def _iter_words() -> Iterator[str]:
    """Iterate over the words of the lexicons; for verbs that need an arm or an armed man, over those."""
    lexicon = load_triggers()
    for table in (lexicon.verbs, lexicon.nouns):
        yield from (word for word, entry in table.items() if entry.type in TYPES and not entry.weak)
    for frame in (frame for frames in lexicon.frames.values() for frame in frames):
        if frame.type in TYPES and not frame.bars:
            yield from (word for name in (frame.subjects, frame.objects) for word in _find_things(name))
    yield from (form for form, verb in get_verbs().items() if verb in lexicon.verbs)
    yield from get_noun_words()


def _find_things(name: str | None) -> frozenset[str]:
    """Find the words of a named set; anybody and anything tell nothing."""
    return frozenset() if name in {None, "*", "persons"} else frozenset(load_triggers().things[str(name)])


@lru_cache(maxsize=1)
def _load_phrases() -> re.Pattern[str]:
    """Load the phrases that make an event, as one pattern."""
    phrases = load_triggers().phrases
    strong = (words for words, entry in phrases.items() if entry.type in TYPES and not entry.weak)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(strong)))})\b")


def _iter_forms(word: str) -> Iterator[str]:
    """Iterate over a word and what English endings can make of it; some are no words, and do no harm."""
    stem = word[:-1] if word.endswith(("e", "y")) else word
    for ending in _ENDINGS:
        yield from (word + ending, stem + ending, stem + stem[-1] + ending)
    yield from (stem + "ies", stem + "ied")
