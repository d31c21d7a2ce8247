"""Stance: who stands behind a predicate, how surely, and whether it is denied.

Certainty follows FactBank's grid (codebooks 9.4): CT flat, PR "likely", PS "may", U uncommitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.annotate.attribution_references import is_nobody
from counterclaim.annotate.attributions import find_attributions_over
from counterclaim.annotate.channel import find_own_voice
from counterclaim.annotate.layers import AnnotatedReport, Attribution
from counterclaim.annotate.speakers import make_speaker
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.clauses import (
    find_subject,
    get_clause_verb,
    get_modal,
    get_span_root,
    is_conditional,
    is_negated,
    iter_ancestors,
)
from counterclaim.coding.rules.proofs import (
    is_disbelieved,
    is_left_open,
    is_likely,
    is_possible,
    is_unlikely,
    lacks_evidence,
)
from counterclaim.model.span import Span
from counterclaim.model.statement import Certainty, Speaker
from counterclaim.vocabulary.responsibility import load_responsibility
from counterclaim.vocabulary.triggers import load_triggers

#: Lemma of "according to": it relays the whole sentence, whoever speaks within it.
RELAYING = "accord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How a predicate is presented."""

    #: Outermost first; empty is the narrator.
    speakers: tuple[Speaker, ...]
    certainty: Certainty
    #: The speaker says that it is not so.
    is_denied: bool
    #: The speaker says that somebody else's word for it is to be doubted.
    is_doubted: bool
    #: The speaker concedes it.
    is_admitted: bool
    #: The speaker backs what another said.
    is_confirmed: bool
    #: Said as a condition, question or wish.
    is_unreal: bool
    #: The innermost attribution, for the words of its cue.
    attribution: Attribution | None = None
    #: The words that turn it down ("denied", "considers absurd any suggestion"), where there are some.
    denial: Span | None = None

    @property
    def speaker(self) -> Speaker | None:
        """Return the innermost speaker."""
        return self.speakers[-1] if self.speakers else None


def make_stance(annotated: AnnotatedReport, token: Token, *, is_presupposed: bool = False) -> Stance:
    """Make the stance under which a predicate stands.

    Args:
        annotated: the report.
        token: the predicate.
        is_presupposed: the words stand however the sentence around them is judged; those who
            turn the sentence down then do not speak them.
    """
    voiced = _find_voiced(annotated, token)
    if is_presupposed:
        voiced = tuple(each for each in voiced if not _turns_down(annotated, each))
    return _build_stance(annotated, token, voiced, denials=_count_denials(annotated.doc, voiced))


def make_event_stance(annotated: AnnotatedReport, token: Token) -> Stance:
    """Make the stance of words that describe an event, not of who did it.

    What somebody denies or doubts is not that person's account of the event: it is the narrator's,
    uncommitted. So is what a definite noun takes as given ("claimed the bombing of Friday").
    """
    voiced = _find_voiced(annotated, token)
    if any(_denies(annotated, each) or each.cue_lemma in load_responsibility().doubting for each in voiced):
        voiced = tuple(each for each in voiced if each.cue_lemma == RELAYING)
        return replace(_build_stance(annotated, token, voiced, denials=0), certainty="U")
    free = tuple(each for each in voiced if not _is_inside_definite(token, annotated.doc[each.cue_token]))
    return _build_stance(annotated, token, free, denials=0)


def _is_inside_definite(token: Token, cue: Token) -> bool:
    """Tell whether a word is part of a definite noun that a cue takes as its object."""
    for ancestor in iter_ancestors(token):
        if ancestor == cue or ancestor.dep_ in {"ccomp", "xcomp", "pcomp", "parataxis"}:
            return False
        if ancestor.pos_ == "NOUN" and _is_definite(ancestor):
            return not any(above.dep_ in {"ccomp", "pcomp"} for above in _iter_up_to(ancestor, cue))
    return False


def _iter_up_to(token: Token, cue: Token) -> Iterator[Token]:
    for ancestor in iter_ancestors(token):
        if ancestor == cue:
            return
        yield ancestor


