"""Frames: verbs whose subject takes a position by the verb itself ("X claimed responsibility")."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from counterclaim.annotate.attribution_lexicon import load_speakers
from counterclaim.annotate.channel import find_own_voice
from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.speakers import make_speaker
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import Actor, find_actor
from counterclaim.coding.rules.attachment import find_adjacent
from counterclaim.coding.rules.claimants import find_owner_of_claim
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_object,
    find_preposition_object,
    find_subject,
    has_no,
    is_counted,
    is_indefinite,
    is_negated,
)
from counterclaim.coding.rules.descriptions import find_served_group
from counterclaim.coding.rules.doers import has_habit_adverb, is_aside, is_of_kind, is_plain_charge
from counterclaim.coding.rules.led_groups import find_led_group
from counterclaim.coding.rules.positions import NOBODY, PositionDraft
from counterclaim.coding.rules.stance import drop_documents, make_stance
from counterclaim.model.span import Span
from counterclaim.model.statement import Certainty, Speaker
from counterclaim.model.values import Position
from counterclaim.vocabulary.responsibility import load_actors, load_responsibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the finders of frames read."""

    annotated: AnnotatedReport
    #: Indices of the trigger tokens.
    events: Collection[int]

    @property
    def text(self) -> str:
        """Return the report's text."""
        return self.annotated.report.text


Finder = Callable[[Scene, Token], Iterator[PositionDraft]]


def make_voice(scene: Scene, verb: Token, subject: Token | None) -> tuple[Speaker, ...]:
    """Make the chain of speakers of a verb: those who report it, then its own subject."""
    own = next(
        (each for each in scene.annotated.attributions if each.cue_token == verb.i and each.speakers), None
    )
    inner: tuple[Speaker, ...] = ()
    voice = find_own_voice(scene.annotated.report)
    if own is not None:
        inner = own.speakers
    elif voice is not None and subject is not None and _is_self(subject):
        inner = (voice,)
    elif subject is not None and not _is_self(subject):
        inner = (make_speaker(scene.annotated.doc, subject, scene.annotated.parties),)
    if is_aside(verb, scene.events):
        return drop_documents(inner)
    names = {speaker.name for speaker in inner}
    outer = tuple(s for s in make_stance(scene.annotated, verb).speakers if s.name not in names)
    return drop_documents(outer + inner)


def _is_self(subject: Token) -> bool:
    """Tell whether a subject is "we" or "I" ("US" is a country)."""
    return subject.text != "US" and load_speakers().pronouns.get(subject.lower_) == "self"


def find_own_actor(scene: Scene, subject: Token, speakers: tuple[Speaker, ...]) -> Actor | None:
    """Find the party that a subject speaks for: itself, or the side of its spokesman."""
    speaker = speakers[-1] if speakers else None
    actor = find_actor(scene.annotated, subject, speaker)
    served = find_preposition_object(subject, "for", "of") if actor is None else None
    if served is not None and subject.lemma_.lower() in load_speakers().roles:
        actor = find_actor(scene.annotated, served)
    if actor is None and subject.lemma_.lower() in load_speakers().roles:
        actor = find_served_group(scene.annotated, subject)
    if actor is None or not actor.is_named:
        owners = (child for child in subject.children if child.dep_ == "poss" and child.pos_ == "PROPN")
        actor = next((found for owner in owners if (found := find_actor(scene.annotated, owner))), actor)
    if (
        speaker is not None
        and speaker.party
        and (actor is None or actor.kind in {"person", "organisation", "other"} or not actor.is_named)
    ):
        party = next((p for p in scene.annotated.parties if p.name == speaker.party), None)
        span = Span(subject.idx, subject.idx + len(subject))
        return Actor(
            name=speaker.party,
            kind=party.kind if party else "other",
            country=party.country if party else None,
            span=span,
            token=subject.i,
            basis="resolved",
        )
    led = find_led_group(scene.annotated, subject) if actor is None or actor.kind == "person" else None
    return led or actor


