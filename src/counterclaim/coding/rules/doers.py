"""Doers: who stands behind a weapon, an attacker or a habit that a report names."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_object,
    find_preposition_object,
    find_subject,
    has_no,
    is_indefinite,
    is_left_out,
    is_negated,
    is_passive,
    iter_conjuncts,
)
from counterclaim.vocabulary.responsibility import load_actors, load_responsibility
from counterclaim.vocabulary.triggers import load_triggers


def find_means_owner(thing: Token) -> Token | None:
    """Find who is behind a weapon or its use: "a rocket fired by X", "a failed launch by X"."""
    if thing.lemma_.lower() not in load_responsibility().means_nouns:
        return None
    for child in thing.children:
        if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            agent = find_agent(child)
            if agent is not None and agent != thing and agent.tag_ not in {"WDT", "WP"}:
                return agent
    named = find_preposition_object(thing, "by", "from")
    if named is not None:
        return named
    inner = find_preposition_object(thing, "of")
    return find_means_owner(inner) if inner is not None else None


def find_means_event(verb: Token, thing: Token, events: Collection[int]) -> int | None:
    """Find the event that a weapon sent off brings about: "launched drones that struck the town"."""
    if thing.lemma_.lower() not in load_responsibility().means_nouns:
        return None
    clauses = [
        child for child in (*thing.children, *verb.children) if child.dep_ in {"relcl", "acl", "advcl"}
    ]
    return next((deep.i for clause in clauses for deep in clause.subtree if deep.i in events), None)


def is_aimed(verb: Token, thing: Token) -> bool:
    """Tell whether a weapon is sent at something ("launched twelve drones at the stations")."""
    is_means = thing.lemma_.lower() in load_responsibility().means_nouns
    return is_means and any(
        child.dep_ == "prep" and child.lower_ in {"at", "on", "into", "toward", "towards", "against"}
        for near in (verb, thing)
        for child in near.children
    )


def find_membership(token: Token) -> tuple[Token, bool] | None:
    """Find the group that an attacker is said to belong to, and whether it is only believed.

    "The attackers were members of X", "bombers believed to be members of X", "gunmen from X".
    """
    is_doer = token.lemma_.lower() in load_responsibility().perpetrator_nouns
    if not is_doer and find_deed_behind(token) is None:
        return None
    for child in token.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ in load_responsibility().seeming_verbs:
            inner = next((deep for deep in child.children if deep.dep_ in {"xcomp", "prep"}), None)
            found = find_group_after(inner) if inner is not None else None
            if found is not None:
                return found, True
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"}:
        return None
    # "Were thought, officials said, to be from X": the parser hangs the infinitive from "said".
    asides = (child for child in verb.children if child.dep_ == "parataxis")
    near = (child for above in (verb, *asides) for child in above.children)
    inner = next((child for child in near if child.dep_ == "xcomp"), None)
    if verb.lemma_ in load_responsibility().seeming_verbs and inner is not None:
        found = find_group_after(inner)
        return None if found is None else (found, True)
    verbs = (verb, *(other for other in verb.conjuncts if other.pos_ in {"VERB", "AUX"}))
    groups = (found for each in reversed(verbs) if (found := find_group_after(each)) is not None)
    group = next(groups, None)  # "had come from Xland and belonged to the Y group"
    return None if group is None else (group, False)


def find_deed_behind(person: Token) -> Token | None:
    """Find the deed that somebody is behind ("the man behind Monday's attack")."""
    is_person = person.lemma_.lower() in load_responsibility().person_nouns
    deed = find_preposition_object(person, "behind") if is_person else None
    entries = () if deed is None else load_triggers().nouns.get(deed.lemma_.lower(), ())
    return deed if entries else None  # "the man behind the counter" is behind no deed


def find_group_after(verb: Token) -> Token | None:
    """Find the group of "be members of X", "belong to X", "identified as X fighters"."""
    if verb.lemma_ in load_responsibility().membership_verbs:
        return find_preposition_object(verb, "to", "from")
    tied = _find_tied(verb)
    if tied is not None:
        return tied
    for child in verb.children:
        if child.lower_ == "from" and verb.lemma_ == "be":
            return next((deep for deep in child.children if deep.dep_ == "pobj"), None)
        if child.dep_ in {"attr", "oprd"} and verb.lemma_ == "be":
            return find_member_group(child)
        if child.dep_ == "prep" and child.lower_ in {"as", "of"}:
            inner = next((deep for deep in child.children if deep.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None and inner.pos_ in {"VERB", "AUX"}:
                return find_group_after(inner)
            return find_member_group(inner) if inner is not None else None
    return None


def _find_tied(verb: Token) -> Token | None:
    """Find whom somebody is tied to ("are affiliated with X", "had ties to X", "pledged allegiance to X")."""
    if is_negated(verb):
        return None
    if verb.lemma_.lower() in load_actors().affiliating_verbs and is_passive(verb):
        return find_preposition_object(verb, "with", "to")
    tie = find_object(verb) if verb.pos_ in {"VERB", "AUX"} else None
    if tie is None or tie.lemma_.lower() not in {"tie", "link", "allegiance"}:
        return None
    return find_preposition_object(tie, "to", "with") or find_preposition_object(verb, "to", "with")


def find_member_group(noun: Token) -> Token | None:
    """Find the group whose member a noun names: "a member of X", "an X fighter"."""
    people = (
        load_actors().member_heads | load_actors().nonstate_heads | load_responsibility().perpetrator_nouns
    )
    if noun.lemma_.lower() not in people:
        return None
    of = find_preposition_object(noun, "of", "from")
    return of or next((noun for child in noun.children if child.dep_ in {"compound", "amod", "nmod"}), None)


def iter_sides(noun: Token) -> Iterator[Token]:
    """Iterate over coordinated parties, also those whose members one noun names ("men of X and of Y").

    "X and any others who wish to be involved" says nothing of X.
    """
    for each in (noun,) if is_indefinite(noun) else iter_conjuncts(noun):
        yield each
        yield from (child for child in each.children if child.dep_ == "appos" and is_left_out(child))
        of = find_preposition_object(each, "of", "from")
        if of is not None and each.lemma_.lower() in load_actors().member_heads:
            yield from (other for other in of.conjuncts if other.i > of.i)


def iter_helpers(verb: Token) -> Iterator[Token]:
    """Iterate over those with whose help somebody did it ("with help from X", "together with X")."""
    helping = find_preposition_object(verb, "with")
    if helping is not None and helping.lemma_.lower() in load_responsibility().help_nouns:
        found = find_preposition_object(helping, "from", "of", "with")
        yield from iter_conjuncts(found) if found is not None else ()


def is_habit(verb: Token) -> bool:
    """Tell whether a verb says what somebody is in the habit of doing ("often carries out attacks")."""
    if has_habit_adverb(verb):
        return True
    if _is_of_the_past(verb) or _is_general(verb):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in {"know", "continue", "tend"}


def find_based(party: Token) -> Token:
    """Find who has bases in a country that a clause hangs from ("a group with bases in X, which often")."""
    near = party.head
    if (
        party.dep_ != "pobj"
        or near.lower_ not in {"in", "near", "across"}
        or party.ent_type_ not in {"GPE", "LOC"}
    ):
        return party
    base = near.head
    if base.dep_ == "pobj" and base.head.lower_ == "with":
        return base.head.head
    return base if base.pos_ == "NOUN" else party


def has_habit_adverb(verb: Token) -> bool:
    """Tell whether an adverb makes what a verb says a habit ("does not usually claim attacks")."""
    words = load_responsibility().habit_adverbs
    above = verb.head if verb.dep_ in {"xcomp", "conj", "relcl"} else verb
    return any(child.lower_ in words for token in (verb, above) for child in token.children)


def _is_of_the_past(verb: Token) -> bool:
    """Tell whether a verb looks back on what somebody has often done ("in the past", "in recent years")."""
    times = (find_preposition_object(child, "in", "over") for child in (verb, *verb.children))
    return any(time is not None and time.lemma_ in {"past", "year", "decade", "month"} for time in times)


def _is_general(verb: Token) -> bool:
    """Tell whether a verb in the present tense tells of many events ("carries out deadly attacks")."""
    thing = find_object(verb)
    if thing is None or thing.tag_ != "NNS" or verb.tag_ not in {"VBZ", "VBP"} or verb.sent.start == 0:
        return False
    return not any(child.dep_ in {"det", "nummod", "poss"} for child in thing.children)


def is_open_question(verb: Token) -> bool:
    """Tell whether a sentence leaves open who did it, or speaks of attacks like the one told."""
    lexicon = load_responsibility()
    words = verb.sent.text.lower()
    if any(_is_unknown(token) for token in verb.sent):
        return True
    if any(phrase in words for phrase in (*lexicon.unknown_phrases, *lexicon.no_claim_phrases)):
        return True
    if any(token.lemma_ == "claim" and _is_turned_down(token) for token in verb.sent):
        return True
    return any(child.lower_ in lexicon.similar_words for deep in verb.subtree for child in deep.children)


def _is_unknown(word: Token) -> bool:
    """Tell whether a word says that it is not known who did it ("who was behind it was not known")."""
    lexicon = load_responsibility()
    is_known = word.lower_ in lexicon.knowing_words and (is_negated(word) or is_negated(word.head))
    return (is_known or word.lower_ in lexicon.unknown_words) and any(
        token.lower_ == "who" and token.head.lower_ in {"was", "were", "is", "carried", "did", "behind"}
        for token in word.sent
    )


def _is_turned_down(claim: Token) -> bool:
    """Tell whether a word of claiming is negative ("no group has claimed it")."""
    return has_no(claim) or is_negated(claim)


def is_place_reading(modifier: Token, noun: Token, *, is_voiced: bool) -> bool:
    """Tell whether a country's name before an event tells where it was, not who did it.

    "The Xish church bombings" were in X, as were "the Xish blasts"; "the Xish drone strike" was X's.
    """
    lexicon = load_responsibility()
    between = (child for child in noun.children if modifier.i < child.i < noun.i and child.dep_ == "compound")
    if any(child.lemma_.lower() not in lexicon.means_modifiers for child in between):
        return True
    is_prone = noun.lemma_.lower() in lexicon.place_prone_nouns and not is_voiced
    return is_prone and find_preposition_object(noun, "on", "against", "of") is None


def iter_possessors(noun: Token) -> Iterator[Token]:
    """Iterate over the words before and after a noun that may name whose it is."""
    yield from (child for child in noun.children if child.dep_ in {"poss", "amod", "compound", "nmod"})
    found = find_preposition_object(noun, "by", "from")
    if found is not None:
        yield found


def find_accuser(charge: Token) -> Token | None:
    """Find who makes a charge: "Y's allegations", "claims by Y", "Yish reports"."""
    return next(iter_possessors(charge), None)


def find_denier(charge: Token) -> Token | None:
    """Find who turns a charge down that is the object of a denial."""
    verb = charge.head
    if charge.dep_ != "dobj" or verb.lemma_.lower() not in load_responsibility().denying:
        return None
    return find_subject(verb)


def find_calling(token: Token) -> Token | None:
    """Find the name that a group goes by ("a group calling itself X", "a group called X")."""
    for child in token.children:
        if child.dep_ == "acl" and child.lemma_ in load_actors().naming_verbs:
            return next(
                (
                    deep
                    for deep in child.subtree
                    if deep.dep_ in {"oprd", "dobj", "pobj"} and deep.pos_ == "PROPN"
                ),
                None,
            )
    return None


def find_affiliation(token: Token) -> Token | None:
    """Find whom a nameless group is of ("a group affiliated with X", "a local branch linked to X")."""
    lexicon = load_actors()
    if token.lemma_.lower() not in lexicon.backward_nouns | lexicon.member_heads:
        return None
    for child in token.children:
        is_tie = child.lemma_.lower() in lexicon.affiliating_verbs
        if is_tie and child.dep_ in {"acl", "amod", "relcl"}:
            found = find_preposition_object(child, "with", "to")
            if found is not None and found.pos_ == "PROPN":
                return found
    return None


def find_own_body(token: Token) -> Token | None:
    """Find the "its" of a side's own body that has a name ("its Majeed Brigade")."""
    is_body = token.lemma_.lower() in load_actors().state_heads | load_actors().member_heads
    owner = next((child for child in token.children if child.tag_ == "PRP$"), None)
    return owner if is_body and token.pos_ == "PROPN" else None