def make_stances(annotated: AnnotatedReport, token: Token) -> tuple[Stance, ...]:
    """Make the stances of all voices: those who say it, and those who turn down that it was said.

    "X denied Y's claim that Z did it" holds two: Y says it, X denies it.
    """
    voiced = _find_voiced(annotated, token)
    cut = next((n for n, each in enumerate(voiced) if _denies(annotated, each)), None)
    if cut is None:
        return (make_stance(annotated, token),)
    is_noun = annotated.doc[voiced[cut].cue_token].pos_ == "NOUN"
    inner = tuple(each for each in voiced[cut if is_noun else cut + 1 :] if each.speakers)
    inner = tuple(each for each in inner if is_noun or each.cue_lemma not in load_responsibility().denying)
    if not inner:
        return (make_stance(annotated, token),)
    outer = voiced[:cut] if is_noun else voiced[: cut + 1]
    said = _build_stance(annotated, token, inner, denials=0)
    denied = _build_stance(annotated, token, outer, denials=1)
    return (said, denied) if denied.speakers else (said,)


def _denies(annotated: AnnotatedReport, attribution: Attribution) -> bool:
    return _is_denying(attribution, annotated.doc[attribution.cue_token])


def _find_voiced(annotated: AnnotatedReport, token: Token) -> tuple[Attribution, ...]:
    """Find the attributions that a predicate stands under, outermost first."""
    over = find_attributions_over(Span(token.idx, token.idx + len(token)), annotated.attributions)
    said = (each for each in annotated.attributions if not each.is_learned)
    over = (*over, *(each for each in said if each not in over and _governs(each, token)))
    voiced = [
        each
        for each in over
        if not _is_own_cue(each, token) and not _is_outside(annotated.doc, each, token, over)
    ]
    return tuple(sorted(voiced, key=lambda each: each.cue_lemma != RELAYING))


def _is_outside(doc: Doc, attribution: Attribution, token: Token, over: Sequence[Attribution]) -> bool:
    """Tell whether a predicate, or who says it, stands in words that an attribution takes as given.

    "X claimed the attack, which Y says Z carried out": Y's words are no part of what X claims.
    """
    cue = doc[attribution.cue_token]
    inner = (doc[each.cue_token] for each in over if each.cue_token != cue.i)
    return any(_is_given(start, cue) for start in (token, *inner) if cue.is_ancestor(start))


def _governs(attribution: Attribution, token: Token) -> bool:
    """Tell whether a cue governs a predicate as its complement ("denied carrying out")."""
    return token.dep_ in {"xcomp", "ccomp"} and token.head.i == attribution.cue_token


def _build_stance(
    annotated: AnnotatedReport, token: Token, voiced: tuple[Attribution, ...], *, denials: int
) -> Stance:
    lexicon = load_responsibility()
    verb = _get_predicate(token)
    lemmas = {each.cue_lemma for each in voiced if not each.negated}
    unlikely = is_unlikely(token)
    disbelieved = is_disbelieved(token, {each.cue_token for each in voiced})
    return Stance(
        speakers=_make_chain(annotated, voiced),
        certainty="PR" if lacks_evidence(token) or unlikely else _judge_certainty(token, verb, voiced),
        is_denied=(denials + is_negated(verb) + lacks_evidence(token) + unlikely + disbelieved) % 2 == 1,
        is_doubted=bool(lemmas & lexicon.doubting),
        is_admitted=bool(lemmas & lexicon.admitting) or _is_by_mistake(verb),
        is_confirmed=bool(lemmas & lexicon.confirming),
        is_unreal=is_conditional(token)
        or _is_unreal_modal(verb)
        or _is_held_back(verb)
        or is_left_open(token)
        or any(map(_withholds, voiced)),
        attribution=voiced[-1] if voiced else None,
        denial=next((_get_denial(annotated, each) for each in voiced if _denies(annotated, each)), None),
    )


def _is_by_mistake(verb: Token) -> bool:
    """Tell whether something is said to have been done by mistake, which only owns up to it."""
    words = load_responsibility().mistake_words
    prepositions = (child for child in verb.children if child.lower_ in {"by", "in"})
    meant = [*verb.children, *(deep for child in prepositions for deep in child.children)]
    return any(child.lower_ in words for child in meant)


