"""Silences: refusals to take a position, and answers that never came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.annotate.tree import Span as Sentence
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import (
    find_object,
    find_preposition_object,
    find_subject,
    get_clause_verb,
    has_no,
    is_negated,
)
from counterclaim.coding.rules.frames import Scene, find_own_actor, make_draft, make_voice
from counterclaim.coding.rules.positions import NOBODY, PositionDraft
from counterclaim.coding.rules.stance import make_stance
from counterclaim.model.values import Position
from counterclaim.vocabulary.responsibility import load_responsibility
from counterclaim.vocabulary.triggers import load_triggers


def iter_declined(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X did not comment, declined to comment, did not respond to a request for comment."""
    if verb.pos_ != "VERB":
        return
    position = _find_silence(verb)
    subject = find_subject(verb)
    if position is None or subject is None or subject.lemma_.lower() in load_responsibility().request_words:
        return
    speakers = make_voice(scene, verb, subject)
    actor = find_own_actor(scene, subject, speakers)
    if actor is not None and _is_on_event(scene, verb):
        is_explicit = (
            actor.is_named
            and actor.kind != "person"
            and find_preposition_object(verb, "on", "about") is not None
        )
        yield replace(make_draft(scene, verb, actor, position, speakers), is_explicit=is_explicit)


def iter_unanswered(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """Calls to X were not answered; an e-mail to its spokesman went unanswered, had no answer."""
    lexicon = load_responsibility()
    asked = find_preposition_object(noun, "to") if noun.lemma_.lower() in lexicon.request_words else None
    if asked is None or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return
    verb = noun.head
    words = {deep.lower_ for child in verb.children for deep in (child, *child.children)}
    is_negative = verb.lemma_ in lexicon.replying_verbs and is_negated(verb)
    is_bare = verb.lemma_ in {"go", "remain", "have", "get", "receive"} and bool(words & lexicon.unanswered)
    if not (is_negative or is_bare):
        return
    speakers = make_voice(scene, verb, asked)
    actor = find_own_actor(scene, asked, speakers)
    if actor is not None:
        yield make_draft(scene, verb, actor, "unreachable", speakers)


def iter_unowned(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """No group has said that it was behind the attack."""
    clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
    subject = find_subject(verb)
    if (
        clause is None
        or subject is None
        or not has_no(subject)
        or verb.lemma_ not in load_responsibility().saying_verbs
    ):
        return
    lexicon = load_responsibility()
    guilt = lexicon.involvement_predicates | lexicon.performing_verbs | {"behind"}
    theme = find_subject(clause)
    is_own = theme is not None and theme.lower_ in {"it", "they", "he"}
    if is_own and any(deep.lemma_.lower() in guilt for deep in (clause, *clause.children)):
        stance = make_stance(scene.annotated, verb)
        yield make_draft(scene, verb, None, "no_claim", stance.speakers, name=NOBODY)


def iter_avenged(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """An armed group says that the attack was in revenge for something: it owns the attack."""
    if noun.lemma_.lower() not in load_triggers().cause_nouns or noun.pos_ != "NOUN":
        return
    stance = make_stance(scene.annotated, noun)
    speaker = stance.speaker
    if speaker is None or speaker.kind != "party_to_event" or stance.is_denied or stance.is_unreal:
        return
    verb = get_clause_verb(noun)
    subject = find_subject(verb)
    is_pointed = subject is not None and subject.lower_ in {"it", "this"} and verb.lemma_ == "be"
    if not is_pointed and not any(deep.i in scene.events for deep in noun.sent if deep.i < noun.i):
        return
    name = speaker.party or speaker.name
    yield make_draft(
        scene, verb, None, "claim", stance.speakers, name=name, anchor=subject if is_pointed else None
    )


def _find_silence(verb: Token) -> Position | None:
    """Find the kind of silence that a verb expresses."""
    lexicon = load_responsibility()
    lemma = verb.lemma_.lower()
    governor = verb.head.lemma_.lower() if verb.dep_ == "xcomp" else ""
    if governor in lexicon.declining_verbs and _is_asked_whether(verb):
        return "decline"
    thing = find_object(verb)
    is_comment = thing is not None and thing.lemma_.lower() in lexicon.commenting_verbs
    if is_comment and (lemma in lexicon.declining_verbs or governor in lexicon.declining_verbs):
        return "decline"
    if lemma in lexicon.commenting_verbs:
        return "decline" if is_negated(verb) or governor in lexicon.declining_verbs else None
    if lemma in lexicon.replying_verbs and is_negated(verb):
        thing = find_preposition_object(verb, "to") or find_object(verb)
        return "unreachable" if thing is not None and thing.lemma_.lower() in lexicon.request_words else None
    return None


def _is_asked_whether(verb: Token) -> bool:
    """Tell whether a verb governs a question left open ("say whether it was behind the attack")."""
    clauses = (child for child in verb.children if child.dep_ == "ccomp")
    return any(deep.lower_ in {"whether", "if"} for clause in clauses for deep in clause.children)


def _is_on_event(scene: Scene, verb: Token) -> bool:
    """Tell whether the comment asked for is on the event or a charge, or not said on what."""
    thing = find_preposition_object(verb, "on", "about")
    if thing is None:
        return True
    lexicon = load_responsibility()
    nouns = lexicon.charge_nouns | lexicon.claim_nouns | lexicon.involvement_nouns
    return any(deep.i in scene.events or deep.lemma_.lower() in nouns for deep in thing.subtree)


def iter_phrases(scene: Scene, sentence: Sentence) -> Iterator[PositionDraft]:
    """Fixed phrases: "no claim of responsibility", "neither confirmed nor denied", "could not be reached"."""
    lexicon = load_responsibility()
    found = _find_phrase(sentence, lexicon.no_claim_phrases)
    if found is not None:
        stance = make_stance(scene.annotated, found)
        yield make_draft(scene, found, None, "no_claim", stance.speakers, name=NOBODY)
    table: tuple[tuple[Position, Sequence[str]], ...] = (
        ("neither", lexicon.neither_phrases),
        ("unreachable", lexicon.unavailable_phrases),
        ("decline", lexicon.no_comment_phrases),
    )
    for position, phrases in table:
        token = _find_phrase(sentence, phrases)
        subject = (
            find_preposition_object(token, "from", "by") or find_subject(get_clause_verb(token))
            if token is not None
            else None
        )
        if token is None or subject is None:
            continue
        verb = get_clause_verb(token)
        speakers = make_voice(scene, verb, subject)
        actor = find_own_actor(scene, subject, speakers)
        if actor is not None:
            yield make_draft(scene, verb, actor, position, speakers)


def _find_phrase(sentence: Sentence, phrases: Sequence[str]) -> Token | None:
    """Find the first of some phrases in a sentence; return its governing token."""
    words = sentence.text.lower()
    for phrase in phrases:
        place = words.find(phrase)
        if place >= 0:
            start = sentence.start_char + place
            stretch = sentence.doc.char_span(start, start + len(phrase), alignment_mode="expand")
            return stretch.root if stretch is not None else None
    return None
