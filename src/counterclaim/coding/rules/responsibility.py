"""Responsibility: every position on who did it that a report gives somebody (codebooks 9.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.parsed import iter_telling
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.accusations import (
    iter_accused,
    iter_borne,
    iter_convicted,
    iter_excluded,
    iter_fallen,
    iter_vowed,
)
from counterclaim.coding.rules.actors import Actor, find_actor
from counterclaim.coding.rules.avowals import iter_avowed
from counterclaim.coding.rules.charges import iter_charged
from counterclaim.coding.rules.chorus import iter_chorus
from counterclaim.coding.rules.claim_nouns import iter_claim_noun
from counterclaim.coding.rules.clauses import (
    find_subject,
    is_indefinite,
    is_prospective,
    iter_conjuncts,
)
from counterclaim.coding.rules.condemnations import find_condemning, make_condemning
from counterclaim.coding.rules.descriptions import find_inner_people, find_telling, is_hedge
from counterclaim.coding.rules.doers import find_means_owner, is_open_question
from counterclaim.coding.rules.doubts import (
    iter_doubted,
    iter_origin,
    iter_own_ground,
    iter_unproven,
)
from counterclaim.coding.rules.frames import (
    Scene,
    find_channel,
    get_clause_span,
    iter_claimed,
    iter_denied,
    iter_distanced,
    iter_owned,
    iter_suspected,
)
from counterclaim.coding.rules.idioms import iter_pointing, iter_stopped_short
from counterclaim.coding.rules.joined import iter_joined
from counterclaim.coding.rules.judgements import (
    iter_called_lie,
    iter_judged,
    iter_unhappened,
    iter_untargeted,
)
from counterclaim.coding.rules.own_forces import find_own_army, find_own_fighter, is_bomber
from counterclaim.coding.rules.positions import PositionDraft, judge_position
from counterclaim.coding.rules.proposition import PRESUPPOSING, Proposition
from counterclaim.coding.rules.propositions import find_propositions
from counterclaim.coding.rules.rebuttals import iter_rebutted, iter_rejected
from counterclaim.coding.rules.reciprocity import iter_reciprocal
from counterclaim.coding.rules.settling import settle_positions
from counterclaim.coding.rules.sides import may_modify
from counterclaim.coding.rules.silences import (
    iter_avenged,
    iter_declined,
    iter_phrases,
    iter_unanswered,
    iter_unowned,
)
from counterclaim.coding.rules.speaker_sides import is_described_side
from counterclaim.coding.rules.stance import Stance, make_stance, make_stances
from counterclaim.coding.rules.suspects import (
    iter_beside_suspects,
    iter_chief_suspects,
    iter_named_suspects,
)
from counterclaim.coding.rules.triggers import Trigger
from counterclaim.coding.rules.unexcluded import iter_unexcluded
from counterclaim.model.span import Span, join_spans
from counterclaim.model.statement import Speaker
from counterclaim.model.values import Position
from counterclaim.vocabulary.responsibility import load_responsibility

#: Longest stretch from party to predicate that is quoted whole, in code points.
EVIDENCE_REACH = 200
#: Types of event that parties claim, deny and blame on each other.
CONTESTED_TYPES = frozenset({"ASSAULT", "DISASTER", "MOBILIZE", "PROTEST"})
#: Rules of propositions that need no word of responsibility; of other deeds they only tell who did them.
_TELLING = PRESUPPOSING | {"acted", "performed", "habit"}
_FRAMES: tuple[Callable[[Scene, Token], Iterator[PositionDraft]], ...] = (
    iter_owned,
    iter_avowed,
    iter_claimed,
    iter_claim_noun,
    iter_denied,
    iter_suspected,
    iter_named_suspects,
    iter_beside_suspects,
    iter_chief_suspects,
    iter_accused,
    iter_reciprocal,
    iter_borne,
    iter_vowed,
    iter_convicted,
    iter_fallen,
    iter_excluded,
    iter_distanced,
    iter_charged,
    iter_doubted,
    iter_unproven,
    iter_origin,
    iter_own_ground,
    iter_judged,
    iter_called_lie,
    iter_unhappened,
    iter_untargeted,
    iter_unowned,
    iter_declined,
    iter_unanswered,
    iter_avenged,
    iter_rebutted,
    iter_rejected,
    iter_pointing,
    iter_stopped_short,
    iter_unexcluded,
)


def find_positions(annotated: AnnotatedReport, triggers: Sequence[Trigger]) -> tuple[PositionDraft, ...]:
    """Find all positions of a report, in text order, each once a speaker."""
    scene = Scene(annotated=annotated, events={trigger.token for trigger in triggers})
    found = [*_iter_frames(scene), *_iter_propositions(scene, triggers)]
    drafts = [each for draft in found for each in iter_chorus(annotated, draft)]
    drafts.sort(key=lambda draft: draft.evidence[0].start)
    return settle_positions(drafts)


def _iter_frames(scene: Scene) -> Iterator[PositionDraft]:
    for sentence in scene.annotated.doc.sents:
        for token in iter_telling(sentence):
            for frame in _FRAMES:
                yield from frame(scene, token)
        yield from iter_phrases(scene, sentence)


def _iter_propositions(scene: Scene, triggers: Sequence[Trigger]) -> Iterator[PositionDraft]:
    factual = {trigger.token for trigger in triggers if trigger.modality in {"factual", "negated"}}
    plain = {trigger.token for trigger in triggers if trigger.entry.type not in CONTESTED_TYPES}
    accidents = {trigger.token for trigger in triggers if trigger.entry.type == "DISASTER"}
    for proposition in find_propositions(scene.annotated.doc, triggers):
        is_unreal = proposition.event is not None and proposition.event not in factual
        is_told = proposition.event in plain and proposition.rule in _TELLING
        if is_told or (is_unreal and not _is_charged(proposition)):
            continue
        stances = _make_stances(scene, proposition)
        if proposition.event in accidents:
            stances = tuple(stance for stance in stances if stance.speakers)
        meant = _find_meant(scene, stances) if stances else None
        for stance in stances:
            draft = _make_proposition_draft(scene, proposition, stance, meant or stance.speaker)
            if draft is not None and (not is_unreal or stance.is_denied):
                yield draft
                yield from _iter_partners(scene, proposition, draft)


def _iter_partners(scene: Scene, proposition: Proposition, draft: PositionDraft) -> Iterator[PositionDraft]:
    """Iterate over the same charge against those joined to its party ("US and Israeli warplanes")."""
    party = find_inner_people(find_means_owner(proposition.party) or proposition.party)
    if draft.is_named and draft.position in {"blame", "suspect", "assert_fact", "deny_other"}:
        for name in iter_joined(scene.annotated, party, draft.actor):
            yield replace(draft, actor=name)


def _is_charged(proposition: Proposition) -> bool:
    """Tell whether a proposition is the matter of a charge ("allegations of an X attack")."""
    nouns = load_responsibility().charge_nouns
    return any(above.lemma_.lower() in nouns for above in proposition.predicate.ancestors)


def _make_stances(scene: Scene, proposition: Proposition) -> tuple[Stance, ...]:
    verb = find_condemning(proposition)
    if verb is not None:
        return make_condemning(scene, verb)
    if proposition.is_hint:
        return (make_stance(scene.annotated, proposition.predicate, is_presupposed=True),)
    return make_stances(scene.annotated, proposition.predicate)


def _find_meant(scene: Scene, stances: Sequence[Stance]) -> Speaker | None:
    """Find whom "it" means in a charge that is turned down: the one who does so.

    In "X rejected Y's charge that it did it" it is X; in "X rejected a claim by the Y group that
    they did it" it is the group.
    """
    said, denied = stances[0], stances[-1]
    if said is denied or said.speaker is None or not denied.is_denied:
        return None
    is_claim = said.attribution is not None and said.attribution.cue_lemma == "claim"
    groups = {party.name for party in scene.annotated.parties if party.kind == "armed_group"}
    return said.speaker if is_claim and said.speaker.party in groups else denied.speaker


def _make_proposition_draft(
    scene: Scene, proposition: Proposition, stance: Stance, meant: Speaker | None
) -> PositionDraft | None:
    """Make the position that a proposition becomes under a stance."""
    is_other = _is_torn(proposition, stance) or _is_own_of_second(proposition)
    if is_other or _is_covered(scene, proposition, stance) or _is_warning(proposition):
        return None
    actor = _find_responsible(scene, proposition, stance, meant)
    if actor is None or actor.kind in {"media", "igo", "ngo"} or _is_bystander(proposition, stance, actor):
        return None
    is_bare = not stance.speakers
    if is_bare and _is_untold(scene, proposition, actor):
        return None
    hedged = _is_hedged(proposition)
    position = _judge(proposition, actor, stance, is_hedged=hedged)
    if position is None or (is_bare and position == "assert_fact" and not _may_assert(proposition, actor)):
        return None
    if proposition.rule == "supported" and position != "deny":
        return None
    if position in {"claim", "admit"} and (_is_nameless(stance.speaker) or _is_person(proposition.party)):
        return None
    if proposition.is_excluded:
        if is_bare or position not in {"blame", "suspect", "confirm"}:
            return None
        position = "deny_other"
    if position in {"claim", "admit"} and _is_of_others(proposition, stance):
        return None
    spans = _find_evidence(proposition, actor.span, stance.denial)
    return PositionDraft(
        actor=actor.name,
        position=position,
        speakers=stance.speakers,
        certainty="PR" if position == "suspect" and stance.certainty == "CT" else stance.certainty,
        basis=actor.basis,
        channel=find_channel(scene, proposition.predicate)
        if position in {"claim", "admit", "deny"}
        else None,
        evidence=tuple(sorted(spans)),
        token=proposition.event if proposition.event is not None else proposition.predicate.i,
        is_hint=proposition.is_hint,
        rule=proposition.rule,
        is_named=actor.is_named,
        kind=actor.kind,
        confidence=0.7 if proposition.is_hint else 0.8,
    )


def _is_torn(proposition: Proposition, stance: Stance) -> bool:
    """Tell whether a party is only who says so, after the cue (", said X, after a bomb killed two")."""
    cue, word = stance.attribution, proposition.party
    if cue is None or cue.source is None or cue.source.start < cue.cue.end:
        return False
    return cue.source.start <= word.idx < cue.source.end


def _is_warning(proposition: Proposition) -> bool:
    """Tell whether a deed is only one that may yet be done ("warned that X might carry out attacks")."""
    return proposition.rule in {"acted", "performed"} and is_prospective(proposition.predicate)


def _is_of_others(proposition: Proposition, stance: Stance) -> bool:
    """Tell whether who seems to own a deed speaks of a charge, or accuses others of it.

    Who speaks of "claims of our involvement", or "blames a rocket they misfired", claims nothing.
    """
    cue = stance.attribution
    is_accusing = cue is not None and cue.cue_lemma in load_responsibility().accusing_objects
    return is_accusing or (proposition.rule == "nominal" and _is_charged(proposition))


def _judge(proposition: Proposition, actor: Actor, stance: Stance, *, is_hedged: bool) -> Position | None:
    """Judge the position of a proposition; what somebody denies having done is the speaker's own."""
    position = judge_position(actor, stance, is_hint=proposition.is_hint or is_hedged)
    return "deny" if position == "deny_other" and _is_own_deed(proposition) else position


