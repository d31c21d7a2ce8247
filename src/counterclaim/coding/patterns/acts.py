"""Who is said to have acted, by patterns: adjectives, owners, subjects and agents of an act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

from counterclaim.annotate.layers import AnnotatedReport, PartyName
from counterclaim.coding.patterns.actors import (
    BYSTANDERS,
    Actor,
    find_actor_after,
    find_actor_before,
    iter_joined_before,
    to_actor,
)
from counterclaim.coding.patterns.story import Sentence
from counterclaim.coding.patterns.values import find_speakers
from counterclaim.model.span import Span
from counterclaim.vocabulary.cues import MOST_BETWEEN, compile_before, compile_cue, join_templates
from counterclaim.vocabulary.lexical import load_lexical_parties, load_position_table

#: Characters between "mené par" and the party that did it.
AGENT_REACH = 25
#: Characters between an act and the party that owns it.
OWNER_REACH = 45
#: Characters between a verb of carrying out and the act that is carried out.
OBJECT_REACH = 50
#: Words between a trigger and the adjective of the country that did it ("frappe aérienne russe").
_MODIFIED = re.compile(r"(?: [a-zà-ÿ-]+){0,2} ")
#: Between an act and the verb of the clause that takes it up: its doer, and no other clause.
_TAKEN_UP = re.compile(r"(?:\s[\w’'-]+){0,4}?\s(?:que\s|qu['’])[^,.;:]{2,60}\s")
#: Modes of an act by which a state's adjective names the doer, not the place.
_DISTANT_MODES = frozenset({"aerial", "drone", "heavy-weapons"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The compiled patterns of a language."""

    acting: re.Pattern[str]
    noun_like: re.Pattern[str]
    leading: re.Pattern[str]
    apart: re.Pattern[str]
    beside_verb: re.Pattern[str]
    attackers: re.Pattern[str]
    done_by: re.Pattern[str]
    negated: re.Pattern[str]
    owned: re.Pattern[str]


@lru_cache(maxsize=4)
def _load_patterns(language: str) -> _Patterns:
    table = load_position_table(language)
    nouns = join_templates(load_lexical_parties(language).group_nouns)
    owners, hedges = join_templates(table.owners), join_templates(table.hedges)
    return _Patterns(
        acting=compile_cue(table.acting, table.fragments),
        noun_like=compile_cue(table.noun_like, table.fragments),
        leading=compile_cue(table.leading, table.fragments),
        apart=compile_cue(table.apart),
        beside_verb=re.compile(join_templates(table.beside_verb)),
        attackers=re.compile(rf"\s+{join_templates(table.attackers)}(?!\w)", re.IGNORECASE),
        done_by=compile_cue(table.done_by, table.fragments),
        negated=compile_before(table.negations, MOST_BETWEEN),
        owned=re.compile(
            rf"(?: [a-zà-ÿ-]+){{0,2}} {owners}(?:{hedges} )?(?:{nouns} )?[«\"“‘]?[ \u00a0\u202f]?"
        ),
    )


def is_negated(annotated: AnnotatedReport, cue: Span, sentence: Sentence, language: str) -> bool:
    """Tell whether a word of negation stands right before a cue."""
    before = annotated.report.text[max(sentence.span.start, cue.start - 25) : cue.start]
    return _load_patterns(language).negated.search(before) is not None


def iter_doers(annotated: AnnotatedReport, sentence: Sentence, language: str) -> Iterator[tuple[Span, Actor]]:
    """Iterate over the doers that a sentence names, by an adjective, an owner, a verb or an agent."""
    yield from _iter_owners(annotated, sentence, language)
    yield from _iter_subjects(annotated, sentence, language)
    for match in _load_patterns(language).done_by.finditer(
        annotated.report.text, sentence.span.start, sentence.span.end
    ):
        cue = Span(*match.span())
        actor = find_actor_after(annotated, cue, sentence.span, language)
        if _is_doer(actor, sentence) and actor.span.start - cue.end < AGENT_REACH:
            yield Span(cue.start, actor.span.end), actor


def _iter_owners(
    annotated: AnnotatedReport, sentence: Sentence, language: str
) -> Iterator[tuple[Span, Actor]]:
    """Iterate over the parties whose adjective or name an act carries."""
    text, patterns = annotated.report.text, _load_patterns(language)
    for trigger in sentence.triggers:
        party = _find_modifier(text, trigger.span, annotated.parties, patterns)
        is_distant = trigger.cue.mode in _DISTANT_MODES or (
            trigger.cue.generic and trigger.cue.type == "ASSAULT"
        )
        if party is not None and (is_distant or party.kind != "country"):
            yield Span(trigger.span.start, party.span.end), to_actor(party)


