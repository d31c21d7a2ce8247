"""Accusations: verbs that put the responsibility on another ("X blamed Y for the attack")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import Actor, find_actor, find_group_of_member, make_description
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_object,
    find_preposition_object,
    find_subject,
    get_clause_verb,
    get_modal,
    has_no,
    is_conditional,
    is_indefinite,
    is_negated,
    is_passive,
    iter_conjuncts,
)
from counterclaim.coding.rules.descriptions import find_inner_people, find_only_group
from counterclaim.coding.rules.doers import find_group_after, find_means_owner, is_habit, iter_possessors
from counterclaim.coding.rules.frames import Scene, make_draft, make_voice
from counterclaim.coding.rules.idioms import find_put_after, find_put_on
from counterclaim.coding.rules.joined import iter_joined
from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.coding.rules.privacy import is_public_person
from counterclaim.coding.rules.stance import make_stance
from counterclaim.coding.rules.toll_counts import is_people
from counterclaim.model.values import Position
from counterclaim.vocabulary.responsibility import load_actors, load_responsibility

#: Nouns that only mean whoever did it.
_NOBODY = frozenset({"perpetrator", "culprit", "killer", "murderer"})
#: Verbs of looking that way ("the inquiry focuses on X").
_LOOKING = frozenset({"turn", "focus", "shift", "centre", "center", "zero"})


def iter_accused(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X blamed Y, accused Y of the attack, held Y responsible, pointed the finger at Y."""
    if verb.pos_ != "VERB" or is_negated(verb):
        return
    accuser = _find_accuser(verb)
    for accused in _find_laid_on(scene, verb) or _find_accused(scene, verb):
        for each in iter_conjuncts(accuser) if accuser is not None else (None,):
            yield from _iter_blame(scene, verb, accused, each, "blame")


def _find_accuser(verb: Token) -> Token | None:
    """Find who blames: also where the parser hung "the army blamed on a rocket" from the army."""
    is_noun_verb = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.i == verb.i - 1
    if is_noun_verb and find_preposition_object(verb, "on") is not None:
        return verb.head
    return find_agent(verb)


def _iter_blame(
    scene: Scene, verb: Token, accused: Token, accuser: Token | None, position: Position
) -> Iterator[PositionDraft]:
    stance = make_stance(scene.annotated, verb)
    if stance.is_unreal and not _is_promised(verb):
        return
    speakers = stance.speakers if verb.lemma_ == "bear" else make_voice(scene, verb, accuser)
    stray = find_preposition_object(verb, "by") if accuser == verb.head else None
    group = find_group_of_member(scene.annotated, accused)
    for party in iter_conjuncts(find_means_owner(accused) or stray or group or find_inner_people(accused)):
        actor = None if is_indefinite(party) or party.i in scene.events else _find_accused_actor(scene, party)
        if actor is None or (speakers and actor.name == (speakers[-1].party or speakers[-1].name)):
            continue
        if stance.is_denied:
            yield make_draft(scene, verb, actor, "deny_other", speakers)
            continue
        certainty = (
            "PR"
            if is_habit(verb) or _is_of_many(scene, verb)
            else "CT"
            if _only_appears(verb)
            else stance.certainty
        )
        hedged: Position = "suspect" if certainty != "CT" else position
        draft = make_draft(scene, verb, actor, hedged, speakers, certainty=certainty)
        yield draft
        yield from (replace(draft, actor=name) for name in iter_joined(scene.annotated, party, actor.name))


def _is_promised(verb: Token) -> bool:
    """Tell whether a side is to be held to account for what it did ("X would be held responsible")."""
    is_due = get_modal(verb) in {"will", "would", "must", "should"}
    return verb.lemma_.lower() in {"hold", "charge"} and is_due and not is_conditional(verb)


def _is_of_many(scene: Scene, verb: Token) -> bool:
    """Tell whether the blame is for events of a kind, of which this may be one ("for most such attacks")."""
    reason = find_preposition_object(verb, "for")
    if reason is None or reason.i not in scene.events or reason.tag_ not in {"NNS", "VBG"}:
        return False
    return any(child.lower_ in load_responsibility().kind_words for child in reason.children)


def _find_accused_actor(scene: Scene, party: Token) -> Actor | None:
    """Find who is accused; any description of people will do ("blamed “infiltrators”")."""
    if party.lemma_.lower() in _NOBODY:
        return None
    actor = find_actor(scene.annotated, party)
    if actor is not None and not actor.is_named:
        actor = find_only_group(scene.annotated, party) or actor
    if actor is None and party.tag_ == "NNS" and party.lower_ != "others" and is_people(party):
        return make_description(scene.annotated, party, kind="unidentified")
    return actor


