"""Links: which triggers of a sentence speak of the same event, by grammar."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.attachment import find_adjacent, is_on_date, iter_arguments
from counterclaim.coding.rules.triggers import Trigger, are_kin
from counterclaim.vocabulary.triggers import load_triggers

_LINKING_DEPENDENCIES = frozenset({"relcl", "acl", "advcl", "conj", "xcomp", "compound", "amod", "nmod"})
_LINKING_PREPOSITIONS = frozenset({"in", "by", "of", "from", "with", "during", "when", "amid"})
#: Kinds of entity that stand between an event and the clause on it ("raids on X last week that ...").
_BETWEEN = frozenset({"DATE", "TIME", "GPE", "LOC"})


def link_triggers(doc: Doc, by_token: Mapping[int, Trigger]) -> dict[int, int]:
    """Map every trigger token to the first token of its group (union-find over links)."""
    leader = {token: token for token in by_token}

    def find(token: int) -> int:
        while leader[token] != token:
            token = leader[token]
        return token

    for token in sorted(by_token):
        if is_remembered(doc[token]):
            continue
        for other in _iter_links(doc[token], by_token):
            kin = are_kin(by_token[token].entry.type, by_token[other].entry.type)
            if kin and not is_remembered(doc[other]):
                low, high = sorted((find(token), find(other)))
                leader[high] = low
    return {token: find(token) for token in by_token}


def is_remembered(token: Token) -> bool:
    """Tell whether an event is one that others come together for ("the anniversary of his killing")."""
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    return above is not None and above.lemma_.lower() in load_triggers().memorial_nouns


def _iter_links(token: Token, by_token: Mapping[int, Trigger]) -> Iterator[int]:
    """Iterate over the triggers that speak of the same event as this one."""
    pronoun = _find_relative(token)
    adjacent = find_adjacent(pronoun, by_token) if pronoun is not None else None
    if adjacent is not None and adjacent != token.i:
        yield adjacent
    else:
        yield from _iter_upward(token, by_token)
        if token.pos_ in {"VERB", "AUX"}:
            yield from _iter_of_verb(token, by_token)
        else:
            yield from _iter_beside_noun(token, by_token)
    yield from _iter_paired_harms(token, by_token)
    if by_token[token.i].entry.harm:
        yield from _iter_outcome(token, by_token)


def _iter_outcome(harm: Token, triggers: Collection[int]) -> Iterator[int]:
    """Iterate over the events whose outcome a clause of harm goes on to tell.

    "A blast hit the market, and 60 died"; "a bomber struck it last year, when 60 lives were lost".
    """
    verb = harm if harm.pos_ in {"VERB", "AUX"} else harm.head
    above = verb.head
    if verb.pos_ not in {"VERB", "AUX"} or _names_time(verb) or above == verb:
        return
    if verb.dep_ == "relcl" and any(child.tag_ == "WRB" for child in verb.children):
        above = next((each for each in above.ancestors if each.pos_ == "VERB"), above)
    elif verb.dep_ != "conj" or above.pos_ != "VERB" or above.i in triggers:
        return
    yield from (each.i for each in (above, *iter_arguments(above)) if each.i in triggers)


def _find_relative(verb: Token) -> Token | None:
    """Find the relative pronoun of a clause, alone or after a preposition ("in which 12 died")."""
    near = (
        *verb.children,
        *(deep for child in verb.children if child.dep_ == "prep" for deep in child.children),
    )
    return next((word for word in near if word.tag_ == "WDT" and word.i < verb.i), None)


def _iter_upward(token: Token, triggers: Collection[int]) -> Iterator[int]:
    """Iterate over the triggers that a trigger hangs from."""
    head = token.head
    is_apart = token.dep_ == "conj" and _has_own_time(token)
    if token.dep_ in _LINKING_DEPENDENCIES and head.i in triggers and not is_apart:
        yield head.i
    above = head.head
    if token.dep_ == "conj" and head.dep_ == "advcl" and head.tag_ == "VBG" and head.i not in triggers:
        # "attacked a bus, separating the men and killing nine": the first clause tells no event.
        yield from (above.i,) if above.i in triggers else ()
    if token.dep_ == "pobj" and head.lower_ in _LINKING_PREPOSITIONS and head.head.i in triggers:
        yield head.head.i


def _iter_of_verb(verb: Token, triggers: Collection[int]) -> Iterator[int]:
    """Iterate over the triggers among a verb's arguments, and those its clause says more about."""
    head = verb.head
    yield from (argument.i for argument in iter_arguments(verb) if argument.i in triggers)
    is_loose = verb.tag_ == "VBG" and verb.dep_ in {"advcl", "acl"} and head.i not in triggers
    if is_loose or _has_relative_subject(verb):
        yield from _iter_before(verb, triggers)
    if verb.dep_ == "relcl":
        yield from (deep.i for deep in head.subtree if deep.dep_ == "appos" and deep.i in triggers)
    if verb.dep_ == "relcl" and head.head.dep_ == "agent" and not _names_time(verb):
        # "was shelled by rebels, who killed 12": those who did it are said to have done more.
        yield from (head.head.head.i,) if head.head.head.i in triggers else ()
    is_clause = verb.dep_ == "relcl" and not is_on_date(verb) or _takes_object(verb)
    if is_clause and head.i not in triggers:
        yield from (i for i in _iter_noun_ancestors(head) if i in triggers)
        if head.ent_type_ in _BETWEEN:
            yield from _iter_before(head, triggers)