def _iter_subjects(
    annotated: AnnotatedReport, sentence: Sentence, language: str
) -> Iterator[tuple[Span, Actor]]:
    """Iterate over the subjects of the verbs of an act."""
    for cue in _iter_verbs(annotated.report.text, sentence, language):
        actor = find_actor_before(annotated, cue, sentence.span, language)
        if not _is_doer(actor, sentence) or is_negated(annotated, cue, sentence, language):
            continue
        if _is_apposed(annotated.report.text, actor):
            continue
        if not _is_noun(annotated.report.text, actor, cue, language):
            for each in (actor, *iter_joined_before(annotated, actor, sentence.span)):
                yield _get_said(annotated, Span(each.span.start, cue.end), cue), each


def _is_apposed(text: str, actor: Actor) -> bool:
    """Tell whether a country only says where a town is ("à Salvat, Mexique, et a tué")."""
    before, after = text[: actor.span.start].rstrip()[-1:], text[actor.span.end : actor.span.end + 1]
    return actor.kind == "country" and before == "," and after == ","


def _get_said(annotated: AnnotatedReport, whole: Span, cue: Span) -> Span:
    """Get the part of an act that its voice says: the verb alone in "X dijo que atacó"."""
    return cue if find_speakers(annotated, cue) and not find_speakers(annotated, whole) else whole


def _iter_verbs(text: str, sentence: Sentence, language: str) -> Iterator[Span]:
    """Iterate over the verbs of an act, but for those that strike the attackers themselves."""
    patterns = _load_patterns(language)
    for match in patterns.acting.finditer(text, sentence.span.start, sentence.span.end):
        if not patterns.attackers.match(text, match.end(), sentence.span.end):
            yield Span(*match.span())
    for match in patterns.leading.finditer(text, sentence.span.start, sentence.span.end):
        is_taken_up = _takes_up_act(text, match.start(), sentence)
        if is_taken_up or _has_act(text, match.end(), sentence, language):
            yield Span(*match.span())


def _has_act(text: str, offset: int, sentence: Sentence, language: str) -> bool:
    """Tell whether what is carried out is an act of violence ("a mené une enquête" is none)."""
    patterns = _load_patterns(language)
    for trigger in sentence.triggers:
        if trigger.cue.type == "ASSAULT" and 0 <= trigger.span.start - offset <= OBJECT_REACH:
            return not patterns.apart.search(text, offset, trigger.span.end)
    return False


def _takes_up_act(text: str, offset: int, sentence: Sentence) -> bool:
    """Tell whether "that" takes up an act before its doer ("la matanza que X perpetró")."""
    acts = (each.span.end for each in sentence.triggers if each.cue.type == "ASSAULT")
    return any(end < offset and _TAKEN_UP.fullmatch(text, end, offset) for end in acts)


def _is_noun(text: str, actor: Actor, cue: Span, language: str) -> bool:
    """Tell whether a form that verb and noun share is the noun ("a condamné l'attaque")."""
    patterns = _load_patterns(language)
    if not patterns.noun_like.fullmatch(text, cue.start, cue.end):
        return False
    return patterns.beside_verb.fullmatch(text, actor.span.end, cue.start) is None


def _is_doer(actor: Actor | None, sentence: Sentence) -> TypeGuard[Actor]:
    """Tell whether a party of the lexicon stands in the sentence itself."""
    return (
        actor is not None
        and actor.is_named
        and actor.kind not in BYSTANDERS | {"other"}
        and sentence.span.contains(actor.span)
    )


def _find_modifier(
    text: str, trigger: Span, parties: Sequence[PartyName], patterns: _Patterns
) -> PartyName | None:
    """Find the party whose adjective or name a trigger carries ("frappe russe", "attaque du Hamas")."""
    for party in parties:
        if not trigger.end < party.span.start <= trigger.end + OWNER_REACH:
            continue
        gap = text[trigger.end : party.span.start]
        if party.manner == "adjective" and party.kind == "country" and _MODIFIED.fullmatch(gap):
            return party
        if party.kind in ("armed_group", "military") and patterns.owned.fullmatch(gap):
            return party
        return None
    return None
