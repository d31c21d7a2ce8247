"""Responsibility positions by patterns: frames whose verb is the position, and acts with a doer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import msgspec

from counterclaim.annotate.channel import find_own_voice
from counterclaim.annotate.layers import AnnotatedReport, PartyName
from counterclaim.annotate.lexical.speakers import judge_kind
from counterclaim.coding.patterns.actors import (
    BYSTANDERS,
    JOINING,
    Actor,
    find_actor_after,
    find_actor_before,
    find_both,
    find_earlier_group,
    find_last,
    find_subject,
    is_backward,
    is_inverted,
    is_latter,
    is_relative,
    iter_joined_before,
    to_actor,
)
from counterclaim.coding.patterns.acts import is_negated, iter_doers
from counterclaim.coding.patterns.story import Sentence, Story
from counterclaim.coding.patterns.values import find_speakers
from counterclaim.coding.patterns.voices import (
    find_agent_voice,
    find_cue_voice,
    is_owned,
    make_party_speaker,
    make_subject_speaker,
    speak_for,
)
from counterclaim.coding.rules.actor_states import find_only_state
from counterclaim.coding.rules.positions import NOBODY, judge_polarity
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.model.span import Span
from counterclaim.model.statement import Speaker
from counterclaim.model.values import PartyValue, Position, ResponsibilityValue
from counterclaim.vocabulary.cues import compile_cue, join_templates
from counterclaim.vocabulary.lexical import (
    PositionFrame,
    load_position_table,
    load_toll_table,
)

#: Characters after a cue in which what it needs must stand.
NEEDS_REACH = 70
#: A verb this near the end of its sentence needs nothing after it ("ce que Moscou dément").
CLOSING_LENGTH = 3
#: Characters between a denial and the verb of what is said instead.
REPLY_REACH = 40
#: Characters on both sides of an act in which a word makes it doubtful.
HEDGE_REACH = 30
#: Where the subject of a verb must have begun.
_MARK = re.compile(r"[,;:.!?\n]")
#: Positions that a condition or a question takes away.
_CHARGES: frozenset[Position] = frozenset({"blame", "suspect", "assert_fact", "claim"})
#: Kinds of speaker that speak for the party in their name.
_SIDES = frozenset({"authority", "party_to_event"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a speaker stands on a party's responsibility, with the words that say so."""

    span: Span
    actor: str
    position: Position
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The compiled patterns of a language."""

    frames: tuple[tuple[PositionFrame, re.Pattern[str], re.Pattern[str] | None], ...]
    hedge: re.Pattern[str]
    unreal: re.Pattern[str]
    state: re.Pattern[str]


@lru_cache(maxsize=4)
def _load_patterns(language: str) -> _Patterns:
    table = load_position_table(language)
    return _Patterns(
        frames=tuple(
            (frame, compile_cue(frame.cues, table.fragments),
             compile_cue(frame.needs, table.fragments) if frame.needs else None)
            for frame in table.frames
        ),
        hedge=compile_cue(table.hedges),
        state=compile_cue(table.state_bodies),
        unreal=re.compile(rf"(?<![\w'’]){join_templates(table.unreal)}[^.;:\n»\"”]*$", re.IGNORECASE),
    )  # fmt: skip


@lru_cache(maxsize=4)
def _load_figure_clause(language: str) -> re.Pattern[str]:
    """Compile a count that the clause up to the end of a stretch is about ("un chiffre que l'armée")."""
    figures = join_templates(load_toll_table(language).figures)
    return re.compile(rf"(?<!\w){figures}\s+qu(?:e\s|['’])[^,;.\n]*$", re.IGNORECASE)


def iter_position_drafts(annotated: AnnotatedReport, story: Story) -> Iterator[StatementDraft]:
    """Yield the positions on every event, each party, position and voice once, and the parties that acted."""
    seen: set[object] = set()
    for sentence in story.sentences:
        if sentence.mention is None or not story.events:
            continue
        for stand in _iter_stands(annotated, sentence, story.language):
            key = (sentence.mention, stand.actor, stand.position, stand.speakers)
            if key not in seen and not _is_unreal(annotated, stand, sentence.span, story.language):
                seen.add(key)
                yield _make_draft(annotated, stand, sentence.mention, story.language)
                yield from _iter_actor_drafts(annotated, stand, sentence.mention, seen)


def _is_unreal(annotated: AnnotatedReport, stand: Stand, sentence: Span, language: str) -> bool:
    """Tell whether a charge stands in a question or a condition ("si X a tiré le missile")."""
    if stand.position not in _CHARGES:
        return False
    text, pattern = annotated.report.text, _load_patterns(language).unreal
    is_asked = text[stand.span.end : sentence.end].rstrip(' »"”').endswith("?")
    return is_asked or pattern.search(text, sentence.start, stand.span.start) is not None


def _make_draft(annotated: AnnotatedReport, stand: Stand, mention: int, language: str) -> StatementDraft:
    value = ResponsibilityValue(
        actor=stand.actor, position=stand.position, channel=_find_channel(annotated, stand, language)
    )
    return StatementDraft(
        mention=mention, property="responsibility", value=value, speakers=stand.speakers,
        polarity=judge_polarity(stand.position), evidence=cut_evidence(annotated, [stand.span]),
    )  # fmt: skip


def _find_channel(annotated: AnnotatedReport, stand: Stand, language: str) -> str | None:
    """Find how a claim or denial was made known, from words near it."""
    if stand.position not in ("claim", "deny", "admit"):
        return None
    near = annotated.report.text[max(0, stand.span.start - 80) : stand.span.end + 120].lower()
    channels = load_position_table(language).channels
    return next((code for code, words in channels.items() if any(word in near for word in words)), None)


def _iter_actor_drafts(
    annotated: AnnotatedReport, stand: Stand, mention: int, seen: set[object]
) -> Iterator[StatementDraft]:
    """Yield the party that a voice names as the doer."""
    if stand.position in ("claim", "admit", "blame", "assert_fact") and (mention, stand.actor) not in seen:
        seen.add((mention, stand.actor))
        kind = next((p.kind for p in annotated.parties if p.name == stand.actor), "other")
        yield StatementDraft(
            mention=mention, property="actor", value=PartyValue(name=stand.actor, kind=kind),
            evidence=cut_evidence(annotated, [stand.span]), speakers=stand.speakers,
        )  # fmt: skip


def _iter_stands(annotated: AnnotatedReport, sentence: Sentence, language: str) -> Iterator[Stand]:
    """Iterate over the positions of a sentence: its frames, then its acts."""
    taken: list[Span] = []
    named: set[str] = set()
    for frame, cue, needs in _load_patterns(language).frames:
        for match in cue.finditer(annotated.report.text, sentence.span.start, sentence.span.end):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken) or not _is_met(
                annotated, span, needs, sentence, language
            ):
                continue
            if frame.position != "no_claim" and is_negated(annotated, span, sentence, language):
                continue
            if frame.actor == "each":
                taken.append(span)
                yield from _iter_mutual(annotated, frame, span, sentence.span, language)
                continue
            stand = _read_frame(annotated, frame, span, sentence.span, language)
            if stand is not None and _lacks_voice(frame, stand):
                taken.append(span)  # no charge without who makes it, and no other reading of its words
                continue
            if stand is not None and not (frame.position == "assert_fact" and stand.actor in named):
                taken.append(span)
                every = (stand, *_iter_joined(annotated, frame, stand, span, sentence.span))
                named.update(each.actor for each in every)
                yield from every
    for stand in _iter_acts(annotated, sentence, language):
        if not taken or _is_countercharge(annotated, stand, taken[-1], named):
            yield stand


def _lacks_voice(frame: PositionFrame, stand: Stand) -> bool:
    """Tell whether a verb of accusing has lost its subject."""
    return frame.speaker == "before" and frame.position in {"blame", "suspect"} and not stand.speakers


def _iter_joined(
    annotated: AnnotatedReport, frame: PositionFrame, stand: Stand, cue: Span, sentence: Span
) -> Iterator[Stand]:
    """Iterate over those joined to one: the accused ("accuse X et Y"), or who speak ("X et Y nient")."""
    if frame.actor == "speaker" and frame.speaker == "before":
        own = next((to_actor(each) for each in annotated.parties if _speaks(each, stand, cue)), None)
        for each in iter_joined_before(annotated, own, sentence) if own else ():
            whole = Span(each.span.start, stand.span.end)
            yield replace(stand, span=whole, actor=each.name, speakers=(make_party_speaker(each),))
    if frame.actor != "after" or frame.position not in {"blame", "suspect"}:
        return
    text, reached = annotated.report.text, None
    for party in annotated.parties:
        if party.span.start < cue.end or party.span.end > sentence.end:
            continue
        if reached is None and party.name == stand.actor:
            reached = party.span.end
        elif reached is not None and JOINING.fullmatch(text, reached, party.span.start):
            reached = party.span.end
            yield replace(stand, actor=party.name, span=Span(stand.span.start, reached))


def _speaks(party: PartyName, stand: Stand, cue: Span) -> bool:
    """Tell whether a party right before a verb is the one that takes the position."""
    return party.name == stand.actor and stand.span.start <= party.span.start < cue.start


def _is_countercharge(annotated: AnnotatedReport, stand: Stand, last: Span, named: set[str]) -> bool:
    """Tell whether an act is charged by a verb after the last frame ("X nie et affirme que Y a tiré")."""
    said = [each for each in annotated.attributions if last.start < each.cue.start <= last.end + REPLY_REACH]
    return stand.actor not in named and any(
        content.contains(stand.span) for each in said for content in each.content
    )


def _iter_mutual(
    annotated: AnnotatedReport, frame: PositionFrame, cue: Span, sentence: Span, language: str
) -> Iterator[Stand]:
    """Iterate over what two parties say of each other ("X et Y s'accusent mutuellement")."""
    text = annotated.report.text
    marks = [mark.end() for mark in _MARK.finditer(text, sentence.start, cue.start)]
    both = find_both(annotated, Span(max([sentence.start, *marks]), cue.start), language)
    for one, other in zip(both, reversed(both), strict=True):
        yield Stand(
            span=Span(both[0].span.start, cue.end), actor=other.name, position=frame.position,
            speakers=(make_party_speaker(one),),
        )  # fmt: skip


def _is_met(
    annotated: AnnotatedReport,
    cue: Span,
    needs: re.Pattern[str] | None,
    sentence: Sentence,
    language: str,
) -> bool:
    """Tell whether what a cue needs stands within its reach; a denied figure is no denied act."""
    text, end = annotated.report.text, min(sentence.span.end, cue.end + NEEDS_REACH)
    if needs is None:
        return True
    if sentence.span.end - cue.end <= CLOSING_LENGTH:
        return _load_figure_clause(language).search(text, sentence.span.start, cue.start) is None
    return is_inverted(text[sentence.span.start : cue.start], language) or bool(
        needs.search(text, cue.end, end)
    )


def _read_frame(
    annotated: AnnotatedReport, frame: PositionFrame, cue: Span, sentence: Span, language: str
) -> Stand | None:
    """Read who takes the position of a frame, and on whom."""
    if frame.actor == "nobody":
        return Stand(span=cue, actor=NOBODY, position=frame.position)
    if frame.actor == "voice":
        return _read_voice(annotated, frame, cue, language)
    if frame.actor == "after":
        actor = find_actor_after(annotated, cue, sentence, language)
    else:
        actor = find_actor_before(annotated, cue, sentence, language)
    if actor is None and frame.position == "question":
        actor = find_earlier_group(annotated, cue.start)
    if actor is None or actor.span.end > sentence.end and actor.span.start > cue.end:
        return None
    actor = _resolve_state(annotated, actor, language)
    speakers = _find_frame_speakers(annotated, frame, cue, sentence, actor, language)
    first = min(cue.start, actor.span.start) if actor.span.start >= sentence.start else cue.start
    span = Span(first, max(cue.end, actor.span.end) if actor.span.end <= sentence.end else cue.end)
    words = annotated.report.text[actor.span.start : actor.span.end]
    if (
        frame.position in ("admit", "claim")
        and actor.kind == "other"
        and judge_kind(words, language) == "authority"
    ):
        group = find_earlier_group(annotated, cue.start, is_armed=True)
        if is_backward(annotated.report.text, actor.span, language):  # "le chef du gang, Odo Marn"
            return (
                Stand(span=span, actor=group.name, position=frame.position, speakers=speakers)
                if group
                else None
            )
        # An officer who owns up to a deed does so for the state that is served, or nobody knows for whom.
        name = find_only_state(annotated, is_said=True)
        return Stand(span=span, actor=name, position=frame.position, speakers=speakers) if name else None
    if frame.actor == "after" and frame.speaker == "before" and speakers and speakers[0].party == actor.name:
        return None
    if frame.position == "assert_fact":
        stand = Stand(span=span, actor=actor.name, position="blame", speakers=speakers)
        return _weaken(annotated, _judge_act(actor, stand), sentence, language)
    return Stand(span=span, actor=actor.name, position=frame.position, speakers=speakers)


def _resolve_state(annotated: AnnotatedReport, actor: Actor, language: str) -> Actor:
    """Resolve a bare body of the state ("le gouvernement") to the only country that a text is about."""
    is_body = not actor.is_named and _load_patterns(language).state.match(actor.name)
    name = find_only_state(annotated, is_said=True) if is_body else None
    return replace(actor, name=name, kind="government") if name else actor


def _read_voice(annotated: AnnotatedReport, frame: PositionFrame, cue: Span, language: str) -> Stand | None:
    """Read what somebody says of their own side ("we have nothing to do with it", says X's spokesman).

    Where nobody is quoted it is said by the party whose own channel the report is from.
    """
    own = find_own_voice(annotated.report)
    speakers = find_speakers(annotated, cue) or ((own,) if own else ())
    party = speakers[-1].party if speakers else None
    if speakers and party is None and is_owned(annotated, cue, language):
        group = find_earlier_group(annotated, cue.start)
        party = group.name if group else None
        speakers = (*speakers[:-1], msgspec.structs.replace(speakers[-1], party=party))
    return Stand(span=cue, actor=party, position=frame.position, speakers=speakers) if party else None


def _judge_act(actor: Actor, stand: Stand) -> Stand | None:
    """Judge what naming a doer is: the narrator's fact, a claim of one's own, or blame of another."""
    if stand.speakers and not actor.is_named and actor.kind == "armed_group":
        return stand  # whoever blames may only describe ("the rebels are behind it")
    if not actor.is_named or actor.kind in BYSTANDERS | {"other"}:
        return None
    if not stand.speakers:
        return replace(stand, position="assert_fact")
    is_own = any(each.party == actor.name and each.kind in _SIDES for each in stand.speakers)
    return replace(stand, position="claim" if is_own else "blame")


def _find_frame_speakers(
    annotated: AnnotatedReport, frame: PositionFrame, cue: Span, sentence: Span, actor: Actor, language: str
) -> tuple[Speaker, ...]:
    """Find the voice of a frame; a party that speaks for itself is its own."""
    if frame.speaker == "self":
        return (make_party_speaker(actor),)
    if frame.speaker == "before":
        phrase = find_subject(annotated, cue, sentence, language)
        if phrase is not None and is_latter(annotated.report.text, phrase, language):
            last = find_last(annotated, Span(sentence.start, phrase.start), language)
            if last is not None:
                return (make_party_speaker(last),)
        made = make_subject_speaker(annotated, cue, phrase, language)
        if is_relative(annotated.report.text[sentence.start : cue.start], language):
            made = None
        if frame.actor == "speaker":
            return (speak_for(made, actor),)
        return (
            (made,) if made is not None else find_speakers(annotated, cue) or find_cue_voice(annotated, cue)
        )
    if frame.speaker == "by":
        is_before = frame.actor == "before"
        made = find_agent_voice(annotated, cue, actor.span, sentence, language, is_late=is_before)
        return (made,) if made is not None else find_speakers(annotated, cue)
    return find_speakers(annotated, cue)


def _iter_acts(annotated: AnnotatedReport, sentence: Sentence, language: str) -> Iterator[Stand]:
    """Iterate over the acts of a sentence that name who did them."""
    for span, actor in iter_doers(annotated, sentence, language):
        speakers = find_speakers(annotated, span)
        stand = _judge_act(actor, Stand(span=span, actor=actor.name, position="blame", speakers=speakers))
        weakened = _weaken(annotated, stand, sentence.span, language)
        if weakened is not None:
            yield weakened


def _weaken(annotated: AnnotatedReport, stand: Stand | None, sentence: Span, language: str) -> Stand | None:
    """Make a suspicion of what words of doubt or belief stand near."""
    if stand is None:
        return None
    start, end = stand.span.start - HEDGE_REACH, stand.span.end + HEDGE_REACH
    near = annotated.report.text[max(sentence.start, start) : end]
    return replace(stand, position="suspect") if _load_patterns(language).hedge.search(near) else stand