def _takes_object(verb: Token) -> bool:
    """Tell whether a participle on a noun is a verb the parse lost ("bombings at a stadium killed 44")."""
    is_hung = verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"}
    return is_hung and any(child.dep_ in {"npadvmod", "dobj"} for child in verb.rights)


def _iter_beside_noun(noun: Token, triggers: Collection[int]) -> Iterator[int]:
    """Iterate over the triggers beside a noun under a verb that only says that it happened."""
    verb = noun.head
    if (
        verb.pos_ not in {"VERB", "AUX"}
        or verb.i in triggers
        or verb.lemma_ not in load_triggers().support_verbs
    ):
        return
    yield from (
        argument.i for argument in iter_arguments(verb) if argument.i in triggers and argument != noun
    )
    clauses = [child for child in verb.children if child.dep_ in {"advcl", "conj"} and child.i in triggers]
    yield from (clause.i for clause in clauses if not _has_time_mark(clause))


def _has_time_mark(clause: Token) -> bool:
    """Tell whether a clause only tells when the main one happened ("came days after ...")."""
    return any(
        child.dep_ == "mark" and child.lower_ in {"after", "before", "since", "as"}
        for child in clause.children
    )


def _iter_before(token: Token, triggers: Collection[int]) -> Iterator[int]:
    """Iterate over the last event before a word of the same sentence, if there is one."""
    start = token.sent.start
    yield from sorted(i for i in triggers if start <= i < token.i)[-1:]


def _has_relative_subject(verb: Token) -> bool:
    """Tell whether "that", "which" or "in which" opens a clause that is not parsed as a relative one."""
    links = (child for child in verb.children if child.dep_ == "nsubj" or child.dep_ == "prep")
    words = (deep for link in links for deep in (link, *link.children))
    return verb.dep_ != "relcl" and any(word.tag_ == "WDT" for word in words)


def _iter_noun_ancestors(noun: Token) -> Iterator[int]:
    """Iterate over the nouns above a noun in its own phrase ("raids on X last week in which ...")."""
    for ancestor in noun.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return
        yield ancestor.i


def _iter_paired_harms(token: Token, by_token: Mapping[int, Trigger]) -> Iterator[int]:
    """Iterate over the harm word before a harm word of the same count ("12 killed and over 40 injured")."""
    doc = token.doc
    if not by_token[token.i].entry.harm:
        return
    start = token.sent.start
    harms = [i for i in by_token if start <= i < token.i and by_token[i].entry.harm]
    if not harms:
        return
    between = doc[max(harms) + 1 : token.i]
    if not any(
        word.pos_ == "VERB" or word.lower_ in {";", "after", "when", "where", "which", "who"}
        for word in between
    ):
        yield max(harms)


def _names_time(verb: Token) -> bool:
    """Tell whether a clause names a time of its own."""
    return any(deep.ent_type_ == "DATE" for deep in verb.subtree)


def _has_own_time(verb: Token) -> bool:
    """Tell whether a coordinated verb brings a subject and a time beside the first verb's time."""
    has_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    inside = set(verb.subtree)
    outside = any(deep.ent_type_ == "DATE" for deep in verb.head.subtree if deep not in inside)
    return has_subject and outside and _names_time(verb)