def _is_event(scene: Scene, thing: Token) -> bool:
    """Tell whether a word names or stands for an event ("this type of attack")."""
    inner = find_preposition_object(thing, "of")
    return thing.pos_ == "PRON" or any(word is not None and word.i in scene.events for word in (thing, inner))


def _only_appears(verb: Token) -> bool:
    """Tell whether the hedge is on the accusing, not on who did it ("appeared to blame X")."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ in {"appear", "seem"}


def _find_accused(scene: Scene, verb: Token) -> tuple[Token, ...]:
    """Find who is accused by a verb, if the verb accuses of an event."""
    lexicon = load_responsibility()
    lemma = verb.lemma_.lower()
    thing = find_object(verb) or _find_after_participle(verb)
    if thing is not None and thing.lemma_ in lexicon.blame_nouns and lemma not in lexicon.owning_verbs:
        return _as_tuple(_find_pointed_at(verb, thing))
    if lemma in lexicon.naming_verbs:
        return _as_tuple(thing if _is_named_responsible(verb) else _find_named_group(verb, thing))
    if lemma in lexicon.attributing:
        on = find_put_after(verb) or find_preposition_object(verb, "on", "to")
        if on is None and thing is not None and thing.i in scene.events:
            on = find_preposition_object(thing, "on")
        is_event = thing is not None and (_is_event(scene, thing) or thing == _find_accuser(verb))
        is_event = is_event or (
            on is not None and _is_tied(lemma, thing) and _is_looked_at(scene, on, is_probe=False)
        )
        if on is not None and (is_event or (thing is None and lemma == "blame")):
            return (on,)
    if thing is None and verb.dep_ == "relcl" and lemma in {"blame", "accuse"}:
        thing = verb.head  # "the rebels whom he blamed"
    if lemma not in lexicon.accusing_objects or thing is None or thing.i in scene.events:
        return ()
    if lemma == "hold" and not _is_held_responsible(verb):
        return ()
    if lemma in lexicon.charging and not _is_charged_with_event(scene, verb):
        return ()
    return (thing,) if lemma in lexicon.charging or _is_about_event(scene, verb) else ()


def _is_tied(lemma: str, thing: Token | None) -> bool:
    """Tell whether a doer or the means is tied to a party ("linked the car and its driver to X")."""
    words = load_responsibility().tied_nouns
    if thing is None or lemma not in {"link", "tie"}:
        return False
    return any(each.lemma_.lower() in words for each in iter_conjuncts(thing))


def _find_laid_on(scene: Scene, verb: Token) -> tuple[Token, ...]:
    """Find on whom an idiom puts the event."""
    thing = find_object(verb)
    put_on = find_put_on(verb, thing)
    return (put_on,) if put_on is not None and thing is not None and _is_event(scene, thing) else ()


def _find_pointed_at(verb: Token, thing: Token) -> Token | None:
    """Find at whom a finger is pointed or on whom the blame (for an event) is laid."""
    reasons = (child for head in (thing, verb) for child in head.children if child.lower_ in {"of", "for"})
    inner = (deep for reason in reasons for deep in reason.children if deep.dep_ == "pobj")
    aside = (child for child in verb.children if child.dep_ == "advmod")
    for head in (thing, verb, *inner, *aside):
        for child in head.children:
            is_after = child.i > min(verb.i, thing.i) and child.dep_ in {"prep", "dative"}
            if is_after and child.lower_ in {"at", "on", "to", "upon"}:
                found = next((deep for deep in child.children if deep.dep_ in {"pobj", "pcomp"}), None)
                if found is not None:
                    return found
    return None


def _find_named_group(verb: Token, thing: Token | None) -> Token | None:
    """Find the group whose members the attackers are identified as."""
    words = load_responsibility().perpetrator_nouns
    return find_group_after(verb) if thing is not None and thing.lemma_.lower() in words else None


def _is_named_responsible(verb: Token) -> bool:
    """Tell whether a verb of naming names somebody "as responsible", "as behind it"."""
    words = load_responsibility().involvement_predicates | {"behind"}
    return any(
        deep.lemma_.lower() in words
        for child in verb.children
        if child.lower_ == "as"
        for deep in child.subtree
    )


def _find_after_participle(verb: Token) -> Token | None:
    """Find the object that the parser hung from a participle before it ("blamed neighbouring X")."""
    participle = next(
        (child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VBG"), None
    )
    if participle is None or participle.i != verb.i + 1:
        return None
    return next(
        (child for child in participle.children if child.dep_ == "dobj" and child.i == participle.i + 1), None
    )


def _as_tuple(token: Token | None) -> tuple[Token, ...]:
    return () if token is None else (token,)


def _is_held_responsible(verb: Token) -> bool:
    words = load_responsibility().involvement_predicates
    is_to_blame = any(child.lower_ == "blame" and child.nbor(-1).lower_ == "to" for child in verb.rights)
    near = (deep for child in verb.children for deep in (child, *child.children))
    return is_to_blame or any(deep.lemma_.lower() in words for deep in near)


def _is_charged_with_event(scene: Scene, verb: Token) -> bool:
    """Tell whether somebody is accused of the event, not of some other wrong."""
    lexicon = load_responsibility()
    guilt = lexicon.involvement_predicates | lexicon.involvement_nouns | lexicon.performing_verbs | {"behind"}
    thing = find_object(verb)
    heads = (verb,) if thing is None else (verb, thing)
    if any(_is_no_deed(deep) for deep in _iter_charge_verbs(heads)):
        return False
    group = None if thing is None else find_group_of_member(scene.annotated, thing)
    charges = [
        deep
        for head in heads
        for child in head.children
        if child.lower_ in {"of", "with", "over", "for"} and (group is None or group.head != child)
        for deep in child.subtree
    ]
    if not charges and verb.dep_ != "xcomp" and _is_bare_charge(verb):
        return True
    guilt |= lexicon.planted_things
    if any(_is_support(deep) for deep in _iter_charge_verbs(heads)):
        return True
    if any(deep.lower_ == "it" and deep.dep_ == "dobj" for deep in charges):
        return True
    return any(deep.i in scene.events or deep.lemma_.lower() in guilt for deep in charges)


def _is_support(verb: Token) -> bool:
    """Tell whether somebody is accused of backing those who did it ("of arming the rebels")."""
    lexicon = load_responsibility()
    thing = find_object(verb)
    if thing is None or verb.lemma_.lower() not in lexicon.supporting_verbs:
        return False
    people = lexicon.perpetrator_nouns | load_actors().generic_parties.keys() | lexicon.crime_nouns
    return bool({thing.lemma_.lower(), thing.lower_} & people)


def _is_bare_charge(verb: Token) -> bool:
    """Tell whether a charge does not say of what ("the government had accused the rebels")."""
    deeper = {"ccomp", "xcomp", "acl", "relcl", "advcl", "oprd"}
    return verb.lemma_ == "accuse" and not any(child.dep_ in deeper for child in verb.children)


def _is_no_deed(verb: Token) -> bool:
    """Tell whether somebody is accused of words, or of leaving something undone ("of doing nothing")."""
    lexicon = load_responsibility()
    thing = find_object(verb)
    is_idle = thing is not None and (has_no(thing) or thing.lower_ in {"little", "nothing"})
    return is_idle or verb.lemma_.lower() in lexicon.stating_verbs | {"fail", "neglect", "ignore"}


def _iter_charge_verbs(heads: Iterable[Token]) -> Iterator[Token]:
    """Iterate over the verbs of "of doing": what somebody is accused of doing."""
    for head in heads:
        for child in head.children:
            if child.lower_ in {"of", "with"}:
                yield from (deep for deep in child.children if deep.dep_ == "pcomp")


def _is_about_event(scene: Scene, verb: Token) -> bool:
    """Tell whether what the blame is for is an event, or not said."""
    reasons = [
        child
        for child in verb.children
        if child.dep_ == "prep"
        and child.lower_ in {"for", "of", "over"}
        and not any(deep.lower_ in {"part", "moment"} for deep in child.children)
    ]
    if not reasons:
        return True
    words = [deep for reason in reasons for deep in reason.subtree]
    crimes = load_responsibility().crime_nouns | load_responsibility().harm_nouns
    return any(
        word.i in scene.events or word.lower_ in {"it", "this", "that"} or word.lemma_.lower() in crimes
        for word in words
    )


def iter_borne(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """X bears responsibility for the attack."""
    verb = noun.head
    if (
        noun.lemma_.lower() not in load_responsibility().responsibility_nouns
        or noun.dep_ not in {"dobj", "nsubjpass"}
        or verb.lemma_.lower() != "bear"
    ):
        return
    bearer = find_agent(verb)
    if bearer is not None:
        yield from _iter_blame(scene, verb, bearer, None, "blame")


def iter_vowed(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """Y vowed revenge on X for the attack."""
    lexicon = load_responsibility()
    verb = get_clause_verb(noun)
    if noun.lemma_.lower() not in lexicon.revenge_nouns or verb.lemma_.lower() not in lexicon.vowing_verbs:
        return
    accused = find_preposition_object(noun, "on", "against")
    if accused is not None and _is_about_event(scene, verb) and not is_negated(verb):
        yield from _iter_blame(scene, verb, accused, find_subject(verb), "blame")


def iter_convicted(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """A court convicted members of X over the attack, or a holder of office of any offence."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in load_responsibility().convicting_verbs:
        return
    thing = find_object(verb)
    if thing is None or is_negated(verb):
        return
    is_public = thing.ent_type_ == "PERSON" and is_public_person(scene.annotated.doc, thing.text)
    if not (is_public or _is_charged_with_event(scene, verb)):
        return
    member = None if is_public else find_preposition_object(thing, "of")
    yield from _iter_blame(scene, verb, member or thing, find_agent(verb), "blame")