def _is_held_back(verb: Token) -> bool:
    """Tell whether somebody refrains from saying or doing it ("stopped short of blaming")."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ not in {"pcomp", "xcomp"} or above == verb:
        return False
    chain = {above.lemma_.lower(), above.head.lemma_.lower()}
    return bool(chain & load_responsibility().negative_implicatives)


def _get_denial(annotated: AnnotatedReport, attribution: Attribution) -> Span:
    """Return the words of a denial: the cue, and for a noun all from the verb over it."""
    cue = annotated.doc[attribution.cue_token]
    if cue.pos_ != "NOUN":
        return attribution.cue
    verb = get_clause_verb(cue)
    first, last = min(verb, cue, key=lambda t: t.i), max(verb, cue, key=lambda t: t.i)
    return Span(first.idx, last.idx + len(last))


def _is_given(token: Token, cue: Token) -> bool:
    """Tell whether words are taken as given under a cue, and so are the narrator's own.

    "X claimed responsibility for the attack that killed five": the clause on the definite noun is
    not part of what X says; a clause of saying ("X said that ...") in between would make it so.
    """
    is_clause = is_given = False
    for ancestor in iter_ancestors(token):
        is_given = is_given or (is_clause and ancestor.pos_ == "NOUN" and _is_definite(ancestor))
        if ancestor == cue:
            return is_given
        if ancestor.dep_ in {"ccomp", "xcomp", "pcomp", "parataxis"}:
            return is_given and ancestor.head == cue and cue.lemma_.lower() in load_responsibility().denying
        is_clause = is_clause or ancestor.dep_ == "relcl"
    return False


def _is_definite(noun: Token) -> bool:
    return any(
        child.dep_ in {"det", "poss"} and child.lower_ not in {"a", "an", "any"} for child in noun.children
    )


def _count_denials(doc: Doc, attributions: Sequence[Attribution]) -> int:
    """Count how often the content is turned down.

    A verb and its noun ("reject the claim") count once, and so do words that all call one charge false.
    """
    turned = [each for each in attributions if _is_denying(each, doc[each.cue_token])]
    plain = [each for each in turned if not _judges_false(doc[each.cue_token], each)]
    verbs = {get_clause_verb(doc[each.cue_token]).i for each in plain}
    judged = {get_clause_verb(doc[each.cue_token]).i for each in turned if each not in plain}
    return len(verbs) + bool(judged - verbs)


def _turns_down(annotated: AnnotatedReport, attribution: Attribution) -> bool:
    """Tell whether an attribution denies its content, or is the noun of what is denied."""
    cue = annotated.doc[attribution.cue_token]
    nouns = [deep.lemma_.lower() for deep in cue.children if deep.dep_ == "dobj"]
    judges = _judges_false(cue, attribution) or bool(set(nouns) & load_responsibility().charge_nouns)
    return judges or _is_denying(attribution, cue)


def _is_own_cue(attribution: Attribution, token: Token) -> bool:
    return attribution.cue_token == token.i


def _make_chain(annotated: AnnotatedReport, attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """Make the chain of speakers, outermost first, each once; a party's own channel is its first."""
    voice = find_own_voice(annotated.report)
    chain = [voice] if voice else []
    for attribution in attributions:
        if attribution.cue_lemma in load_responsibility().impression_verbs:
            continue  # who "appeared to have done it" does not say so
        speakers = attribution.speakers or _find_voice(annotated, attribution)
        chain.extend(speaker for speaker in speakers if speaker.name not in {s.name for s in chain})
    return drop_documents(tuple(chain))