def make_draft(
    scene: Scene,
    verb: Token,
    actor: Actor | None,
    position: Position,
    speakers: tuple[Speaker, ...],
    *,
    name: str | None = None,
    certainty: Certainty = "CT",
    is_about_claim: bool = False,
    anchor: Token | None = None,
) -> PositionDraft:
    """Make a draft whose evidence runs over the verb's own clause words."""
    span = get_clause_span(verb)
    spans = [span]
    if actor is not None and not span.contains(actor.span):
        spans.insert(0, actor.span)
    return PositionDraft(
        actor=name or (actor.name if actor else ""),
        position=position,
        speakers=speakers,
        certainty=certainty,
        basis=actor.basis if actor else "stated",
        evidence=tuple(sorted(spans)),
        token=(anchor or verb).i,
        channel=find_channel(scene, verb) if position in {"claim", "admit", "deny"} else None,
        is_about_claim=is_about_claim,
        is_named=actor is None or actor.is_named,
        kind=actor.kind if actor else "other",
    )


def get_clause_span(verb: Token) -> Span:
    """Return the words of a predicate: from its subject to its last object, without trailing clauses."""
    members = [verb]
    stack = [verb]
    while stack:
        for child in stack.pop().children:
            if child.dep_ in {"advcl", "punct", "ROOT", "parataxis", "relcl", "mark"} or child.is_space:
                continue
            if child.dep_ in {"conj", "cc"} and child.head == verb:
                continue
            members.append(child)
            stack.append(child)
    ordered = sorted(members, key=lambda token: token.i)
    return Span(ordered[0].idx, ordered[-1].idx + len(ordered[-1]))


def find_channel(scene: Scene, verb: Token) -> str | None:
    """Find by which channel something was said, from the words of the sentence (codebooks 9.1)."""
    words = scene.text[verb.sent.start_char : verb.sent.end_char].lower()
    channels = load_responsibility().channels
    return next((code for code, cues in channels.items() if any(cue in words for cue in cues)), None)