def iter_fallen(scene: Scene, noun: Token) -> Iterator[PositionDraft]:
    """Suspicion fell on X; the blame was put on X; the responsibility lies with X."""
    first = noun.head if noun.dep_ == "conj" and noun.head.dep_ == "nsubj" else noun
    is_subject = first.dep_ in {"nsubj", "nsubjpass"}
    is_look = noun.lemma_.lower() in load_responsibility().looking_nouns and first.head.lemma_ in _LOOKING
    if noun.lemma_.lower() not in {"suspicion", "blame", "responsibility"} and not is_look or not is_subject:
        return
    verb = first.head
    if not is_look and verb.lemma_ not in load_responsibility().falling_verbs or is_negated(verb):
        return
    words = ("on", "upon", "with", "to", "toward", "towards", "at")
    accused = next((found for word in words if (found := find_preposition_object(verb, word))), None)
    is_probe = noun.lemma_.lower() not in {"eye", "attention"}
    if accused is not None and (not is_look or _is_looked_at(scene, accused, is_probe=is_probe)):
        position: Position = "suspect" if is_look or noun.lemma_.lower() == "suspicion" else "blame"
        agent = find_agent(verb) if is_passive(verb) else None
        yield from _iter_blame(scene, verb, accused, agent, position)


def _is_looked_at(scene: Scene, party: Token, *, is_probe: bool) -> bool:
    """Tell whether a party is suspected by being looked at ("all eyes turned to the rebels of X").

    Eyes turn to countries for other reasons; an inquiry does not.
    """
    actor = find_actor(scene.annotated, party)
    kinds = {"armed_group", "country", "military", "government"} if is_probe else {"armed_group"}
    return actor is not None and actor.is_named and actor.kind in kinds


