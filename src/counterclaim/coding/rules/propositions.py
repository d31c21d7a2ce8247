"""Propositions: words that say, imply or raise that a party did it, whoever says so.

A proposition is found by its grammar alone; its stance decides what position it becomes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from counterclaim.annotate.attribution_lexicon import load_speakers
from counterclaim.annotate.parsed import iter_telling
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.clauses import (
    SUBJECTS,
    find_agent,
    find_object,
    find_preposition_object,
    find_subject,
    is_left_out,
    is_negated,
    is_passive,
    iter_conjuncts,
)
from counterclaim.coding.rules.deed_owners import iter_owned_deeds
from counterclaim.coding.rules.doers import (
    find_based,
    find_means_event,
    find_means_owner,
    is_aimed,
    is_habit,
    is_of_other_guilt,
    iter_helpers,
    iter_sides,
)
from counterclaim.coding.rules.idioms import find_put_on
from counterclaim.coding.rules.proposition import Finder, Proposition, find_event
from counterclaim.coding.rules.proposition_hints import HINTS
from counterclaim.coding.rules.proposition_support import is_backing, iter_enabled, iter_supported
from counterclaim.coding.rules.triggers import Trigger
from counterclaim.vocabulary.responsibility import load_actors, load_responsibility
from counterclaim.vocabulary.triggers import load_triggers


def find_propositions(doc: Doc, triggers: Sequence[Trigger]) -> tuple[Proposition, ...]:
    """Find the propositions of responsibility in a parsed text, in text order."""
    events = {trigger.token for trigger in triggers if _is_act(doc[trigger.token], trigger)}
    doers = {trigger.token for trigger in triggers if trigger.entry.doer}
    found = (each for token in iter_telling(doc) for finder in FINDERS for each in finder(token, events))
    kept = (each for each in found if each.rule != "owned" or each.predicate.i not in doers)
    return tuple(replace(each, is_excluded=is_left_out(each.party)) for each in kept)


def _is_act(token: Token, trigger: Trigger) -> bool:
    """Tell whether a trigger names something done: a harm that is only counted ("were missing") is not."""
    if token.pos_ in {"VERB", "AUX"}:
        lemma = token.lemma_.lower()
        is_framed = trigger.entry.type == "ASSAULT" and lemma in load_triggers().frames
        return lemma in load_triggers().verbs or is_framed or trigger.first != trigger.last
    return not trigger.entry.weak or _points_back(token)


def _points_back(token: Token) -> bool:
    """Tell whether a noun names something already spoken of ("the operation", "its crimes")."""
    return any(child.dep_ in {"det", "poss"} and child.lower_ not in {"a", "an"} for child in token.children)


def _iter_predicated(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """X is responsible, is to blame, is behind the attack, was involved in it."""
    if not _is_predicate(token):
        return
    subject = _find_predicate_subject(token)
    if subject is None or is_of_other_guilt(token, events):
        return
    event = find_event(token, events)
    for party in iter_sides(subject):
        yield Proposition(party=party, predicate=token, event=event, rule="predicated")


def _is_predicate(token: Token) -> bool:
    lexicon = load_responsibility()
    lemma = token.lemma_.lower()
    if lemma in lexicon.involvement_predicates and token.dep_ in {
        "acomp",
        "oprd",
        "amod",
        "ccomp",
        "conj",
        "attr",
    }:
        return token.dep_ != "amod" or token.head.pos_ != "NOUN"
    if lemma in lexicon.involvement_verbs and is_passive(token):
        return True
    if lemma == "involved" and token.dep_ == "acomp":
        return True
    if token.lower_ == "behind" and token.head.lemma_ in {"be", "stand", "lie"}:
        return not is_backing(token)
    if token.lower_ == "fault" and token.head.lower_ == "at" and token.head.head.lemma_ == "be":
        return True
    return (
        lemma == "blame"
        and token.dep_ == "xcomp"
        and token.head.lemma_ == "be"
        and token.i > 0
        and token.nbor(-1).lower_ == "to"
        and find_object(token) is None
        and not any(child.dep_ == "acomp" for child in token.head.children)
    )


def _find_predicate_subject(token: Token) -> Token | None:
    if token.pos_ == "VERB" and token.lemma_ != "blame":
        return find_subject(token)
    head = token.head
    while head.pos_ not in {"VERB", "AUX"} and head.head != head:
        head = head.head
    if head.lemma_.lower() in load_responsibility().accusing_objects | load_responsibility().naming_verbs:
        return None  # "held X responsible": a verb of accusing, with a frame of its own
    return find_subject(head) if head.pos_ in {"VERB", "AUX"} else None


def _iter_performed(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """X carried out the attack; the attack was carried out by X."""
    if token.pos_ != "VERB" or token.i in events:
        return
    thing = find_object(token)
    agent = find_agent(token)
    is_deed = token.lemma_.lower() in load_responsibility().performing_verbs
    if thing is None or agent is None or not (is_deed or _is_sent_off(token, thing)):
        return
    if find_put_on(token, thing) is not None or (token.lemma_ == "use" and thing.i in events):
        return  # "uses the attack as a pretext", "lays the attack at the door of X": a verb of blaming
    event = next((near.i for near in iter_conjuncts(thing) if near.i in events), None)
    if event is None:
        event = find_means_event(token, thing, events)
    if event is None and token.lemma_ == "use":
        event = find_event(token, events)
    if event is None and not _is_deed(token, thing, agent):
        return
    habit = is_habit(token)
    for party in (*iter_sides(agent), *iter_helpers(token)):
        rule = "habit" if habit else "performed"
        doer = find_based(party) if habit else party
        yield Proposition(party=doer, predicate=token, event=event, rule=rule, is_hint=habit)


def _is_deed(verb: Token, thing: Token, agent: Token) -> bool:
    """Tell whether what is done without a word for an event is one: a bomb set off, drones sent, a crime."""
    lexicon = load_responsibility()
    lemma = thing.lemma_.lower()
    is_one = any(child.dep_ == "det" and child.lower_ in {"a", "an", "this"} for child in thing.children)
    is_crime = lemma in lexicon.crime_nouns and is_one and verb.lemma_ in {"commit", "perpetrate"}
    is_set_off = lemma in lexicon.planted_things and verb.lemma_.lower() in lexicon.setting_verbs
    words = {"it", "this", "that", *(("them",) if verb.lemma_.lower() in lexicon.doing_verbs else ())}
    is_deed_itself = thing.lower_ in words and not _is_relative(thing, verb)
    return (
        is_deed_itself
        or is_set_off
        or is_crime
        or _is_banned(verb, thing)
        or is_aimed(verb, thing)
        or (agent.pos_ == "PRON" and _is_sent_off(verb, thing))
        or _is_unfired(verb, thing)
        or _is_known_means(verb, thing)
        or _is_downed(verb, thing)
        or _is_sole(agent, thing)
    )


def _is_relative(thing: Token, verb: Token) -> bool:
    """Tell whether "that" takes up a thing, not a deed ("struck a school that X used")."""
    return verb.dep_ == "relcl" and thing.i < verb.i and verb.head.dep_ not in {"attr", "ROOT"}


def _is_banned(verb: Token, thing: Token) -> bool:
    """Tell whether a weapon is used whose use alone is the charge ("using chemical weapons")."""
    words = {thing.lemma_.lower(), *(child.lower_ for child in thing.children)}
    return verb.lemma_.lower() in {"use", "deploy", "employ"} and bool(
        words & load_responsibility().banned_means
    )


def _is_unfired(verb: Token, thing: Token) -> bool:
    """Tell whether a side is said not to have sent off any weapon ("had not fired any missiles")."""
    is_any = any(child.lower_ in {"any", "no", "a", "single"} for child in thing.children)
    return is_negated(verb) and is_any and thing.lemma_.lower() in load_responsibility().means_nouns


def _is_downed(verb: Token, thing: Token) -> bool:
    """Tell whether something that flies is brought down ("said it had brought the plane down")."""
    is_down = verb.lemma_ == "down" or any(child.lower_ == "down" for child in verb.children)
    return is_down and thing.lemma_.lower() in load_responsibility().flyer_nouns


def _is_sent_off(verb: Token, thing: Token) -> bool:
    """Tell whether counted weapons are sent off, and not given to somebody ("sent ten drones")."""
    lexicon = load_responsibility()
    is_given = any(
        child.dep_ in {"dative", "iobj"} or child.lower_ in {"to", "for"} for child in verb.children
    )
    is_sent = verb.lemma_.lower() in lexicon.sending_verbs and not is_given
    is_counted = any(child.dep_ == "nummod" for child in thing.children)
    return is_sent and is_counted and thing.lemma_.lower() in lexicon.means_nouns


def _is_known_means(verb: Token, thing: Token) -> bool:
    """Tell whether a weapon already spoken of is sent off ("launched the drones", "fired that missile")."""
    is_sent = verb.lemma_.lower() in load_responsibility().sending_verbs
    is_known = any(child.lower_ in {"the", "this", "that", "these", "those"} for child in thing.children)
    return is_sent and is_known and thing.lemma_.lower() in load_responsibility().means_nouns


def _is_sole(agent: Token, thing: Token) -> bool:
    """Tell whether a side is said to have been the only one to send a weapon ("they alone launched ten")."""
    is_only = any(child.lower_ == "alone" for child in agent.children)
    return is_only and thing.lemma_.lower() in load_responsibility().means_nouns


def _iter_partaken(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """X played a part in the attack, had no hand in it, had nothing to do with it."""
    is_partaking = token.lemma_ in load_responsibility().partaking_verbs | {"carry", "conduct", "perform"}
    thing = find_object(token) if token.pos_ in {"VERB", "AUX"} and is_partaking else None
    subject = find_subject(token) if thing is not None else None
    if thing is None or subject is None:
        return
    lexicon = load_responsibility()
    if thing.lemma_.lower() in lexicon.responsibility_nouns and token.lemma_ == "take":
        return  # a claim, with a frame of its own
    if thing.lemma_.lower() in lexicon.mission_nouns and is_negated(token):
        yield from (
            Proposition(party=p, predicate=token, event=None, rule="absent") for p in iter_conjuncts(subject)
        )
        return
    is_nothing = thing.lower_ in {"nothing", "anything"} and not _is_to_say(thing)
    if thing.lemma_.lower() not in lexicon.involvement_nouns and not is_nothing:
        return
    event = next(
        (
            deep.i
            for child in token.children
            if child == thing or (child.dep_ == "prep" and child.i > thing.i)
            for deep in _iter_phrase(child)
            if deep.i in events
        ),
        None,
    )
    if event is None and not _is_in_it(thing, token):
        return
    for party in iter_sides(subject):
        yield Proposition(party=party, predicate=token, event=event, rule="partaken")


def _is_to_say(thing: Token) -> bool:
    """Tell whether a party has nothing to say, not nothing to do with it."""
    return any(child.lemma_ in load_responsibility().saying_verbs | {"add"} for child in thing.children)


def _is_in_it(thing: Token, verb: Token) -> bool:
    """Tell whether a part is said to be in something already spoken of ("nothing to do with it")."""
    heads = (thing, verb, *(child for child in thing.children if child.lemma_ == "do"))
    found = (find_preposition_object(head, "in", "with") for head in heads)
    return any(each is not None and each.lower_ in {"it", "this", "that"} for each in found)


def _iter_phrase(head: Token) -> Iterator[Token]:
    """Iterate over a phrase without what is coordinated with its head."""
    yield head
    for child in head.children:
        if child.dep_ not in {"conj", "cc"}:
            yield from child.subtree


def _iter_acted(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """X bombed the town; five were killed by X."""
    if token.pos_ != "VERB" or token.i not in events:
        return
    is_loose = token.tag_ == "VBG" and token.dep_ in {"advcl", "acl"} and token.head.i not in events
    is_loose = is_loose or _lacks_subject(token)
    above = token.head if token.tag_ == "VBG" and token.dep_ == "advcl" and is_passive(token.head) else token
    agent = None if is_loose else find_agent(above)  # "X was shot down, killing ten": X killed nobody
    if agent is None or agent.i in events or _hits_perpetrator(token) or _is_scene(token, agent, events):
        return
    if _is_verbal(token, agent):
        return
    habit = is_habit(token)
    for party in iter_sides(agent):
        rule = "habit" if habit else "acted"
        doer = find_based(party) if habit else party
        yield Proposition(party=doer, predicate=token, event=token.i, rule=rule, is_hint=habit)


def _is_verbal(verb: Token, agent: Token) -> bool:
    """Tell whether somebody in office only strikes with words ("the premier blasted the rebels")."""
    lemma = agent.lemma_.lower()
    is_armed = load_actors().generic_parties.get(lemma) in {"military", "unidentified"}
    is_office = (lemma in load_speakers().roles and not is_armed) or agent.ent_type_ == "PERSON"
    return is_office and verb.lemma_.lower() in load_responsibility().scolding_verbs


def _lacks_subject(verb: Token) -> bool:
    """Tell whether the parser lost a subject ("X told reporters, after a strike killed ten")."""
    is_finite = verb.dep_ == "advcl" and verb.tag_ in {"VBD", "VBZ", "VBP"}
    return is_finite and not any(child.dep_ in SUBJECTS for child in verb.children)


def _iter_struck(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """She was hit by fire from X; the bus was struck by a shell fired by X."""
    if token.pos_ != "VERB" or token.i in events or token.lemma_ not in {"hit", "strike"}:
        return
    agent = find_agent(token) if is_passive(token) else None
    if agent is not None and find_means_owner(agent) is not None:
        yield Proposition(party=agent, predicate=token, event=None, rule="struck")


def _is_scene(verb: Token, agent: Token, events: Collection[int]) -> bool:
    """Tell whether a clause hangs from where an event was ("blasts in X, which killed 84 people")."""
    place = agent.head if agent.dep_ == "appos" else agent
    is_place = place.dep_ == "pobj" and place.head.lower_ in {"in", "at", "near", "on", "outside", "inside"}
    is_of_deed = place.dep_ == "pobj" and place.head.lower_ == "of" and place.head.head.i in events
    is_spot = place.pos_ == "PROPN" or place.head.head.i in events
    if is_of_deed and verb.dep_ == "relcl" and agent == verb.head:
        return True  # "the shelling of X, which killed six"
    return verb.dep_ == "relcl" and agent == verb.head and is_place and is_spot


def _hits_perpetrator(verb: Token) -> bool:
    """Tell whether the one who is hit is the attacker ("police shot the gunman")."""
    thing = find_object(verb) or next((found for c in verb.conjuncts if (found := find_object(c))), None)
    nouns = load_responsibility().perpetrator_nouns
    return thing is not None and {thing.lemma_.lower(), thing.lower_} & nouns != set()


def _iter_nominal(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """X's involvement in, the role of X in, the hand of X."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in load_responsibility().involvement_nouns:
        return
    owner = next(
        (
            child
            for child in token.children
            if child.dep_ in {"poss", "amod", "compound"} and child.pos_ != "NOUN"
        ),
        None,
    )
    of = find_preposition_object(token, "of", "by")
    found = owner or of
    event = find_event(token, events)
    if token.head.lower_ == "of" and token.head.head.lemma_ == "claim":
        return  # "a claim of responsibility by X": no charge
    if found is None or (event is None and token.lemma_.lower() not in load_responsibility().guilt_nouns):
        return
    for party in iter_conjuncts(found):
        yield Proposition(party=party, predicate=token, event=event, rule="nominal")


#: Every rule, in the order in which they are tried on each token.
FINDERS: tuple[Finder, ...] = (
    _iter_predicated,
    _iter_performed,
    _iter_partaken,
    iter_supported,
    iter_enabled,
    _iter_acted,
    _iter_struck,
    iter_owned_deeds,
    _iter_nominal,
    *HINTS,
)
