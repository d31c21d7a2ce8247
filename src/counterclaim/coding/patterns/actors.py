"""Parties near a cue: who stands before a verb as its subject, and who after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.annotate.layers import AnnotatedReport, PartyName
from counterclaim.annotate.lexical.attributions import find_phrase_after, find_phrase_before
from counterclaim.annotate.lexical.speakers import find_pronoun, strip_articles
from counterclaim.model.span import Span
from counterclaim.vocabulary.cues import compile_cue
from counterclaim.vocabulary.lexical import load_position_table

#: Most characters between a cue and the party it points at.
REACH = 70

_ENDS = re.compile(r"[.;:!?\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party in the words of a report."""

    span: Span
    name: str
    kind: str
    #: False for a description ("hommes armés").
    is_named: bool


@lru_cache(maxsize=4)
def _load_generic(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    generic = load_position_table(language).generic_parties
    return tuple((compile_cue(words), kind) for words, kind in generic.items())


@lru_cache(maxsize=4)
def _load_backward(language: str) -> re.Pattern[str]:
    return compile_cue(load_position_table(language).backward)


def find_actor_in(annotated: AnnotatedReport, span: Span, language: str) -> Actor | None:
    """Find the first party that a stretch names: by name, else by description."""
    named = [party for party in annotated.parties if span.contains(party.span)]
    described = _find_generic(annotated.report.text, span, language)
    if named and (described is None or named[0].span.start <= described.span.end + 4):
        return to_actor(_prefer_group(named))
    return described or (to_actor(named[0]) if named else None)


def _prefer_group(named: list[PartyName]) -> PartyName:
    """Prefer the armed group of the first two names ("les talibans afghans", "le Hamas palestinien")."""
    near = [party for party in named[:2] if party.span.start - named[0].span.end < 12]
    return next((party for party in near if party.kind == "armed_group"), named[0])


def to_actor(party: PartyName) -> Actor:
    """Make the actor of a party's name."""
    return Actor(span=party.span, name=party.name, kind=party.kind, is_named=True)


def _find_generic(text: str, span: Span, language: str) -> Actor | None:
    """Find the first description of a party, without its article."""
    found = [
        (match.start(), -match.end(), kind, match)
        for pattern, kind in _load_generic(language)
        if (match := pattern.search(text, span.start, span.end))
    ]
    if not found:
        return None
    _, _, kind, match = min(found, key=lambda each: each[:2])
    words = strip_articles(match.group(), language)
    return Actor(
        span=Span(match.end() - len(words), match.end()),
        name=" ".join(words.split()),
        kind=kind,
        is_named=False,
    )


def find_actor_after(annotated: AnnotatedReport, cue: Span, sentence: Span, language: str) -> Actor | None:
    """Find the party that a cue points at ("a accusé X")."""
    text = annotated.report.text
    end = min(sentence.end, cue.end + REACH)
    stop = _ENDS.search(text, cue.end, end)
    actor = find_actor_in(annotated, Span(cue.end, stop.start() if stop else end), language)
    if actor is not None:
        return actor
    phrase = find_phrase_after(text, cue.end, sentence.end, language)
    return _read_unknown(text, phrase, language) if phrase else None


def _read_unknown(text: str, phrase: Span, language: str) -> Actor | None:
    """Read a name that no table has, by its capitals."""
    words = strip_articles(" ".join(text[phrase.start : phrase.end].split()), language)
    name = re.search(r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: (?:al-|[a-z]{2,3} )?[A-ZÀ-ÖØ-Þ][\w'’-]+)*$", words)
    if name is None or len(name.group()) < 4 or find_pronoun(text, phrase, language):
        return None
    return Actor(span=phrase, name=name.group(), kind="other", is_named=True)


def find_subject(annotated: AnnotatedReport, cue: Span, sentence: Span, language: str) -> Span | None:
    """Find the phrase of the subject before a verb; a pronoun is left to the caller."""
    dates = annotated.dates.expressions
    return find_phrase_before(annotated.report.text, sentence.start, cue.start, dates, language)


def find_actor_before(annotated: AnnotatedReport, cue: Span, sentence: Span, language: str) -> Actor | None:
    """Find the party that is the subject of a verb; a pronoun or "the group" leads back."""
    text = annotated.report.text
    phrase = find_subject(annotated, cue, sentence, language)
    if phrase is None:
        return None
    own = find_actor_in(annotated, phrase, language)
    if own is not None and own.is_named:
        return own
    if find_pronoun(text, phrase, language) or _load_backward(language).search(
        text, phrase.start, phrase.end
    ):
        return find_earlier_group(annotated, phrase.start) or own
    return own or _read_unknown(text, phrase, language)


def find_earlier_group(annotated: AnnotatedReport, offset: int) -> Actor | None:
    """Find the armed group named last before an offset, else the party named last."""
    earlier = [party for party in annotated.parties if party.span.end <= offset]
    groups = [party for party in earlier if party.kind == "armed_group"]
    last = (groups or earlier)[-1:]
    return to_actor(last[0]) if last else None
