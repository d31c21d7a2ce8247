"""Capitals that stand for their government: "Tehran denied", not "a bomb in Tehran"."""

from __future__ import annotations

import re

from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.party_bodies import extend_to_body
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.span import Span
from counterclaim.vocabulary.parties import CapitalWords, load_party_table

_COMPOUND = re.compile(r"-(\w+)")


def is_acting_capital(doc: Doc, span: Span) -> bool:
    """Tell whether the words that name a capital stand for a government here."""
    words = load_party_table().capitals
    compound = _COMPOUND.match(get_text(doc), span.end)
    if compound:
        return compound.group(1).lower() in words.compounds
    if extend_to_body(doc, span, is_capital=True):
        return True
    covered = doc.char_span(span.start, span.end, alignment_mode="expand")
    return covered is not None and _has_acting_role(_get_first_conjunct(covered.root), words)


def _get_first_conjunct(token: Token) -> Token:
    """Return the first of coordinated names, whose role all share ("Washington or Tel Aviv")."""
    while token.dep_ in ("conj", "appos") and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    return token


def _has_acting_role(token: Token, words: CapitalWords) -> bool:
    """Tell whether a name's role in its clause is one that a government plays."""
    head = token.head
    match token.dep_:
        case "nsubj":
            is_city = head.lemma_.lower() in words.city_verbs and not _has_part(head, words)
            return not is_city and head.pos_ in ("VERB", "AUX")
        case "nsubjpass" | "dobj" | "obj":
            return head.lemma_.lower() in words.object_verbs
        case "pobj" | "agent":
            is_free = head.lower_ in words.prepositions and _is_free_of_place(head, words)
            is_doer = head.lower_ == "of" and head.head.lemma_.lower() in words.works
            is_seat = head.lower_ == "in" and head.head.lemma_.lower() in words.seats
            return is_free or is_doer or is_seat or _is_pointed_at(head, words)
        case "poss":
            noun = head.lemma_.lower()
            return noun in words.speech_nouns | words.owned_nouns or _is_done_to(head, words)
        case _:
            return False


def _is_done_to(deed: Token, words: CapitalWords) -> bool:
    """Tell whether a deed is done to something ("Arlo's bombing of the port"), not only somewhere."""
    if deed.lemma_.lower() not in words.deeds:
        return False
    aims = (
        child for child in deed.children if child.dep_ == "prep" and child.lower_ in {"of", "on", "against"}
    )
    return any(
        deep.dep_ == "pobj" and deep.ent_type_ not in {"DATE", "TIME"}
        for aim in aims
        for deep in aim.children
    )


def _has_part(verb: Token, words: CapitalWords) -> bool:
    """Tell whether what a name has is a part in something: "Tehran had no hand in it"."""
    return any(child.dep_ == "dobj" and child.lemma_.lower() in words.parts for child in verb.children)


def _is_pointed_at(preposition: Token, words: CapitalWords) -> bool:
    """Tell whether a finger is pointed at what follows, or blame laid on it ("pointed the finger at")."""
    above = (preposition.head, preposition.head.head)
    if preposition.lower_ == "at" and preposition.head.lemma_.lower() == "point":
        return True
    things = (child for each in above for child in each.children if child.dep_ == "dobj")
    return preposition.lower_ in {"at", "on"} and any(
        child.lemma_.lower() in words.pointed for child in things
    )


def _is_free_of_place(preposition: Token, words: CapitalWords) -> bool:
    """Tell whether a preposition links parties: "talks with", not "the road between"."""
    head = preposition.head
    if preposition.lower_ == "by" and preposition.dep_ != "agent":
        return head.lemma_.lower() in words.speech_nouns
    return head.lemma_.lower() not in words.route_nouns
