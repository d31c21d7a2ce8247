"""Voices of positions: who speaks by a verb, and in whose name."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.lexical.speakers import find_pronoun, judge_kind, make_speaker
from counterclaim.coding.patterns.actors import Actor
from counterclaim.model.span import Span
from counterclaim.model.statement import Speaker
from counterclaim.vocabulary.cues import compile_cue
from counterclaim.vocabulary.lexical import load_position_table, load_speaker_table

#: Kinds of speaker that accuse in an office, wherever a sentence names them.
_OFFICES = frozenset({"authority", "court", "ngo", "un"})
#: A past participle of both languages.
_PARTICIPLE = re.compile(r"\w+(?:é|ée|és|ées|i|ie|is|ies|[ai]d[oa]s?|tos?|tas?)", re.IGNORECASE)


def find_cue_voice(annotated: AnnotatedReport, cue: Span) -> tuple[Speaker, ...]:
    """Find who is known to speak by a cue ("an observatory, which accuses the army")."""
    return next((each.speakers for each in annotated.attributions if each.cue.overlaps(cue)), ())


@lru_cache(maxsize=4)
def _load_possessive(language: str) -> re.Pattern[str]:
    return compile_cue(load_speaker_table(language).possessives)


def is_owned(annotated: AnnotatedReport, cue: Span, language: str) -> bool:
    """Tell whether the voice of a cue is told by its party's pronoun ("dijo su vocero")."""
    return any(
        each.source is not None
        and any(content.contains(cue) for content in each.content)
        and _load_possessive(language).match(annotated.report.text, each.source.start)
        for each in annotated.attributions
    )


@lru_cache(maxsize=4)
def _load_agent(language: str) -> re.Pattern[str]:
    """Compile what a passive names as its doer: it ends where its object or its charge begins."""
    ends = r"(?=\s+(?:à|aux|au|a|al|d['’]|de|comme|como|por)\b|[,.;]|$)"
    return re.compile(rf"\b{load_position_table(language).by}\s+([^,.;\n]{{2,60}}?){ends}")


def find_agent_voice(
    annotated: AnnotatedReport, cue: Span, actor: Span, sentence: Span, language: str, *, is_late: bool
) -> Speaker | None:
    """Find who accuses by a passive: in its words, right after the accused, or (late) after what of."""
    text, by = annotated.report.text, _load_agent(language)
    match = by.search(text, cue.start, cue.end) or by.match(text, actor.end + 1, sentence.end)
    made = make_speaker(text, Span(*match.span(1)), annotated.parties, language) if match else None
    return made or (_find_late_voice(annotated, Span(cue.end, sentence.end), language) if is_late else None)


def _find_late_voice(annotated: AnnotatedReport, rest: Span, language: str) -> Speaker | None:
    """Find who accuses, told after what of ("accusé du raid, qui a fait six morts, par le maire")."""
    text = annotated.report.text
    for match in _load_agent(language).finditer(text, rest.start, rest.end):
        # "The killing of farmers done by the army": the army did that, and accuses nobody.
        before, phrase = text[rest.start : match.start()].split(), Span(*match.span(1))
        is_done = not before or _PARTICIPLE.fullmatch(before[-1])
        if not is_done and judge_kind(text[phrase.start : phrase.end], language) in _OFFICES:
            return make_speaker(text, phrase, annotated.parties, language)
    return None


def make_subject_speaker(
    annotated: AnnotatedReport, cue: Span, phrase: Span | None, language: str
) -> Speaker | None:
    """Make the speaker of a verb; one that an attribution has found already stays the same."""
    voiced = next((each for each in annotated.attributions if each.cue.overlaps(cue) and each.speakers), None)
    if voiced is not None and (voiced.source is None or phrase is None or voiced.source.overlaps(phrase)):
        return voiced.speakers[-1]
    if phrase is None or find_pronoun(annotated.report.text, phrase, language):
        return None
    return make_speaker(annotated.report.text, phrase, annotated.parties, language)


def speak_for(made: Speaker | None, actor: Actor) -> Speaker:
    """Return who speaks for a party that is the subject of its own verb."""
    if made is not None and made.party is None and made.kind == "authority" and actor.kind == "government":
        return msgspec.structs.replace(made, party=actor.name)
    return made if made is not None and made.party == actor.name else make_party_speaker(actor)


def make_party_speaker(actor: Actor) -> Speaker:
    """Make the speaker that a party is for itself."""
    kind = "party_to_event" if actor.kind == "armed_group" else "authority"
    return Speaker(name=actor.name, kind=kind, party=actor.name, named=actor.is_named)
