"""States behind nouns that name none: "the army", "government warplanes", "the coalition"."""

from __future__ import annotations

from counterclaim.annotate.layers import AnnotatedReport, PartyName
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import is_definite
from counterclaim.model.statement import Speaker
from counterclaim.vocabulary.parties import load_countries
from counterclaim.vocabulary.responsibility import load_actors

#: Words before a state's body that name no other side ("the ruling military junta").
_OWN_WORDS = frozenset({"military", "ruling", "transitional"})
_STATES = frozenset({"country", "government", "military", "police"})


def find_same_body(annotated: AnnotatedReport, token: Token) -> PartyName | None:
    """Find the alliance that "the coalition" means: the one named by that word before."""
    own = (token, *(child for child in token.lefts if child.dep_ == "compound"))
    noun = next(
        (each.lemma_.lower() for each in own if each.lemma_.lower() in load_actors().alliance_nouns), None
    )
    parties = (party for party in annotated.parties if noun and party.span.end <= token.idx)
    return next((party for party in parties if noun and party.name.lower().endswith(noun)), None)


def is_bare_state(token: Token, kind: str) -> bool:
    """Tell whether a noun means the state that a text is about ("the government", "the army")."""
    if kind == "military" and is_of_state(token):
        return True
    words = [
        child
        for child in token.children
        if child.dep_ in {"amod", "compound", "poss", "nmod", "prep"} and child.lower_ not in _OWN_WORDS
    ]
    is_alliance = token.lemma_.lower() in load_actors().alliance_nouns
    return kind in {"government", "military"} and is_definite(token) and not (words or is_alliance)


def is_of_state(token: Token) -> bool:
    """Tell whether arms or people are a state's by the word before them ("government warplanes")."""
    is_owned = any(child.lower_ in {"government", "army", "regime", "state"} for child in token.lefts)
    return is_owned and token.lemma_.lower() in load_actors().state_heads


def find_only_state(annotated: AnnotatedReport, *, is_said: bool = False) -> str | None:
    """Find the name of the only country whose places a text names.

    A town alone may be a namesake's: where the text names other states, it must name the country too.

    Args:
        annotated: the report.
        is_said: the text must name the country in any case.
    """
    codes = {place.value.country for place in annotated.places if place.value.country}
    states = {party.country for party in annotated.parties if party.country and party.kind in _STATES}
    states |= {place.value.country or "" for place in annotated.places if place.value.precision == "country"}
    if len(codes) != 1 or ((states or is_said) and not codes & states):
        return None
    country = load_countries().get(codes.pop())
    return country.name if country else None


def find_state_of(annotated: AnnotatedReport, speaker: Speaker) -> str | None:
    """Find the state whose forces speak ("the junta's spokesman"), where a text is about one country."""
    words = f"{speaker.name} {speaker.role or ''}".lower().replace("'s", "").replace("’s", "").split()
    kinds = load_actors().generic_parties
    is_force = speaker.party is None and any(kinds.get(word) == "military" for word in words)
    return find_only_state(annotated) if is_force else None