def _is_own_deed(proposition: Proposition) -> bool:
    """Tell whether who denies is who would have done it ("X denied carrying out the attack")."""
    verb = proposition.predicate
    denying = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in load_responsibility().denying
    subject = find_subject(verb.head) if denying else None
    return subject is not None and proposition.party in iter_conjuncts(subject)


def _is_own_of_second(proposition: Proposition) -> bool:
    """Tell whether it is the second of two who deny their own deed; `chorus` gives it their denial."""
    verb = proposition.predicate
    return _is_own_deed(proposition) and find_subject(verb.head) != proposition.party


def _is_bystander(proposition: Proposition, stance: Stance, actor: Actor) -> bool:
    """Tell whether a person is only named: no voice says in so many words that this one is responsible."""
    return actor.kind == "person" and not (proposition.rule == "predicated" and stance.speakers)


def _is_nameless(speaker: Speaker | None) -> bool:
    """Tell whether a speaker is a side without a name, who may deny an attack but not own it."""
    return speaker is not None and speaker.party is None and not speaker.named and is_described_side(speaker)


def _is_person(party: Token) -> bool:
    """Tell whether a party is a person by name: nobody owns up to a deed by the own name ("X did it")."""
    return party.pos_ == "PROPN" and party.ent_type_ == "PERSON"