def drop_documents(chain: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """Leave out of a chain of speakers what people only go by, where people are in it."""
    return tuple(speaker for speaker in chain if not _is_document(speaker)) or chain


def _is_document(speaker: Speaker) -> bool:
    """Tell whether a speaker is only what somebody goes by: findings, a post, an intelligence analysis."""
    head = re.split(r" (?:of|from|by|on) ", speaker.name.lower())[0].split()[-1:]
    is_event = speaker.kind == "other" and bool(set(head) & load_triggers().nouns.keys())
    return speaker.role is None and (is_event or bool(set(head) & load_responsibility().means_of_knowing))


def _find_voice(annotated: AnnotatedReport, attribution: Attribution) -> tuple[Speaker, ...]:
    """Find the voice of an attribution whose speaker was not resolved.

    A noun of saying has the voice of the verb over it ("X rejects any suggestion that ..."). An
    unresolved pronoun is named by its own words, so that it is not taken for the narrator.
    """
    if attribution.source is not None:
        root = get_span_root(annotated.doc, attribution.source)
        if root.tag_ in {"WP", "WDT", "DT", "EX"} or is_nobody(root):
            return ()
        words = annotated.report.text[attribution.source.start : attribution.source.end]
        return (Speaker(name=words, kind="anonymous", named=False),)
    cue = annotated.doc[attribution.cue_token]
    if cue.pos_ != "NOUN":
        return ()
    subject = find_subject(get_clause_verb(cue))
    if subject is None or subject == cue or subject.pos_ not in {"NOUN", "PROPN"}:
        return ()
    return (make_speaker(annotated.doc, subject, annotated.parties),)


def _is_denying(attribution: Attribution, cue: Token) -> bool:
    """Tell whether an attribution turns its content down ("denied", "called absurd", "do not believe")."""
    lexicon = load_responsibility()
    if attribution.negated:
        return attribution.cue_lemma in lexicon.probable_verbs
    return attribution.cue_lemma in lexicon.denying or _judges_false(cue, attribution)


def _withholds(attribution: Attribution) -> bool:
    """Tell whether a negation only withholds a word ("did not say", "has not confirmed")."""
    lexicon = load_responsibility()
    return (
        attribution.negated and attribution.cue_lemma not in lexicon.probable_verbs | lexicon.evidence_nouns
    )


def _judges_false(cue: Token, attribution: Attribution) -> bool:
    """Tell whether words beside a noun of saying call it absurd, false, not true."""
    lexicon = load_responsibility()
    own = [child for child in cue.children if child.dep_ not in {"conj", "advcl"}]
    around = [cue, *own, *(deep for child in own for deep in child.children)]
    if cue.dep_ == "dobj" and cue.head.lemma_.lower() in lexicon.calling_verbs:
        around += list(cue.head.subtree)
    if cue.pos_ == "NOUN" and cue.dep_ in {"nsubj", "nsubjpass"}:
        around += [deep for child in (cue.head, *cue.head.children) for deep in (child, *child.children)]
    charges = [
        token for token in around if token.lemma_.lower() in lexicon.charge_nouns and token.pos_ != "VERB"
    ]
    if not charges or attribution.cue_lemma in lexicon.denying or any(map(_is_opposite, charges)):
        return False
    is_untrue = (
        cue.dep_ == "nsubj" and is_negated(cue.head) and any(t.lower_ in lexicon.truth_words for t in around)
    )
    return is_untrue or any(token.lower_ in lexicon.judgement_words for token in around)


def _is_opposite(charge: Token) -> bool:
    """Tell whether a charge is the opposite of what was said ("any suggestion to the contrary")."""
    return any(deep.lower_ == "contrary" for deep in charge.subtree)


def _get_predicate(token: Token) -> Token:
    """Return the verb that carries a predicate's negation and modals ("was not behind it")."""
    if token.dep_ in {"acomp", "prep", "attr", "oprd", "xcomp"} and token.head.pos_ in {"VERB", "AUX"}:
        return token.head
    return token


def _judge_certainty(token: Token, verb: Token, attributions: Sequence[Attribution]) -> Certainty:
    lexicon = load_responsibility()
    words = {
        near.lower_
        for near in (*token.children, *verb.children, token, verb)
        if near.dep_ not in {"nsubj", "dobj", "pobj", "ccomp", "oprd"}
    }
    lemmas = {each.cue_lemma for each in attributions}
    is_open = any(above.lemma_.lower() in lexicon.possibility_nouns for above in token.ancestors)
    if (
        get_modal(verb) in lexicon.possible_modals
        or words & lexicon.possible_words
        or is_open
        or is_possible(token)
    ):
        return "PS"
    if words & lexicon.probable_words or lemmas & lexicon.probable_verbs or is_likely(token):
        return "PR"
    if verb.head.lemma_ in lexicon.seeming_verbs and verb.dep_ in {"xcomp", "ccomp"}:
        return "PR"
    if verb.dep_ in {"advcl", "ccomp"} and verb.head.lemma_ in lexicon.impression_verbs:
        return "PR"
    return "CT"


def _is_unreal_modal(token: Token) -> bool:
    return get_modal(token) in {"would", "should", "must", "will"}
