"""Propositions that only hint: hallmarks, habits, weapons that one side has, those an attacker belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_object,
    find_preposition_object,
    find_subject,
    get_modal,
    is_negated,
    is_passive,
    iter_conjuncts,
)
from counterclaim.coding.rules.doers import find_member_group, find_membership
from counterclaim.coding.rules.proposition import Finder, Proposition
from counterclaim.vocabulary.responsibility import load_actors, load_responsibility

#: Tokens between a crime and the participle that says who did it.
_NEAR = 4


def _iter_likened(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """Bears the hallmarks of X; something like what X has done; X's fingerprints were all over it."""
    if (
        token.lemma_.lower() not in load_responsibility().likeness_words
        and token.lower_ not in load_responsibility().likeness_words
    ):
        return
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    if owner is not None and token.dep_ == "nsubj" and token.head.lemma_ == "be":
        yield Proposition(party=owner, predicate=token, event=None, rule="likened", is_hint=True)
    for deep in token.subtree:
        if deep.i <= token.i or deep.i - token.i > 12:
            continue
        is_doer = deep.dep_ == "nsubj" and deep.head.lemma_ in load_responsibility().likeness_verbs
        is_owner = deep.dep_ == "poss" and deep.head.i in events
        is_of = deep.dep_ == "pobj" and deep.head.lower_ == "of" and deep.head.head == token
        if is_doer or is_owner or is_of:
            yield Proposition(party=deep, predicate=token, event=None, rule="likened", is_hint=True)