def iter_owned(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """X claimed (took, denied, admitted) responsibility; responsibility was claimed by X."""
    lexicon = load_responsibility()
    if noun.lemma_.lower() not in lexicon.responsibility_nouns:
        return
    verb, is_object = _find_owning_verb(noun)
    position = lexicon.owning_verbs.get(verb.lemma_.lower()) if verb.pos_ == "VERB" else None
    if position is None or not is_object or not _is_for_event(scene, noun, verb):
        return
    yield from _iter_owner(scene, verb, noun, position)


def _find_owning_verb(noun: Token) -> tuple[Token, bool]:
    """Find the verb of which "responsibility" is the object, also where the parser made it a subject.

    In "no one claimed responsibility but suspicion fell on X" it may hang from "fell".
    """
    before = noun.nbor(-1) if noun.i else noun
    is_stray = noun.dep_ == "nsubj" and before == noun.head.head and before.pos_ == "VERB"
    return (before, True) if is_stray else (noun.head, noun.dep_ in {"dobj", "nsubjpass"})


def _is_for_event(scene: Scene, noun: Token, verb: Token) -> bool:
    """Tell whether the responsibility is for an event: "for the attack", or not said for what."""
    for head in (noun, verb):
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "for":
                things = [deep for deep in child.children if deep.dep_ in {"pobj", "pcomp"}]
                return all(_is_eventlike(scene, thing) for thing in things)
    return True


def _is_eventlike(scene: Scene, thing: Token) -> bool:
    if thing.pos_ == "PRON" or thing.tag_ in {"VBG", "DT"}:
        return True
    return any(deep.i in scene.events for deep in thing.subtree)


def _iter_owner(scene: Scene, verb: Token, thing: Token, position: Position) -> Iterator[PositionDraft]:
    """Yield who owns up, or that nobody does; what somebody is wont to claim is of no one event."""
    if has_habit_adverb(verb) or is_of_kind(thing):
        return
    stance = make_stance(scene.annotated, verb)
    owner = find_agent(verb)
    is_nobody = (
        is_negated(verb)
        or has_no(thing)
        or (owner is not None and (has_no(owner) or is_indefinite(owner)))
        or _is_yet_to(verb)
    )
    if is_nobody and position == "claim":
        named = (
            find_actor(scene.annotated, owner)
            if owner is not None and not (has_no(owner) or is_indefinite(owner))
            else None
        )
        named = named if named is not None and named.is_named else None
        yield make_draft(
            scene,
            verb,
            None,
            "no_claim",
            stance.speakers,
            name=named.name if named else NOBODY,
            anchor=thing,
        )
        return
    if owner is None or stance.is_unreal or is_nobody:
        return
    speakers = make_voice(scene, verb, owner)
    actor = find_own_actor(scene, owner, speakers)
    is_stated = actor is not None and actor.is_named and actor.basis == "stated"
    if actor is not None and not (is_counted(owner) and not is_stated):
        yield make_draft(scene, verb, actor, position, speakers, certainty=stance.certainty, anchor=thing)


def _is_yet_to(verb: Token) -> bool:
    """Tell whether something has "yet to" be done."""
    before = [verb.doc[i].lower_ for i in range(max(verb.i - 3, 0), verb.i)]
    return "yet" in before and "to" in before


def _find_relative_event(scene: Scene, verb: Token) -> Token | None:
    """Find the event that a relative clause speaks of ("the attacks in X, which Y claimed")."""
    pronoun = next((child for child in verb.children if child.tag_ == "WDT"), None)
    event = find_adjacent(pronoun, scene.events) if pronoun is not None else None
    return None if event is None else verb.doc[event]


def iter_claimed(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X claimed the attack; the attack was claimed by X."""
    if verb.lemma_.lower() != "claim" or verb.pos_ != "VERB":
        return
    thing = _find_relative_event(scene, verb) or find_object(verb) or _find_claimed_means(verb)
    if thing is None or thing.lemma_.lower() in load_responsibility().claim_objects_barred:
        return
    if thing.i not in scene.events and not _stands_for_event(scene, verb, thing):
        return
    yield from _iter_owner(scene, verb, thing, "claim")


def _find_claimed_means(verb: Token) -> Token | None:
    """Find the weapons that a relative clause is about ("drones that X claimed as theirs")."""
    is_means = verb.head.lemma_.lower() in load_responsibility().means_nouns
    return verb.head if verb.dep_ == "relcl" and is_means else None


def _stands_for_event(scene: Scene, verb: Token, thing: Token) -> bool:
    """Tell whether a word stands for the event: "no group has claimed it", "the deadliest ever claimed"."""
    if thing.lower_ in {"it", "them"}:
        owner = find_agent(verb)
        return owner is not None and (has_no(owner) or is_indefinite(owner) or _is_armed(scene, owner))
    if thing.lemma_.lower() in load_responsibility().means_nouns and verb.dep_ in {"acl", "relcl"}:
        return (owner := find_agent(verb)) is not None and _is_armed(scene, owner)
    subject = find_subject(thing.head) if thing.tag_ == "JJS" else None
    return subject is not None and subject.i in scene.events


def _is_armed(scene: Scene, owner: Token) -> bool:
    """Tell whether a noun phrase stands for an armed group."""
    if owner.lemma_.lower() in load_actors().backward_nouns:
        return True
    actor = find_actor(scene.annotated, owner)
    return actor is not None and actor.is_named and actor.kind == "armed_group"


def iter_denied(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X denied involvement, denied the attack, rejected the accusation."""
    lexicon = load_responsibility()
    if verb.pos_ != "VERB" or not _is_denying_verb(verb) or is_negated(verb) or _is_nor(verb):
        return
    thing, subject = find_object(verb) or _find_relative_object(verb), find_agent(verb)
    if thing is None or subject is None or subject == thing or find_owner_of_claim(scene.annotated, thing):
        return
    lemma = thing.lemma_.lower()
    calls = verb.lemma_.lower() in lexicon.calling_verbs
    is_shown = lemma in lexicon.footage_nouns and any(
        t.lower_ in lexicon.judgement_words for t in verb.subtree
    )
    is_version = is_shown or (calls and lemma in lexicon.claim_nouns | lexicon.footage_nouns)
    is_charge = lemma in lexicon.charge_nouns or is_version or thing.lower_ in {"it", "this", "that"}
    if not (lemma in lexicon.involvement_nouns or thing.i in scene.events or is_charge) or _has_own_party(
        scene, thing, verb, is_charge=is_charge
    ):
        return
    if lemma in lexicon.involvement_nouns and not _is_for_event_or_bare(scene, thing):
        return
    speakers = make_voice(scene, verb, subject)
    actor = find_own_actor(scene, subject, speakers)
    if actor is not None and not make_stance(scene.annotated, verb).is_unreal:
        draft = make_draft(scene, verb, actor, "deny", speakers, is_about_claim=is_charge, anchor=thing)
        is_one_more = any(child.lower_ in {"also", "too", "likewise", "similarly"} for child in verb.children)
        yield replace(draft, is_explicit=is_one_more, is_of_charge=is_plain_charge(thing))


def _is_nor(verb: Token) -> bool:
    """Tell whether a verb is the second of two that are both negated ("neither confirmed nor denied")."""
    return verb.dep_ == "conj" and any(child.lower_ == "nor" for child in verb.head.children)


def _find_relative_object(verb: Token) -> Token | None:
    """Find the charge that a relative clause turns down ("a charge X denies")."""
    is_charge = verb.head.lemma_.lower() in load_responsibility().charge_nouns
    return verb.head if verb.dep_ == "relcl" and is_charge else None


def _is_denying_verb(verb: Token) -> bool:
    """Tell whether a verb denies its object, or calls a charge false."""
    lexicon = load_responsibility()
    if verb.lemma_.lower() in lexicon.denying:
        return True
    thing = find_object(verb)
    nouns = lexicon.charge_nouns | lexicon.claim_nouns | lexicon.footage_nouns
    is_charge = thing is not None and (thing.lemma_.lower() in nouns or thing.lower_ in {"it", "this"})
    calls = verb.lemma_.lower() in lexicon.calling_verbs and is_charge
    return calls and any(deep.lower_ in lexicon.judgement_words for deep in verb.subtree)


def _is_for_event_or_bare(scene: Scene, thing: Token) -> bool:
    """Tell whether an involvement is in an event, or not said in what."""
    prepositions = [
        child
        for child in thing.children
        if child.dep_ == "prep" and child.lower_ in {"in", "for", "to", "with"}
    ]
    things = [deep for child in prepositions for deep in child.children if deep.dep_ in {"pobj", "pcomp"}]
    return not things or any(_is_eventlike(scene, deep) for deep in things)


def _has_own_party(scene: Scene, thing: Token, verb: Token, *, is_charge: bool) -> bool:
    """Tell whether what is denied names its own party or clause, so that a proposition covers it."""
    if any(child.dep_ in {"acl", "relcl", "ccomp"} and child != verb for child in thing.children):
        return True
    if is_charge:
        return any(
            deep.lemma_.lower() in load_responsibility().responsibility_nouns for deep in thing.subtree
        )
    owners = [child for child in thing.children if child.dep_ == "poss" and child.pos_ != "PRON"]
    owners += [deep for child in thing.children if child.lower_ in {"of", "by"} for deep in child.children]
    return any(find_actor(scene.annotated, owner) is not None for owner in owners)


def iter_suspected(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """Police suspect X; X is suspected of the attack."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in load_responsibility().suspecting or is_negated(verb):
        return
    thing, subject = find_object(verb), find_agent(verb)
    if thing is None or thing == subject or (subject is None and not _is_about_event(scene, verb)):
        return
    stance = make_stance(scene.annotated, verb)
    actor = find_actor(scene.annotated, thing)
    if actor is not None and actor.is_named and not stance.is_denied and not stance.is_unreal:
        yield make_draft(scene, verb, actor, "suspect", make_voice(scene, verb, subject), certainty="PR")


def _is_about_event(scene: Scene, verb: Token) -> bool:
    """Tell whether a suspicion is of an event ("suspected of carrying it out"), or not said of what."""
    reasons = [child for child in verb.children if child.dep_ in {"prep", "xcomp", "ccomp"}]
    return not reasons or any(deep.i in scene.events for reason in reasons for deep in reason.subtree)


def iter_distanced(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X distanced itself from the attack."""
    thing = find_preposition_object(verb, "from")
    subject = find_subject(verb)
    if verb.lemma_.lower() not in load_responsibility().distancing_verbs or thing is None or subject is None:
        return
    speakers = make_voice(scene, verb, subject)
    other = find_object(verb)
    actor = (
        find_own_actor(scene, subject, speakers)
        if other is None or other.pos_ == "PRON"
        else find_actor(scene.annotated, other)
    )
    if actor is not None and actor.is_named and _is_eventlike(scene, thing) and not is_negated(verb):
        yield make_draft(scene, verb, actor, "deny", speakers, anchor=thing)