def _find_responsible(
    scene: Scene, proposition: Proposition, stance: Stance, meant: Speaker | None
) -> Actor | None:
    """Find whom a proposition makes responsible: a named party, or one whose description tells a side."""
    annotated, is_voiced = scene.annotated, bool(stance.speakers)
    party = find_inner_people(find_means_owner(proposition.party) or proposition.party)
    if is_indefinite(party):
        return None
    actor = find_actor(annotated, party, meant)
    if actor is None or not actor.is_named or is_bomber(annotated, party):
        actor = find_own_fighter(annotated, party, stance) or find_own_army(actor, stance) or actor
    if actor is None or (proposition.rule == "of" and actor.kind != "armed_group"):
        return None  # "the attack of the Ansar Tarn gang" is theirs, "the attack of the town" on it
    if proposition.rule in {"modified", "owned"} and not may_modify(
        annotated, actor, party, proposition.predicate, is_voiced=is_voiced
    ):
        return None
    if actor.is_named:
        return actor
    # What "militants" are wont to do tells of no side.
    return None if proposition.rule == "habit" else find_telling(annotated, actor, is_voiced=is_voiced)


def _is_untold(scene: Scene, proposition: Proposition, actor: Actor) -> bool:
    """Tell whether the narrator's own words are too little: a hint, or a name of no known party."""
    if proposition.rule in {"priced", "likened", "signed", "absent", "pointed", "made", "abetted"}:
        return True
    if proposition.rule == "habit":
        return not is_open_question(proposition.predicate)
    known = {party.name for party in scene.annotated.parties}
    return actor.kind == "other" and actor.is_named and actor.name not in known