def _iter_signed(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """A missile that only X uses; of a type used only by X; X does not use such missiles."""
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    if token.lower_ == "uses" and token.tag_ == "NNS" and owner is not None and _is_alone(owner):
        # "of a kind that only X's army uses", where the parser takes the verb for a noun
        yield Proposition(party=owner, predicate=token, event=None, rule="signed", is_hint=True)
    if token.pos_ != "VERB" or token.lemma_.lower() not in load_responsibility().signature_verbs:
        return
    agent = find_agent(token)
    thing = find_object(token)
    if agent is not None and thing is not None and is_negated(token) and _is_means(thing):
        yield Proposition(party=agent, predicate=token, event=None, rule="absent")
    near = [] if agent is None else [*token.children, *agent.children, *agent.head.children]
    if agent is not None and any(child.lower_ in load_responsibility().exclusive_adverbs for child in near):
        for party in iter_conjuncts(agent):
            yield Proposition(party=party, predicate=token, event=None, rule="signed", is_hint=True)


def _is_alone(owner: Token) -> bool:
    """Tell whether "that only" stands before a word."""
    before = [owner.doc[place].lower_ for place in range(max(owner.left_edge.i - 2, 0), owner.i)]
    opens = [word for word in before if word in {"that", "which"}]
    return bool(opens) and any(word in load_responsibility().exclusive_adverbs for word in before)


def _is_not_shared(verb: Token) -> bool:
    """Tell whether a weapon is said not to be used by others ("... but is not operated in Y")."""
    verbs = load_responsibility().signature_verbs
    return any(other.lemma_.lower() in verbs and is_negated(other) for other in verb.conjuncts)


def _iter_held(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """The missiles are in service only with X, are in the arsenal of X alone."""
    lexicon = load_responsibility()
    held = find_preposition_object(token, "in") if token.lemma_ == "be" else None
    if held is None or held.lemma_.lower() not in lexicon.holding_nouns or is_negated(token):
        return
    only = lexicon.exclusive_adverbs
    holders = [
        (child, find_preposition_object(head, child.lower_))
        for head in (token, held)
        for child in head.children
        if child.lower_ in {"with", "of", "by"}
    ]
    for preposition, holder in holders:
        near = [*preposition.children, *token.children, *held.children]
        is_only = any(child.lower_ in only for child in near) or _is_not_shared(token)
        if holder is not None and is_only:
            for party in iter_conjuncts(holder):
                yield Proposition(party=party, predicate=token, event=None, rule="signed", is_hint=True)


def _is_means(thing: Token) -> bool:
    """Tell whether something is a weapon, or a type of one."""
    inner = find_preposition_object(thing, "of")
    words = {each.lemma_.lower() for each in (thing, inner) if each is not None}
    return bool(words & load_responsibility().means_nouns)


def _iter_absent(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """X's planes had not flown over the area; no missions were planned by X's forces, assigned to them."""
    thing = find_object(token) if token.pos_ == "VERB" and is_passive(token) and is_negated(token) else None
    if thing is not None and thing.lemma_.lower() in load_responsibility().mission_nouns:
        sent = find_agent(token) or find_preposition_object(token, "to")
        if sent is not None and sent.lemma_.lower() in load_actors().state_heads:
            yield Proposition(party=sent, predicate=token, event=None, rule="absent")
    if token.lemma_ not in {"fly", "operate", "patrol", "deploy", "sail"} or not is_negated(token):
        return
    subject = find_subject(token)
    if subject is not None and subject.lemma_.lower() in load_actors().state_heads:
        yield Proposition(party=subject, predicate=token, event=None, rule="absent")


def _iter_involving(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """The strike involved an X missile."""
    if token.pos_ != "VERB" or token.lemma_ != "involve" or is_passive(token):
        return
    subject, thing = find_subject(token), find_object(token)
    if subject is not None and thing is not None and subject.i in events:
        yield Proposition(party=thing, predicate=token, event=subject.i, rule="involving")


def _iter_worked(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """The attack was the work of X; it looked like the work of X; this was X's doing."""
    is_own = token.lower_ == "own" and token.dep_ == "attr"  # "the attack was its own"
    if not is_own and (
        token.lemma_.lower() not in load_responsibility().work_nouns or token.pos_ not in {"NOUN", "VERB"}
    ):
        return
    is_likened = (
        token.head.lower_ == "like" and token.head.head.lemma_ in load_responsibility().impression_verbs
    )
    of = find_preposition_object(token, "of")
    owners = (child for child in token.children if child.dep_ == "poss")
    owner = next((child for child in owners if child.pos_ in {"PROPN", "PRON"}), None)
    maker = of or owner if is_likened or token.head.lemma_ == "be" else None
    if maker is not None:
        for party in iter_conjuncts(maker):
            yield Proposition(party=party, predicate=token, event=None, rule="worked", is_hint=is_likened)


def _iter_crime(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """Called it another crime by X, an atrocity committed by X."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in load_responsibility().crime_nouns:
        return
    made = (c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i - token.i < _NEAR)
    is_called = token.dep_ == "oprd" and not is_passive(token.head)
    near = (token, token.head) if is_called else (token,)
    if token.head.lower_ == "of" and token.head.head.lemma_ == "act":
        near = (token, token.head.head)  # "an act of terrorism by X"
    by = next((found for each in near if (found := find_preposition_object(each, "by"))), None) or next(
        (found for c in made if (found := find_agent(c))), None
    )
    is_named = token.dep_ in {"oprd", "attr", "pobj", "dobj", "ccomp"} and token.tag_ == "NN"
    for party in iter_conjuncts(by) if by is not None and is_named else ():
        yield Proposition(party=party, predicate=token, event=None, rule="crime")


def _iter_ordered(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """The attack was carried out on the orders of X, at X's behest."""
    prep, deed = token.head, token.head.head
    is_order = token.lemma_.lower() in load_responsibility().order_nouns and token.dep_ == "pobj"
    if not is_order or prep.lower_ not in {"on", "at", "under", "by"}:
        return
    is_done = deed.lemma_.lower() in load_responsibility().performing_verbs or deed.i in events
    giver = next((child for child in token.children if child.dep_ == "poss"), None)
    giver = giver or find_preposition_object(token, "of", "from")
    if giver is None or not is_done:
        return
    event = deed.i if deed.i in events else None
    for party in iter_conjuncts(giver):
        yield Proposition(party=party, predicate=deed, event=event, rule="performed")


def _iter_priced(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """X would pay a price for its crimes."""
    lexicon = load_responsibility()
    if token.pos_ != "VERB" or token.lemma_.lower() not in lexicon.price_verbs or get_modal(token) is None:
        return
    price = token if token.lemma_ == "answer" else find_object(token)
    if price is None or not (price == token or price.lemma_.lower() in lexicon.price_nouns):
        return
    reason = find_preposition_object(token, "for") or find_preposition_object(price, "for")
    subject = find_subject(token)
    if reason is None or reason.i not in events or subject is None:
        return
    for party in iter_conjuncts(subject):
        yield Proposition(
            party=party, predicate=reason if price == token else price, event=reason.i, rule="priced"
        )


def _iter_belonging(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """The attackers were members of X; bombers believed to belong to X."""
    found = find_membership(token)
    if found is None:
        return
    party, is_hint = found
    predicate = token if is_hint else token.head
    for member in iter_conjuncts(party):
        yield Proposition(party=member, predicate=predicate, event=None, rule="belonging", is_hint=is_hint)


def _iter_was(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """One of X's members was the bomber."""
    subject = find_subject(token) if token.lemma_ == "be" else None
    named = next((child for child in token.children if child.dep_ == "attr"), None)
    if (
        subject is None
        or named is None
        or named.lemma_.lower() not in load_responsibility().perpetrator_nouns
    ):
        return
    member = find_member_group(subject)
    if subject.lower_ == "one" or member is not None:
        yield Proposition(party=subject, predicate=token, event=None, rule="belonging")


def _iter_pointed(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """It was X; it was an X missile."""
    if token.lemma_ != "be" or token.pos_ not in {"VERB", "AUX"}:
        return
    subject = find_subject(token)
    named = next((child for child in token.children if child.dep_ == "attr"), None)
    if named is None or subject is None or subject.lower_ not in {"it", "this", "that"}:
        return
    further = {"relcl", "acl", "prep", "advcl"}
    if any(child.dep_ in further for child in (*named.children, *token.children)):
        return
    lemma = named.lemma_.lower()
    if named.ent_type_ in {"DATE", "TIME"} or any(child.dep_ == "nummod" for child in named.children):
        return
    if named.pos_ == "PROPN" or lemma in load_responsibility().means_nouns | load_actors().state_heads:
        yield Proposition(party=named, predicate=token, event=None, rule="pointed")


def _iter_made(token: Token, events: Collection[int]) -> Iterator[Proposition]:
    """The weapons were Xish; the missile was Xish-made."""
    subject = find_subject(token) if token.lemma_ == "be" else None
    if subject is None or subject.lemma_.lower() not in load_responsibility().means_nouns:
        return
    named = next((child for child in token.children if child.dep_ == "acomp"), None)
    if named is not None and named.lemma_ in {"make", "made"}:
        named = next((child for child in named.children if child.text[:1].isupper()), None)
    if named is not None and named.text[:1].isupper():
        yield Proposition(party=named, predicate=token, event=None, rule="made")


#: Rules that hint, in the order in which they are tried on each token.
HINTS: tuple[Finder, ...] = (
    _iter_likened,
    _iter_signed,
    _iter_held,
    _iter_absent,
    _iter_involving,
    _iter_worked,
    _iter_crime,
    _iter_ordered,
    _iter_priced,
    _iter_belonging,
    _iter_was,
    _iter_pointed,
    _iter_made,
)
