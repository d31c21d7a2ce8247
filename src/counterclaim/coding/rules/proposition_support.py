"""Propositions of support: who armed, paid or sheltered those who carried an attack out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_agent, find_object, iter_conjuncts
from counterclaim.coding.rules.proposition import Proposition
from counterclaim.vocabulary.responsibility import load_actors, load_responsibility


def iter_supported(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """X armed the attackers, which is a charge where somebody says so, or only sent missiles."""
    lexicon = load_responsibility()
    if token.pos_ != "VERB" or token.lemma_.lower() not in lexicon.supporting_verbs:
        return
    agent, thing = find_agent(token), find_object(token) or _find_shared_object(token)
    people = lexicon.perpetrator_nouns | load_actors().generic_parties.keys()
    helped = people | lexicon.means_nouns | {"weapon"}
    if agent is None or thing is None or not {thing.lemma_.lower(), thing.lower_} & helped:
        return
    rule = "abetted" if _is_abetting(token, thing) else "supported"
    for party in iter_conjuncts(agent):
        yield Proposition(party=party, predicate=token, event=None, rule=rule)


def _find_shared_object(verb: Token) -> Token | None:
    """Find the object that verbs in a row share with the last ("had recruited, trained and armed X")."""
    after = [child for child in verb.rights if child.dep_ == "conj" or child.tag_ == "VBN"]
    found = ((find_object(each) or _find_shared_object(each)) for each in after)
    return next((thing for thing in found if thing is not None), None)


def _is_abetting(verb: Token, thing: Token) -> bool:
    """Tell whether it is the attackers told of who are backed ("had trained and armed the gunmen")."""
    attackers = {thing.lemma_.lower(), thing.lower_} & load_responsibility().perpetrator_nouns
    is_known = any(child.lower_ in {"the", "these", "those"} for child in thing.children)
    return bool(attackers) and is_known and not any(child.dep_ == "xcomp" for child in verb.children)


def iter_enabled(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """X made the attack possible; it was X that made it possible."""
    possible = next((child for child in token.children if child.lower_ == "possible"), None)
    agent = find_agent(token) if token.lemma_ == "make" and possible is not None else None
    if possible is None or agent is None:
        return
    near = (*token.children, *possible.children)
    event = next((child.i for child in near if child.dep_ in {"nsubj", "dobj"} and child.i in events), None)
    for party in iter_conjuncts(agent) if event is not None else ():
        yield Proposition(party=party, predicate=token, event=event, rule="performed")


def is_backing(behind: Token) -> bool:
    """Tell whether "behind" has somebody after it, who is only backed ("stands behind its allies").

    What "lies behind them" is only past ("hoped that the war lay behind them").
    """
    thing = next((child for child in behind.children if child.dep_ == "pobj"), None)
    if thing is None:
        return False
    if behind.head.lemma_ == "lie" and thing.lower_ in {"them", "us", "him", "her", "me", "you"}:
        return True
    actors = load_actors()
    people = actors.state_heads | actors.homeland_nouns | actors.public_titles | {"state", "ally", "people"}
    is_name = thing.ent_type_ in {"PERSON", "GPE", "NORP"} and thing.pos_ == "PROPN"
    return is_name or thing.lemma_.lower() in people
