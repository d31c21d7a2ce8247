"""Screening: leave reports out, before any parsing, that hold no word of violence or protest.

Recall first: a text passes with one word that can evoke such an event, in any form; the coder, which
reads the grammar too, judges the rest. Words that most other news holds need company: a road, a bridge
or a school its verb, which is to block or to strike it, and March must not be the month. It reads
English; other languages pass.
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
#: Sets of things that are neither arms nor armed men: they evoke an event beside their verb alone.
_PLACES = frozenset({"borders", "struck"})
#: Sets of whom their words do not exhaust, and who do nothing without the rest of the frame.
_DOERS = frozenset({"persons", "powers"})
#: Pasts that no ending makes.
_PASTS = {"strike": "struck"}
#: The month, as a text prints it that is not all in capitals.
_MONTH = re.compile(
    r"\b(?:\d{1,2}|in|of|on|since|by|until|till|last|this|next|early|late|mid|through|from|to|between|during)"
    r"[\s-]+March\b|\bMarch\b(?=[\s,.]*\d)"
)
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
    words = frozenset(_WORD.findall(lower))
    evoking = words & _load_forms()
    if evoking == {"march"}:
        evoking = evoking.intersection(_WORD.findall(_MONTH.sub(" ", text).lower()))
    return bool(evoking) or _holds_frame(words) or _load_phrases().search(lower) is not None


def _holds_frame(words: frozenset[str]) -> bool:
    """Tell whether a place stands in a text together with a verb that makes an event of it."""
    return any(not words.isdisjoint(verb) and not words.isdisjoint(places) for verb, places in _load_frames())


@lru_cache(maxsize=1)
def _load_forms() -> frozenset[str]:
    """Load every form of the words that can make a main event of these types."""
    return frozenset(form for word in _iter_words() for form in _iter_forms(word))


def _iter_words() -> Iterator[str]:
    """Iterate over the words of the lexicons; for verbs that need an arm or an armed man, over those."""
    lexicon = load_triggers()
    for table in (lexicon.verbs, lexicon.nouns):
        yield from (word for word, entry in table.items() if entry.type in TYPES and not entry.weak)
    for _, name in _iter_needs():
        yield from () if name in _PLACES else _find_things(name)
    yield from (form for form, verb in get_verbs().items() if verb in lexicon.verbs)
    yield from get_noun_words()


def _iter_needs() -> Iterator[tuple[str, str | None]]:
    """Iterate over verbs that evoke an event with some things alone, and the sets of these things."""
    for verb, frames in load_triggers().frames.items():
        for frame in frames:
            if frame.type in TYPES and not frame.bars:
                yield from ((verb, name) for name in (frame.subjects, frame.objects))


@lru_cache(maxsize=1)
def _load_frames() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Load every form of the verbs that need a place, each with every form of the places."""
    return tuple(
        (
            frozenset((*_iter_forms(verb), _PASTS.get(verb, verb))),
            frozenset(form for word in _find_things(name) for form in _iter_forms(word)),
        )
        for verb, name in _iter_needs()
        if name in _PLACES
    )


def _find_things(name: str | None) -> frozenset[str]:
    """Find the words of a named set; anybody and anything tell nothing."""
    is_open = name in {None, "*", *_DOERS}
    return frozenset() if is_open else frozenset(load_triggers().things[str(name)])


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
