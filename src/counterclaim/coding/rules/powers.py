"""Powers: who can strike with arms, and what they strike ("Norland struck a school in Tolva").

Verbs such as "hit" and "target" tell of violence only between these two: a state, the capital that
stands for it, an army or an armed group does it, and a building, a town or people are what is hit.
PLOVER's ASSAULT (codebook, section 2) has no word of its own for them.
"""

from __future__ import annotations

from counterclaim.annotate.place_sizes import is_large_name
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_object, find_preposition_object, find_subject
from counterclaim.vocabulary.party_names import find_party_entry
from counterclaim.vocabulary.triggers import load_triggers

#: Kinds of party that bear arms.
_ARMED = frozenset({"country", "military", "armed_group"})
#: Pronouns that take up who is spoken of.
_PRONOUNS = frozenset({"it", "they", "we"})
#: Prepositions of what words, laws and money do it with, not arms ("hit hospitals with fines").
_MEANS = ("with", "over")
_AT = ("in", "near", "inside", "across", "around")
#: Labels of the parser's names that are places.
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def is_power(token: Token) -> bool:
    """Tell whether a noun names those who bear arms: a state, its capital or army, an armed group."""
    if token.lower_ in _PRONOUNS and token.pos_ == "PRON":
        return _is_of_power(token)
    if token.lemma_.lower() in load_triggers().things["powers"]:
        return True
    is_name = token.pos_ in {"PROPN", "NOUN"} or token.ent_type_ == "GPE"
    if not is_name or not token.text[:1].isupper():
        return False
    parts = [child for child in token.lefts if child.dep_ == "compound"]
    first = min([token.i, *(child.i for child in parts)])
    names = (token.doc[first : token.i + 1].text, token.text)
    entries = (find_party_entry(name) for name in names)
    return any(
        entry is not None and entry.kind in _ARMED and entry.manner != "adjective" for entry in entries
    )


def _is_of_power(pronoun: Token) -> bool:
    """Tell whether a pronoun stands in what a power says of itself ("Norland said it struck a school")."""
    verb = pronoun.head
    speech = verb.head if verb.dep_ == "ccomp" else None
    speaker = None if speech is None else find_subject(speech)
    return speaker is not None and speaker.pos_ != "PRON" and is_power(speaker)


def find_accused(verb: Token) -> Token | None:
    """Find who is accused of what a verb tells ("accused Norland of striking a school")."""
    charge = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "of" else None
    return None if charge is None or charge.pos_ != "VERB" else find_object(charge)


def is_struck(thing: Token, verb: Token) -> bool:
    """Tell whether arms can hit something, and nothing says that words or money do it.

    Args:
        thing: the noun for what is hit.
        verb: the word that tells of it.
    """
    means = (find_preposition_object(each, *_MEANS) for each in (verb, thing))
    bloodless = load_triggers().things["bloodless"]
    if any(each is not None and each.lemma_.lower() in bloodless for each in means):
        return False
    if any(child.dep_ == "poss" and child.tag_ == "PRP$" for child in thing.children):
        return False
    if thing.lemma_.lower() == "target":
        places = (find_preposition_object(each, *_AT) for each in (thing, verb))
        return any(place is not None and place.ent_type_ in _PLACES for place in places)
    return thing.lemma_.lower() in load_triggers().things["struck"] or _is_town(thing)


def _is_town(thing: Token) -> bool:
    """Tell whether a name is a place's, and no state's ("Tolva", not "Norland")."""
    if thing.pos_ not in {"PROPN", "NOUN"} or not thing.text[:1].isupper():
        return False
    entry = find_party_entry(thing.text)
    if entry is not None:
        return entry.is_capital
    return thing.ent_type_ in _PLACES or is_large_name(thing.text)