def iter_excluded(scene: Scene, verb: Token) -> Iterator[PositionDraft]:
    """X was cleared of the attack; the ministry ruled out X."""
    lexicon = load_responsibility()
    lemma = verb.lemma_.lower()
    thing = find_object(verb) or find_preposition_object(verb, "out")
    is_ruled_out = lemma == "rule" and any(child.lower_ == "out" for child in verb.children)
    if verb.pos_ != "VERB" or thing is None or (is_negated(verb) and not is_ruled_out):
        return
    if lemma not in lexicon.exonerating and not is_ruled_out:
        return
    actor = _find_excluded(scene, thing)
    if actor is None or (not is_ruled_out and not _is_charged_with_event(scene, verb)):
        return
    subject = find_agent(verb) if is_passive(verb) else find_subject(verb)
    speakers = make_voice(scene, verb, subject)
    if is_ruled_out and is_negated(verb):
        yield make_draft(scene, verb, actor, "suspect", speakers, certainty="PS")
        return
    position: Position = "deny_other" if is_ruled_out else "exonerate"
    yield make_draft(scene, verb, actor, position, speakers)


def _find_excluded(scene: Scene, thing: Token) -> Actor | None:
    """Find who is excluded: the party itself, or the one whose involvement is."""
    if thing.lemma_.lower() not in load_responsibility().involvement_nouns:
        return find_actor(scene.annotated, thing)
    linked = find_preposition_object(thing, "to", "with")
    possessors = (*iter_possessors(thing), *((linked,) if linked is not None else ()))
    owners = (find_actor(scene.annotated, owner) for owner in possessors)
    return next((actor for actor in owners if actor is not None and actor.is_named), None)