def _may_assert(proposition: Proposition, actor: Actor) -> bool:
    """Tell whether the narrator's flat words name a doer: "its attacks" are a campaign, no event."""
    party = proposition.party
    is_campaign = party.pos_ == "PRON" and party.dep_ == "poss" and proposition.predicate.tag_ == "NNS"
    return not is_campaign and (actor.is_named or actor.kind not in {"military", "police"})


def _find_evidence(proposition: Proposition, actor: Span, denial: Span | None) -> set[Span]:
    """Find the words that carry a proposition: one stretch from party to predicate, where it is short."""
    token = proposition.predicate
    predicate = Span(token.idx, token.idx + len(token))
    clause = get_clause_span(token) if token.pos_ == "VERB" else predicate
    words = [actor, clause]
    if proposition.event is not None:
        event = token.doc[proposition.event]
        words.append(Span(event.idx, event.idx + len(event)))
    if denial is not None:
        words.append(denial)
    whole = Span(min(span.start for span in words), max(span.end for span in words))
    return {whole} if whole.end - whole.start <= EVIDENCE_REACH else set(join_spans(words))


def _is_covered(scene: Scene, proposition: Proposition, stance: Stance) -> bool:
    """Tell whether a frame already says it: "denied X's attack" speaks of the act as given."""
    if proposition.rule not in PRESUPPOSING or find_condemning(proposition) is not None:
        return False
    cue = stance.attribution
    lexicon = load_responsibility()
    above = {ancestor.lemma_.lower() for ancestor in proposition.predicate.ancestors}
    if above & lexicon.attributing and not stance.speakers:
        return True
    if any(ancestor.lemma_.lower() in lexicon.charge_nouns for ancestor in proposition.predicate.ancestors):
        return False
    return cue is not None and (
        cue.cue_lemma in lexicon.denying | lexicon.doubting | {"condemn", "claim", "comment"}
    )


def _is_hedged(proposition: Proposition) -> bool:
    """Tell whether a hedge stands on the party, or on the event before it ("a suspected X drone strike")."""
    people = find_inner_people(proposition.party)
    if proposition.rule == "modified" and any(is_hedge(word) for word in proposition.predicate.lefts):
        return True
    return any(is_hedge(word) for word in people.lefts) or any(
        is_hedge(word) for child in people.lefts for word in child.lefts
    )