def find_owner_of_part(token: Token) -> Token | None:
    """Find whose part a pronoun or number is: "one of its missiles", "two of X's members"."""
    own, of = find_own_body(token), find_preposition_object(token, "of")
    if own is not None or of is None:
        return own
    is_side = of.pos_ == "PROPN" or of.lemma_.lower() in load_actors().homeland_nouns | {"state", "power"}
    return next((child for child in of.children if child.dep_ == "poss"), of if is_side else None)


def is_of_kind(thing: Token) -> bool:
    """Tell whether events are many of a kind, of which none is the one ("most such bombings")."""
    return thing.tag_ == "NNS" and any(
        child.lower_ in load_responsibility().kind_words for child in thing.children
    )


def is_plain_charge(charge: Token) -> bool:
    """Tell whether a noun is an accusation that does not say of what ("called the accusation groundless")."""
    own = (
        child for child in charge.children if child.dep_ in {"acl", "relcl", "ccomp"} or child.lower_ == "of"
    )
    return charge.lemma_.lower() in load_responsibility().accusation_nouns and next(own, None) is None


def is_of_other_guilt(token: Token, events: Collection[int]) -> bool:
    """Tell whether somebody is said to be guilty of what is no deed ("guilty of deceit")."""
    wrong = find_preposition_object(token, "of") if token.lemma_.lower() == "guilty" else None
    if wrong is None or wrong.pos_ != "NOUN":
        return False
    lexicon = load_responsibility()
    return wrong.i not in events and wrong.lemma_.lower() not in lexicon.crime_nouns | lexicon.harm_nouns


def is_aside(verb: Token, events: Collection[int]) -> bool:
    """Tell whether a clause is the narrator's aside ("a charge X rejects", "the attack, which X claimed")."""
    is_charge = verb.dep_ == "relcl" and verb.head.lemma_.lower() in load_responsibility().charge_nouns
    return is_charge or (verb.dep_ in {"relcl", "acl"} and verb.head.i in events and verb.lemma_ == "claim")
